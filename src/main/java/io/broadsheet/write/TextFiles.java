package io.broadsheet.write;

import io.broadsheet.table.Table;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * CSV and JSON Lines files: {@code tables/NAME.csv}; with a limit of size {@code
 * tables/NAME/part-00000.csv}; by windows {@code tables/NAME/window=2025-07-10/part-00000.csv}, for
 * tables that have windows. Memory: a buffer.
 *
 * @param rows the encoding; its rows end with a line feed outside double quotes
 * @param windows the folders of windows; none for one table, one file
 * @param compression of each file
 * @param largestFile a file ends with the row that reaches this many bytes before compression; 0
 *     for no limit
 */
public record TextFiles(
    RowFormat rows, WindowFolders windows, Compression compression, long largestFile)
    implements FolderFormat {
  private static final long serialVersionUID = 1;

  /** One uncompressed file a table. */
  static TextFiles plain(RowFormat rows) {
    return new TextFiles(rows, WindowFolders.none(), Compression.NONE, 0);
  }

  @Override
  public WindowFolders partitions() {
    return windows;
  }

  @Override
  public String name() {
    return rows.name();
  }

  @Override
  public Writer open(Path version, Path scratch) {
    return tableRows -> write(tableRows, version);
  }

  private TableFile write(TableRows tableRows, Path version) throws IOException {
    Table table = tableRows.table();
    String ending = "." + rows.extension() + compression.suffix();
    String name = OutputFolder.TABLES + "/" + table.name();
    long bytes;
    if (windows.divide(table)) {
      bytes =
          PartitionedFiles.write(
              tableRows,
              version.resolve(name),
              windows,
              (window, folder) -> writeFiles(window, folder, ending));
    } else if (largestFile > 0) {
      Path folder = Files.createDirectories(version.resolve(name));
      bytes = writeFiles(tableRows, folder, ending);
      DurableFiles.forceFolder(folder);
    } else {
      name += ending;
      bytes = writeFile(tableRows, version.resolve(name));
    }
    return new TableFile(table.name(), rows.name(), name, tableRows.rows(), bytes);
  }

  private long writeFile(TableRows tableRows, Path file) throws IOException {
    try (FileChannel channel = create(file)) {
      byte[] header = rows.header(tableRows.table());
      if (compression == Compression.NONE) {
        ByteBuffer left = ByteBuffer.wrap(header);
        while (left.hasRemaining()) {
          channel.write(left);
        }
        tableRows.copyTo(channel);
      } else {
        OutputStream compressed = compression.over(streamTo(channel));
        compressed.write(header);
        tableRows.writeTo(compressed);
        compressed.close();
      }
      channel.force(true);
      return channel.position();
    }
  }

  private long writeFiles(TableRows tableRows, Path folder, String ending) throws IOException {
    if (largestFile == 0) {
      return writeFile(tableRows, folder.resolve(PartitionedFiles.fileName(0, ending)));
    }
    try (Splitter splitter = new Splitter(tableRows.table(), folder, ending)) {
      tableRows.writeTo(splitter);
      return splitter.finish();
    }
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** A stream whose end leaves the channel open. */
  private static OutputStream streamTo(FileChannel channel) {
    return new BufferedOutputStream(Channels.newOutputStream(channel), 64 << 10) {
      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /** Starts a new file behind the row with which one has become large enough. */
  private final class Splitter extends OutputStream {
    /** Only in CSV does a line feed within quotes not end a row. */
    private final boolean hasQuotedLines = !(rows instanceof JsonLinesFormat);

    private final Table table;
    private final Path folder;
    private final String ending;
    private int files;
    private FileChannel channel;
    private OutputStream file;
    private long inFile;
    private long written;
    private boolean isQuoted;

    Splitter(Table table, Path folder, String ending) {
      this.table = table;
      this.folder = folder;
      this.ending = ending;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int start = offset;
      for (int i = offset; i < offset + length; i++) {
        if (bytes[i] == '"') {
          isQuoted = !isQuoted;
        } else if (bytes[i] == '\n'
            && !(isQuoted && hasQuotedLines)
            && inFile + (i + 1 - start) >= largestFile) {
          append(bytes, start, i + 1 - start);
          start = i + 1;
          endFile();
        }
      }
      if (start < offset + length) {
        append(bytes, start, offset + length - start);
      }
    }

    private void append(byte[] bytes, int offset, int length) throws IOException {
      if (channel == null) {
        beginFile();
      }
      file.write(bytes, offset, length);
      inFile += length;
    }

    private void beginFile() throws IOException {
      channel = create(folder.resolve(PartitionedFiles.fileName(files++, ending)));
      file = compression.over(streamTo(channel));
      byte[] header = rows.header(table);
      file.write(header);
      inFile = header.length;
    }

    private void endFile() throws IOException {
      file.close();
      channel.force(true);
      written += channel.position();
      channel.close();
      channel = null;
    }

    /** Ends the last file and returns the size of all; a table without rows has one file, too. */
    long finish() throws IOException {
      if (files == 0) {
        beginFile();
      }
      if (channel != null) {
        endFile();
      }
      return written;
    }

    @Override
    public void close() throws IOException {
      if (channel != null) {
        channel.close();
      }
    }
  }
}
