package io.broadsheet.table;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableDocsTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void writesStatementsThatADatabaseAccepts() throws SQLException {
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      statement.execute(TableDocs.SQL.of(Tables.all()));

      for (Table table : Tables.all()) {
        List<String> columns = new ArrayList<>();
        try (ResultSet found =
            statement.executeQuery(
                "SELECT column_name || ' ' || is_nullable FROM information_schema.columns"
                    + " WHERE table_name = '"
                    + table.name()
                    + "' ORDER BY ordinal_position")) {
          while (found.next()) {
            columns.add(found.getString(1));
          }
        }
        assertThat(
            columns,
            is(
                table.columns().stream()
                    .map(column -> column.name() + (SqlSchema.isNullable(column) ? " YES" : " NO"))
                    .toList()));
      }
    }
  }

  @Test
  void writesTheFieldsOfOneTableForBigQuery() throws IOException {
    JsonNode fields = JSON.readTree(TableDocs.BIGQUERY.of(List.of(Tables.ARTICLES)));

    assertThat(fields.size(), is(Tables.ARTICLES.columns().size()));
    assertThat(
        fields.get(4).toString(),
        is(
            "{\"name\":\"topics\",\"type\":\"STRING\",\"mode\":\"REPEATED\",\"description\":\"Its"
                + " topics; (none) if the record names none.\"}"));
    assertThat(fields.get(0).path("mode").asText(), is("NULLABLE"));
    assertThat(fields.get(2).path("mode").asText(), is("REQUIRED"));
  }

  @Test
  void writesSeveralTablesForBigQueryUnderTheirNames() throws IOException {
    JsonNode schemas = JSON.readTree(TableDocs.BIGQUERY.of(Tables.all()));

    assertThat(schemas.size(), is(Tables.all().size()));
    assertThat(schemas.path("terms").isArray(), is(true));
  }

  @Test
  void writesDefinitionsAsJson() throws IOException {
    JsonNode tables = JSON.readTree(TableDocs.JSON.of(Tables.all()));
    JsonNode dates = tables.get(Tables.all().indexOf(Tables.DATES));

    assertThat(dates.path("name").asText(), is("dates"));
    assertThat(dates.path("key").toString(), is("[\"outlet\",\"date_status\"]"));
    assertThat(
        dates.path("columns").get(2).toString(),
        is(
            "{\"name\":\"articles\",\"type\":\"integer\",\"optional\":false,\"unit\":\"articles\","
                + "\"meaning\":\"Articles, duplicates left out.\"}"));
  }

  @Test
  void keepsMarkdownCellsWhole() {
    Table table =
        new Table("t", "row", 1, List.of(new Column("a", ColumnType.TEXT, false, "|", "x | y")));

    assertThat(
        TableDocs.MARKDOWN.of(List.of(table)), containsString("| `a` | text | \\| | x \\| y |\n"));
  }
}
