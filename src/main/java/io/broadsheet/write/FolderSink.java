package io.broadsheet.write;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A folder whose content changes all at once, see {@link OutputFolder}.
 *
 * @param out the folder
 * @param stage where its parts go until the commit, see {@link OutputFolder#stage()}
 * @param folderFormats each table is written in each of them
 */
public record FolderSink(String out, String stage, List<FolderFormat> folderFormats)
    implements Sink {
  private static final long serialVersionUID = 1;

  public FolderSink {
    folderFormats = List.copyOf(folderFormats);
  }

  @Override
  public String name() {
    return folderFormats.stream().map(FolderFormat::name).collect(Collectors.joining(" and "))
        + " in "
        + out;
  }

  @Override
  public String target() {
    return out;
  }

  /** Whether the folder gets a page for people. */
  boolean makesPage() {
    return folderFormats.stream().anyMatch(HtmlPages.class::isInstance);
  }

  @Override
  public List<RowFormat> formats() {
    return folderFormats.stream().map(FolderFormat::rows).distinct().toList();
  }

  @Override
  public boolean replacesWindows() {
    return OutputFolder.hasPartitions(folderFormats);
  }

  @Override
  public String heldState() {
    return OutputFolder.heldState(Path.of(out), folderFormats);
  }

  @Override
  public void commit(RunTables tables, Function<List<TableFile>, byte[]> report) {
    OutputFolder.commit(
        Path.of(out),
        Path.of(stage),
        tables,
        folderFormats,
        files -> Map.of(OutputFolder.RUN_REPORT, report.apply(files)));
  }
}
