package io.broadsheet.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.broadsheet.article.UserException;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreamStateTest {
  private static final WindowScheme DAYS = WindowScheme.of("day", ZoneId.of("UTC"));
  private static final WindowScheme WEEKS = WindowScheme.of("week", ZoneId.of("UTC"));

  @TempDir private Path folder;

  private void prepare(WindowScheme windows) {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setFlinkMaster("[local]");
    new StreamState(folder.resolve("out/.state")).prepare(windows, options);
  }

  @Test
  void goesOnInItsWindowsAlone() throws IOException {
    prepare(WEEKS);
    prepare(DAYS); // Nothing is counted yet.
    Path checkpoint = folder.resolve("out/.state/checkpoints/job/chk-1");
    Files.createDirectories(checkpoint);
    Files.writeString(checkpoint.resolve("_metadata"), "");
    prepare(DAYS);

    UserException refusal = assertThrows(UserException.class, () -> prepare(WEEKS));

    assertThat(
        refusal.getMessage(),
        containsString("counts by day in UTC and can't go on by week in UTC: give it another"));
    prepare(DAYS);
  }
}
