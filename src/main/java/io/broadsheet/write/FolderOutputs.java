package io.broadsheet.write;

import io.broadsheet.article.FileTrouble;
import io.broadsheet.article.UserException;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import io.broadsheet.table.TableOutput;
import io.broadsheet.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes rows into part files for all sinks at once. What several sinks want in the same encoding
 * is written once, in the staging folder of the first.
 *
 * @param sinks the sinks of the run
 * @param reports the names of the tables that every sink gets
 * @param zone of the timestamps
 * @param parts where parts are kept beyond the process that wrote them; empty if they are not
 * @param compared the names of the tables that are compared with what they were
 */
public record FolderOutputs(
    List<Sink> sinks, List<String> reports, ZoneId zone, String parts, List<String> compared)
    implements TableOutput.Factory {
  private static final long serialVersionUID = 1;

  public FolderOutputs {
    sinks = List.copyOf(sinks);
    reports = List.copyOf(reports);
    compared = List.copyOf(compared);
  }

  /** The names of all tables to be made: the reports, and what a sink adds. */
  public List<String> tables() {
    List<String> tables = new ArrayList<>(reports);
    for (Table table : Tables.onRequest()) {
      if (!reports.contains(table.name())
          && stages().keySet().stream().anyMatch(format -> format.adds(table))) {
        tables.add(table.name());
      }
    }
    return tables;
  }

  private boolean takes(RowFormat format, Table table) {
    return format.adds(table) || (reports.contains(table.name()) && format.takes(table));
  }

  /** Parts are kept in a folder, and no tables are compared. */
  public FolderOutputs(List<Sink> sinks, List<String> reports, ZoneId zone, String parts) {
    this(sinks, reports, zone, parts, List.of());
  }

  /** Parts go to the staging folders of the sinks, and with them. */
  public FolderOutputs(List<Sink> sinks, List<String> reports, ZoneId zone) {
    this(sinks, reports, zone, "");
  }

  /** The same where some tables are compared with what they were. */
  public FolderOutputs comparing(List<String> some) {
    return new FolderOutputs(sinks, reports, zone, parts, some);
  }

  @Override
  public TableOutput open(String part) {
    return new Output(part);
  }

  /** The encodings that the sinks want, each once, and where their parts go. */
  Map<RowFormat, Path> stages() {
    Map<RowFormat, Path> stages = new LinkedHashMap<>();
    for (Sink sink : sinks) {
      for (RowFormat format : sink.formats()) {
        stages.putIfAbsent(format, Path.of(parts.isEmpty() ? sink.stage() : parts));
      }
    }
    if (!compared.isEmpty()) {
      stages.put(new ComparedFormat(compared), Path.of(sinks.get(0).stage()));
    }
    return stages;
  }

  /** All tables of a run, of what {@link TableOutput#finish} told of its parts. */
  RunTables gather(List<Table> tables, List<byte[]> parts) {
    List<Map.Entry<RowFormat, Path>> stages = List.copyOf(stages().entrySet());
    List<StagedPart> staged = new ArrayList<>();
    for (byte[] bytes : parts) {
      NumberedPart part = NumberedPart.fromBytes(bytes);
      Map.Entry<RowFormat, Path> stage = stages.get(part.format());
      staged.add(new StagedPart(stage.getValue(), stage.getKey(), part.part()));
    }
    Map<RowFormat, List<Table>> taken = new LinkedHashMap<>();
    for (Map.Entry<RowFormat, Path> stage : stages) {
      taken.put(
          stage.getKey(), tables.stream().filter(table -> takes(stage.getKey(), table)).toList());
    }
    return new RunTables(taken, staged);
  }

  /** The files of some parts. */
  List<Path> files(List<byte[]> finished) {
    List<Path> stages = List.copyOf(stages().values());
    List<Path> files = new ArrayList<>();
    for (byte[] bytes : finished) {
      NumberedPart part = NumberedPart.fromBytes(bytes);
      files.add(stages.get(part.format()).resolve(part.part().file()));
    }
    return files;
  }

  /**
   * Commits to all sinks, one after the other. One that fails does not keep the others from it.
   *
   * @throws UserException that names every sink that failed and every one that did not
   */
  void commit(RunTables tables, Function<List<TableFile>, byte[]> report) {
    List<String> committed = new ArrayList<>();
    List<UserException> failures = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    for (Sink sink : sinks) {
      try {
        Function<List<TableFile>, byte[]> kept =
            files -> {
              byte[] json = report.apply(files);
              writeReport(json);
              return json;
            };
        if (parts.isEmpty()) {
          sink.commit(tables, kept);
        } else {
          sink.commitVersions(tables, kept);
        }
        committed.add(sink.name());
      } catch (UserException e) {
        failures.add(e);
        failed.add(
            "The sink "
                + sink.name()
                + " failed and "
                + sink.afterFailure()
                + ": "
                + e.getMessage());
      }
    }
    if (!failures.isEmpty()) {
      String others =
          committed.isEmpty() ? "" : " Written all the same: " + String.join(", ", committed) + ".";
      UserException all = new UserException(String.join(" ", failed) + others, failures.get(0));
      failures.stream().skip(1).forEach(all::addSuppressed);
      throw all;
    }
  }

  /** Leaves {@code run.json} where the process that started the run finds it. */
  private void writeReport(byte[] json) {
    Path file = Path.of(sinks.get(0).stage(), OutputFolder.RUN_REPORT);
    try {
      Files.write(file, json);
    } catch (IOException e) {
      throw FileTrouble.with("write", file, e);
    }
  }

  /**
   * A finished part file.
   *
   * @param format the number of its encoding among {@link #stages()}
   */
  private record NumberedPart(int format, Part part) {
    byte[] toBytes() {
      ByteWriter out = new ByteWriter(256);
      out.writeVarInt(format);
      byte[] bytes = part.toBytes();
      out.writeBytes(bytes, 0, bytes.length);
      return out.toByteArray();
    }

    static NumberedPart fromBytes(byte[] bytes) {
      ByteReader in = new ByteReader(bytes);
      int format = in.readVarInt();
      byte[] part = new byte[bytes.length - in.position()];
      System.arraycopy(bytes, in.position(), part, 0, part.length);
      return new NumberedPart(format, Part.fromBytes(part));
    }
  }

  private final class Output implements TableOutput {
    private final String name;
    private final Map<Table, List<PartWriter>> partsByTable = new LinkedHashMap<>();
    private final List<PartWriter> open = new ArrayList<>();

    Output(String name) {
      this.name = name;
    }

    @Override
    public RowWriter begin(Table table, long windowStart, int order) {
      List<PartWriter> parts = partsByTable.computeIfAbsent(table, this::openParts);
      open.addAll(parts);
      List<RowWriter> writers = new ArrayList<>();
      for (PartWriter part : parts) {
        writers.add(part.beginSegment(windowStart, order));
      }
      return writers.size() == 1 ? writers.get(0) : new EveryRowWriter(writers);
    }

    private List<PartWriter> openParts(Table table) {
      List<PartWriter> parts = new ArrayList<>();
      stages()
          .forEach(
              (format, stage) -> {
                if (takes(format, table)) {
                  parts.add(PartWriter.open(stage, format, table, zone, name));
                }
              });
      return parts;
    }

    @Override
    public void end() {
      open.forEach(PartWriter::endSegment);
      open.clear();
    }

    @Override
    public List<byte[]> finish() {
      List<byte[]> finished = new ArrayList<>();
      List<RowFormat> formats = List.copyOf(stages().keySet());
      partsByTable.forEach(
          (table, parts) -> {
            List<RowFormat> taking =
                formats.stream().filter(format -> takes(format, table)).toList();
            for (int i = 0; i < parts.size(); i++) {
              int format = formats.indexOf(taking.get(i));
              finished.add(new NumberedPart(format, parts.get(i).close()).toBytes());
            }
          });
      return finished;
    }

    @Override
    public void close() {
      for (List<PartWriter> parts : partsByTable.values()) {
        for (PartWriter part : parts) {
          part.abort();
        }
      }
    }
  }
}
