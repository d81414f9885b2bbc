package io.broadsheet.write;

import io.broadsheet.article.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All output folders of a run, taken together and given back together. */
public final class OutputFolders implements AutoCloseable {
  private final List<OutputFolder> folders = new ArrayList<>();
  private final List<FolderSink> sinks = new ArrayList<>();

  private OutputFolders() {}

  /**
   * Takes folders for writing.
   *
   * @param formats a folder and a format for each sink; sinks may share a folder
   * @throws UserException if a folder can't be had; the others are given back
   */
  public static OutputFolders prepare(List<Map.Entry<String, RowFormat>> formats) {
    Map<String, List<RowFormat>> formatsByFolder = new LinkedHashMap<>();
    formats.forEach(
        sink ->
            formatsByFolder
                .computeIfAbsent(sink.getKey(), folder -> new ArrayList<>())
                .add(sink.getValue()));
    OutputFolders all = new OutputFolders();
    try {
      formatsByFolder.forEach(
          (out, rowFormats) -> {
            OutputFolder folder = OutputFolder.prepare(Path.of(out));
            all.folders.add(folder);
            all.sinks.add(
                new FolderSink(
                    Path.of(out).toAbsolutePath().toString(),
                    folder.stage().toString(),
                    rowFormats));
          });
      return all;
    } catch (RuntimeException e) {
      all.close();
      throw e;
    }
  }

  public List<FolderSink> sinks() {
    return List.copyOf(sinks);
  }

  @Override
  public void close() {
    folders.forEach(OutputFolder::close);
  }
}
