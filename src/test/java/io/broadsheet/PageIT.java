package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.broadsheet.Runs.Ended;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. */
class PageIT {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  /** Keeps what the page saves, as text, instead of letting the browser download it. */
  private static final String CATCH_SAVES =
      "window.saves = []; URL.createObjectURL = blob => { window.saves.push(blob); return '#'; };"
          + " HTMLAnchorElement.prototype.click = function () { window.savedName = this.download;"
          + " }; true";

  private static Chromium browser;
  private static Path out;
  private static Path page;

  @TempDir private static Path folder;

  @BeforeAll
  static void runTheSampleAndStartTheBrowser() throws IOException {
    browser = Chromium.start().orElse(null);
    if (browser == null && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("there is no chromium: .ci/run installs it");
    }
    assumeTrue(browser != null, "there is no chromium on this machine");
    out = folder.resolve("sample");
    page = out.resolve("index.html");
    run(out, "sample-input/*/**");
  }

  @AfterAll
  static void endTheBrowser() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void showAWideLightScreen() {
    browser.resize(1280, 900);
    browser.show("screen", "light");
    browser.open(page, "");
  }

  @Test
  void showsTheSumOfTheRun() throws IOException {
    NamedCsvRecord run = table("reconciliation").get(0);
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
          table(by + "s").stream()
              .collect(
                  Collectors.groupingBy(
                      row -> row.getField("window_start"), TreeMap::new, Collectors.toList()));
      for (Map.Entry<String, List<NamedCsvRecord>> window : windows.entrySet()) {
        String day = window.getKey().substring(0, 10);
        browser.filter("w=" + day + ".." + day + "&by=" + by);
        List<NamedCsvRecord> shown = saved("share");
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
      for (NamedCsvRecord row : table(by + "s")) {
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
                  + encode(row.getField(by)));
          NamedCsvRecord shown = saved("share").get(0);
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
    List<NamedCsvRecord> terms = table("terms");
    for (String slice : List.of("all", "Northern Wire")) {
      browser.filter(
          "w=2025-07-10..2025-07-10" + (slice.equals("all") ? "" : "&o=" + encode(slice)));
      Map<String, NamedCsvRecord> shown =
          saved("top-terms").stream()
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
        table("articles").stream().filter(row -> !row.getField("window_start").isEmpty()).toList();
    assertThat(count(), is(articles.size()));
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
        browser.filter(filter.getKey() + "=" + encode(value));
        long expected =
            articles.stream().filter(row -> filter.getValue().apply(row).contains(value)).count();
        assertThat(filter.getKey() + "=" + value, count(), is((int) expected));
        assertThat(
            filter.getKey() + "=" + value,
            browser.text(
                "(s => s.options[s.selectedIndex].value !== '-1')(document.querySelector('#filter-"
                    + filter.getKey()
                    + "'))"),
            is("true"));
      }
    }
    browser.filter("w=2025-07-03..2025-07-07&o=" + encode("Radio Merrow") + "&l=en");
    assertThat(
        count(),
        is(
            (int)
                articles.stream()
                    .filter(row -> row.getField("outlet").equals("Radio Merrow"))
                    .filter(row -> row.getField("language").startsWith("en"))
                    .filter(row -> row.getField("window_start").compareTo("2025-07-03") >= 0)
                    .filter(row -> row.getField("window_start").compareTo("2025-07-08") < 0)
                    .count()));
    browser.click("#reset");
    assertThat(count(), is(articles.size()));
    assertThat(browser.text("location.hash"), is(""));
  }

  @Test
  void everyNumberLeadsToAsManyArticles() {
    for (String fragment : List.of("", "o=" + encode("Northern Wire"), "t=Politics", "l=ru")) {
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
  void aBarLeadsToItsArticlesInOneClick() {
    browser.click("#figure-outlet-topic svg g.click");
    assertThat(browser.evaluate("document.querySelector('dialog').open").asBoolean(), is(true));
    assertThat(
        browser.text("document.querySelector('dialog [data-count]').dataset.count"),
        is(browser.text("document.querySelector('#figure-outlet-topic svg g.click').textContent")));
    browser.press("Escape");
    assertThat(browser.evaluate("document.querySelector('dialog').open").asBoolean(), is(false));
    browser.click("#figure-articles svg .hit");
    assertThat(browser.evaluate("document.querySelector('dialog').open").asBoolean(), is(true));
  }

  @Test
  void canBeUsedWithTheKeyboardAlone() {
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      browser.press("Tab");
      reached.add(browser.text("document.activeElement.id || document.activeElement.className"));
      if (reached.get(i).equals("filter-q")) {
        break;
      }
    }
    assertThat(reached.get(0), is("skip"));
    assertThat(reached.toString(), reached.contains("filter-o"), is(true));
    assertThat(reached.toString(), reached.contains("filter-q"), is(true));
    browser.type("ferry");
    browser.press("Enter");
    assertThat(browser.text("location.hash"), is("#q=ferry"));
    assertThat(browser.text("document.querySelector('#term').innerText"), containsString("ferry"));
    browser.evaluate("document.querySelector('#count').focus()");
    browser.press("Enter");
    assertThat(browser.evaluate("document.querySelector('dialog').open").asBoolean(), is(true));
    browser.press("Enter");
    assertThat(browser.evaluate("document.querySelector('dialog').open").asBoolean(), is(false));
  }

  @Test
  void savesEveryTableAndChart() {
    browser.filter("q=said");
    browser.evaluate(CATCH_SAVES);
    JsonNode saved =
        browser.evaluate(
            "(async () => { const all = []; for (const button of document.querySelectorAll('.tools"
                + " button')) { if (button.textContent === 'Copy') continue; window.saves.length ="
                + " 0; button.click(); for (let i = 0; i < 300 && !window.saves.length; i++) await"
                + " new Promise(done => setTimeout(done, 10)); const blob = window.saves[0];"
                + " all.push([window.savedName, blob ? blob.type : '', blob ? blob.size : 0, blob"
                + " && blob.type.includes('svg') ? new DOMParser().parseFromString(await"
                + " blob.text(), 'image/svg+xml').documentElement.nodeName : 'svg']); } return all;"
                + " })()");
    assertThat(saved.size(), greaterThan(25));
    for (JsonNode file : saved) {
      String name = file.get(0).asText();
      String type =
          name.endsWith(".csv")
              ? "text/csv"
              : name.endsWith(".svg") ? "image/svg+xml" : "image/png";
      assertThat(file.toString(), file.get(1).asText(), is(type));
      assertThat(file.toString(), file.get(2).asInt(), greaterThan(20));
      assertThat(file.toString(), file.get(3).asText(), is("svg"));
    }
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void asksForNothingAndComplainsOfNothing() {
    browser.filter("o=" + encode("Northern Wire") + "&q=said&as=shares&by=topic");
    browser.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    browser.evaluate("fetch('https://example.com/').then(() => 'sent', () => 'refused')");
    assertThat(browser.requests(), everyItem(not(startsWith("http"))));
    // The policy's refusal of the test's own request is the only thing said.
    assertThat(browser.complaints(), everyItem(containsString("Content Security Policy")));
    browser.open(page, "");
    assertThat(browser.complaints(), is(empty()));
    assertThat(browser.requests().size(), is(1));
  }

  @Test
  void breaksNoRuleOfWcag() throws IOException {
    String axe;
    try (InputStream in = PageIT.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (String scheme : List.of("light", "dark")) {
      for (int width : new int[] {1280, 390}) {
        browser.resize(width, 900);
        browser.show("screen", scheme);
        browser.open(page, "#q=said");
        browser.evaluate(axe + "; true");
        assertThat(scheme + " " + width, violations(), is("[]"));
        browser.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        assertThat(scheme + " " + width + ", tables open", violations(), is("[]"));
        browser.evaluate("document.querySelector('#count').click()");
        assertThat(scheme + " " + width + ", a list open", violations(), is("[]"));
      }
    }
  }

  private static String violations() {
    return browser
        .evaluate(
            "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']"
                + " }).then(result => result.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n"
                + " => n.html.slice(0, 200))]))")
        .toString();
  }

  @Test
  void showsHostileTextHarmlessly() throws IOException {
    Path input = folder.resolve("hostile.jsonl");
    String longWord = "x".repeat(10_000);
    List<String> titles =
        List.of(
            "</script><script>window.hacked = 1</script>",
            "<img src=x onerror=window.hacked=1>",
            "\\u202etxt.exe\\u202c reversed \\u2066isolated",
            longWord,
            "=HYPERLINK(\\\"https://evil.example\\\",\\\"click\\\")",
            "{{STYLE}} ${window.hacked=1} <!-- --> ]]>",
            "\\u0000\\u0007 bell and \\ud83d half a pair");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < titles.size(); i++) {
      lines.append(
          String.format(
              "{\"id\": \"%d\", \"source\": \"%s\", \"date\": \"2025-07-0%dT10:00:00Z\", \"topics\":"
                  + " [\"=cmd\", \"<b>topic</b>\"], \"title\": \"%s\", \"url\":"
                  + " \"javascript:window.hacked=1\", \"text\": \"<b>some</b> body text\"}%n",
              i, i % 2 == 0 ? "<i>Outlet</i>" : "@SUM(A1)", i + 1, titles.get(i)));
    }
    Files.writeString(input, lines);
    Path hostile = folder.resolve("hostile");
    run(hostile, input.toString());
    for (int width : new int[] {1280, 390}) {
      browser.resize(width, 900);
      browser.open(hostile.resolve("index.html"), "");
      browser.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })");
      browser.evaluate("document.querySelector('#count').click()");
      assertThat(browser.text("typeof window.hacked"), is("undefined"));
      assertThat(browser.complaints(), is(empty()));
      assertThat(
          browser.evaluate("document.documentElement.scrollWidth").asInt(),
          lessThanOrEqualTo(width));
      assertThat(
          browser.text("document.querySelectorAll('dialog a[href], main b > *').length"), is("0"));
      assertThat(
          browser.text("document.querySelector('dialog').innerText"),
          containsString("<img src=x onerror=window.hacked=1>"));
      assertThat(
          browser.text("/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.body.innerText)"),
          is("false"));
    }
    browser.evaluate("document.querySelector('dialog').close()");
    browser.evaluate(CATCH_SAVES);
    browser.evaluate("document.querySelector('#figure-share .tools button:nth-child(2)').click()");
    assertThat(browser.evaluate("window.saves[0].text()").asText(), containsString("'@SUM(A1)"));
  }

  @Test
  void fitsEveryScreenAndLanguage() throws IOException {
    record Look(String name, int width, String media, String scheme) {}
    for (Look look :
        List.of(
            new Look("light", 1280, "screen", "light"),
            new Look("dark", 1280, "screen", "dark"),
            new Look("phone", 390, "screen", "light"),
            new Look("wide", 2200, "screen", "light"),
            new Look("print", 1000, "print", "light"))) {
      browser.resize(look.width(), 900);
      browser.show(look.media(), look.scheme());
      browser.open(page, "#q=ferry");
      assertThat(
          look.name(),
          browser.evaluate("document.documentElement.scrollWidth").asInt(),
          lessThanOrEqualTo(look.width()));
      browser.screenshot(SCREENSHOTS.resolve(look.name() + ".png"), true);
    }
    browser.resize(1280, 900);
    browser.show("screen", "light");
    browser.open(page, "");
    browser.screenshot(SCREENSHOTS.resolve("first-screen.png"), false);

    Path input = folder.resolve("scripts.jsonl");
    Files.writeString(
        input,
        """
        {"id": "1", "source": "صحيفة الميناء", "date": "2025-07-01", "topics": ["سياسة"], "language": "ar", "title": "المجلس يصوت على خط العبارات الجديد رقم 12", "text": "صوت المجلس البلدي مساء الثلاثاء على خط العبارات الجديد بعد نقاش طويل."}
        {"id": "2", "source": "صحيفة الميناء", "date": "2025-07-02", "topics": ["نقل"], "language": "ar", "title": "توقف العبارات بسبب الضباب", "text": "توقفت العبارات صباح الأربعاء بسبب الضباب الكثيف في الميناء."}
        {"id": "3", "source": "עיתון הנמל", "date": "2025-07-02", "topics": ["תחבורה"], "language": "he", "title": "קו המעבורת החדש נפתח ב-3 ביולי", "text": "קו המעבורת החדש נפתח השבוע לאחר עיכוב של שנה."}
        {"id": "4", "source": "港の新聞", "date": "2025-07-03", "topics": ["交通"], "language": "ja", "title": "新しいフェリー航路が開通、初日は霧で欠航", "text": "新しいフェリー航路が木曜日に開通したが、霧のため初日は欠航となった。"}
        {"id": "5", "source": "港口日报", "date": "2025-07-03", "topics": ["交通"], "language": "zh", "title": "新渡轮航线开通首日因雾停航", "text": "新渡轮航线星期四开通，首日因大雾停航。"}
        """);
    Path scripts = folder.resolve("scripts");
    run(scripts, input.toString());
    browser.open(scripts.resolve("index.html"), "");
    browser.evaluate("document.querySelector('#count').click()");
    assertThat(
        browser.text("getComputedStyle(document.querySelector('.headline[lang=ar]')).direction"),
        is("rtl"));
    browser.screenshot(SCREENSHOTS.resolve("right-to-left.png"), false);
    browser.evaluate("document.querySelector('dialog').close()");
    browser.screenshot(SCREENSHOTS.resolve("scripts.png"), true);
  }

  @Test
  void opensWithoutAnyArticle() throws IOException {
    Path input = folder.resolve("nothing.jsonl");
    Files.writeString(input, "{\"broken\": \n");
    Path nothing = folder.resolve("nothing");
    run(nothing, input.toString());
    browser.open(nothing.resolve("index.html"), "");
    assertThat(browser.complaints(), is(empty()));
    assertThat(
        browser.text("document.querySelector('#sum').innerText"), containsString("rejected"));
  }

  @Test
  void isSmallAndFast() throws IOException {
    long bytes = Files.size(page);
    String ready = browser.text("document.documentElement.dataset.ready");
    browser.filter("o=" + encode("Northern Wire"));
    String redraw = browser.text("document.documentElement.dataset.redraw");
    Files.createDirectories(SCREENSHOTS);
    Files.writeString(
        SCREENSHOTS.resolve("figures.txt"),
        "sample page: "
            + bytes
            + " bytes, drawn after "
            + ready
            + " ms, redrawn in "
            + redraw
            + " ms\n");
    assertThat(bytes, lessThan(700_000L));
    assertThat(Double.parseDouble(ready), lessThan(10_000.0));
    assertThat(Double.parseDouble(redraw), lessThan(2_000.0));
  }

  private static int count() {
    return Integer.parseInt(
        browser.text("document.querySelector('#count').innerText.replace(/\\D/g, '')"));
  }

  /** The CSV that a figure saves. */
  private static List<NamedCsvRecord> saved(String figure) throws IOException {
    browser.evaluate(CATCH_SAVES);
    browser.evaluate(
        "[...document.querySelectorAll('#figure-"
            + figure
            + " .tools button')].find(b => b.textContent === 'CSV').click()");
    return read(browser.evaluate("window.saves[0].text()").asText().replaceFirst("^\uFEFF", ""));
  }

  private static List<NamedCsvRecord> table(String name) throws IOException {
    return read(Files.readString(out.resolve("tables/" + name + ".csv")));
  }

  private static List<NamedCsvRecord> read(String csv) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
      return reader.stream().toList();
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static void run(Path folder, String files) {
    Ended ended =
        Runs.execute(
            "run",
            "pipelines/sample.yaml",
            "--as-of=2025-07-14",
            "--debug",
            "--set",
            "input.0.files=" + files,
            "--set",
            "output=[{csv: '" + folder + "'}, {html: '" + folder + "'}]");
    assertThat(ended.err(), ended.exitCode(), is(0));
  }
}
