package io.broadsheet.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpecSchemaTest {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(SpecSchema.text());

  @Test
  void isAValidSchema() {
    JsonSchema draft7 =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(SchemaLocation.of("http://json-schema.org/draft-07/schema"));

    assertThat(draft7.validate(SCHEMA.getSchemaNode()), is(empty()));
  }

  @Test
  void acceptsEveryDefaultThatItNames() throws IOException {
    assertThat(complaints(SpecDocs.DEFAULTS), is(empty()));
  }

  static List<Path> pipelines() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("pipelines"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void acceptsTheSpecsOfThisProject(Path file) throws IOException {
    assertThat(complaints(Files.readString(file)), is(empty()));
    JobSpec.read(file, Specs.sets());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "windows:",
        "name: новости.2",
        "windows: { every: 7 days every 1 day, zone: Europe/Berlin }",
        "windows: { every: 6 hours, allowed_lateness: 0 seconds, earliest: 1900-12-31 }",
        "text: { top_terms: all, slices: [] }",
        "text: { top_terms: 3, min_term_count: 2, stop_words: none }",
        "outlets: { a: b, 'c d': 'e' }",
        "reports: []",
        "output: [ { csv: a }, { jsonl: { path: a } }, { csv: { path: b, excel: false } } ]",
        "output: [ { csv: { path: a, partition: window, compress: zstd, max_file: 1 MiB } } ]",
        "output: [ { postgres: postgresql://u@h/d }, { duckdb: { path: a, memory: 1 GiB } } ]",
        "output: [ { bigquery-files: { path: a, dataset: p:d, partition_by: month } } ]",
        "limits: { record: 1024, expanded: 3 GiB, nesting: 1, expansion_ratio: 9 }",
        "max_rejected: 0",
        "max_rejected: 0.5",
        "max_rejected: 99.9 %",
        "max_rejected: 100%"
      })
  void acceptsWhatTheReaderAccepts(String line) {
    Specs.read(Specs.with(line));

    assertThat(complaints(Specs.with(line)), is(empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nmae: x",
        "name: a/b",
        "name: 7",
        "name:",
        "windows: day",
        "windows: { every: weekly }",
        "windows: { zone: 3 }",
        "windows: { earliest: today }",
        "windows: { allowed_lateness: 3 }",
        "text: { ngrams: 6 }",
        "text: { top_terms: some }",
        "text: { top_terms: 0 }",
        "text: { stop_words: no }",
        "text: { slices: all }",
        "text: { slices: [all, all] }",
        "outlets: { a: [b] }",
        "reports: [outlet]",
        "output: out",
        "output: []",
        "output: [ {} ]",
        "output: [ { csv: a, jsonl: b } ]",
        "output: [ { csv: { excel: true } } ]",
        "output: [ { csv: { path: a, excel: 'yes' } } ]",
        "output: [ { iceberg: a } ]",
        "output: [ { parquet: { path: a, compress: gz } } ]",
        "output: [ { csv: { path: a, max_file: 0 } } ]",
        "output: [ { bigquery-files: a } ]",
        "output: [ { postgres: { url: postgresql://u@h/d, tls: maybe } } ]",
        "limits: { record: 0 }",
        "limits: { record: 2000000000 }",
        "limits: { record: big }",
        "limits: { nesting: 1.5 }",
        "max_rejected: 1.01",
        "max_rejected: 101 %",
        "input: []",
        "input: [ {} ]",
        "input: [ { files: a, format: jason } ]",
        "input: [ { files: a, fields: { titel: x } } ]",
        "input: [ { files: a, fields: { title: [] } } ]",
        "input: [ { files: a, split: { title: x } } ]",
        "input: [ { files: a, path: no-braces } ]"
      })
  void refusesWhatTheReaderRefuses(String line) {
    String yaml = line.startsWith("input") ? line + "\n" : Specs.with(line);
    Specs.mistakes(yaml);

    assertThat(complaints(yaml), is(not(empty())));
  }

  private static Set<ValidationMessage> complaints(String yaml) {
    Problems problems = new Problems();
    JsonNode json = SpecReader.toJson(SpecYaml.readFile("spec", yaml, problems).orElseThrow());
    problems.throwIfAny("spec");
    return SCHEMA.validate(json);
  }
}
