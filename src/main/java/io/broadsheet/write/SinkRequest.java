package io.broadsheet.write;

import io.broadsheet.table.ColumnChoice;
import io.broadsheet.window.WindowScheme;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One item of a spec's outputs.
 *
 * @param kind {@code csv}, {@code duckdb}, …; see {@link SinkKinds}
 * @param target a path or an address
 * @param options the sink's own settings by name, each as its key in the spec has it; the values of
 *     a list with commas between them
 * @param windows the windows of the run
 */
public record SinkRequest(
    String kind, String target, Map<String, String> options, WindowScheme windows) {
  public SinkRequest {
    options = Map.copyOf(options);
  }

  /** A folder beside the target where a job can keep what it knows; nothing for a server. */
  public Optional<Path> stateFolder() {
    if (SinkKinds.isInFolder(this)) {
      return Optional.of(Path.of(target).resolve(OutputFolder.STATE).resolve("runs"));
    }
    if (kind.equals("duckdb")) {
      Path file = Path.of(target);
      return Optional.of(file.resolveSibling("." + file.getFileName() + ".state"));
    }
    return Optional.empty();
  }

  String option(String name) {
    String value = options.get(name);
    if (value == null) {
      throw new IllegalStateException(kind + " has no option " + name);
    }
    return value;
  }

  /** What the spec's {@code columns} chose. */
  ColumnChoice columns() {
    String names = option("columns");
    return names.isEmpty() ? ColumnChoice.ALL : new ColumnChoice(Set.of(names.split(",", -1)));
  }

  /** Whether the spec says {@code partition: window}. */
  boolean isPartitioned() {
    return option("partition").equals("window");
  }
}
