package io.broadsheet.job;

import static java.util.stream.Collectors.joining;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.broadsheet.article.UserException;
import io.broadsheet.job.FormatTeller.Finding;
import io.broadsheet.job.RunSummary.Reconciliation;
import io.broadsheet.table.Table;
import io.broadsheet.table.TableDocs;
import io.broadsheet.table.Tables;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandsTest {
  @TempDir private Path folder;
  private Path spec;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Job> jobs = new ArrayList<>();
  private final List<PipelineOptions> options = new ArrayList<>();
  private RunSummary summary = summary(100, 0);
  private RuntimeException failure;

  @BeforeEach
  void writeSpec() throws IOException {
    spec = folder.resolve("daily.yaml");
    Files.writeString(spec, "input: [ { files: a } ]\n", StandardCharsets.UTF_8);
  }

  private static RunSummary summary(long read, long rejected) {
    return new RunSummary(
        new Reconciliation(read, read - rejected, 0, rejected, 0, 0),
        List.of(),
        "",
        List.of("out/x"));
  }

  private RunSummary run(Job job, PipelineOptions with, Progress progress) {
    jobs.add(job);
    options.add(with);
    if (failure != null) {
      throw failure;
    }
    return summary;
  }

  private int execute(String... arguments) {
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), /* isLive= */ false, 80);
    FormatTeller teller =
        (inputs, findings) ->
            inputs.forEach(
                input -> {
                  findings.accept(new Finding(input, "csv", "has a header with 3 names"));
                  findings.accept(new Finding(input + "/\u001b[2Jx", "", "nothing knows it"));
                });
    return new Commands(terminal, this::run, teller, Specs.CLOCK).execute(arguments);
  }

  @Test
  void runsASpec() {
    int code = execute("run", spec.toString());

    assertThat(err.toString(), startsWith("daily: done in "));
    assertThat(
        err.toString(),
        containsString(
            "100 read = 100 counted + 0 duplicates + 0 rejected + 0 undated + 0 late\n"));
    assertThat(err.toString(), endsWith("written to out/x\n"));
    assertThat(code, is(Commands.DONE));
    assertThat(jobs.get(0).name(), is("daily"));
    assertThat(jobs.get(0).asOfMillis(), is(Specs.NOW.toEpochMilli()));
  }

  @Test
  void passesBeamsOptionsOnAndNamesTheRunAfterTheJob() {
    execute("run", "--runner=FlinkRunner", spec.toString(), "--parallelism=3", "--set", "name=x");

    FlinkPipelineOptions flink = options.get(0).as(FlinkPipelineOptions.class);
    assertThat(flink.getParallelism(), is(3));
    assertThat(flink.getRunner().getSimpleName(), is("FlinkRunner"));
    assertThat(flink.getJobName(), is("x"));
  }

  @Test
  void keepsTheNameThatBeamIsGiven() {
    execute("run", spec.toString(), "--jobName=other");

    assertThat(options.get(0).getJobName(), is("other"));
  }

  @Test
  void overridesTheSpec() {
    int code =
        execute(
            "run",
            spec.toString(),
            "--set=windows.every=week",
            "--set",
            "input.0.files=*.json",
            "--as-of=2025-07-10");

    assertThat(err.toString(), code, is(Commands.DONE));
    assertThat(jobs.get(0).windows().every(), is("week"));
    assertThat(jobs.get(0).inputs().get(0).files(), is("*.json"));
    assertThat(jobs.get(0).asOfMillis(), is(1752105600000L));
  }

  @Test
  void reportsFilesWithoutASpec() throws IOException {
    Files.createDirectory(folder.resolve("news"));

    int code =
        execute("report", folder + "/news/", "b.json", "--out=x/my out/", "--set", "text.ngrams=1");

    assertThat(err.toString(), code, is(Commands.DONE));
    assertThat(
        jobs.get(0).inputs().stream().map(Job.Input::files).toList(),
        is(List.of(folder + "/news/**", "b.json")));
    assertThat(jobs.get(0).name(), is("my-out"));
    assertThat(jobs.get(0).outputs().get(0).path(), is("x/my out/"));
    assertThat(jobs.get(0).outputs().get(0).kind(), is("csv"));
  }

  @ParameterizedTest
  @CsvSource({"5, 0", "6, 3", "0, 0", "100, 3"})
  void tellsByItsExitCodeThatMoreWasRejectedThanAllowed(long rejected, int code) {
    summary = summary(100, rejected);

    assertThat(execute("run", spec.toString(), "--set", "max_rejected=5 %"), is(code));
    assertThat(
        err.toString().contains("records were rejected, more than max_rejected (5 %) allows"),
        is(code == Commands.TOO_MANY_REJECTED));
  }

  @Test
  void allowsEverythingToBeRejectedUnlessToldOtherwise() {
    summary = summary(100, 100);

    assertThat(execute("run", spec.toString()), is(Commands.DONE));
  }

  @Test
  void saysInASentenceWhatThePersonCanMend() {
    failure = new IllegalStateException("wrapped", new UserException("out/x is not ours"));

    int code = execute("run", spec.toString());

    assertThat(err.toString(), is("broadsheet: out/x is not ours\n"));
    assertThat(code, is(Commands.FAILED));
  }

  @Test
  void saysWhenTheMemoryIsUsedUp() {
    failure = new IllegalStateException(new OutOfMemoryError("heap"));

    assertThat(execute("run", spec.toString()), is(Commands.FAILED));
    assertThat(err.toString(), startsWith("broadsheet: the memory is used up; "));
  }

  @Test
  void showsWhereABugIsOnlyWhenAsked() {
    failure = new IllegalStateException("outer", new NullPointerException("inner"));

    int quiet = execute("run", spec.toString());
    assertThat(quiet, is(Commands.FAILED));
    assertThat(
        err.toString(),
        is(
            """
            broadsheet: this should not happen: java.lang.NullPointerException: inner
            broadsheet: --debug shows where it happened
            """));

    int loud = execute("run", spec.toString(), "--debug");
    assertThat(loud, is(Commands.FAILED));
    assertThat(err.toString(), containsString("\tat io.broadsheet.job.CommandsTest."));
  }

  @Test
  void showsAllMistakesOfASpec() throws IOException {
    Files.writeString(spec, "nmae: x\nevery: day\n", StandardCharsets.UTF_8);

    int code = execute("run", spec.toString());

    assertThat(
        err.toString(),
        is(
            """
            broadsheet: SPEC has 3 mistakes:
              SPEC:1:1: unknown key `nmae`; did you mean `name`?
              SPEC:1:1: `input` is missing: what is read: one item or more
              SPEC:2:1: unknown key `every`; it belongs in `windows`
            """
                .replace("SPEC", spec.toString())));
    assertThat(code, is(Commands.WRONG_USE));
    assertThat(jobs, is(empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "# a command is missing # broadsheet --help",
        "rnu x # unexpected argument `rnu`; did you mean `run`? # broadsheet --help",
        "run # Missing required parameter: 'SPEC' # broadsheet run --help",
        "report x # Missing required option: '--out=DIR' # broadsheet report --help",
        "report --out=x # Missing required parameter: 'INPUT' # broadsheet report --help",
        "check a b # unexpected argument `b` # broadsheet check --help",
        "check a --ste=x # unexpected argument `--ste=x`; did you mean `--set`? # broadsheet check"
            + " --help",
        "tables --as # Missing required parameter for option '--as' (FORM) # broadsheet tables"
            + " --help",
        "formats # Missing required parameter: 'INPUT' # broadsheet formats --help",
        "run a --as-of # Missing required parameter for option '--as-of' (TIME) # broadsheet run"
            + " --help"
      })
  void saysWhatIsWrongWithACommandLine(String line, String sentence, String help) {
    int code = execute(line == null ? new String[0] : line.split(" "));

    assertThat(
        err.toString(), is("broadsheet: " + sentence + "\nbroadsheet: try `" + help + "`\n"));
    assertThat(code, is(Commands.WRONG_USE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "--paralelism=2 # unknown option `--paralelism`; did you mean `--parallelism`?",
        "--sett=a=b # unknown option `--sett`; did you mean `--set`?",
        "--frobnicate # unknown option `--frobnicate`",
        "--parallelism=two # the option `--parallelism=two` is wrong: it takes a whole number",
        "--streaming=maybe # the option `--streaming=maybe` is wrong: it takes true or false",
        "--runner=Spork # the option `--runner=Spork` is wrong: Unknown 'runner' specified 'Spork',"
            + " supported pipeline runners [DirectRunner, FlinkRunner, TestFlinkRunner]",
        "--parallelism 2 # unexpected argument `2`; did you mean `--parallelism=2`?",
        "-v # unexpected argument `-v`",
        "--parallelism=2 --parallelism=3 # the options --parallelism=2 --parallelism=3 do not go"
            + " together: expected one element but was: <2, 3>"
      })
  void saysWhatIsWrongWithAnOptionOfBeam(String line, String sentence) {
    List<String> arguments = new ArrayList<>(List.of("run", spec.toString()));
    arguments.addAll(List.of(line.split(" ")));

    int code = execute(arguments.toArray(String[]::new));

    assertThat(err.toString(), is("broadsheet: " + sentence + "\n"));
    assertThat(code, is(Commands.WRONG_USE));
    assertThat(jobs, is(empty()));
  }

  @Test
  void checksASpec() {
    int code = execute("check", spec.toString(), "--set", "output.0.jsonl=y");

    assertThat(
        out.toString(),
        is(
            spec
                + " is valid: job daily reads a and writes tables by day in UTC as jsonl to"
                + " y\n"));
    assertThat(err.toString(), is(""));
    assertThat(code, is(Commands.DONE));
    assertThat(jobs, is(empty()));
  }

  @Test
  void refusesASpecThatDoesNotExist() {
    assertThat(execute("check", folder + "/none.yaml"), is(Commands.WRONG_USE));
    assertThat(err.toString(), is("broadsheet: there is no spec file " + folder + "/none.yaml\n"));
  }

  @Test
  void printsAllTablesAsMarkdown() {
    assertThat(execute("tables"), is(Commands.DONE));
    assertThat(out.toString(), is(TableDocs.MARKDOWN.of(Tables.all())));
  }

  @ParameterizedTest
  @CsvSource({"markdown, ## `terms`", "json, \"terms\"", "bigquery, REQUIRED", "sql, CREATE TABLE"})
  void printsOneTableInAnyForm(String form, String part) {
    assertThat(execute("tables", "terms", "--as=" + form), is(Commands.DONE));
    assertThat(out.toString(), containsString(part));
    assertThat(out.toString(), not(containsString("undated")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "tables otlets # there is no table `otlets`; did you mean `outlets`?",
        "tables x # there is no table `x`; there are {tables}",
        "tables --as=jsn # there is no form `jsn`; did you mean `json`?"
      })
  void refusesATableThatDoesNotExist(String line, String sentence) {
    assertThat(execute(line.split(" ")), is(Commands.WRONG_USE));
    assertThat(err.toString(), is("broadsheet: " + sentence.replace("{tables}", tables()) + "\n"));
  }

  private static String tables() {
    return Tables.all().stream().map(Table::name).collect(joining(", "));
  }

  @Test
  void saysWhatFilesAreTakenForWithoutLettingThemWriteToTheTerminal() {
    assertThat(execute("formats", "a.csv", "b"), is(Commands.DONE));
    assertThat(
        out.toString(),
        is(
            """
            a.csv: csv, has a header with 3 names
            a.csv/\uFFFD[2Jx: unknown, nothing knows it
            b: csv, has a header with 3 names
            b/\uFFFD[2Jx: unknown, nothing knows it
            """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "run", "report", "check", "tables", "formats"})
  void hasHelp(String command) throws IOException {
    int code = command.isEmpty() ? execute("--help") : execute(command, "--help");

    assertThat(code, is(Commands.DONE));
    assertThat(err.toString(), is(""));
    GoldenFiles.check(
        Path.of("src/test/resources/golden/command")
            .resolve("help" + (command.isEmpty() ? "" : "-" + command) + ".txt"),
        out.toString(),
        "golden.update");
  }

  @Test
  void tellsItsVersion() {
    assertThat(execute("--version"), is(Commands.DONE));
    assertThat(out.toString(), startsWith("broadsheet "));
  }
}
