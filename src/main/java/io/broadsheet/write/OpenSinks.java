package io.broadsheet.write;

import io.broadsheet.article.UserException;
import io.broadsheet.page.ReportFiles;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All sinks of a run, taken together and given back together. */
public final class OpenSinks implements AutoCloseable {
  private final List<Sink> sinks = new ArrayList<>();
  private final Deque<Runnable> releases = new ArrayDeque<>();

  private OpenSinks() {}

  /**
   * Takes the targets of a run.
   *
   * @throws UserException if one can't be had; the others are given back
   */
  public static OpenSinks prepare(List<SinkRequest> requests) {
    OpenSinks all = new OpenSinks();
    try {
      Map<String, List<FolderFormat>> byFolder = new LinkedHashMap<>();
      for (SinkRequest request : requests) {
        SinkKinds.folderFormat(request)
            .ifPresent(
                format ->
                    byFolder
                        .computeIfAbsent(request.target(), folder -> new ArrayList<>())
                        .add(format));
      }
      for (SinkRequest request : requests) {
        if (!SinkKinds.isInFolder(request)) {
          all.add(SinkKinds.prepare(request));
        } else if (byFolder.containsKey(request.target())) {
          all.add(prepareFolder(request.target(), byFolder.remove(request.target())));
        }
      }
      return all;
    } catch (RuntimeException e) {
      all.closeAfter(e);
      throw e;
    }
  }

  private static PreparedSink prepareFolder(String out, List<FolderFormat> formats) {
    OutputFolder folder = OutputFolder.prepare(Path.of(out));
    Sink sink =
        new FolderSink(
            Path.of(out).toAbsolutePath().toString(), folder.stage().toString(), formats);
    return new PreparedSink(sink, folder::close);
  }

  private void add(PreparedSink prepared) {
    sinks.add(prepared.sink());
    releases.push(prepared.release());
  }

  public List<Sink> sinks() {
    return List.copyOf(sinks);
  }

  /** Whether all sinks can replace some windows and leave the others. */
  public boolean replaceWindows() {
    return sinks.stream().allMatch(Sink::replacesWindows);
  }

  /** The {@link Sink#heldState} of all sinks; empty if they differ. */
  public String heldState() {
    List<String> states = sinks.stream().map(Sink::heldState).distinct().toList();
    return states.size() == 1 ? states.get(0) : "";
  }

  /** Where the commit leaves {@code run.json} for the process that started the run. */
  public Path report() {
    return Path.of(sinks.get(0).stage(), OutputFolder.RUN_REPORT);
  }

  /** The plain-text twin of the page, once it is committed, if a sink makes one. */
  public Optional<Path> screen() {
    return sinks.stream()
        .filter(sink -> sink instanceof FolderSink folder && folder.makesPage())
        .map(sink -> Path.of(sink.target(), ReportFiles.TEXT))
        .findFirst();
  }

  @Override
  public void close() {
    RuntimeException trouble = null;
    while (!releases.isEmpty()) {
      try {
        releases.pop().run();
      } catch (RuntimeException e) {
        if (trouble == null) {
          trouble = e;
        } else {
          trouble.addSuppressed(e);
        }
      }
    }
    if (trouble != null) {
      throw trouble;
    }
  }

  private void closeAfter(RuntimeException trouble) {
    try {
      close();
    } catch (RuntimeException e) {
      trouble.addSuppressed(e);
    }
  }
}
