package io.broadsheet.write;

import io.broadsheet.table.Table;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;

/** What an output folder's files are made of; several may share a folder. */
public interface FolderFormat extends Serializable {
  /** What a job spec calls it: {@code csv}, {@code parquet}. */
  String name();

  /** The encoding in which it wants its rows. */
  RowFormat rows();

  /** Which folders windows have; by default none. */
  default WindowFolders partitions() {
    return WindowFolders.none();
  }

  /** Tables of a smaller number are written before others. */
  default int order(Table table) {
    return 0;
  }

  /**
   * Starts writing the files of a new version of the folder.
   *
   * @param version the version's folder; what is written has its final name there
   * @param scratch a folder for files that are not needed afterwards
   */
  Writer open(Path version, Path scratch) throws IOException;

  /** Writes one table after the other. */
  interface Writer extends AutoCloseable {
    /** Writes a table's files and waits until they are on the disk. */
    TableFile write(TableRows rows) throws IOException;

    /** Called behind the last table, for what stands beside them. */
    default void finish() throws IOException {}

    /**
     * Makes further files of the version, once all tables of all formats are written.
     *
     * @param runReport {@code run.json}
     * @return their bytes by name
     */
    default Map<String, byte[]> pages(byte[] runReport) throws IOException {
      return Map.of();
    }

    @Override
    default void close() throws IOException {}
  }
}
