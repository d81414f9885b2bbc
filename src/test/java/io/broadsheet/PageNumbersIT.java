package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The numbers on the page, in a real browser, against the tables. */
class PageNumbersIT extends WithReportPage {
  @Test
  void showsTheSumOfTheRun() throws IOException {
    NamedCsvRecord run = report.table("reconciliation").get(0);
    String sum = browser.text("document.querySelector('#sum').innerText.replace(/\\s+/g, ' ')");
    assertThat(
        sum,
        is(
            String.format(
                "%s records read = %s counted + %s duplicates + %s rejected + %s undated + %s late",
                run.getField("read"),
                run.getField("counted"),
                run.getField("duplicates"),
                run.getField("rejected"),
                run.getField("undated"),
                run.getField("late"))));
    assertThat(browser.evaluate("document.querySelectorAll('.finding').length").asInt(), is(3));
  }

  @Test
  void showsTheCountsAndSharesOfTheTables() throws IOException {
    for (String by : List.of("outlet", "topic")) {
      Map<String, List<NamedCsvRecord>> windows =
          report.table(by + "s").stream()
              .collect(
                  Collectors.groupingBy(
                      row -> row.getField("window_start"), TreeMap::new, Collectors.toList()));
      for (Map.Entry<String, List<NamedCsvRecord>> window : windows.entrySet()) {
        String day = window.getKey().substring(0, 10);
        browser.filter("w=" + day + ".." + day + "&by=" + by);
        List<NamedCsvRecord> shown = report.saved("share");
        assertThat(day, shown.size(), is(window.getValue().size()));
        for (NamedCsvRecord row : window.getValue()) {
          NamedCsvRecord found =
              shown.stream()
                  .filter(other -> other.getField(by).equals(row.getField(by)))
                  .findFirst()
                  .orElseThrow();
          assertThat(found.getField("articles"), is(row.getField("articles")));
          assertThat(found.getField("all articles"), is(row.getField("total_articles")));
          for (String number : List.of("share", "share_low", "share_high")) {
            assertThat(
                Double.parseDouble(found.getField(number)),
                closeTo(Double.parseDouble(row.getField(number)), 1e-9));
          }
        }
      }
    }
  }

  @Test
  void showsTheUniqueTextsAndStoriesOfTheTables() throws IOException {
    for (String by : List.of("outlet", "topic")) {
      for (NamedCsvRecord row : report.table(by + "s")) {
        String day = row.getField("window_start").substring(0, 10);
        for (var measure : Map.of("texts", "unique_articles", "stories", "stories").entrySet()) {
          browser.filter(
              "w="
                  + day
                  + ".."
                  + day
                  + "&m="
                  + measure.getKey()
                  + "&by="
                  + by
                  + "&"
                  + by.charAt(0)
                  + "="
                  + ReportPage.encode(row.getField(by)));
          NamedCsvRecord shown = report.saved("share").get(0);
          assertThat(
              row.toString(),
              shown.getField(measure.getKey().equals("texts") ? "unique texts" : "stories"),
              is(row.getField(measure.getValue())));
        }
      }
    }
  }

  @Test
  void showsTheTermsOfTheTable() throws IOException {
    List<NamedCsvRecord> terms = report.table("terms");
    for (String slice : List.of("all", "Northern Wire")) {
      browser.filter(
          "w=2025-07-10..2025-07-10"
              + (slice.equals("all") ? "" : "&o=" + ReportPage.encode(slice)));
      Map<String, NamedCsvRecord> shown =
          report.saved("top-terms").stream()
              .collect(Collectors.toMap(row -> row.getField("term"), Function.identity()));
      List<NamedCsvRecord> expected =
          terms.stream()
              .filter(row -> row.getField("window_start").startsWith("2025-07-10"))
              .filter(row -> row.getField("slice").equals(slice))
              .filter(row -> Integer.parseInt(row.getField("rank")) <= 50)
              .toList();
      assertThat(expected.size(), greaterThan(30));
      for (NamedCsvRecord row : expected) {
        NamedCsvRecord found = shown.get(row.getField("term"));
        assertThat(row.toString(), found != null, is(true));
        assertThat(found.getField("occurrences"), is(row.getField("term_count")));
        assertThat(found.getField("articles"), is(row.getField("doc_count")));
        assertThat(found.getField("all terms"), is(row.getField("total_terms")));
      }
    }
  }

  @Test
  void everyFilterCountsWhatTheTableHas() throws IOException {
    List<NamedCsvRecord> articles =
        report.table("articles").stream()
            .filter(row -> !row.getField("window_start").isEmpty())
            .toList();
    assertThat(report.count(), is(articles.size()));
    Map<String, Function<NamedCsvRecord, List<String>>> filters =
        Map.of(
            "o", row -> List.of(row.getField("outlet")),
            "t", row -> Arrays.asList(row.getField("topics").split("\\|", -1)),
            "l", row -> List.of(row.getField("language").split("-", 2)[0]));
    for (var filter : filters.entrySet()) {
      List<String> values =
          articles.stream()
              .flatMap(row -> filter.getValue().apply(row).stream())
              .distinct()
              .toList();
      for (String value : values) {
        browser.filter(filter.getKey() + "=" + ReportPage.encode(value));
        long expected =
            articles.stream().filter(row -> filter.getValue().apply(row).contains(value)).count();
        assertThat(filter.getKey() + "=" + value, report.count(), is((int) expected));
        assertThat(
            filter.getKey() + "=" + value,
            browser.text(
                "(s => s.options[s.selectedIndex].value !== '-1')(document.querySelector('#filter-"
                    + filter.getKey()
                    + "'))"),
            is("true"));
      }
    }
    browser.filter("w=2025-07-03..2025-07-07&o=" + ReportPage.encode("Radio Merrow") + "&l=en");
    assertThat(
        report.count(),
        is(
            (int)
                articles.stream()
                    .filter(row -> row.getField("outlet").equals("Radio Merrow"))
                    .filter(row -> row.getField("language").startsWith("en"))
                    .filter(row -> row.getField("window_start").compareTo("2025-07-03") >= 0)
                    .filter(row -> row.getField("window_start").compareTo("2025-07-08") < 0)
                    .count()));
    browser.click("#reset");
    assertThat(report.count(), is(articles.size()));
    assertThat(browser.text("location.hash"), is(""));
  }

  @Test
  void everyNumberLeadsToAsManyArticles() {
    for (String fragment :
        List.of("", "o=" + ReportPage.encode("Northern Wire"), "t=Politics", "l=ru")) {
      browser.filter(fragment.isEmpty() ? "n=1" : fragment);
      JsonNode wrong =
          browser.evaluate(
              "(() => { const wrong = []; let clicked = 0;"
                  + " for (const id of ['share', 'over-time', 'outlet-topic', 'languages', 'dates',"
                  + " 'articles']) {"
                  + " const details = document.querySelector(`details[data-table=\"${id}\"]`);"
                  + " details.open = true; details.dispatchEvent(new Event('toggle'));"
                  + " for (const button of details.querySelectorAll('td button')) {"
                  + " button.click(); clicked++;"
                  + " const about = document.querySelector('dialog[open] [data-count]');"
                  + " const n = button.textContent;"
                  + " const listed = document.querySelectorAll('dialog ol.articles > li').length;"
                  + " if (about.dataset.count !== n || about.dataset.listed !== n ||"
                  + " (n < 100 && String(listed) !== n)) wrong.push([id, n, about.dataset.count,"
                  + " listed]);"
                  + " document.querySelector('dialog').close(); } }"
                  + " if (clicked < 20) wrong.push('only ' + clicked); return wrong; })()");
      assertThat(fragment + ": " + wrong, wrong.size(), is(0));
    }
  }

  @Test
  void aTermsNumbersLeadToItsArticles() throws IOException {
    for (String fragment : List.of("q=ferry", "q=ferry&o=" + ReportPage.encode("Radio Merrow"))) {
      browser.filter(fragment);
      JsonNode wrong =
          browser.evaluate(
              "(() => { const wrong = []; let clicked = 0; for (const id of ['term-time',"
                  + " 'term-outlets', 'top-terms', 'rising-terms']) { const details ="
                  + " document.querySelector(`details[data-table=\"${id}\"]`); details.open = true;"
                  + " details.dispatchEvent(new Event('toggle')); for (const button of"
                  + " [...details.querySelectorAll('td button')].slice(0, 40)) { button.click();"
                  + " clicked++; const about = document.querySelector('dialog[open] [data-count]');"
                  + " if (about.dataset.count !== button.textContent || about.dataset.listed !=="
                  + " button.textContent) wrong.push([id, button.textContent, about.dataset.listed,"
                  + " document.querySelector('#drill-title').textContent]);"
                  + " document.querySelector('dialog').close(); } } if (clicked < 30)"
                  + " wrong.push('only ' + clicked); return wrong; })()");
      assertThat(fragment + ": " + wrong, wrong.size(), is(0));
    }
  }

  @Test
  void showsTheContextsOfATerm() throws IOException {
    browser.filter("q=ferry");
    List<String> lines =
        report.table("contexts").stream()
            .filter(row -> row.getField("term").equals("ferry"))
            .map(row -> row.getField("left") + row.getField("match") + row.getField("right"))
            .toList();
    JsonNode shown =
        browser.evaluate(
            "[...document.querySelectorAll('.contexts .kwic')].map(line => line.textContent)");
    assertThat(shown.size(), greaterThan(5));
    for (JsonNode line : shown) {
      assertThat(lines, hasItem(line.asText()));
    }
  }

  @Test
  void showsTheCopiesUnderTheFilters() throws IOException {
    Map<String, NamedCsvRecord> originals =
        report.table("copies").stream()
            .filter(row -> row.getField("article_id").equals(row.getField("original_id")))
            .collect(Collectors.toMap(row -> row.getField("article_id"), Function.identity()));
    List<NamedCsvRecord> copies =
        report.table("copies").stream()
            .filter(row -> !row.getField("article_id").equals(row.getField("original_id")))
            .toList();
    assertThat(copies.size(), greaterThan(2));
    Map<String, Predicate<NamedCsvRecord>> filters =
        Map.of(
            "",
            row -> true,
            "w=2025-07-02..2025-07-02",
            row -> row.getField("published").startsWith("2025-07-02"),
            "o=" + ReportPage.encode("Radio Merrow"),
            row -> row.getField("outlet").equals("Radio Merrow"));
    for (var filter : filters.entrySet()) {
      browser.filter(filter.getKey().isEmpty() ? "n=1" : filter.getKey());
      Map<List<String>, Integer> shown = new TreeMap<>(Comparator.comparing(List::toString));
      for (NamedCsvRecord row : report.saved("delays")) {
        shown.put(
            List.of(row.getField("first in"), row.getField("then in")),
            Integer.parseInt(row.getField("articles")));
      }
      Map<List<String>, Integer> expected = new TreeMap<>(Comparator.comparing(List::toString));
      copies.stream()
          .filter(filter.getValue())
          .forEach(
              row ->
                  expected.merge(
                      List.of(
                          originals.get(row.getField("original_id")).getField("outlet"),
                          row.getField("outlet")),
                      1,
                      Integer::sum));
      assertThat(filter.getKey(), shown, is(expected));
      assertThat(filter.getKey(), shown.size(), greaterThan(0));
    }
  }

  @Test
  void showsTheDelaysOfTheTable() throws IOException {
    List<NamedCsvRecord> flows = report.table("copy_flows");
    for (NamedCsvRecord shown : report.saved("delays")) {
      NamedCsvRecord flow =
          flows.stream()
              .filter(row -> row.getField("from_outlet").equals(shown.getField("first in")))
              .filter(row -> row.getField("to_outlet").equals(shown.getField("then in")))
              .findFirst()
              .orElseThrow();
      assertThat(shown.getField("articles"), is(flow.getField("articles")));
      assertThat(
          Double.parseDouble(shown.getField("median delay in hours")),
          closeTo(Double.parseDouble(flow.getField("median_delay")), 1e-9));
    }
  }

  @Test
  void showsTheStoriesUnderTheFilters() throws IOException {
    List<NamedCsvRecord> articles =
        report.table("articles").stream()
            .filter(row -> !row.getField("window_start").isEmpty())
            .toList();
    Map<String, Predicate<NamedCsvRecord>> filters =
        Map.of(
            "t=Politics",
            row -> Arrays.asList(row.getField("topics").split("\\|", -1)).contains("Politics"),
            "o=" + ReportPage.encode("Northern Wire"),
            row -> row.getField("outlet").equals("Northern Wire"),
            "l=ru",
            row -> row.getField("language").equals("ru"));
    for (var filter : filters.entrySet()) {
      browser.filter(filter.getKey());
      List<String> shown = new ArrayList<>();
      for (NamedCsvRecord row : report.saved("stories")) {
        shown.add(row.getField("headline") + ": " + row.getField("articles"));
      }
      List<String> expected = new ArrayList<>();
      for (NamedCsvRecord story : report.table("stories")) {
        long fitting =
            articles.stream()
                .filter(row -> row.getField("story_id").equals(story.getField("story_id")))
                .filter(filter.getValue())
                .count();
        if (fitting > 0) {
          expected.add(story.getField("headline") + ": " + fitting);
        }
      }
      assertThat(filter.getKey(), shown, containsInAnyOrder(expected.toArray()));
    }
  }

  @Test
  void showsTheRisingTermsOfTheTable() throws IOException {
    browser.filter("w=2025-07-07..2025-07-07");
    Map<String, NamedCsvRecord> trends =
        report.table("trends").stream()
            .filter(row -> row.getField("window_start").startsWith("2025-07-07"))
            .collect(Collectors.toMap(row -> row.getField("term"), Function.identity()));
    List<NamedCsvRecord> shown = report.saved("rising-terms");
    assertThat(shown.size(), greaterThan(5));
    for (NamedCsvRecord row : shown) {
      NamedCsvRecord trend = trends.get(row.getField("term"));
      assertThat(row.toString(), row.getField("articles"), is(trend.getField("doc_count")));
      assertThat(
          row.toString(),
          Double.parseDouble(row.getField("z")),
          closeTo(Double.parseDouble(trend.getField("z")), 1e-3));
    }
  }

  @Test
  void showsATermsCountsInEveryWindowThatListsIt() throws IOException {
    browser.filter("q=ferry");
    Map<String, NamedCsvRecord> listed =
        report.table("terms").stream()
            .filter(row -> row.getField("slice_type").equals("all"))
            .filter(row -> row.getField("term").equals("ferry"))
            .collect(
                Collectors.toMap(
                    row -> row.getField("window_start").substring(0, 10), Function.identity()));
    assertThat(listed.size(), greaterThan(3));
    for (NamedCsvRecord row : report.saved("term-time")) {
      NamedCsvRecord term = listed.get(row.getField("day"));
      assertThat(row.getField("occurrences"), is(term == null ? "0" : term.getField("term_count")));
      assertThat(row.getField("articles"), is(term == null ? "0" : term.getField("doc_count")));
    }
  }

  @Test
  void showsTheDatesOfTheTable() throws IOException {
    Map<String, Integer> shown = new TreeMap<>();
    for (NamedCsvRecord row : report.saved("dates")) {
      for (String status : row.getHeader()) {
        if (!status.equals("outlet") && !row.getField(status).equals("0")) {
          shown.put(row.getField("outlet") + " " + status, Integer.parseInt(row.getField(status)));
        }
      }
    }
    Map<String, Integer> expected = new TreeMap<>();
    for (NamedCsvRecord row : report.table("dates")) {
      expected.put(
          row.getField("outlet") + " " + row.getField("date_status"),
          Integer.parseInt(row.getField("articles")));
    }
    assertThat(shown, is(expected));
    assertThat(
        report.saved("rejects").stream().map(row -> row.getField("reason")).toList(),
        is(report.table("rejects").stream().map(row -> row.getField("reason")).toList()));
  }
}
