package io.broadsheet.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * The definitions of tables as text for people and for other programs. Every rendering ends with a
 * line break.
 */
public enum TableDocs {
  /** {@code docs/tables.md}. */
  MARKDOWN {
    @Override
    public String of(List<Table> tables) {
      StringBuilder page = new StringBuilder(INTRODUCTION);
      for (Table table : tables) {
        page.append("\n## `").append(table.name()).append("`\n\n");
        page.append("One row for each ").append(table.grain()).append(". Key: ");
        page.append(table.key().stream().map(key -> "`" + key.name() + "`").collect(listed()));
        page.append(".\n\n| column | type | unit | meaning |\n|---|---|---|---|\n");
        for (Column column : table.columns()) {
          page.append("| `").append(column.name()).append("` | ").append(words(column.type()));
          page.append(column.isOptional() ? ", may be empty" : "");
          page.append(" | ").append(cell(column.unit()));
          page.append(" | ").append(cell(column.meaning())).append(" |\n");
        }
      }
      return page.toString();
    }
  },

  /** A list of tables: name, grain, key and columns. */
  JSON {
    @Override
    public String of(List<Table> tables) {
      ArrayNode list = NODES.arrayNode();
      for (Table table : tables) {
        ObjectNode object = list.addObject();
        object.put("name", table.name());
        object.put("grain", table.grain());
        ArrayNode key = object.putArray("key");
        table.key().forEach(column -> key.add(column.name()));
        ArrayNode columns = object.putArray("columns");
        for (Column column : table.columns()) {
          columns
              .addObject()
              .put("name", column.name())
              .put("type", column.type().name().toLowerCase(Locale.ROOT))
              .put("optional", column.isOptional())
              .put("unit", column.unit())
              .put("meaning", column.meaning());
        }
      }
      return list.toPrettyString() + "\n";
    }
  },

  /**
   * Schemas as BigQuery reads them: a list of fields for one table, for several an object with such
   * a list under each table's name.
   *
   * @see <a href="https://cloud.google.com/bigquery/docs/schemas#specifying_a_json_schema_file">the
   *     format</a>
   */
  BIGQUERY {
    @Override
    public String of(List<Table> tables) {
      if (tables.size() == 1) {
        return fields(tables.get(0)).toPrettyString() + "\n";
      }
      ObjectNode schemas = NODES.objectNode();
      tables.forEach(table -> schemas.set(table.name(), fields(table)));
      return schemas.toPrettyString() + "\n";
    }

    private ArrayNode fields(Table table) {
      ArrayNode fields = NODES.arrayNode();
      for (Column column : table.columns()) {
        fields
            .addObject()
            .put("name", column.name())
            .put("type", bigQueryType(column.type()))
            .put(
                "mode",
                column.type() == ColumnType.TEXT_LIST
                    ? "REPEATED"
                    : column.isOptional() ? "NULLABLE" : "REQUIRED")
            .put("description", column.meaning());
      }
      return fields;
    }
  },

  /** {@code CREATE TABLE} statements that DuckDB and PostgreSQL accept. */
  SQL {
    @Override
    public String of(List<Table> tables) {
      return tables.stream().map(TableDocs::createTable).collect(Collectors.joining("\n"));
    }
  };

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final String INTRODUCTION =
      """
      <!-- Made from Tables.java by `./broadsheet tables`. -->

      # The tables

      Rows are sorted by their key, in code-point order, an empty cell first. In CSV and JSON Lines a
      timestamp is ISO 8601 in the spec's zone with its offset; a real number has 12 significant
      digits; an undefined number is an empty cell; a list is joined with `|` in CSV, where a `|` or
      `\\` inside a value is written `\\|` or `\\\\`. The end of a window is exclusive. Ratios run from 0
      to 1. Intervals are Wilson's, at 95 %.
      """;

  /** Renders some tables, in their order. */
  public abstract String of(List<Table> tables);

  private static String createTable(Table table) {
    String name = SqlSchema.quoted(table.name());
    List<String> statements = new ArrayList<>();
    statements.add(SqlSchema.createTable(table, name));
    statements.addAll(SqlSchema.comments(table, name));
    String key = " (" + SqlSchema.keyColumns(table) + ")";
    statements.add(
        SqlSchema.hasPrimaryKey(table)
            ? "ALTER TABLE " + name + " ADD PRIMARY KEY" + key
            : "CREATE UNIQUE INDEX "
                + SqlSchema.quoted(table.name() + "_key")
                + " ON "
                + name
                + key);
    return String.join(";\n", statements) + ";\n";
  }

  private static Collector<CharSequence, ?, String> listed() {
    return Collectors.joining(", ");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String words(ColumnType type) {
    return switch (type) {
      case TEXT -> "text";
      case TEXT_LIST -> "list of texts";
      case INTEGER -> "whole number";
      case REAL -> "real number";
      case TIMESTAMP -> "timestamp";
    };
  }

  private static String bigQueryType(ColumnType type) {
    return switch (type) {
      case TEXT, TEXT_LIST -> "STRING";
      case INTEGER -> "INTEGER";
      case REAL -> "FLOAT";
      case TIMESTAMP -> "TIMESTAMP";
    };
  }
}
