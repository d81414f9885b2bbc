package io.broadsheet.write;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import io.broadsheet.table.TableOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes rows into part files of every folder and format at once.
 *
 * @param sinks the folders
 * @param zone of the timestamps
 */
public record FolderOutputs(List<FolderSink> sinks, ZoneId zone) implements TableOutput.Factory {

  public FolderOutputs {
    sinks = List.copyOf(sinks);
  }

  @Override
  public TableOutput open(String part) {
    return new Output(part);
  }

  /**
   * A finished part file.
   *
   * @param sink the number of its folder
   */
  record FolderPart(int sink, Part part) {
    byte[] toBytes() {
      ByteWriter out = new ByteWriter(256);
      out.writeVarInt(sink);
      byte[] bytes = part.toBytes();
      out.writeBytes(bytes, 0, bytes.length);
      return out.toByteArray();
    }

    static FolderPart fromBytes(byte[] bytes) {
      ByteReader in = new ByteReader(bytes);
      int sink = in.readVarInt();
      byte[] part = new byte[bytes.length - in.position()];
      System.arraycopy(bytes, in.position(), part, 0, part.length);
      return new FolderPart(sink, Part.fromBytes(part));
    }
  }

  private record OpenPart(int sink, PartWriter writer) {}

  private final class Output implements TableOutput {
    private final String name;
    private final Map<Table, List<OpenPart>> partsByTable = new LinkedHashMap<>();
    private List<OpenPart> current = List.of();

    Output(String name) {
      this.name = name;
    }

    @Override
    public RowWriter begin(Table table, long windowStart, int order) {
      current = partsByTable.computeIfAbsent(table, this::openParts);
      List<RowWriter> writers = new ArrayList<>();
      for (OpenPart part : current) {
        writers.add(part.writer().beginSegment(windowStart, order));
      }
      return writers.size() == 1 ? writers.get(0) : new EveryRowWriter(writers);
    }

    private List<OpenPart> openParts(Table table) {
      List<OpenPart> parts = new ArrayList<>();
      for (int sink = 0; sink < sinks.size(); sink++) {
        Path stage = Path.of(sinks.get(sink).stage());
        for (RowFormat format : sinks.get(sink).formats()) {
          parts.add(new OpenPart(sink, PartWriter.open(stage, format, table, zone, name)));
        }
      }
      return parts;
    }

    @Override
    public void end() {
      for (OpenPart part : current) {
        part.writer().endSegment();
      }
    }

    @Override
    public List<byte[]> finish() {
      List<byte[]> finished = new ArrayList<>();
      for (List<OpenPart> parts : partsByTable.values()) {
        for (OpenPart part : parts) {
          finished.add(new FolderPart(part.sink(), part.writer().close()).toBytes());
        }
      }
      return finished;
    }

    @Override
    public void close() {
      for (List<OpenPart> parts : partsByTable.values()) {
        for (OpenPart part : parts) {
          part.writer().abort();
        }
      }
    }
  }

  /** Hands each cell to several writers. */
  private record EveryRowWriter(List<RowWriter> writers) implements RowWriter {
    @Override
    public void repeated(long key, Cells cells) throws IOException {
      for (RowWriter writer : writers) {
        writer.repeated(key, cells);
      }
    }

    @Override
    public void forget() {
      writers.forEach(RowWriter::forget);
    }

    @Override
    public void text(String value) throws IOException {
      for (RowWriter writer : writers) {
        writer.text(value);
      }
    }

    @Override
    public void utf8(byte[] bytes, int offset, int length) throws IOException {
      for (RowWriter writer : writers) {
        writer.utf8(bytes, offset, length);
      }
    }

    @Override
    public void texts(List<String> values) throws IOException {
      for (RowWriter writer : writers) {
        writer.texts(values);
      }
    }

    @Override
    public void integer(long value) throws IOException {
      for (RowWriter writer : writers) {
        writer.integer(value);
      }
    }

    @Override
    public void real(double value) throws IOException {
      for (RowWriter writer : writers) {
        writer.real(value);
      }
    }

    @Override
    public void timestamp(long epochMillis) throws IOException {
      for (RowWriter writer : writers) {
        writer.timestamp(epochMillis);
      }
    }

    @Override
    public void empty() throws IOException {
      for (RowWriter writer : writers) {
        writer.empty();
      }
    }

    @Override
    public void endRow() throws IOException {
      for (RowWriter writer : writers) {
        writer.endRow();
      }
    }
  }
}
