package io.broadsheet.write;

import io.broadsheet.table.ColumnType;
import io.broadsheet.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** {@code NAME/window=…/part-….ending}, the layout that Hive, Spark and DuckDB know. */
final class PartitionedFiles {
  private PartitionedFiles() {}

  /** Writes the files of one window and returns their size in bytes. */
  interface WindowWriter {
    long write(TableRows window, Path folder) throws IOException;
  }

  /** Whether rows belong to windows: their key then begins with the window's start. */
  static boolean hasWindows(Table table) {
    return table.key().get(0).name().equals("window_start")
        && table.key().get(0).type() == ColumnType.TIMESTAMP;
  }

  static String fileName(int number, String ending) {
    return String.format(Locale.ROOT, "part-%05d%s", number, ending);
  }

  /** Writes all windows of a table into a new folder, and returns the size of all files. */
  static long write(TableRows rows, Path folder, WindowFolders folders, WindowWriter writer)
      throws IOException {
    Files.createDirectories(folder);
    long bytes = 0;
    for (TableRows window : rows.byWindow()) {
      Path windowFolder =
          Files.createDirectories(folder.resolve(folders.folder(window.windowStart())));
      bytes += writer.write(window, windowFolder);
      DurableFiles.forceFolder(windowFolder);
    }
    DurableFiles.forceFolder(folder);
    return bytes;
  }
}
