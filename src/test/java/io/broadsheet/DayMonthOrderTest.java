package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.broadsheet.Runs.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of day and month in numeric dates, proved by all dates of an outlet. */
class DayMonthOrderTest {
  private static final String AS_OF = "--as-of=2025-12-31";

  @TempDir private Path folder;

  /** A file of articles of an outlet, one for each date. */
  private void articles(String file, String outlet, String... dates) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < dates.length; i++) {
      lines.append(
          String.format(
              Locale.ROOT,
              "{\"outlet\":\"%s\",\"date\":\"%s\",\"title\":\"%s number %d\",\"body\":\"The mayor"
                  + " of %s opened bridge %d and said that the river was low.\"}%n",
              outlet,
              dates[i],
              file,
              i,
              outlet,
              i));
    }
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), lines);
  }

  private SortedMap<String, String> run(String out, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(AS_OF));
    all.addAll(List.of(arguments));
    return Runs.tables(folder.resolve(out), spec(), all.toArray(String[]::new));
  }

  private String spec() throws IOException {
    return Files.writeString(
            folder.resolve("spec.yaml"),
            "input:\n  - files: " + folder + "/in/**\n  - files: " + folder + "/other/**\n")
        .toString();
  }

  private static List<String> rows(SortedMap<String, String> tables, String table) {
    return tables.get(table + ".csv").lines().skip(1).toList();
  }

  private void newsroom() throws IOException {
    articles("in/a.jsonl", "Mail", "03/07/2025", "04/07/2025", "2025-07-09");
    articles("in/b.jsonl", "Mail", "27/03/2025", "05/05/2025", "01/02/2025 18:30");
    articles("in/c.jsonl", "Herald", "03/07/2025", "07/03/2025");
    articles("in/d.jsonl", "Post", "03/07/2025", "07/13/2025");
    articles("in/e.jsonl", "Sun", "03/07/2025", "07/13/2025", "13/07/2025");
    articles("in/f.jsonl", "", "03/07/2025", "28/02/2025");
    articles("other/g.jsonl", "", "03/07/2025", "02/28/2025");
  }

  @Test
  void decidesByAllDatesOfAnOutlet() throws IOException {
    newsroom();
    SortedMap<String, String> tables = run("out");
    assertThat(
        rows(tables, "dates"),
        is(
            List.of(
                "(unknown),explicit,2,,\"input 0: dmy: 1 date, 28/02/2025; no order: 1 date,"
                    + " 03/07/2025 / input 1: mdy: 1 date, 02/28/2025; no order: 1 date,"
                    + " 03/07/2025\"",
                "(unknown),inferred,2,,\"input 0: dmy: 1 date, 28/02/2025; no order: 1 date,"
                    + " 03/07/2025 / input 1: mdy: 1 date, 02/28/2025; no order: 1 date,"
                    + " 03/07/2025\"",
                "Herald,ambiguous,2,,\"no order: 2 dates, such as 03/07/2025\"",
                "Mail,explicit,3,dmy,\"dmy: 1 date, 27/03/2025; no order: 4 dates, such as"
                    + " 01/02/2025 18:30\"",
                "Mail,inferred,3,dmy,\"dmy: 1 date, 27/03/2025; no order: 4 dates, such as"
                    + " 01/02/2025 18:30\"",
                "Post,explicit,1,mdy,\"mdy: 1 date, 07/13/2025; no order: 1 date, 03/07/2025\"",
                "Post,inferred,1,mdy,\"mdy: 1 date, 07/13/2025; no order: 1 date, 03/07/2025\"",
                "Sun,ambiguous,1,,\"dmy: 1 date, 13/07/2025; mdy: 1 date, 07/13/2025; no order: 1"
                    + " date, 03/07/2025\"",
                "Sun,explicit,2,,\"dmy: 1 date, 13/07/2025; mdy: 1 date, 07/13/2025; no order: 1"
                    + " date, 03/07/2025\"")));
    String articles = tables.get("articles.csv");
    assertThat(articles, containsString("Mail,(none),,2025-02-01T18:30:00Z,instant,inferred"));
    assertThat(articles, containsString("Post,(none),,2025-03-07T00:00:00Z,day,inferred"));
    assertThat(articles, containsString("(unknown),(none),,2025-03-07T00:00:00Z,day,inferred"));
    assertThat(articles, containsString("(unknown),(none),,2025-07-03T00:00:00Z,day,inferred"));
    assertThat(rows(tables, "reconciliation").get(0), is(",,17,14,0,0,3,0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--targetParallelism=1",
        "--targetParallelism=4",
        "--runner=FlinkRunner --parallelism=1",
        "--runner=FlinkRunner --parallelism=2",
        "--runner=FlinkRunner --parallelism=4",
      })
  void isTheSameOnEveryRunner(String options) throws IOException {
    newsroom();
    assertThat(run("there", options.split(" ", -1)), is(run("here")));
  }

  @Test
  void isWhatADeclaredOrderGives() throws IOException {
    for (int file = 0; file < 6; file++) {
      String[] dates = new String[28];
      for (int day = 1; day <= dates.length; day++) {
        dates[day - 1] = String.format(Locale.ROOT, "%02d/%02d/2025", day, 1 + file / 2);
      }
      articles("in/" + file + ".jsonl", "Mail " + file % 2, dates);
      articles("other/" + file + ".jsonl", "Mail " + file % 3, dates);
    }
    SortedMap<String, String> proved = run("proved");
    SortedMap<String, String> declared =
        run("declared", "--set", "input.0.date_order=dmy", "--set", "input.1.date_order=dmy");
    assertThat(proved.remove("dates.csv"), containsString("inferred"));
    assertThat(declared.remove("dates.csv"), not(containsString("inferred")));
    proved.replaceAll((table, rows) -> rows.replace(",inferred,", ",declared,"));
    for (Map.Entry<String, String> table : declared.entrySet()) {
      assertThat(table.getKey(), proved.get(table.getKey()), is(table.getValue()));
    }
  }

  @Test
  void takesWhatAnEarlierRunSaved() throws IOException {
    newsroom();
    String profile = folder.resolve("state/orders.json").toString();
    run("archive", "--set", "date_orders.save=" + profile);
    String saved = Files.readString(Path.of(profile));
    Files.delete(folder.resolve("in/b.jsonl"));
    Files.delete(folder.resolve("in/f.jsonl"));
    articles("in/c.jsonl", "Herald", "03/07/2025", "07/14/2025");
    articles("in/d.jsonl", "Post", "14/07/2025", "07/03/2025");
    SortedMap<String, String> today =
        run("today", "--set", "date_orders={read: '" + profile + "', save: '" + profile + "'}");
    assertThat(
        rows(today, "dates"),
        hasItems(
            "Mail,inferred,2,dmy,\"no order: 2 dates, such as 03/07/2025; earlier: dmy: 1 date,"
                + " 27/03/2025; no order: 4 dates, such as 01/02/2025 18:30\"",
            "Post,ambiguous,1,,\"dmy: 1 date, 14/07/2025; no order: 1 date, 07/03/2025; earlier:"
                + " mdy: 1 date, 07/13/2025; no order: 1 date, 03/07/2025\"",
            "Herald,inferred,1,mdy,\"mdy: 1 date, 07/14/2025; no order: 1 date, 03/07/2025;"
                + " earlier: no order: 2 dates, such as 03/07/2025\""));
    assertThat(Files.readString(Path.of(profile)), not(is(saved)));
  }

  @Test
  void saysWhatIsWrongWithAProfile() throws IOException {
    newsroom();
    for (String content : List.of("", "{}", "{\"date_orders_version\": 2}", "[1", "mdy")) {
      Path profile = Files.writeString(folder.resolve("orders.json"), content);
      Ended ended =
          Runs.execute(
              "run",
              spec(),
              "--set",
              "output=[{csv: '" + folder.resolve("out") + "'}]",
              "--set",
              "date_orders.read=" + profile);
      assertThat(content, ended.exitCode(), is(1));
      assertThat(ended.err(), containsString("orders.json is no profile of date orders"));
    }
    Ended missing = Runs.execute("run", spec(), "--set", "date_orders.read=" + folder + "/none");
    assertThat(missing.exitCode(), is(1));
    assertThat(missing.err(), containsString("none cannot be read"));
  }
}
