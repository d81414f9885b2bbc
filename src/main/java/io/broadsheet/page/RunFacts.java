package io.broadsheet.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What {@code run.json} says that the first screen shows. */
record RunFacts(
    String job,
    String finished,
    long read,
    long counted,
    long duplicates,
    long rejected,
    long undated,
    long late) {

  static RunFacts of(byte[] runReport) {
    try {
      JsonNode run = new ObjectMapper().readTree(runReport);
      JsonNode counts = run.path("counts");
      return new RunFacts(
          run.path("job").asText(),
          run.path("finished").asText(),
          counts.path("read").asLong(),
          counts.path("counted").asLong(),
          counts.path("duplicates").asLong(),
          counts.path("rejected").asLong(),
          counts.path("undated").asLong(),
          counts.path("late").asLong());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
