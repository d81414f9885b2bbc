package io.broadsheet.parse.html;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlMetadataTest {
  private static final String TEXT =
      "<p>The ferry sailed again on Monday, after seven weeks in which nothing larger than a"
          + " fishing boat had made the crossing, and the island had run out of flour.</p>";

  private static HtmlArticle read(String head, String body) {
    return read(head, body, "");
  }

  private static HtmlArticle read(String head, String body, String address) {
    String html = "<!doctype html><html><head>" + head + "</head><body>" + body + "</body></html>";
    return HtmlExtractor.extract(html, address);
  }

  private static String jsonLd(String json) {
    return "<script type='application/ld+json'>" + json + "</script>";
  }

  private static Found found(String value, FieldSource source) {
    return new Found(value, source);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry sails\",\"datePublished\":\"2021-05-03\"}",
        "[{\"@type\":\"WebSite\"},{\"@type\":[\"Thing\",\"Article\"],\"headline\":\"Ferry sails\","
            + "\"datePublished\":\"2021-05-03\"}]",
        "{\"@graph\":[{\"@type\":\"WebPage\",\"datePublished\":\"1999-01-01\"},"
            + "{\"@type\":\"http://schema.org/BlogPosting\",\"headline\":\"Ferry sails\","
            + "\"datePublished\":\"2021-05-03\"}]}",
        "{\"@type\":\"WebPage\",\"mainEntity\":{\"@type\":\"NewsArticle\","
            + "\"headline\":\"Ferry sails\",\"datePublished\":\"2021-05-03\"}}",
        "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry"
            + " sails\",\"datePublished\":\"2021-05-03\",}",
        "/* made by hand */ {\"@type\":\"NewsArticle\", // the type\n"
            + "\"headline\":\"Ferry sails\",\"datePublished\":\"2021-05-03\"};",
        "//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"Ferry sails\","
            + "\"datePublished\":\"2021-05-03\"}\n//]]>",
        "<!-- {\"@type\":\"NewsArticle\",\"headline\":\"Ferry\n sails\","
            + "\"datePublished\":\"2021-05-03\"} -->",
        "{\"@type\":\"Organization\"} {\"@type\":\"NewsArticle\",\"headline\":\"Ferry sails\","
            + "\"datePublished\":\"2021-05-03\"}",
        "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;Ferry sails&quot;,"
            + "&quot;datePublished&quot;:&quot;2021-05-03&quot;}",
        "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry sails\",\"description\":\"a \"quoted\""
            + " word\",\"datePublished\":\"2021-05-03\"}",
        "{\"@type\":\"NewsArticle\",\"headline\":\"Ferry sails\",\"datePublished\":\"2021-05-03\","
      })
  void readsJsonLdHoweverItIsWritten(String json) {
    HtmlArticle article = read(jsonLd(json), TEXT);
    assertThat(article.title(), is(found("Ferry sails", FieldSource.JSON_LD)));
    assertThat(article.published(), is(found("2021-05-03", FieldSource.JSON_LD)));
  }

  @Test
  void readsAllFieldsOfJsonLd() {
    HtmlArticle article =
        read(
            jsonLd(
                """
                {"@graph":[{"@type":"NewsArticle","headline":"Ferry &amp; harbour",
                "datePublished":"2021-05-03T06:00:00+02:00","dateModified":"2021-05-04T06:00:00Z",
                "author":[{"@type":"Person","name":"Jonas Havn"},{"@id":"#m"}],
                "publisher":{"@id":"#org"},"articleSection":["Islands","Traffic"],
                "keywords":"ferry, engine,ferry","inLanguage":"en-GB"},
                {"@id":"#org","@type":"Organization","name":"The Islander"},
                {"@id":"#m","@type":"Person","name":"Marta Olesen"}]}\
                """),
            TEXT);
    assertThat(article.title().value(), is("Ferry & harbour"));
    assertThat(article.published().value(), is("2021-05-03T06:00:00+02:00"));
    assertThat(article.modified().value(), is("2021-05-04T06:00:00Z"));
    assertThat(article.authors().values(), contains("Jonas Havn", "Marta Olesen"));
    assertThat(article.outlet(), is(found("The Islander", FieldSource.JSON_LD)));
    assertThat(article.topics().values(), contains("Islands", "Traffic"));
    assertThat(article.tags().values(), contains("ferry", "engine"));
    assertThat(article.language(), is(found("en-GB", FieldSource.JSON_LD)));
  }

  @Test
  void choosesTheArticleThatThePageIsAbout() {
    String head =
        "<link rel=canonical href='https://paper.example/b'>"
            + jsonLd(
                "[{\"@type\":\"Article\",\"url\":\"https://paper.example/a\",\"headline\":\"First\"},"
                    + "{\"@type\":\"Article\",\"url\":\"https://paper.example/b\",\"headline\":\"Second\"}]");
    assertThat(read(head, TEXT).title().value(), is("Second"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<meta property='article:published_time' content='2021-05-03T06:00:00Z'>"
            + "| 2021-05-03T06:00:00Z | OPEN_GRAPH",
        "<meta name='parsely-pub-date' content='2021-05-03T06:00:00Z'>| 2021-05-03T06:00:00Z |"
            + " META",
        "<meta name='sailthru.date' content='2021-05-03'>| 2021-05-03 | META",
        "<meta name='cXenseParse:recs:publishtime' content='2021-05-03T06:00:00Z'>"
            + "| 2021-05-03T06:00:00Z | META",
        "<meta name='DC.date.issued' content='2021-05-03'>| 2021-05-03 | DUBLIN_CORE",
        "<meta name='dcterms.created' content='2021-05-03'>| 2021-05-03 | DUBLIN_CORE",
        "<meta itemprop='datePublished' content='2021-05-03'>| 2021-05-03 | MICRODATA",
        "<meta name='pubdate' content='20210503'>| 2021-05-03 | META",
        "<meta name='publish_date' content='1620021600'>| 2021-05-03T06:00:00Z | META",
        "<meta name='publish-date' content='2021/5/3'>| 2021-05-03 | META",
        "<meta name='pubdate' content='Mon, 03 May 2021 06:00:00 GMT'>"
            + "| Mon, 03 May 2021 06:00:00 GMT | META",
        "<meta name='pubdate' content='Mon May 03 2021 06:00:00 GMT+0200 (CEST)'>"
            + "| 2021-05-03T06:00:00+0200 | META",
        "<meta name='pubdate' content='May 3, 2021'>| 2021-05-03 | META",
        "<meta name='pubdate' content='05/03/2021'>| 05/03/2021 | META",
        "<meta name='article:published_time' content='undefined'>| '' | NONE",
        "<meta property='article:published_time' content='1970-01-01T00:00:00Z'>| '' | NONE",
        "<meta property='article:published_time' content='2021-02-31'>| '' | NONE",
        "<meta property='article:modified_time' content='2021-05-03T06:00:00Z'>| '' | NONE",
        "<meta name='last-modified' content='2021-05-03T06:00:00Z'>| '' | NONE"
      })
  void readsTheDateOfMetaElements(String meta, String date, FieldSource source) {
    Found published = read(meta, "<h1>Ferry</h1>" + TEXT).published();
    assertThat(published.value(), is(date));
    assertThat(published.source(), is(source));
  }

  @ParameterizedTest
  @CsvSource({
    "https://p.example/2021/05/03/ferry, 2021-05-03",
    "https://p.example/news/2021-05-03/ferry.html, 2021-05-03",
    "https://p.example/news/20210503/ferry, 2021-05-03",
    "https://p.example/news/2021/may/03/ferry, 2021-05-03",
    "https://p.example/fortune/2021-05/03/c_1129.htm, 2021-05-03",
    "https://p.example/a/202105/03/WS65.html, 2021-05-03",
    "https://p.example/ferry-2021-05-03, 2021-05-03",
    "https://p.example/2021/05/ferry, ''",
    "https://p.example/2021/13/03/ferry, ''",
    "https://p.example/2021/02/31/ferry, ''",
    "https://p.example/id/20219999, ''",
    "https://p.example/12345672021050312, ''",
    "https://p.example/2021/05/03/then/2020/01/02/, ''"
  })
  void readsTheDayInAnAddress(String address, String day) {
    Found published = read("", "<h1>Ferry</h1>" + TEXT, address).published();
    assertThat(published.value(), is(day));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | <time datetime='2021-05-03T06:00:00Z'>May 3</time> | 2021-05-03T06:00:00Z",
        "en | <span class=date>May 3, 2021</span> | 2021-05-03",
        "en | <abbr class=published title='2021-05-03'>yesterday</abbr> | 2021-05-03",
        "en | <div>Monday 3rd May 2021, by Jonas Havn</div> | 2021-05-03",
        "en | <div>Published: 3 May 2021</div> | 2021-05-03",
        "en | <div>Published 3 May 2021, updated 4 May 2021</div> | 2021-05-03",
        "en | <div>Updated 4 May 2021</div> | ''",
        "en | <div>Last modified: <span class=date>4 May 2021</span></div> | ''",
        "en | <span class=date>03/05/2021</span> | 03/05/2021",
        "en | <span class=date>23/05/2021</span> | 2021-05-23",
        "en | <span class=date>05/23/2021</span> | 2021-05-23",
        "de | <span class=datum>3. Mai 2021</span> | 2021-05-03",
        "de | <span class=datum>03.05.2021</span> | 2021-05-03",
        "fr | <span class=date>le 3 août 2021</span> | 2021-08-03",
        "es | <span class=date>3 de mayo de 2021</span> | 2021-05-03",
        "pt | <span class=date>3 de março de 2021</span> | 2021-03-03",
        "ru | <span class=date>3 мая 2021</span> | 2021-05-03",
        "pl | <span class=date>3 listopada 2021</span> | 2021-11-03",
        "hr | <span class=date>3. listopada 2021.</span> | 2021-10-03",
        "hu | <span class=date>2021. május 3.</span> | 2021-05-03",
        "zh | <span class=date>2021年5月3日</span> | 2021-05-03",
        "ko | <span class=date>2021년 5월 3일</span> | 2021-05-03",
        "ar | <span class=date>٣ مايو ٢٠٢١</span> | 2021-05-03",
        "th | <span class=date>3 พฤษภาคม 2564</span> | 2021-05-03",
        "'' | <span class=date>3. Mai 2021</span> | 2021-05-03"
      })
  void readsTheDateAtTheHeadline(String language, String line, String date) {
    String html =
        "<html lang='"
            + language
            + "'><title>Ferry sails</title><body><article>"
            + "<h1>Ferry sails</h1>"
            + line
            + TEXT
            + TEXT
            + "</article>";
    assertThat(HtmlExtractor.extract(html, "").published().value(), is(date));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<span property='dc:date dc:created' content='2021-05-03T06:00:00Z'>x</span>"
            + "| 2021-05-03T06:00:00Z | MICRODATA",
        "<span itemprop=datePublished>May 3, 2021</span> | 2021-05-03 | MICRODATA",
        "<script>var page = {\"publishedAt\": \"2021-05-03T06:00:00Z\"};</script>"
            + "| 2021-05-03T06:00:00Z | SCRIPT",
        "<script>[{\"pubDate\":\"2021-05-03\"},{\"pubDate\":\"2021-05-04\"}]</script>| '' | NONE",
        "<p>This entry was posted on Monday, May 3rd, 2021 at 9:00 am by Jonas, and is filed under"
            + " ships, engines, and things that the islands wait for.</p> | 2021-05-03 |"
            + " VISIBLE_TEXT",
        "<p>The wall was built on May 3, 2011, and it fell on May 4, 2021, as all walls do.</p>"
            + "| '' | NONE"
      })
  void readsADateFromElsewhereInThePage(String part, String date, FieldSource source) {
    Found published = read("", TEXT + TEXT + part).published();
    assertThat(published.value(), is(date));
    assertThat(published.source(), is(source));
  }

  @Test
  void takesNoDateOfTheMastheadOfTeasersOrOfComments() {
    String html =
        "<html lang=en><title>Ferry sails</title><body><div><div class=top>Sunday, 9 May"
            + " 2021</div></div><main><article><h1>Ferry sails</h1>"
            + TEXT
            + TEXT
            + "</article></main><aside><time datetime='2021-05-08'>8 May</time></aside>"
            + "<div class=comments><time datetime='2021-05-07'>7 May</time></div>";
    assertThat(HtmlExtractor.extract(html, "").published(), is(Found.NOTHING));
  }

  @Test
  void takesNoneOfMarkedDatesThatDisagreeWithoutAHeadline() {
    String html =
        "<body><p class=date>3 May 2021</p>" + TEXT + "<p class=date>4 May 2021</p>" + TEXT;
    assertThat(HtmlExtractor.extract(html, "").published(), is(Found.NOTHING));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Ferry sails again | The Islander; The Islander; ''; Ferry sails again",
        "Ferry sails again - The Islander; ''; Ferry sails again; Ferry sails again",
        "The Islander: Ferry sails; ''; ''; The Islander: Ferry sails",
        "The Islander | Ferry sails again; The Islander; ''; Ferry sails again",
        "Ferry - the sequel; ''; ''; Ferry - the sequel",
        "A long-awaited ferry sails again for the north - Local - The Islander; ''; '';"
            + " A long-awaited ferry sails again for the north - Local",
        "Ferry sails; ''; Something else; Ferry sails"
      })
  void freesTheTitleFromTheSiteOnlyWithEvidence(
      String element, String site, String heading, String title) {
    String head =
        "<title>"
            + element
            + "</title>"
            + (site.isEmpty() ? "" : "<meta property='og:site_name' content='" + site + "'>");
    String h1 = heading.isEmpty() ? "" : "<h1>" + heading + "</h1>";
    assertThat(read(head, h1 + TEXT).title(), is(found(title, FieldSource.TITLE_ELEMENT)));
  }

  @Test
  void prefersADeclaredHeadlineAsItIs() {
    String head =
        "<title>Ferry | Islander</title><meta property='og:title' content='Ferry sails: at last'>";
    assertThat(read(head, TEXT).title(), is(found("Ferry sails: at last", FieldSource.OPEN_GRAPH)));
  }

  @Test
  void disbelievesADeclaredTitleThatIsTheSiteAndNotTheArticle() {
    String head =
        "<title>Council votes about the harbour wall</title>"
            + "<meta property='og:title' content='Islander, the newspaper'>";
    String body = "<h1>Council votes about the harbour wall</h1>" + TEXT;
    assertThat(read(head, body).title().value(), is("Council votes about the harbour wall"));
  }

  @Test
  void takesAHeadingForTheTitleOfAPageWithoutAny() {
    assertThat(
        read("", "<h1>Ferry sails</h1>" + TEXT).title(),
        is(found("Ferry sails", FieldSource.HEADING)));
  }

  @Test
  void readsSeveralNamesInOneProperty() {
    String head = "<meta property='dc:title og:title' content='Ferry sails'>";
    assertThat(read(head, TEXT).title(), is(found("Ferry sails", FieldSource.DUBLIN_CORE)));
  }

  @Test
  void readsTopicsTagsAndAuthorsOfMetaElements() {
    HtmlArticle article =
        read(
            "<meta property='article:section' content='Islands'><meta property='article:tag'"
                + " content='Ferry'><meta property='article:tag' content='Flour'><meta"
                + " property='article:author' content='https://social.example/jonas'><meta"
                + " name='author' content='By Jonas Havn and Marta Olesen'>",
            TEXT);
    assertThat(
        article.topics(), is(new FoundList(java.util.List.of("Islands"), FieldSource.OPEN_GRAPH)));
    assertThat(article.tags().values(), contains("Ferry", "Flour"));
    assertThat(article.authors().values(), contains("Jonas Havn", "Marta Olesen"));
    assertThat(article.authors().source(), is(FieldSource.META));
  }

  @Test
  void readsMicrodata() {
    HtmlArticle article =
        read(
            "",
            "<article itemscope itemtype='https://schema.org/NewsArticle'><h1"
                + " itemprop=headline>Ferry</h1><a rel=author itemprop=author>Jonas Havn</a><time"
                + " itemprop=datePublished datetime='2021-05-03T06:00'>3 May</time><time"
                + " itemprop=dateModified datetime='2021-05-04T06:00'>4 May</time><span"
                + " itemprop=articleSection>Islands</span>"
                + TEXT
                + "</article>");
    assertThat(article.published(), is(found("2021-05-03T06:00", FieldSource.MICRODATA)));
    assertThat(article.modified(), is(found("2021-05-04T06:00", FieldSource.MICRODATA)));
    assertThat(article.authors().values(), contains("Jonas Havn"));
    assertThat(article.topics().values(), contains("Islands"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<link rel=canonical href='https://p.example/a'> | '' | https://p.example/a",
        "<link rel=canonical href='/a?b=1'> | https://p.example/x/y | https://p.example/a?b=1",
        "<link rel=canonical href='a b c'> | https://p.example/x/y | https://p.example/x/y",
        "<meta property='og:url' content='https://p.example/og'> | '' | https://p.example/og",
        "<base href='https://evil.example/'> | https://p.example/x | https://p.example/x",
        "<link rel=canonical href='javascript:alert(1)'> | '' | ''"
      })
  void findsTheCanonicalAddressAndFetchesNothing(String head, String from, String address) {
    assertThat(read(head, TEXT, from).address().value(), is(address));
  }

  @Test
  void namesTheOutletByItsHostOnlyIfNothingElseNamesIt() {
    Found host = read("", TEXT, "https://www.islander.example/a").outlet();
    assertThat(host, is(found("islander.example", FieldSource.URL)));
    String named = "<meta property='og:site_name' content=' The  Islander '>";
    assertThat(
        read(named, TEXT, "https://www.islander.example/a").outlet(),
        is(found("The Islander", FieldSource.OPEN_GRAPH)));
  }

  @Test
  void takesTextThatOnlyJsonLdHasInFull() {
    String sentence =
        "On day %d of the strike, the harbour was as quiet as it had been on the first. ";
    StringBuilder text = new StringBuilder();
    for (int day = 1; day <= 20; day++) {
      text.append(sentence.replace("%d", "number " + day));
    }
    String json = "{\"@type\":\"NewsArticle\",\"articleBody\":\"" + text + "\"}";
    Found body = read(jsonLd(json), "<p>Please subscribe, and you will read on.</p>").body();
    assertThat(body, is(found(text.toString().strip(), FieldSource.JSON_LD)));
  }
}
