package io.broadsheet.write;

import io.broadsheet.table.Table;
import io.broadsheet.window.WindowScheme;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The folders of windows as Hive names partitions: {@code window=2025-07-10} for windows of days
 * and longer, the day in the spec's zone; {@code window=20250710T060000Z} for hours, in UTC, where
 * no hour comes twice. Rows outside any window are in Hive's partition for no value.
 *
 * @param zone of the windows
 * @param naming what folders are called, if windows have folders
 */
public record WindowFolders(ZoneId zone, Naming naming) implements Serializable {
  /** What folders are called. */
  enum Naming {
    /** Windows have no folders. */
    NO_FOLDERS,
    BY_DAY,
    BY_INSTANT
  }

  /** Hive's own name for the partition of rows without a value. */
  static final String NONE = "__HIVE_DEFAULT_PARTITION__";

  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A folder for each window. */
  static WindowFolders of(WindowScheme scheme) {
    boolean areHours = scheme.every().contains("hour");
    return new WindowFolders(scheme.zone(), areHours ? Naming.BY_INSTANT : Naming.BY_DAY);
  }

  /** All windows in one place. */
  static WindowFolders none() {
    return new WindowFolders(ZoneOffset.UTC, Naming.NO_FOLDERS);
  }

  boolean areThere() {
    return naming != Naming.NO_FOLDERS;
  }

  /** Whether a table's windows have folders. */
  boolean divide(Table table) {
    return areThere() && PartitionedFiles.hasWindows(table);
  }

  String folder(long windowStart) {
    return "window=" + value(windowStart);
  }

  private String value(long windowStart) {
    if (windowStart == Part.NO_WINDOW) {
      return NONE;
    }
    Instant instant = Instant.ofEpochMilli(windowStart);
    return naming == Naming.BY_DAY
        ? LocalDate.ofInstant(instant, zone).toString()
        : INSTANT.format(instant);
  }
}
