package io.broadsheet.write;

import io.broadsheet.table.Column;
import io.broadsheet.table.SqlSchema;
import io.broadsheet.table.Table;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.stream.Collectors;

/**
 * Parquet files: {@code tables/NAME.parquet}, or {@code tables/NAME/window=…/part-00000.parquet}.
 * Timestamps are instants in microseconds, lists are lists, numbers are exact; pages are compressed
 * with zstd; every column chunk has statistics, and as rows are sorted by the table's key, readers
 * skip what they need not see. The file's metadata hold grain, key and zone.
 *
 * <p>The bytes depend on the rows alone, not on how many threads write them.
 *
 * @param windows the folders of windows; none for one table, one file
 * @param zone of the windows, for the metadata: Parquet's timestamps know none
 * @param memory of DuckDB, in bytes
 */
public record ParquetFiles(WindowFolders windows, ZoneId zone, long memory)
    implements FolderFormat {
  private static final long serialVersionUID = 1;

  private static final String ENDING = ".parquet";

  @Override
  public WindowFolders partitions() {
    return windows;
  }

  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public RowFormat rows() {
    return new ColumnFormat();
  }

  @Override
  public Writer open(Path version, Path scratch) {
    DuckDb database = DuckDb.open("", scratch, memory);
    return new Writer() {
      @Override
      public TableFile write(TableRows rows) throws IOException {
        return ParquetFiles.this.write(database, rows, version);
      }

      @Override
      public void close() {
        database.close();
      }
    };
  }

  private TableFile write(DuckDb database, TableRows rows, Path version) throws IOException {
    Table table = rows.table();
    String name = OutputFolder.TABLES + "/" + table.name();
    long bytes;
    if (windows.divide(table)) {
      bytes =
          PartitionedFiles.write(
              rows,
              version.resolve(name),
              windows,
              (window, folder) ->
                  writeFile(
                      database, window, folder.resolve(PartitionedFiles.fileName(0, ENDING))));
    } else {
      name += ENDING;
      bytes = writeFile(database, rows, version.resolve(name));
    }
    return new TableFile(table.name(), name(), name, rows.rows(), bytes);
  }

  private long writeFile(DuckDb database, TableRows rows, Path file) throws IOException {
    try {
      database.withRows(
          rows,
          select ->
              database.execute(
                  "COPY ("
                      + select
                      + ") TO "
                      + SqlSchema.literal(file.toString())
                      + " (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2, KV_METADATA "
                      + metadata(rows.table())
                      + ")"));
    } catch (SQLException e) {
      throw DuckDb.trouble("write " + file, e);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return Files.size(file);
  }

  private String metadata(Table table) {
    return "{\"broadsheet.table\": "
        + SqlSchema.literal(table.name())
        + ", \"broadsheet.grain\": "
        + SqlSchema.literal(table.grain())
        + ", \"broadsheet.key\": "
        + SqlSchema.literal(table.key().stream().map(Column::name).collect(Collectors.joining(",")))
        + ", \"broadsheet.zone\": "
        + SqlSchema.literal(zone.getId())
        + "}";
  }
}
