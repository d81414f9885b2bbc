package io.broadsheet.job;

import io.broadsheet.article.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.flink.configuration.GlobalConfiguration;

/** Flink's settings in the file in which Beam looks for them: it takes them from a folder only. */
final class FlinkSettings {
  private FlinkSettings() {}

  /** Those of the folder that {@code --flinkConfDir} names; empty if it is not given. */
  static Map<String, String> given(FlinkPipelineOptions options) {
    return options.getFlinkConfDir() == null
        ? Map.of()
        : GlobalConfiguration.loadConfiguration(options.getFlinkConfDir()).toMap();
  }

  /** Writes settings into a folder that exists. */
  static void write(Path folder, Map<String, String> settings) {
    StringBuilder yaml = new StringBuilder();
    new TreeMap<>(settings)
        .forEach(
            (key, value) ->
                yaml.append(quoted(key)).append(": ").append(quoted(value)).append('\n'));
    Path file = file(folder);
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw FileTrouble.with("write to", file, e);
    }
  }

  /** The file in a folder. */
  static Path file(Path folder) {
    return folder.resolve(GlobalConfiguration.FLINK_CONF_FILENAME);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
