package io.broadsheet.write;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.state.Change;
import io.broadsheet.state.ChangeHistory;
import io.broadsheet.state.StateFolder;
import io.broadsheet.state.WindowSet;
import io.broadsheet.table.CodePointOrder;
import io.broadsheet.table.Column;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds out which cells of windows that were there before are not as they were. Memory: the rows of
 * one window, twice, and the changes that are kept.
 */
final class WindowChanges {
  private static final Comparator<Change> IN_ORDER = Change.inOrder(CodePointOrder.INSTANCE);

  private final StateFolder folder;
  private final ChangeRules rules;
  private final long run;

  /**
   * @param run the run's "now", in epoch milliseconds
   */
  WindowChanges(StateFolder folder, ChangeRules rules, long run) {
    this.folder = folder;
    this.rules = rules;
    this.run = run;
  }

  /** Keeps the rows of all windows that were made, and returns by which names, by their starts. */
  SortedMap<Long, String> keep(RunTables tables) throws IOException {
    SortedMap<Long, List<TableRows>> windows = new TreeMap<>();
    for (TableRows table : tables.in(new ComparedFormat(rules.tables()))) {
      for (TableRows window : table.byWindow()) {
        if (window.windowStart() != WindowSet.NO_WINDOW) {
          windows.computeIfAbsent(window.windowStart(), start -> new ArrayList<>()).add(window);
        }
      }
    }
    SortedMap<Long, String> names = new TreeMap<>();
    for (Map.Entry<Long, List<TableRows>> window : windows.entrySet()) {
      ByteWriter out = new ByteWriter(1 << 12);
      for (TableRows table : window.getValue()) {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        table.writeTo(rows);
        out.writeText(table.table().name());
        out.writeVarInt(rows.size());
        out.writeBytes(rows.toByteArray(), 0, rows.size());
      }
      names.put(window.getKey(), ChangeHistory.keepRows(folder, out.toByteArray()));
    }
    return names;
  }

  /**
   * The changes of a window.
   *
   * @param before the name of its rows as they were
   * @param after the name of its rows; empty if there are none any more
   */
  List<Change> between(long window, String before, String after) throws IOException {
    List<Change> changes = new ArrayList<>();
    if (before.equals(after)) {
      return changes;
    }
    Map<String, byte[]> old = tables(ChangeHistory.rows(folder, before));
    Map<String, byte[]> now =
        after.isEmpty() ? Map.of() : tables(ChangeHistory.rows(folder, after));
    for (String name : rules.tables()) {
      Table table = Tables.named(name).orElseThrow();
      Map<String, List<String>> oldRows = rows(table, old.getOrDefault(name, new byte[0]));
      Map<String, List<String>> newRows = rows(table, now.getOrDefault(name, new byte[0]));
      oldRows.forEach((key, row) -> compare(table, window, key, row, newRows.remove(key), changes));
      newRows.forEach((key, row) -> compare(table, window, key, null, row, changes));
    }
    return changes;
  }

  private void compare(
      Table table,
      long window,
      String key,
      List<String> before,
      List<String> after,
      List<Change> changes) {
    for (int i = table.keyColumns(); i < table.columns().size(); i++) {
      String old = before == null ? null : before.get(i);
      String now = after == null ? null : after.get(i);
      if (!Objects.equals(old, now)) {
        String column = table.columns().get(i).name();
        changes.add(new Change(run, table.name(), window, key, column, old, now));
      }
    }
  }

  /**
   * Earlier changes and new ones, as many as are kept. What one moment's runs changed several times
   * has changed once.
   */
  List<Change> history(List<Change> earlier, List<Change> found) {
    TreeMap<Change, Change> all = new TreeMap<>(IN_ORDER);
    earlier.forEach(change -> all.put(change, change));
    for (Change change : found) {
      Change first = all.remove(change);
      String before = first == null ? change.before() : first.before();
      if (!Objects.equals(before, change.after())) {
        Change whole =
            new Change(
                change.run(),
                change.table(),
                change.window(),
                change.key(),
                change.column(),
                before,
                change.after());
        all.put(whole, whole);
      }
    }
    long from =
        rules.keepDays() == Integer.MAX_VALUE
            ? Long.MIN_VALUE
            : run - Duration.ofDays(rules.keepDays()).toMillis();
    List<Change> kept = all.values().stream().filter(change -> change.run() > from).toList();
    return kept.subList(Math.max(0, kept.size() - rules.most()), kept.size());
  }

  static void write(List<Change> changes, RowWriter rows) throws IOException {
    for (Change change : changes) {
      rows.timestamp(change.run());
      rows.text(change.table());
      rows.timestamp(change.window());
      rows.text(change.key());
      rows.text(change.column());
      writeCell(change.before(), rows);
      writeCell(change.after(), rows);
      rows.endRow();
    }
  }

  private static void writeCell(String cell, RowWriter rows) throws IOException {
    if (cell == null) {
      rows.empty();
    } else {
      rows.text(cell);
    }
  }

  private static Map<String, byte[]> tables(byte[] kept) {
    Map<String, byte[]> tables = new LinkedHashMap<>();
    ByteReader in = new ByteReader(kept);
    while (in.hasMore()) {
      String name = in.readText();
      byte[] rows = new byte[in.readVarInt()];
      System.arraycopy(kept, in.position(), rows, 0, rows.length);
      in.skip(rows.length);
      tables.put(name, rows);
    }
    return tables;
  }

  /** The rows of a table by their key without the window, in order. */
  private static Map<String, List<String>> rows(Table table, byte[] staged) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (List<String> row : cells(new String(staged, StandardCharsets.UTF_8))) {
      List<String> key = new ArrayList<>();
      for (int i = 0; i < table.keyColumns(); i++) {
        Column column = table.columns().get(i);
        if (!column.name().startsWith("window_")) {
          String cell = Objects.requireNonNullElse(row.get(i), "");
          key.add(cell.replace("\\", "\\\\").replace("|", "\\|"));
        }
      }
      rows.put(String.join("|", key), row);
    }
    return rows;
  }

  /** The cells of staged rows, see {@link StagedFormat}; null for one without a value. */
  static List<List<String>> cells(String staged) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    int at = 0;
    while (at < staged.length()) {
      StringBuilder cell = new StringBuilder();
      boolean isQuoted = staged.charAt(at) == '"';
      if (isQuoted) {
        for (at++; staged.charAt(at) != '"' || staged.startsWith("\"\"", at); at++) {
          if (staged.charAt(at) == '"') {
            at++;
          }
          cell.append(staged.charAt(at));
        }
        at++;
      } else {
        while (staged.charAt(at) != ',' && staged.charAt(at) != '\n') {
          cell.append(staged.charAt(at++));
        }
      }
      row.add(cell.length() == 0 && !isQuoted ? null : cell.toString());
      if (staged.charAt(at++) == '\n') {
        rows.add(row);
        row = new ArrayList<>();
      }
    }
    return rows;
  }
}
