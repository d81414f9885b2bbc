package io.broadsheet.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamInputsTest {
  @TempDir private Path folder;

  @Test
  void aRestoredSourceObeysTheSpecOfTheRunThatRestoresIt() throws IOException {
    Files.writeString(folder.resolve("before.jsonl"), "{}");
    Files.writeString(folder.resolve("now.jsonl"), "{}");
    NewFiles restored = SerializableUtils.clone(source("before.*"));
    PipelineOptions options = PipelineOptionsFactory.create();
    assertThat(first(restored, options), containsString("before.jsonl"));

    StreamInputs.set(options, List.of(source("now.*")));

    assertThat(first(restored, options), containsString("now.jsonl"));
  }

  @Test
  void settingsOfKafkaAreThoseOfTheRunButNotWhatIsRead() {
    KafkaTopics.Settings before =
        new KafkaTopics.Settings("old:1", List.of("a"), "g", "earliest", Duration.ZERO);
    KafkaTopics.Settings now =
        new KafkaTopics.Settings("new:1", List.of("b"), "h", "latest", Duration.ofMinutes(1));
    PipelineOptions options = PipelineOptionsFactory.create();
    StreamInputs.set(options, List.of(KafkaTopics.of(0, now)));

    UnboundedReader<byte[]> reader = KafkaTopics.of(0, before).createReader(options, null);

    assertThat(
        ((KafkaTopics) reader.getCurrentSource()).settings(), is(List.of("new:1", "h", "PT1M")));
  }

  private NewFiles source(String pattern) {
    return NewFiles.of(0, folder + "/" + pattern, Duration.ofMillis(1), Duration.ZERO);
  }

  private static String first(NewFiles source, PipelineOptions options) throws IOException {
    try (UnboundedReader<byte[]> reader = source.createReader(options, null)) {
      // Seen twice the same, a file is complete.
      for (boolean isThere = reader.start(); !isThere; isThere = reader.advance()) {
        Thread.onSpinWait();
      }
      return new String(reader.getCurrent(), StandardCharsets.ISO_8859_1);
    }
  }
}
