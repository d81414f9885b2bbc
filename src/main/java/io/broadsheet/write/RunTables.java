package io.broadsheet.write;

import io.broadsheet.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All tables of a run that is complete, in every encoding that was asked for. */
public final class RunTables {
  private final Map<RowFormat, Map<Table, TableRows>> rows = new LinkedHashMap<>();
  private Replacement replacement = Replacement.whole("");

  /**
   * Some tables in some formats, also where there are no parts.
   *
   * @param parts in any order; one that stands there twice counts once
   */
  RunTables(Map<RowFormat, List<Table>> tables, List<StagedPart> parts) {
    Map<String, Table> byName = new LinkedHashMap<>();
    Map<RowFormat, Map<Table, TableRows.Builder>> builders = new LinkedHashMap<>();
    tables.forEach(
        (format, its) -> {
          Map<Table, TableRows.Builder> ofFormat = new LinkedHashMap<>();
          for (Table table : its) {
            Names.requireTable(table.name());
            byName.put(table.name(), table);
            ofFormat.put(table, new TableRows.Builder(table, format));
          }
          builders.put(format, ofFormat);
        });
    Map<StagedPart, StagedPart> known = new LinkedHashMap<>();
    for (StagedPart part : parts) {
      StagedPart before = known.putIfAbsent(part.place(), part);
      if (before == null) {
        Table table = byName.get(part.part().table());
        if (table == null
            || !builders.getOrDefault(part.format(), Map.of()).containsKey(table)
            || !part.format().name().equals(part.part().format())) {
          throw new IllegalArgumentException(part.part().file() + " is of no table to be written");
        }
        builders.get(part.format()).get(table).add(part.stage(), part.part());
      } else if (!before.equals(part)) {
        throw new IllegalArgumentException("two different parts in " + part.part().file());
      }
    }
    builders.forEach(
        (format, byTable) -> {
          Map<Table, TableRows> built = new LinkedHashMap<>();
          byTable.forEach((table, builder) -> built.put(table, builder.build()));
          rows.put(format, built);
        });
  }

  /** The same tables, which take the place of some of what targets hold. */
  RunTables replacing(Replacement some) {
    RunTables tables = new RunTables(Map.of(), List.of());
    tables.rows.putAll(rows);
    tables.replacement = some;
    return tables;
  }

  /** Which part of what a target holds they replace; all, if nothing else was said. */
  Replacement replacement() {
    return replacement;
  }

  /** How many rows each table has in each window, by its start and then the table's name. */
  SortedMap<Long, SortedMap<String, Long>> rowsByWindow() {
    SortedMap<Long, SortedMap<String, Long>> counts = new TreeMap<>();
    rows.values()
        .forEach(
            tables ->
                tables.forEach(
                    (table, itsRows) ->
                        itsRows
                            .rowsByWindow()
                            .forEach(
                                (start, count) ->
                                    counts
                                        .computeIfAbsent(start, window -> new TreeMap<>())
                                        .put(table.name(), count))));
    return counts;
  }

  /** The tables' rows in a format, in the order in which tables are documented. */
  public List<TableRows> in(RowFormat format) {
    return new ArrayList<>(rows.getOrDefault(format, Map.of()).values());
  }
}
