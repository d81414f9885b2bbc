package io.broadsheet.parse.html;

import static java.time.Duration.ofSeconds;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages that are made to hurt: whatever the bytes, there is a result, and soon. */
class HtmlHostileTest {
  private static final int LARGE = 5_000_000;
  private static final int SMALL = 1_000_000;

  /** Linear work on such a page takes less than two seconds; quadratic work takes many minutes. */
  private static final int SECONDS = 60;

  @ParameterizedTest
  @MethodSource("nastyPages")
  void readsANastyPageInTime(Supplier<String> page) {
    byte[] bytes = page.get().getBytes(StandardCharsets.UTF_8);
    HtmlArticle article =
        assertTimeoutPreemptively(
            ofSeconds(SECONDS),
            () -> HtmlExtractor.extract(HtmlCharset.decode(bytes, "").text(), ""));
    assertThat(article, notNullValue());
    assertThat(article.body().value().length(), lessThanOrEqualTo(bytes.length));
  }

  static Stream<Arguments> nastyPages() {
    return Stream.of(
        page("deep nesting of div", () -> filledLarge("<div>", "<p>Some text, and more. ")),
        page("deep nesting of span", () -> filled("<span>", "x")),
        page("deep nesting of formatting", () -> filled("<b><i><a href=x>", "x")),
        page(
            "formatting never closed in paragraphs",
            () -> filledLarge("<p><b class=q><font size=1>w ", "")),
        page("nested tables", () -> filledLarge("<table><tr><td>", "x")),
        page("text between tables and rows", () -> filled("<table>x<tr>y", "")),
        page("nested lists", () -> filled("<ul><li>item, of a list ", "")),
        page("one element of many attributes", () -> "<body><p " + numbered(" a%d=1 ") + ">x"),
        page("one element of many classes", () -> "<body><p class='" + numbered(" c%d ") + "'>x"),
        page(
            "a long class of hint words",
            () -> "<body><p class='" + filled("related-", "") + "'>x"),
        page("many small elements", () -> filled("<p>x</p>", "")),
        page("many headings", () -> "<title>a b c</title>" + filled("<h1>a b c</h1>", "")),
        page("many links", () -> filledLarge("<a href=/x>link</a> ", "")),
        page(
            "many teasers",
            () ->
                filledLarge(
                    "<div><a href=/x>A headline of some length</a><p>And two lines about it, that"
                        + " are long enough to be read as a paragraph of text.</div>",
                    "")),
        page(
            "many articles",
            () ->
                filled(
                    "<article><p>Some text, of a sentence, or two. And so on, until it is a"
                        + " paragraph.</article>",
                    "")),
        page("many times", () -> filled("<time datetime=2020-01-01>x</time>", "")),
        page("many item properties", () -> filled("<i itemprop='datePublished author'>x</i>", "")),
        page("many properties of one item", () -> "<p itemprop='" + filled("author ", "") + "'>x"),
        page("many meta elements", () -> filled("<meta name=date content=2020-99-99>", "")),
        page("many titles", () -> filled("<title>x</title>", "")),
        page("one long title", () -> "<title>" + filled("word - ", "") + "</title><h1>word</h1>"),
        page(
            "long title of one word", () -> "<title>" + filled("a", "") + "</title><h1>a</h1><p>x"),
        page("one long paragraph", () -> filledLarge("word, ", "")),
        page("one long run of digits", () -> "<h1>x</h1><p class=date>" + filled("20", "")),
        page("dates without end", () -> filled("<p class=date>1 de de de de de de de 20</p>", "")),
        page(
            "one long address",
            () -> "<link rel=canonical href='http://x/" + filled("2020/", "") + "'>"),
        page("deep JSON", () -> jsonLd(filled("[", ""))),
        page("deep JSON objects", () -> jsonLd(filled("{\"@graph\":", ""))),
        page("broken JSON", () -> jsonLd("{" + filledLarge("\"@type\": \"headline\" \"x", ""))),
        page("JSON of many objects", () -> jsonLd(filled("{\"@type\":\"Article\"},", ""))),
        page(
            "many scripts of JSON",
            () -> filled("<script type=application/ld+json>{</script>", "")),
        page("comments never closed", () -> filledLarge("<!-- <p>x ", "")),
        page("tags never closed", () -> filledLarge("<p ", "")),
        page("entities", () -> filledLarge("&amp;&notit;&#x110000;&#0;", "")),
        page("breaks", () -> filled("x<br>", "")),
        page("zero bytes", () -> filled("\0<p\0>", "")),
        page("spaces", () -> "<body><p>x" + filled(" ", "") + "x"),
        page("data tables in each other", () -> filled("<table summary=x><tr><th>a<td>", "")),
        page("hidden styles", () -> filled("<p style='display display display'>x", "")),
        page("style of one word", () -> "<p style='" + filled("display", "") + "'>x"),
        page("rel=author", () -> filled("<a rel='author tag'>x</a>", "")),
        page("links home", () -> "<title>a - b</title>" + filled("<a href='/'>b", "")),
        page("a title of many parts", () -> "<title>" + filled("b - ", "") + "</title><p>© b"),
        page("lines of rights", () -> "<title>a | b c</title>" + filled("<p>© b", "")),
        page("publishers", () -> filled("<i itemprop=publisher>x", "")),
        page("names on cards", () -> filled("<i class='author vcard'><b class=fn>x</b>", "")),
        page("topics in footers", () -> filled("<article><footer><a rel='category tag'>x", "")),
        page("changes", () -> "<h1>x</h1><p class=date>" + filled("updated 1 May 2020 ", "")),
        page("times in marks", () -> filled("<i class=posted-on><time>x</time>", "")),
        page("references", () -> filled("<p>Read also: <a href=/x>y</a>", "")),
        page("svg and math", () -> filled("<svg><math><mi>", "")),
        page("frames", () -> "<frameset>" + filled("<frame src=x>", "")),
        page("select", () -> filled("<select><option>x", "")),
        page("templates", () -> filled("<template><p>x", "")),
        page("captions in figures", () -> filled("<figure><figcaption>x, y.", "")));
  }

  private static Arguments page(String name, Supplier<String> page) {
    return Arguments.of(Named.of(name, page));
  }

  private static String filled(String unit, String end) {
    return unit.repeat(SMALL / unit.length()) + end;
  }

  private static String filledLarge(String unit, String end) {
    return unit.repeat(LARGE / unit.length()) + end;
  }

  private static String numbered(String format) {
    StringBuilder text = new StringBuilder(LARGE + 100);
    for (int i = 0; text.length() < LARGE; i++) {
      text.append(format.replace("%d", Integer.toString(i)));
    }
    return text.toString();
  }

  private static String jsonLd(String json) {
    return "<script type='application/ld+json'>" + json + "</script><p>x";
  }

  @Test
  void keepsTheTextBelowTheNestingLimit() {
    String html = "<div>".repeat(3000) + "<p>At the bottom of it all there is a sentence, in full.";
    assertThat(
        HtmlExtractor.extract(html, "").body().value(), containsString("At the bottom of it all"));
  }

  private static final String SEED_PAGE =
      """
      <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A storm - The Paper</title>
      <meta property="og:title" content="A storm"><link rel="canonical" href="https://paper.example/2021/05/06/storm">
      <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle",
      "headline":"A storm","datePublished":"2021-05-06T07:08:09Z","author":[{"name":"A. Writer"}]}]}</script></head>
      <body class="article"><nav><ul><li><a href="/">Home</a><li><a href="/news">News</a></ul></nav>
      <article><h1>A storm</h1><p class="byline">By A. Writer</p><time datetime="2021-05-06">6 May 2021</time>
      <p>The storm came in the night, and by the morning, the roofs of three villages were gone.</p>
      <ul><li>One</li><li>Two</li></ul><table><tr><th>Place</th><td>Wind</td></tr></table>
      <blockquote>“It was loud,” said a farmer, “and then it was still.”</blockquote>
      <figure><img src="a.jpg"><figcaption>A roof, or what is left of it.</figcaption></figure>
      <div class="related"><a href="/b">Another storm, another day</a></div></article>
      <footer>© The Paper</footer></body></html>
      """;

  @Test
  void givesAResultForAnyMutationOfAPage() {
    long seed = 20_240_517;
    Random random = new Random(seed);
    for (int round = 0; round < 1000; round++) {
      byte[] bytes = SEED_PAGE.getBytes(StandardCharsets.UTF_8);
      int edits = 1 + random.nextInt(30);
      StringBuilder text = new StringBuilder(new String(bytes, StandardCharsets.ISO_8859_1));
      for (int edit = 0; edit < edits; edit++) {
        mutate(text, random);
      }
      byte[] mutated = text.toString().getBytes(StandardCharsets.ISO_8859_1);
      try {
        HtmlArticle article =
            HtmlExtractor.extract(HtmlCharset.decode(mutated, "").text(), "https://p.example/");
        assertThat(article, notNullValue());
      } catch (RuntimeException | StackOverflowError bug) {
        throw new AssertionError("seed " + seed + ", round " + round + ": " + text, bug);
      }
    }
  }

  private static void mutate(StringBuilder text, Random random) {
    int at = random.nextInt(text.length());
    int length = Math.min(text.length() - at, 1 + random.nextInt(60));
    switch (random.nextInt(5)) {
      case 0 -> text.delete(at, at + Math.min(length, text.length() - 2));
      case 1 -> text.insert(at, text.substring(at, at + length));
      case 2 -> text.setCharAt(at, (char) random.nextInt(256));
      case 3 -> text.insert(at, "<>\"'&/=!-[]{}".charAt(random.nextInt(13)));
      default -> {
        int target = random.nextInt(text.length());
        text.insert(target, text.substring(at, Math.min(text.length(), at + length)));
      }
    }
  }
}
