package io.broadsheet.write;

import io.broadsheet.article.FileTrouble;
import io.broadsheet.article.UserException;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Writes a part file, in the sink's final encoding, so that the commit has only to put segments one
 * behind the other.
 *
 * <pre>{@code
 * PartWriter writer = PartWriter.open(staging, format, Tables.TERMS, zone, "shard-07");
 * try {
 *   RowWriter rows = writer.beginSegment(windowStart, 7);
 *   … // write rows, sorted by the table's key
 *   writer.endSegment();
 *   output.add(writer.close());
 * } finally {
 *   writer.abort(); // does nothing behind close
 * }
 * }</pre>
 *
 * <p>The file has a temporary name until {@link #close} moves it into its place. Its name is the
 * caller's, so a bundle that is tried again replaces what it wrote before. Memory is that of one
 * {@link EncodingRowWriter}. A full disk, a removed folder or a missing permission is a {@link
 * UserException}, from here and from the row writer.
 */
public final class PartWriter {
  private final Table table;
  private final RowFormat format;
  private final Path temporary;
  private final Path target;
  private final String file;
  private final OutputStream output;
  private final EncodingRowWriter rows;
  private final List<Part.Segment> segments = new ArrayList<>();

  private boolean inSegment;
  private long windowStart;
  private int order;
  private long startRows;
  private long startBytes;
  private boolean closed;

  private PartWriter(
      Path staging,
      RowFormat format,
      Table table,
      ZoneId zone,
      String file,
      Path temporary,
      OutputStream output) {
    this.table = table;
    this.format = format;
    this.file = file;
    this.target = staging.resolve(file);
    this.temporary = temporary;
    this.output = output;
    this.rows = format.writer(table, zone, output);
  }

  /**
   * Starts {@code <staging>/<table>/<name>.<extension>.part}.
   *
   * @param staging {@link OutputFolder#stage()}
   * @param name made of the bundle's own numbers, different for every bundle of the table and the
   *     same when it is tried again
   */
  public static PartWriter open(
      Path staging, RowFormat format, Table table, ZoneId zone, String name) {
    Names.requireTable(table.name());
    Names.requireFile(name);
    String fileName = name + "." + format.extension() + ".part";
    Path folder = staging.resolve(table.name());
    // Two attempts at one bundle may run at once, so each has a file of its own.
    Path temporary = folder.resolve("." + fileName + "." + UUID.randomUUID());
    OutputStream output;
    try {
      createFolder(folder);
      output =
          Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw FileTrouble.with("write", temporary, e);
    }
    return new PartWriter(
        staging,
        format,
        table,
        zone,
        table.name() + "/" + fileName,
        temporary,
        new ExplainingOutputStream(output, temporary));
  }

  /** Makes a folder but not those above: the staging folder of a run that is over stays away. */
  private static void createFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      // Most often another part of the table has made it.
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /**
   * Starts a run of rows that stand together in the table, and returns where to write them.
   *
   * @param windowStart the rows' window, in epoch milliseconds, or {@link Part#NO_WINDOW}
   * @param order the place of this segment among those of the same table and window, in whatever
   *     part; no two may have the same
   */
  public RowWriter beginSegment(long windowStart, int order) {
    requireState(!inSegment && !closed, "cannot begin a segment here");
    requireState(rows.bytes() == writtenBytes(), "rows were written outside a segment");
    inSegment = true;
    this.windowStart = windowStart;
    this.order = order;
    startRows = rows.rows();
    startBytes = rows.bytes();
    return rows;
  }

  /** Ends the segment; one without rows leaves no trace. */
  public void endSegment() {
    requireState(inSegment, "no segment has begun");
    inSegment = false;
    try {
      rows.endRun();
    } catch (IOException e) {
      throw FileTrouble.with("write", temporary, e);
    }
    long length = rows.bytes() - startBytes;
    long count = rows.rows() - startRows;
    // A page's rows may all have been left out, and are counted nevertheless.
    if (count > 0) {
      segments.add(new Part.Segment(windowStart, order, startBytes, length, count));
    }
  }

  /** Moves the file into its place, in that of an earlier one of its name if there is one. */
  public Part close() {
    requireState(!inSegment && !closed, "cannot be closed here");
    requireState(rows.bytes() == writtenBytes(), "rows were written outside a segment");
    try {
      rows.flush();
      output.close();
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw FileTrouble.with("write", target, e);
    }
    closed = true;
    return new Part(table.name(), format.name(), file, segments);
  }

  /** Gives up and deletes what was written; does nothing behind {@link #close}. */
  public void abort() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      try {
        output.close();
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw FileTrouble.with("delete", temporary, e);
    }
  }

  private long writtenBytes() {
    return segments.isEmpty()
        ? 0
        : segments.get(segments.size() - 1).offset() + segments.get(segments.size() - 1).length();
  }

  private void requireState(boolean holds, String trouble) {
    if (!holds) {
      throw new IllegalStateException(file + ": " + trouble);
    }
  }
}
