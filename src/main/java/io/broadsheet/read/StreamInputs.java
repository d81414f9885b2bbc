package io.broadsheet.read;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The settings of a stream's inputs, as a part of the run's options. A source that is restored from
 * a checkpoint is an object of the run that made it, with the settings of that run; the options are
 * always those of the run that is under way.
 */
public interface StreamInputs extends PipelineOptions {
  /** The settings of each input by its number in the spec. */
  @Hidden
  Map<String, List<String>> getStreamInputs();

  void setStreamInputs(Map<String, List<String>> inputs);

  /** A source whose settings may be other ones in the next run. */
  interface Source {
    /** Which of the job's inputs it is, from 0. */
    int input();

    List<String> settings();
  }

  /** Puts the settings of sources into the options of their run. */
  static void set(PipelineOptions options, List<? extends Source> sources) {
    StreamInputs inputs = options.as(StreamInputs.class);
    Map<String, List<String>> settings = new HashMap<>();
    if (inputs.getStreamInputs() != null) {
      settings.putAll(inputs.getStreamInputs());
    }
    sources.forEach(
        source -> settings.put(Integer.toString(source.input()), List.copyOf(source.settings())));
    inputs.setStreamInputs(settings);
  }

  /** What the run has for a source; nothing if it says nothing of its input. */
  static Optional<List<String>> of(Source source, PipelineOptions options) {
    Map<String, List<String>> settings = options.as(StreamInputs.class).getStreamInputs();
    return settings == null
        ? Optional.empty()
        : Optional.ofNullable(settings.get(Integer.toString(source.input())));
  }
}
