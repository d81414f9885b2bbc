package io.broadsheet.job;

import static io.broadsheet.job.Specs.mistakes;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.broadsheet.article.DateOrder;
import io.broadsheet.job.Job.Input;
import io.broadsheet.job.Job.Output;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OverridesTest {
  private static final String SPEC =
      """
      input:
        - files: a
          format: csv
        - files: b
      windows:
        every: day
      output:
        - csv: out/x
      """;

  @Test
  void changesAKeyOfTheFile() {
    assertThat(Specs.read(SPEC, "windows.every=week").windows().every(), is("week"));
  }

  @Test
  void addsAKeyThatTheFileLacks() {
    Job job = Specs.read(SPEC, "windows.zone=Asia/Tokyo", "text.top_terms=5", "name=other");

    assertThat(job.windows().zone().getId(), is("Asia/Tokyo"));
    assertThat(job.windows().every(), is("day"));
    assertThat(job.text().topTerms(), is(5));
    assertThat(job.name(), is("other"));
  }

  @Test
  void reachesIntoLists() {
    Job job = Specs.read(SPEC, "input.1.files=c", "input.0.format=jsonl", "input.2.files=d");

    assertThat(job.inputs().stream().map(Input::files).toList(), contains("a", "c", "d"));
    assertThat(job.inputs().get(0).format(), is("jsonl"));
  }

  @Test
  void makesTheListsAndSectionsThatItNeeds() {
    Job job = Specs.read("", "input.0.files=a", "output.0.jsonl=o");

    assertThat(job.inputs().get(0).files(), is("a"));
    assertThat(
        job.outputs(),
        contains(
            new Output(
                "jsonl",
                "o",
                Map.of("partition", "none", "compress", "none", "max_file", "0", "columns", ""))));
  }

  @Test
  void keepsThePathOfASinkThatIsWrittenShort() {
    Output output = Specs.read(SPEC, "output.0.csv.excel=true").outputs().get(0);
    assertThat(output.path(), is("out/x"));
    assertThat(output.options().get("excel"), is("true"));
  }

  @Test
  void appliesTheLastOfSeveral() {
    assertThat(Specs.read(SPEC, "name=a", "name=b").name(), is("b"));
  }

  @Test
  void takesAGlobAsItStands() {
    assertThat(
        Specs.read(SPEC, "input.0.files=*.{json,csv} #1: a & b").inputs().get(0).files(),
        is("*.{json,csv} #1: a & b"));
  }

  @Test
  void readsListsMappingsAndQuotesAsYaml() {
    Job job =
        Specs.read(
            SPEC,
            "text.slices=[all, topic]",
            "outlets={\"B.B.C.\": BBC}",
            "input.0.files=\"{a,b}/*\"",
            "input.1={files: z, date_order: dmy}",
            "name='7'");

    assertThat(job.text().slices(), is(List.of("all", "topic")));
    assertThat(job.outlets(), is(Map.of("B.B.C.", "BBC")));
    assertThat(job.inputs().get(0).files(), is("{a,b}/*"));
    assertThat(job.inputs().get(1).dateOrder(), is(DateOrder.DMY));
    assertThat(job.name(), is("7"));
  }

  @Test
  void mendsAMistakeInTheFile() {
    String wrong = SPEC.replace("every: day", "every: dya");

    assertThat(Specs.read(wrong, "windows.every=day").windows().every(), is("day"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '\u0001',
      value = {
        "windows.every # windows.every: write it as KEY=VALUE, such as windows.every=week",
        "=x # =x: write it as KEY=VALUE, such as windows.every=week",
        "windows.every=weekly # windows.every: `windows.every` must be hour, day, week, month, year,"
            + " some of them such as `6 hours`, or a sliding window such as `7 days every 1 day`,"
            + " not `weekly`; did you mean `week`?",
        "windws.every=week # windws.every: unknown key `windws`; did you mean `windows`?",
        "windows.evry=week # windows.evry: unknown key `windows.evry`; did you mean `every`?",
        "input.0.format= # input.0.format: `input.0.format` must be one of auto, arc,",
        "input.3.files=x # input.3.files: there is no `input.3`: items are numbered from `input.0`"
            + " to `input.1`, `input.2` would add one",
        "input.files=x # input.files: there is no `input.files`: items are numbered from `input.0`"
            + " to `input.1`, `input.2` would add one",
        "output.1.csv.excel=true # output.1.csv.excel: `output.1.csv.path` is missing: it must be a"
            + " path",
        "output.2.csv=x # output.2.csv: there is no `output.2`: `output.0` is the only item,"
            + " `output.1` would add one",
        "output.1.csv=out/x # output.1.csv: two sinks write csv to `out/x`",
        "text.slices=[all # text.slices: a value that begins with [ is read as YAML, which this is"
            + " not; write a text in double quotes",
        "input.0.files={a,b}/* # input.0.files: a value that begins with { is read as YAML, which"
            + " this is not; write a text in double quotes",
        "text.ngrams=7 # text.ngrams: `text.ngrams` must be a whole number from 1 to 5, not the"
            + " number 7"
      })
  void namesTheOptionInsteadOfALine(String set, String expected) {
    assertThat(mistakes(SPEC, set), containsString("\n  --set " + expected));
  }
}
