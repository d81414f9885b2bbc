package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page in a real browser: how it is used, saved, read and set. */
class PageIT extends WithReportPage {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

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
  void aWordInAChartLeadsToItsSectionAndFromThereToItsArticles() {
    String word =
        browser.text("document.querySelector('#figure-top-terms svg g.click text').textContent");
    browser.click("#figure-top-terms svg g.click");
    assertThat(browser.text("location.hash"), is("#q=" + word));
    assertThat(browser.text("document.activeElement.id"), is("term-title"));
    assertThat(
        browser
            .evaluate("document.querySelector('#term .lede').getBoundingClientRect().top")
            .asDouble(),
        lessThan(900.0));
    String articles = browser.text("document.querySelector('#term .lede button').innerText");
    browser.click("#term .lede button");
    assertThat(
        articles,
        startsWith(browser.text("document.querySelector('dialog [data-count]').dataset.listed")));
  }

  @Test
  void datesWrittenRightToLeftStayInOrderWithinSentences() {
    browser.speak("ar");
    browser.open(report.file(), "");
    String ofArabic = browser.text("document.querySelector('header time').textContent");
    browser.speak("de-DE");
    browser.open(report.file(), "");
    String ofGerman = browser.text("document.querySelector('header time').textContent");
    browser.speak("en-US");
    assertThat(ofArabic, startsWith("\u2068"));
    assertThat(ofArabic, endsWith("\u2069 UTC"));
    assertThat(ofGerman, matchesPattern("[0-9.]+, [0-9:]+ UTC"));
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
  void everyTableOpensAndClosesAndLeadsToArticlesByKeyboard() {
    browser.evaluate("document.querySelector('#figure-share summary').focus()");
    browser.press("Enter");
    assertThat(
        browser.evaluate("document.querySelector('#figure-share details').open").asBoolean(),
        is(true));
    browser.await("document.querySelector('#figure-share td button')");
    browser.press("Tab"); // the table, which scrolls
    browser.press("Tab"); // the outlet's name, which sets the filter
    browser.press("Tab"); // its number
    String number = browser.text("document.activeElement.textContent");
    browser.press("Enter");
    assertThat(
        browser.text("document.querySelector('dialog[open] [data-count]').dataset.count"),
        is(number));
    browser.press("Escape");
    assertThat(browser.text("document.activeElement.textContent"), is(number));
    browser.evaluate("document.querySelector('#figure-share summary').focus()");
    browser.press("Enter");
    assertThat(
        browser.evaluate("document.querySelector('#figure-share details').open").asBoolean(),
        is(false));
  }

  @Test
  void findsATermWhileItIsTyped() {
    browser.evaluate("document.querySelector('#filter-q').focus()");
    browser.type("ferr");
    assertThat(
        browser.text("[...document.querySelectorAll('#terms option')].map(o => o.value).join()"),
        containsString("ferry"));
    browser.type("y");
    browser.await("location.hash === '#q=ferry'");
    assertThat(browser.text("document.querySelector('#term').innerText"), containsString("ferry"));
  }

  @Test
  void copiesTablesToTheClipboardWithFormulasDefused() throws IOException {
    browser.evaluate(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async text => {"
            + " window.copied = text; } } }); true");
    browser.click("#figure-share .tools button");
    browser.await("window.copied");
    List<String> lines = browser.text("window.copied").lines().toList();
    assertThat(lines.get(0), startsWith("outlet\tarticles\t"));
    assertThat(lines.size(), is(report.saved("share").size() + 1));
  }

  @Test
  void loadsItselfAnewAndKeepsItsFilters() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("stream")).resolve("index.html");
    Files.copy(report.file(), copy, StandardCopyOption.REPLACE_EXISTING);
    browser.open(copy, "#o=" + ReportPage.encode("Northern Wire"));
    String before = browser.text("document.querySelector('time').dateTime");
    assertThat(before, is(not("")));
    browser.evaluate(
        "window.isOld = true; const select = document.querySelector('#reload'); select.value = '5';"
            + " select.dispatchEvent(new Event('change')); true");
    browser.await("!window.isOld && document.documentElement?.dataset.ready");
    assertThat(browser.text("location.hash"), is("#o=Northern%20Wire"));
    assertThat(browser.text("document.querySelector('#reload').value"), is("5"));
    browser.evaluate("sessionStorage.clear()");
  }

  @Test
  void saysTheSameInMarkdownAndOnOneScreenOfATerminal() throws IOException {
    String markdown = Files.readString(report.folder().resolve("report.md"));
    List<String> text = Files.readAllLines(report.folder().resolve("report.txt"));
    assertThat(text.size(), lessThanOrEqualTo(22)); // two more are the command's
    for (String line : text) {
      assertThat(line, line.codePointCount(0, line.length()), lessThanOrEqualTo(80));
    }
    String joined = String.join(" ", text).replaceAll("\\s+", " ");
    JsonNode findings =
        browser.evaluate(
            "[...document.querySelectorAll('.finding')].map(f => [...f.querySelectorAll('em')].map("
                + "e => e.innerText))");
    assertThat(findings.size(), is(3));
    for (JsonNode terms : findings) {
      for (JsonNode term : terms) {
        assertThat(markdown, containsString("*" + term.asText() + "*"));
        assertThat(joined, containsString("“" + term.asText() + "”"));
      }
    }
  }

  @Test
  void savesEveryTableAndChart() {
    browser.filter("q=said");
    browser.evaluate(ReportPage.CATCH_SAVES);
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
    browser.filter("o=" + ReportPage.encode("Northern Wire") + "&q=said&as=shares&by=topic");
    browser.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    browser.evaluate("fetch('https://example.com/').then(() => 'sent', () => 'refused')");
    assertThat(browser.requests(), everyItem(not(startsWith("http"))));
    // The policy's refusal of the test's own request is the only thing said.
    assertThat(browser.complaints(), everyItem(containsString("Content Security Policy")));
    browser.open(report.file(), "");
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
        browser.open(report.file(), "#q=said&w=2025-07-10..2025-07-11");
        browser.evaluate(axe + "; true");
        assertThat(scheme + " " + width, violations(), is("[]"));
        if (width > 1000) { // on a phone they are the same, and thousands of cells take their time
          openTables(true);
          assertThat(scheme + ", tables open", violations(), is("[]"));
          openTables(false);
        }
        browser.evaluate("document.querySelector('#count').click()");
        assertThat(scheme + " " + width + ", a list open", violations(), is("[]"));
      }
    }
  }

  private static void openTables(boolean areOpen) {
    browser.evaluate(
        "document.querySelectorAll('details').forEach(d => { d.open = " + areOpen + "; })");
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
              "{\"id\": \"%d\", \"source\": \"%s\", \"date\": \"2025-07-0%dT10:00:00Z\","
                  + " \"topics\": [\"=cmd\", \"<b>topic</b>\"], \"title\": \"%s\", \"url\":"
                  + " \"javascript:window.hacked=1\", \"text\": \"<b>some</b> body text\"}%n",
              i, i % 2 == 0 ? "<i>Outlet</i>" : "@SUM(A1)", i + 1, titles.get(i)));
    }
    Files.writeString(input, lines);
    Path hostile = folder.resolve("hostile");
    ReportPage.run(hostile, input.toString());
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
    browser.evaluate(ReportPage.CATCH_SAVES);
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
      browser.open(report.file(), "#q=ferry");
      assertThat(
          look.name(),
          browser.evaluate("document.documentElement.scrollWidth").asInt(),
          lessThanOrEqualTo(look.width()));
      browser.screenshot(SCREENSHOTS.resolve(look.name() + ".png"), true);
    }
    browser.resize(1280, 900);
    browser.show("screen", "light");
    browser.open(report.file(), "");
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
    ReportPage.run(scripts, input.toString());
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
    ReportPage.run(nothing, input.toString());
    browser.open(nothing.resolve("index.html"), "");
    assertThat(browser.complaints(), is(empty()));
    assertThat(
        browser.text("document.querySelector('#sum').innerText"), containsString("rejected"));
  }

  @Test
  void isSmall() throws IOException {
    assertThat(Files.size(report.file()), lessThan(1_000_000L));
  }
}
