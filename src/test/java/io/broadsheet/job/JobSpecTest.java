package io.broadsheet.job;

import static io.broadsheet.job.Specs.mistakes;
import static io.broadsheet.job.Specs.with;
import static java.util.stream.Collectors.joining;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.broadsheet.article.DateOrder;
import io.broadsheet.copies.CopySettings;
import io.broadsheet.copies.StorySettings;
import io.broadsheet.count.CollocationRules;
import io.broadsheet.count.ContextRules;
import io.broadsheet.count.KeynessRules;
import io.broadsheet.count.TrendRules;
import io.broadsheet.job.Job.Input;
import io.broadsheet.job.Job.Output;
import io.broadsheet.parse.Formats;
import io.broadsheet.parse.ParseOptions;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import io.broadsheet.write.SinkKinds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JobSpecTest {
  private static final String SMALLEST = "input:\n  - files: news/**\n";

  @Test
  void hasTheDefaultsOfTheDesign() {
    Job job = Specs.read(SMALLEST);

    assertThat(job.name(), is("daily"));
    assertThat(
        job.inputs(),
        contains(
            new Input(
                "news/**",
                "auto",
                DateOrder.NONE,
                new ParseOptions(Map.of(), Map.of(), "", "", 16 << 20, 64))));
    assertThat(job.windows().every(), is("day"));
    assertThat(job.windows().zone(), is(ZoneId.of("UTC")));
    assertThat(job.allowedLateness(), is(Duration.ofDays(3)));
    assertThat(job.earliest(), is(LocalDate.of(1700, 1, 1)));
    assertThat(job.asOfMillis(), is(Specs.NOW.toEpochMilli()));
    assertThat(
        job.text(),
        is(
            new Job.Text(
                List.of("auto"),
                1,
                "default",
                List.of(),
                List.of(),
                false,
                1,
                200,
                List.of("all", "outlet", "topic"))));
    assertThat(job.copies(), is(CopySettings.defaults()));
    assertThat(job.stories(), is(StorySettings.defaults()));

    assertThat(job.keyness(), is(new KeynessRules(500, 2, 50, KeynessRules.Reference.REST)));
    assertThat(job.trends(), is(new TrendRules(28, 4, 5, 1)));
    assertThat(job.outlets(), is(Map.of()));
    assertThat(job.collocations(), is(new CollocationRules(1, 5, List.of("all"))));
    assertThat(job.contexts(), is(new ContextRules(3, 60, List.of("all"), false)));
    assertThat(
        job.reports(),
        is(
            Tables.ofReports().stream()
                .filter(table -> !Tables.onRequest().contains(table))
                .map(Table::name)
                .toList()));
    assertThat(job.outputs(), contains(csv("out/daily", "false")));
    assertThat(
        job.limits(), is(new Job.Limits(16 << 20, 64, 250, 64L << 30, 4L << 40, 4, 1_000_000)));
    assertThat(job.maxRejected(), is(1.0));
  }

  @Test
  void readsTheDocumentedDefaultsAsTheSameJob() {
    Job short_ = Specs.read(SMALLEST);
    Job long_ = Specs.read(SpecDocs.DEFAULTS);

    assertThat(long_.spec(), is(short_.spec()));
  }

  @Test
  void takesTheParsersDefaultsForItsOwn() {
    assertThat(Specs.read(SMALLEST).inputs().get(0).parse(), is(ParseOptions.defaults()));
  }

  @Test
  void readsEveryKey() {
    Job job =
        Specs.read(
            """
            name: weekly.2
            input:
              - files: a/**
                format: jsonl
                fields: { title: [heading, headline], id: ID }
                split: { topics: ";", authors: " and " }
                date_order: mdy
                year_pivot: 30
                outlet: Tide & Time
                charset: windows-1251
                path: "{topic}/{name}.txt"
                date_from: path "%Y%m%d"
              - files: b
            windows: { every: week, zone: Asia/Kathmandu, allowed_lateness: 90 minutes, earliest: 1900-01-01 }
            text: { ngrams: 1, stop_words: none, min_term_count: 5, top_terms: all, slices: [outlet] }
            trends: { baseline: 8, at_least: 2, min_docs: 3, season: 7 }
            outlets:
              "CNN (Web News)": CNN
              1843: "1843"
            reports: [terms, rejects]
            output:
              - csv: { path: out/x, excel: true }
              - jsonl: { path: out/x, columns: [terms.term_count, outlets.share] }
            limits: { record: 1 MB, nesting: 9, expansion_ratio: 100, expanded: 5000 }
            max_rejected: 2.5 %
            """);

    assertThat(job.name(), is("weekly.2"));
    assertThat(
        job.inputs().get(0),
        is(
            new Input(
                "a/**",
                "jsonl",
                DateOrder.MDY,
                30,
                "Tide & Time",
                new ParseOptions(
                    Map.of("title", List.of("heading", "headline"), "id", List.of("ID")),
                    Map.of("topics", ";", "authors", " and "),
                    "windows-1251",
                    "{topic}/{name}.txt",
                    "%Y%m%d",
                    1_000_000,
                    9,
                    100),
                null,
                null)));
    assertThat(job.inputs().get(1).files(), is("b"));
    assertThat(job.windows().every(), is("week"));
    assertThat(job.windows().zone(), is(ZoneId.of("Asia/Kathmandu")));
    assertThat(job.allowedLateness(), is(Duration.ofMinutes(90)));
    assertThat(job.earliest(), is(LocalDate.of(1900, 1, 1)));
    assertThat(
        job.text(),
        is(
            new Job.Text(
                List.of("auto"),
                1,
                "none",
                List.of(),
                List.of(),
                false,
                5,
                Integer.MAX_VALUE,
                List.of("outlet"))));
    assertThat(job.outlets(), is(Map.of("CNN (Web News)", "CNN", "1843", "1843")));
    assertThat(job.trends(), is(new TrendRules(8, 2, 3, 7)));
    assertThat(job.reports(), contains("articles", "terms", "dates", "rejects", "reconciliation"));
    assertThat(
        job.outputs(),
        contains(
            csv("out/x", "true"),
            textFiles("jsonl", "out/x", Map.of("columns", "terms.term_count,outlets.share"))));
    assertThat(job.limits(), is(new Job.Limits(1_000_000, 9, 100, 5000, 4L << 40, 4, 1_000_000)));
    assertThat(job.maxRejected(), is(0.025));
  }

  @Test
  void takesASectionWithoutKeysForItsDefaults() {
    assertThat(Specs.read(SMALLEST + "windows:\ntext: {}\n").windows().every(), is("day"));
  }

  @Test
  void tellsTheSpecInForceAsJson() {
    String spec = Specs.read(SMALLEST, "windows.every=week").spec();

    assertThat(spec, startsWith("{\"name\":\"daily\",\"input\":[{\"files\":\"news/**\","));
    assertThat(spec, containsString("\"windows\":{\"every\":\"week\",\"zone\":\"UTC\""));
    assertThat(spec, containsString("\"output\":[{\"csv\":{\"path\":\"out/daily\","));
  }

  @ParameterizedTest
  @CsvSource({
    "pipelines/my daily.yaml, my-daily",
    "новости.yaml, новости",
    ".yaml, job",
    "a/b.c.yml, b.c",
    "plain, plain"
  })
  void isNamedAfterItsFile(String file, String name) {
    assertThat(JobSpec.parse(file, SMALLEST, Specs.sets()).name(), is(name));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "512 B, 512",
    "1 kB, 1000",
    "1kB, 1000",
    "1 KiB, 1024",
    "3 MB, 3000000",
    "3 MiB, 3145728",
    "1 GB, 1000000000",
    "1 GiB, 1073741824"
  })
  void readsSizes(String written, int bytes) {
    Job job = Specs.read(with("limits: { record: " + written + " }"));

    assertThat(job.limits().recordBytes(), is(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "0 seconds, PT0S",
    "1 second, PT1S",
    "90 minutes, PT90M",
    "1 hour, PT1H",
    "3 days, PT72H",
    "2 weeks, PT336H",
    "5minutes, PT5M"
  })
  void readsLengthsOfTime(String written, Duration expected) {
    Job job = Specs.read(with("windows: { allowed_lateness: " + written + " }"));

    assertThat(job.allowedLateness(), is(expected));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.05, 0.05", "1, 1", "5 %, 0.05", "5%, 0.05", "100.0 %, 1", "2.5 %, 0.025"})
  void readsShares(String written, double expected) {
    assertThat(Specs.read(with("max_rejected: " + written)).maxRejected(), is(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-07-10, 2025-07-09T22:00:00Z",
    "2025-07-10T06:00:00Z, 2025-07-10T06:00:00Z",
    "2025-07-10T06:00:00+05:45, 2025-07-10T00:15:00Z"
  })
  void fixesNowByAnInstantOrTheStartOfADayInTheSpecsZone(String written, Instant expected) {
    Job job =
        JobSpec.parse("x.yaml", with("windows: { zone: Europe/Berlin }"), Specs.asOf(written));

    assertThat(Instant.ofEpochMilli(job.asOfMillis()), is(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2025-02-30", "2025-07-10T06:00", "10-07-2025", ""})
  void refusesANowThatIsNoTime(String written) {
    SpecException e =
        assertThrows(
            SpecException.class, () -> JobSpec.parse("x.yaml", with(), Specs.asOf(written)));

    assertThat(
        e.getMessage(),
        is(
            "x.yaml has a mistake:\n  --as-of: it must be a date such as 2025-07-10, or an instant"
                + " such as 2025-07-10T06:00:00Z, not `"
                + written
                + "`"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '\u0001',
      value = {
        "nmae: x # 2:1: unknown key `nmae`; did you mean `name`?",
        "every: day # 2:1: unknown key `every`; it belongs in `windows`",
        "sound: x # 2:1: unknown key `sound`; valid here: {keys}",
        "windows: { evry: day } # 2:12: unknown key `windows.evry`; did you mean `every`?",
        "name: a/b # 2:7: `name` must be a word of at most 64 letters, digits, `.`, `_` and `-`,"
            + " not `a/b`",
        "name: 7 # 2:7: `name` must be a word of at most 64 letters, digits, `.`, `_` and `-`, not"
            + " the number 7; put it in quotes",
        "name: # 2:6: `name` must be a word of at most 64 letters, digits, `.`, `_` and `-`, not"
            + " empty",
        "name: [a] # 2:7: `name` must be a word of at most 64 letters, digits, `.`, `_` and `-`,"
            + " not a list",
        "windows: day # 2:10: `windows` must be a mapping with the keys every, zone,"
            + " allowed_lateness, keep, earliest, not `day`",
        "windows: { every: weekly } # 2:19: `windows.every` must be hour, day, week, month, year,"
            + " some of them such as `6 hours`, or a sliding window such as `7 days every 1 day`,"
            + " not `weekly`; did you mean `week`?",
        "windows: { every: 5 days every 2 days } # 2:19: `windows.every`: \"5 days every 2 days\""
            + " is not a window: the size must be a whole multiple of the period, such as \"6 days"
            + " every 2 days\"",
        "windows: { zone: Europe/Berln } # 2:18: `windows.zone` must be a time zone such as UTC or"
            + " Europe/Berlin, not `Europe/Berln`; did you mean `Europe/Berlin`?",
        "windows: { earliest: 1700-02-30 } # 2:22: `windows.earliest` must be a date such as"
            + " 1700-01-01, not `1700-02-30`",
        "windows: { allowed_lateness: 3 } # 2:30: `windows.allowed_lateness` must be a length of"
            + " time such as `3 days` or `1 hour`, not the number 3",
        "text: { ngrams: 6 } # 2:17: `text.ngrams` must be a whole number from 1 to 5, not the"
            + " number 6",
        "text: { ngrams: one } # 2:17: `text.ngrams` must be a whole number from 1 to 5, not `one`",
        "text: { min_term_count: 0 } # 2:25: `text.min_term_count` must be a whole number of at"
            + " least 1, not the number 0",
        "text: { top_terms: some } # 2:20: `text.top_terms` must be a whole number of at least 1,"
            + " or `all`, not `some`",
        "text: { top_terms: 99999999999999999999 } # 2:20: `text.top_terms` must be a whole number"
            + " of at least 1, or `all`, not the number 99999999999999999999",
        "text: { stop_words: defualt } # 2:21: `text.stop_words` must be one of default, none, not"
            + " `defualt`; did you mean `default`?",
        "text: { slices: all } # 2:17: `text.slices` must be a list such as [all, outlet, topic],"
            + " not `all`",
        "text: { slices: [all, all] } # 2:23: `text.slices` has `all` twice",
        "text: { slices: [tpoic] } # 2:18: each item of `text.slices` must be one of all, outlet,"
            + " topic, language, not `tpoic`; did you mean `topic`?",
        "outlets: { CNN: [a] } # 2:17: `CNN` in `outlets` must be an outlet's name, not a list",
        "outlets: { CNN: a, CNN: b } # 2:20: `outlets` has `CNN` twice",
        "outlets: [CNN] # 2:10: `outlets` must be a mapping such as { \"CNN (Web News)\": CNN },"
            + " not a list",
        "reports: [outlet] # 2:11: each item of `reports` must be one of {tables}, not `outlet`;"
            + " did you mean `outlets`?",
        "output: out # 2:9: `output` must be a list (begin each item with `- `), not `out`",
        "output: [] # 2:9: `output` has no items: where the tables go: one item or more, each one"
            + " sink",
        "output: [ {} ] # 2:11: `output.0` is empty: it must have one of csv, jsonl",
        "output: [ { csv: a, jsonl: b } ] # 2:11: `output.0` has csv and jsonl: make each an item"
            + " of its own",
        "output: [ { cvs: a } ] # 2:13: unknown key `output.0.cvs`; did you mean `csv`?",
        "output: [ { iceberg: a } ] # 2:13: unknown key `output.0.iceberg`; valid here: csv, jsonl",
        "output: [ { csv: } ] # 2:17: `output.0.csv.path` must be a path, not empty",
        "output: [ { csv: { excel: true } } ] # 2:18: `output.0.csv.path` is missing: it must be a"
            + " path",
        "output: [ { csv: { path: a, excel: yes } } ] # 2:36: `output.0.csv.excel` must be true or"
            + " false, not `yes`",
        "output: [ { jsonl: { path: a, excel: true } } ] # 2:31: unknown key"
            + " `output.0.jsonl.excel`; it belongs in `csv`",
        "files: a # 2:1: unknown key `files`; it belongs in each item of `input`",
        "output: [ { csv: a }, { csv: ./a/ } ] # 2:30: two sinks write csv to `./a/`",
        "output: [ { csv: a }, { jsonl: a/b } ] # 2:32: `a` and `a/b` lie inside one another, so"
            + " one sink would replace the other's files",
        "limits: { record: 2 GiB } # 2:19: `limits.record` must be a size such as 16 MiB, of at"
            + " most 1 GiB, not `2 GiB`",
        "limits: { record: 0 } # 2:19: `limits.record` must be a size such as 16 MiB, of at most 1"
            + " GiB, not the number 0",
        "limits: { expanded: 999999999999999 TiB } # 2:21: `limits.expanded` must be a size such as"
            + " 16 MiB, of at most 1024 TiB, not `999999999999999 TiB`",
        "keyness: { reference: { outlet: A, file: b.csv } } # 2:33: `keyness.reference` has both"
            + " `outlet` and `file`: slices are compared with one of them",
        "keyness: { reference: { windows: June } } # 2:34: `keyness.reference.windows`: it takes",
        "keyness: { reference: { corpus: a } } # 2:25: unknown key `keyness.reference.corpus`;"
            + " valid",
        "limits: { nesting: 1.5 } # 2:20: `limits.nesting` must be a whole number from 1 to 1000,"
            + " not the number 1.5",
        "max_rejected: 5 # 2:15: `max_rejected` must be a percentage from 0 % to 100 %, or a ratio"
            + " from 0 to 1, not the number 5; did you mean `5 %`?",
        "max_rejected: 101 % # 2:15: `max_rejected` must be a percentage from 0 % to 100 %, or a"
            + " ratio from 0 to 1, not `101 %`",
        "input: [ { files: b } ] # 2:1: `input` is there twice",
        "name: &a b # 2:7: anchors (`&name`) are not supported: write the value out each time",
        "name: *a # 2:7: aliases (`*name`) are not supported: write the value out",
        "name: !!java.net.URL [a] # 2:7: tags (`!name`) are not supported: write the value alone",
        "name: a: b # 2:8: this is not valid YAML: mapping values are not allowed here",
        "name: **/x # 2:8: this is not valid YAML: put a text that begins with * in quotes",
        "? [a] : b # 2:3: a key must be a single word, not a list"
      })
  void namesTheMistakeAndItsPlace(String line, String expected) {
    String message = mistakes(with(line.strip()));

    assertThat(message, containsString("\n  pipelines/daily.yaml:" + withLists(expected.strip())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '\u0001',
      value = {
        "name: x # 1:1: `input` is missing: what is read: one item or more",
        "[a] # 1:1: a spec must be a mapping with the keys {keys}, not a list",
        "input: # 1:7: `input` must be a list (begin each item with `- `), not empty",
        "input: [] # 1:8: `input` has no items: what is read: one item or more",
        "input: [ a ] # 1:10: `input.0` must be a mapping with the keys files, watch, kafka, poll,"
            + " delay, format, fields, split, date_order, year_pivot, outlet, charset, path,"
            + " date_from, not `a`",
        "input: [ {} ] # 1:10: `input.0.files` is missing: it must be a file name or a glob such as"
            + " `news/**`",
        "input: [ { files: a, watch: b } ] # 1:10: `input.0` has both `files` and `watch`: make"
            + " each an item of its own",
        "input: [ { files: a }, { watch: b } ] # 1:10: `input`: some items are read once and"
            + " others are watched or come from Kafka; make them two jobs, or watch all files",
        "input: [ { kafka: { topics: a } } ] # 1:10: `input.0.kafka.servers` is missing: it must be"
            + " addresses such as `localhost:9092`, with commas between them",
        "input: [ { kafka: { servers: a, start: noon } } ] # 1:40: `input.0.kafka.start` must be"
            + " `earliest`, `latest`, or an instant such as `2025-07-10T00:00:00Z`, not `noon`",
        "input: [ { file: a } ] # 1:12: unknown key `input.0.file`; did you mean `files`?",
        "input: [ { files: [a] } ] # 1:19: `input.0.files` must be a file name or a glob such as"
            + " `news/**`, not a list",
        "input: [ { files: '' } ] # 1:19: `input.0.files` must be a file name or a glob such as"
            + " `news/**`, not ``",
        "input: [ { files: a, format: jason } ] # 1:30: `input.0.format` must be one of {formats},"
            + " not `jason`; did you mean `json`?",
        "input: [ { files: a, fields: { titel: x } } ] # 1:32: `input.0.fields` has no field"
            + " `titel`; did you mean `title`?",
        "input: [ { files: a, fields: { title: [] } } ] # 1:39: `title` in `input.0.fields` is an"
            + " empty list",
        "input: [ { files: a, fields: { title: [a, 3] } } ] # 1:43: each item of `title` in"
            + " `input.0.fields` must be a name, not the number 3; put it in quotes",
        "input: [ { files: a, split: { title: x } } ] # 1:31: `input.0.split` has no list field"
            + " `title`; there are topics, tags, authors",
        "input: [ { files: a, date_order: dym } ] # 1:34: `input.0.date_order` must be one of none,"
            + " dmy, mdy, ymd, not `dym`; did you mean `dmy`?",
        "input: [ { files: a, charset: utf-9 } ] # 1:31: `input.0.charset` must be `auto`, or an"
            + " encoding such as UTF-8 or windows-1251, not `utf-9`; did you mean `UTF-8`?",
        "input: [ { files: a, path: topic/x.txt } ] # 1:28: `input.0.path` must be `none`, or a"
            + " path with fields in braces such as `{topic}/{name}.txt`, not `topic/x.txt`"
      })
  void namesTheMistakeInTheInputAndItsPlace(String yaml, String expected) {
    String message = mistakes(yaml.strip() + "\n");

    assertThat(message, containsString("\n  pipelines/daily.yaml:" + withLists(expected.strip())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '\u0001',
      value = {
        "reports: [terms, trends] # 2:10: `reports`: a stream has no table trends: it needs every"
            + " window of the run at once, and a stream forgets those it closed",
        "reports: [boilerplate] # 2:10: `reports`: a stream has no table boilerplate: it is learned"
            + " from all of an outlet's articles, and those to come can't be known",
        "copies: { drop_boilerplate: true } # 2:29: `copies.drop_boilerplate`: a stream cannot look"
            + " for boilerplate: that is learned from all of an outlet's articles, and those to"
            + " come can't be known",
        "keyness: { reference: { file: a.csv } } # 2:31: `keyness.reference.file`: a stream"
            + " compares slices with the rest of their window, or with an outlet"
      })
  void saysWhatAStreamCannotDo(String line, String expected) {
    String message = mistakes("input: [ { watch: a } ]\n" + line.strip() + "\n");

    assertThat(message, containsString("\n  pipelines/daily.yaml:" + expected.strip()));
  }

  @Test
  void givesAStreamTheTablesThatItCanHold() {
    Job job = Specs.read("input: [ { watch: a } ]\n");

    assertThat(job.isStream(), is(true));
    assertThat(job.reports().contains("panes"), is(true));
    assertThat(job.reports().contains("terms"), is(true));
    assertThat(job.reports().contains("trends"), is(false));
    assertThat(job.reports().contains("copies"), is(true));
    assertThat(job.copies().find() && job.stories().find(), is(true));
  }

  /** Puts in the lists that grow with the project. */
  private static String withLists(String message) {
    return message
        .replace("{keys}", String.join(", ", SpecKeys.ROOT.names()))
        .replace("{tables}", Tables.ofReports().stream().map(Table::name).collect(joining(", ")))
        .replace("{formats}", "auto, " + Formats.names().stream().sorted().collect(joining(", ")));
  }

  @Test
  void doesNotAskForAKeyThatIsOnlyMisspelt() {
    assertThat(
        mistakes("inptu: []\n"),
        is(
            "pipelines/daily.yaml has a mistake:\n"
                + "  pipelines/daily.yaml:1:1: unknown key `inptu`; did you mean `input`?"));
  }

  @Test
  void asksForInputInAnEmptySpec() {
    assertThat(
        mistakes("# nothing\n"),
        is(
            "pipelines/daily.yaml has a mistake:\n"
                + "  pipelines/daily.yaml:1:1: `input` is missing: what is read: one item or"
                + " more"));
  }

  @Test
  void reportsAllMistakesAtOnce() throws IOException {
    Path yaml = Path.of("src/test/resources/golden/command/all-mistakes.yaml");
    String message =
        assertThrows(
                SpecException.class,
                () ->
                    JobSpec.parse(
                        "all-mistakes.yaml",
                        Files.readString(yaml, StandardCharsets.UTF_8),
                        Specs.sets("windows.zon=UTC", "foo", "input.9.files=x")))
            .getMessage();

    GoldenFiles.check(yaml.resolveSibling("all-mistakes.txt"), message + "\n", "golden.update");
  }

  @Test
  void showsNoMoreMistakesThanAnybodyReads() {
    StringBuilder yaml = new StringBuilder(with());
    for (int i = 0; i < 60; i++) {
      yaml.append("unknown").append(i).append(": 1\n");
    }

    String message = mistakes(yaml.toString());

    assertThat(message, startsWith("pipelines/daily.yaml has 60 mistakes:"));
    assertThat(message, endsWith("\n  and 10 more"));
  }

  @Test
  void indentsWithSpacesOnly() {
    assertThat(
        mistakes("input:\n\t- files: a\n"),
        is(
            "pipelines/daily.yaml has a mistake:\n"
                + "  pipelines/daily.yaml:2:1: this is not valid YAML: indent with spaces, not with"
                + " tabs"));
  }

  @Test
  void refusesASecondDocument() {
    assertThat(
        mistakes(with("---", "name: x")),
        containsString("a spec is one document: remove what follows the second `---`"));
  }

  @Test
  void refusesDeepNestingEarly() {
    assertThat(
        mistakes("input: " + "[".repeat(100_000)),
        containsString("1:28: this is not valid YAML: nested deeper than 20 levels"));
  }

  @Test
  void refusesCharactersThatYamlDoesNotAllow() {
    assertThat(
        mistakes("name: a\u0007\n"),
        containsString("character 8 is U+0007, which YAML does not allow"));
  }

  @Test
  void readsTextsThatOlderYamlTakesForSomethingElse() {
    Job job = Specs.read(with("outlets: { no: off, 12:30: 'x', 1e3: y, 2025-07-10: 'z' }"));

    assertThat(job.outlets(), is(Map.of("no", "off", "12:30", "x", "1e3", "y", "2025-07-10", "z")));
  }

  @Test
  void refusesAFileThatIsNoSpec(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("missing.yaml");
    Path binary = folder.resolve("binary.yaml");
    Files.write(binary, new byte[] {'n', (byte) 0xff, (byte) 0xfe});
    Path huge = folder.resolve("huge.yaml");
    Files.write(huge, new byte[(1 << 20) + 1]);

    assertThat(refusal(missing), is("there is no spec file " + missing));
    assertThat(refusal(binary), is(binary + " is not UTF-8 text"));
    assertThat(refusal(huge), is(huge + " is larger than 1 MiB, which no spec is"));
    assertThat(refusal(folder), startsWith("the spec file " + folder + " cannot be read: "));
  }

  @Test
  void skipsAByteOrderMark(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("marked.yaml");
    Files.writeString(file, "\uFEFF" + SMALLEST, StandardCharsets.UTF_8);

    assertThat(JobSpec.read(file, Specs.sets()).name(), is("marked"));
  }

  private static String refusal(Path file) {
    return assertThrows(SpecException.class, () -> JobSpec.read(file, Specs.sets())).getMessage();
  }

  @Test
  void saysWhatIsWrongWithAnyText() {
    long seed = Long.getLong("test.seed", 20250714);
    Random random = new Random(seed);
    String pieces = "{}[]:,-#&*!|>'\"%@`\n\t ?~\\\u0000\uFEFF\u2028éx1";
    for (int round = 0; round < 3000; round++) {
      StringBuilder yaml = new StringBuilder(SpecDocs.DEFAULTS);
      for (int edits = 1 + random.nextInt(6); edits > 0; edits--) {
        int at = random.nextInt(yaml.length());
        switch (random.nextInt(3)) {
          case 0 -> yaml.setCharAt(at, ' ');
          case 1 -> yaml.insert(at, pieces.charAt(random.nextInt(pieces.length())));
          default -> yaml.setLength(Math.max(2, at));
        }
      }
      try {
        Specs.read(yaml.toString());
      } catch (SpecException e) {
        assertThat(e.getMessage(), startsWith("pipelines/daily.yaml has "));
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", round " + round + ":\n" + yaml, e);
      }
    }
  }

  private static Output csv(String path, String excel) {
    return textFiles("csv", path, Map.of("excel", excel, "columns", ""));
  }

  private static Output textFiles(String kind, String path, Map<String, String> own) {
    Map<String, String> options = new HashMap<>(own);
    options.putAll(Map.of("partition", "none", "compress", "none", "max_file", "0"));
    return new Output(kind, path, options);
  }

  @Test
  void knowsEveryKindOfSinkAndNoOther() {
    assertThat(Set.copyOf(SpecKeys.OUTPUT.names()), is(SinkKinds.names()));
  }

  @Test
  void readsSinksThatAreNoFolders() {
    Job job =
        Specs.read(
            Specs.with(
                "output: [ { duckdb: a.duckdb }, { postgres: 'postgresql://u@h/d' },"
                    + " { bigquery-files: { path: b, dataset: news } },"
                    + " { parquet: { path: c, partition: window } } ]"));

    assertThat(
        job.outputs().stream().map(Output::kind).toList(),
        contains("duckdb", "postgres", "bigquery-files", "parquet"));
    assertThat(job.outputs().get(1).path(), is("postgresql://u@h/d"));
    assertThat(job.outputs().get(1).options().get("tls"), is("verify-full"));
  }

  @Test
  void refusesTheSameDatabaseTwice() {
    assertThat(
        Specs.mistakes(
                Specs.with(
                    "output: [ { postgres: 'postgresql://u@h/d' },"
                        + " { postgres: 'postgresql://u@h/d' } ]"))
            .toString(),
        containsString("two sinks write postgres to one place"));
  }
}
