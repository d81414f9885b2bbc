package io.broadsheet.parse.html;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small things that pages of many makers have in common. */
class PageDetailsTest {
  private static final String TEXT =
      "<p>The council voted on Tuesday to close the old berth, which has divided the town for"
          + " years.<p>Officials said that the decision would save a lot, and free land for three"
          + " hundred homes.";

  private static HtmlArticle page(String language, String head, String body) {
    return page(language, head, body, "");
  }

  private static HtmlArticle page(String language, String head, String body, String address) {
    return HtmlExtractor.extract(
        "<html lang='" + language + "'><head>" + head + "</head><body>" + body + "</body></html>",
        address);
  }

  private static String published(String language, String line) {
    return page(language, "<title>Berth closed</title>", "<h1>Berth closed</h1>" + line + TEXT)
        .published()
        .value();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de | 07.09.2025 | 2025-09-07",
        "ru | 07.09.2025 | 2025-09-07",
        "fr-CA | 07.09.2025 | 2025-09-07",
        "en | 07.09.2025 | 07.09.2025",
        "en-US | 07.09.2025 | 07.09.2025",
        "'' | 07.09.2025 | 07.09.2025",
        "en | 27.09.2025 | 2025-09-27",
        "de | 07/09/2025 | 07/09/2025",
      })
  void readsDatesWithDotsByTheLanguageOfThePage(String language, String written, String date) {
    assertThat(published(language, "<p class=date>" + written + "</p>"), is(date));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ja | 令和7年7月9日 8時15分 | 2025-07-09",
        "ja | 平成元年12月1日 | 1989-12-01",
        "zh-TW | 民國114年7月9日 | 2025-07-09",
        "fa | ۱۸ تیر ۱۴۰۴ | 2025-07-09",
        "fa | ۱۴۰۴/۰۴/۱۸ - ۰۸:۱۵ | 2025-07-09",
        "ja | 令和7年13月9日 | ''",
      })
  void readsDatesOfOtherEras(String language, String written, String date) {
    assertThat(published(language, "<p class=date>" + written + "</p>"), is(date));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Published 9 July 2025, updated 10 July 2025 | 2025-07-09",
        "en | Updated 10 July 2025; first published 9 July 2025 | 2025-07-09",
        "en | Last updated 10 July 2025 | ''",
        "en | 10 July 2025, updated | ''",
        "ru | 08:15 09.07.2025 (обновлено: 11:20 09.07.2025) | 2025-07-09",
        "ko | 입력 2025.07.09 08:15 수정 2025.07.10 09:00 | 2025-07-09",
      })
  void tellsPublicationFromChange(String language, String line, String date) {
    assertThat(published(language, "<div>" + line + "</div>"), is(date));
  }

  @Test
  void takesTheTimeInsideAMarkedLine() {
    HtmlArticle article =
        page(
            "en",
            "<title>Berth closed</title>",
            "<h1>Berth closed</h1><span class=posted-on>Posted on"
                + " <time class='entry-date published' datetime='2025-07-09T08:15:00+02:00'>July 9,"
                + " 2025</time><time class=updated datetime='2025-07-10T09:00:00+02:00'>July 10,"
                + " 2025</time></span>"
                + TEXT);
    assertThat(
        article.published(), is(new Found("2025-07-09T08:15:00+02:00", FieldSource.TIME_ELEMENT)));
    assertThat(
        article.modified(), is(new Found("2025-07-10T09:00:00+02:00", FieldSource.TIME_ELEMENT)));
  }

  @Test
  void takesForTheSiteWhatTheHostOrALinkHomeOrTheRightsProve() {
    String title = "<title>Berth closed - Harbour Gazette</title>";
    Found name = new Found("Harbour Gazette", FieldSource.TITLE_ELEMENT);
    assertThat(page("en", title, TEXT, "https://www.harbour-gazette.example/a").outlet(), is(name));
    assertThat(page("en", title, "<a href='/'>Harbour Gazette</a>" + TEXT).outlet(), is(name));
    assertThat(
        page("en", title, "<a href='https://x.example/'><img alt='Harbour Gazette'></a>").outlet(),
        is(name));
    assertThat(
        page("en", title, TEXT + "<footer>© 2025 Harbour Gazette Ltd</footer>").outlet(), is(name));
    assertThat(page("en", title, TEXT).outlet(), is(Found.NOTHING));
    assertThat(
        page("en", title, TEXT, "https://hg.example/a").outlet(),
        is(new Found("hg.example", FieldSource.URL)));
    assertThat(
        page(
                "zh",
                "<title>码头关闭_新闻_港口日报</title>",
                "<a href='http://port.example/'>港口日报</a><a href='http://n.port.example/'>新闻</a>")
            .outlet()
            .value(),
        is("港口日报"));
  }

  @Test
  void takesTheSiteThatMicrodataOrTheGraphNames() {
    assertThat(
        page(
                "en",
                "",
                "<div itemprop=publisher itemscope><meta itemprop=name content='Herald'></div>"
                    + TEXT)
            .outlet(),
        is(new Found("Herald", FieldSource.MICRODATA)));
    assertThat(
        page(
                "en",
                "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebSite\",\"name\":"
                    + "\"The Ledger\"},{\"@type\":\"NewsArticle\",\"headline\":\"x\"}]}</script>",
                TEXT)
            .outlet(),
        is(new Found("The Ledger", FieldSource.JSON_LD)));
  }

  @Test
  void readsWhatTheFootOfAnArticleSaysAboutIt() {
    HtmlArticle article =
        page(
            "en",
            "<title>Berth closed</title><meta property='article:author'"
                + " content='https://x.example/jo'>",
            "<article><h1>Berth closed</h1><span class='author vcard'><a class='url fn n'"
                + " href='/author/jo'>Jo Lind</a></span>"
                + TEXT
                + "<footer><a rel='category tag' href='/c'>Local</a> <a rel=tag href='/t'>berth</a>"
                + "</footer></article><footer><a rel=tag href='/u'>all tags</a></footer>");
    assertThat(article.authors(), is(new FoundList(List.of("Jo Lind"), FieldSource.VISIBLE_TEXT)));
    assertThat(article.topics(), is(new FoundList(List.of("Local"), FieldSource.LINK)));
    assertThat(article.tags(), is(new FoundList(List.of("berth"), FieldSource.LINK)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>Read also: <a href=/b>Another berth is open</a></p>",
        "<p>Lire aussi : <a href=/b>Le pont ouvre enfin</a></p>",
        "<p class=meta>Publié le 9 juillet 2025 à 08h15, mis à jour le 10 juillet 2025</p>",
        "<div>ADVERTISEMENT</div>",
      })
  void leavesOutLinesThatAreNoText(String line) {
    String end = "<p>The land is for sale.";
    String body = page("fr", "", "<h1>Berth</h1>" + TEXT + line + end).body().value();
    assertThat(body, containsString("free land for three hundred homes."));
    assertThat(body, containsString("The land is for sale."));
    assertThat(body.lines().count(), is(3L));
  }

  @Test
  void keepsSubheadsWhateverTheirClassIsCalled() {
    String body =
        page("en", "", TEXT + "<h2 class='subheader header-anchor'>What comes next</h2>" + TEXT)
            .body()
            .value();
    assertThat(body, containsString("What comes next"));
  }

  @Test
  void leavesOutALineOfRightsInATableOfLayout() {
    String body =
        page(
                "en",
                "<title>Berth closed</title>",
                "<table width=700><tr><td><a href=/>Home</a><td><b>Berth closed</b><br>By Jo"
                    + " Lind<br>Posted: Wednesday, July 9, 2025"
                    + TEXT
                    + "<br><br><i>Copyright 2025 Valley Paper. All rights reserved.</i></table>")
            .body()
            .value();
    assertThat(body, not(containsString("Copyright")));
    assertThat(body, not(containsString("Posted")));
    assertThat(body.lines().count(), is(2L));
  }

  @Test
  void cutsTheSiteFromTitlesInScriptsWithoutSpaces() {
    assertThat(
        page("zh", "<title>市议会投票关闭旧码头-新华港</title>", "<h1>市议会投票关闭旧码头</h1>" + TEXT).title().value(),
        is("市议会投票关闭旧码头"));
  }
}
