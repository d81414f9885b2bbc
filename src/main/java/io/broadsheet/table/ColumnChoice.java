package io.broadsheet.table;

import java.io.Serializable;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Which columns of tables are written: those that are named, in the table's order; of a table of
 * which none is named all.
 *
 * @param names each a table, a dot and a column: {@code terms.term}
 */
public record ColumnChoice(Set<String> names) implements Serializable {
  public static final ColumnChoice ALL = new ColumnChoice(Set.of());

  public ColumnChoice {
    names = Set.copyOf(names);
  }

  /** What can be chosen from, in the order in which tables are documented. */
  public static List<String> names(List<Table> tables) {
    return tables.stream()
        .flatMap(table -> table.columns().stream().map(column -> name(table, column)))
        .toList();
  }

  /** The numbers of a table's columns that are written. */
  public BitSet of(Table table) {
    BitSet chosen = new BitSet();
    for (int i = 0; i < table.columns().size(); i++) {
      chosen.set(i, names.contains(name(table, table.columns().get(i))));
    }
    if (chosen.isEmpty()) {
      chosen.set(0, table.columns().size());
    }
    return chosen;
  }

  private static String name(Table table, Column column) {
    return table.name() + "." + column.name();
  }
}
