package io.broadsheet.write;

import io.broadsheet.article.UserException;
import io.broadsheet.table.Column;
import io.broadsheet.table.ColumnType;
import io.broadsheet.table.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * How our tables lie in BigQuery: those with windows in partitions by the window's start, all
 * clustered by their keys.
 *
 * @param unit how long a partition is; they begin in UTC, as BigQuery's do
 */
public record BigQueryTables(Unit unit) implements Serializable {
  private static final long serialVersionUID = 1;

  /** The length of a partition. */
  public enum Unit {
    HOUR("uuuuMMddHH"),
    DAY("uuuuMMdd"),
    MONTH("uuuuMM"),
    YEAR("uuuu");

    private final DateTimeFormatter format;

    Unit(String pattern) {
      format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
  }

  /** The column that tells the partition. */
  static final String PARTITION_COLUMN = "window_start";

  /** BigQuery's own name for the partition of rows without a value. */
  private static final String NO_VALUE = "__NULL__";

  /** BigQuery's limits: partitions of a table, and columns to cluster by. */
  private static final int MOST_PARTITIONS = 10_000;

  private static final int MOST_CLUSTERING_COLUMNS = 4;

  /** The partitions that a request asks for; {@code auto} follows the windows. */
  static BigQueryTables of(SinkRequest request) {
    String unit = request.option("partition_by");
    return new BigQueryTables(
        unit.equals("auto")
            ? unitOf(request.windows().every())
            : Unit.valueOf(unit.toUpperCase(Locale.ROOT)));
  }

  /** Weeks and what else begins with a day have partitions of days. */
  private static Unit unitOf(String every) {
    for (Unit unit : List.of(Unit.HOUR, Unit.DAY, Unit.MONTH, Unit.YEAR)) {
      if (every.contains(unit.name().toLowerCase(Locale.ROOT))) {
        return unit;
      }
    }
    return Unit.DAY;
  }

  /** The name of the partition in which a window lies. */
  String partition(long windowStart) {
    return windowStart == Part.NO_WINDOW
        ? NO_VALUE
        : unit.format.format(Instant.ofEpochMilli(windowStart));
  }

  /**
   * Refuses more partitions than a table can have.
   *
   * @throws UserException saying what to do
   */
  static void requireNotTooMany(Collection<String> partitions) {
    if (partitions.size() > MOST_PARTITIONS) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "A table of BigQuery has at most %,d partitions, not %,d: set a longer"
                  + " `partition_by`.",
              MOST_PARTITIONS,
              partitions.size()));
    }
  }

  /** The columns to cluster a table by: its key, but for windows, as far as BigQuery allows. */
  static List<String> clustering(Table table) {
    return table.key().stream()
        .filter(column -> column.type() != ColumnType.REAL)
        .map(Column::name)
        .filter(name -> !name.startsWith("window_"))
        .limit(MOST_CLUSTERING_COLUMNS)
        .toList();
  }
}
