package io.broadsheet.write;

import io.broadsheet.article.UserException;
import io.broadsheet.table.Column;
import io.broadsheet.table.ColumnType;
import io.broadsheet.table.Table;
import io.broadsheet.write.BigQueryJobs.Complaint;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tables of a stream, to which the Storage Write API appends what has changed since the commit
 * before. Rows of table T are in {@code T_versions}, each with the number of its commit; which
 * commit holds for which window is in {@code broadsheet_versions}, the last that a commit writes
 * to, at one instant for all tables; and T is a view of the rows that hold. So readers see each row
 * exactly once, and a window of one version in all tables, also where a commit was broken off and
 * made again.
 *
 * <p>Commits are numbered from BigQuery's own clock on, and have ids of their own. What holds is
 * known only to the process that committed it: one that starts afresh appends every window once
 * more. Memory: some 150 bytes for each window of each table, and a request of {@link
 * BigQueryAppend}.
 */
final class BigQueryVersions {
  private static final ConcurrentMap<String, BigQueryVersions> STREAMS = new ConcurrentHashMap<>();

  private static final Column COMMIT =
      new Column("commit_id", ColumnType.TEXT, false, "", "The commit that appended this row.");

  private static final Column NUMBER =
      new Column("commit_number", ColumnType.INTEGER, false, "", "Higher for later commits.");

  static final Table VERSIONS =
      new Table(
          "broadsheet_versions",
          "commit × table × window",
          3,
          List.of(
              NUMBER,
              new Column("table_name", ColumnType.TEXT, false, "", "The table."),
              new Column(
                  "window_start",
                  ColumnType.TIMESTAMP,
                  true,
                  "",
                  "The window whose rows of the table are from this commit."),
              COMMIT));

  /** In place of a digest. */
  private static final String NO_ROWS = "";

  /** For each table the digests of its windows' rows. */
  private final Map<String, Map<Long, String>> held = new HashMap<>();

  private final Set<String> defined = new TreeSet<>();
  private long number = -1;
  private boolean hasReport;

  private BigQueryVersions() {}

  /**
   * Those of a stream.
   *
   * @param stage of its sink, which no other run has
   */
  static BigQueryVersions of(String stage) {
    return STREAMS.computeIfAbsent(stage, key -> new BigQueryVersions());
  }

  /**
   * Lets windows that have changed hold.
   *
   * @param report {@code run.json}, kept at the first commit alone: a table takes a limited number
   *     of loads a day
   */
  synchronized void commit(
      BigQueryCommit target, List<TableRows> tables, Function<List<TableFile>, byte[]> report)
      throws IOException, InterruptedException {
    byte[] run = report.apply(commit(target, tables));
    if (!hasReport) {
      target.keep(run);
      hasReport = true;
    }
  }

  private List<TableFile> commit(BigQueryCommit target, List<TableRows> tables)
      throws IOException, InterruptedException {
    begin(target, tables);
    number++;
    // Of this attempt alone: rows that one before it has left never hold.
    String id = UUID.randomUUID().toString();
    List<Complaint> complaints = new ArrayList<>();
    List<TableFile> files = new ArrayList<>();
    Map<String, Map<Long, String>> changed = new LinkedHashMap<>();
    for (TableRows rows : tables) {
      Table table = rows.table();
      files.add(target.file(rows));
      Map<Long, String> before = held.getOrDefault(table.name(), Map.of());
      Map<Long, String> digests = new LinkedHashMap<>();
      Set<Long> present = new HashSet<>();
      try (BigQueryAppend append = target.append(versionsOf(table))) {
        for (TableRows window : rows.byWindow()) {
          present.add(window.windowStart());
          String digest = digest(window);
          if (!digest.equals(before.get(window.windowStart()))) {
            digests.put(window.windowStart(), digest);
            append.rows(window, row -> row.set(COMMIT.name(), id));
          }
        }
        for (Map.Entry<Long, String> earlier : before.entrySet()) {
          if (!present.contains(earlier.getKey()) && !earlier.getValue().equals(NO_ROWS)) {
            // What an earlier commit has put there no longer holds.
            digests.put(earlier.getKey(), NO_ROWS);
          }
        }
        complaints.addAll(append.commit());
      } catch (BigQueryAppend.RefusedException e) {
        target.tell(e.complaints());
        throw e;
      }
      if (!digests.isEmpty()) {
        changed.put(table.name(), digests);
      }
    }
    if (!complaints.isEmpty()) {
      target.tell(complaints);
    }
    append(target, changed, id);
    changed.forEach(
        (table, digests) -> held.computeIfAbsent(table, key -> new HashMap<>()).putAll(digests));
    return files;
  }

  private void begin(BigQueryCommit target, List<TableRows> tables)
      throws IOException, InterruptedException {
    if (number < 0) {
      target.define(VERSIONS);
      // Later than every commit before it, which has changed the table.
      number = target.lastModified(VERSIONS);
    }
    for (TableRows rows : tables) {
      Table table = rows.table();
      if (defined.add(table.name())) {
        target.define(versionsOf(table));
        target.defineView(table, query(target, table));
      }
    }
  }

  private static Table versionsOf(Table table) {
    List<Column> columns = new ArrayList<>(table.columns());
    columns.add(COMMIT);
    return new Table(
        table.name() + "_versions",
        table.grain() + ", and commit that appended it",
        table.keyColumns(),
        columns);
  }

  /** The rows of a table that hold. */
  private static String query(BigQueryCommit target, Table table) {
    boolean hasWindows = PartitionedFiles.hasWindows(table);
    return "SELECT "
        + table.columns().stream()
            .map(column -> "v.`" + column.name() + "`")
            .collect(Collectors.joining(", "))
        + " FROM "
        + target.quoted(versionsOf(table))
        + " v JOIN (SELECT window_start, MAX_BY(commit_id, commit_number) AS commit_id FROM "
        + target.quoted(VERSIONS)
        + " WHERE table_name = '"
        + table.name()
        + "' GROUP BY window_start) h ON v.commit_id = h.commit_id"
        + (hasWindows
            ? " AND COALESCE(v.window_start, TIMESTAMP '0001-01-01')"
                + " = COALESCE(h.window_start, TIMESTAMP '0001-01-01')"
            : "");
  }

  private void append(BigQueryCommit target, Map<String, Map<Long, String>> changed, String id)
      throws IOException, InterruptedException {
    if (changed.isEmpty()) {
      return;
    }
    try (BigQueryAppend append = target.append(VERSIONS)) {
      for (Map.Entry<String, Map<Long, String>> table : changed.entrySet()) {
        for (long window : table.getValue().keySet()) {
          append.row(
              row -> {
                row.set(NUMBER.name(), number);
                row.set(COMMIT.name(), id);
                row.set("table_name", table.getKey());
                if (window != Part.NO_WINDOW) {
                  row.set("window_start", Instant.ofEpochMilli(window).toString());
                }
              });
        }
      }
      List<Complaint> complaints = append.commit();
      if (!complaints.isEmpty()) {
        throw new UserException("BigQuery refused rows of " + complaints.get(0));
      }
    }
  }

  private static String digest(TableRows rows) throws IOException {
    MessageDigest digest = sha256();
    rows.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
