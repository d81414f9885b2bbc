package io.broadsheet.parse;

import static io.broadsheet.article.RejectReason.MALFORMED;
import static io.broadsheet.article.RejectReason.NO_TEXT;
import static io.broadsheet.article.RejectReason.TOO_DEEP;
import static io.broadsheet.article.RejectReason.TOO_LARGE;
import static io.broadsheet.article.RejectReason.TRUNCATED;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.broadsheet.article.RawArticle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFormatTest {
  private static final Format FORMAT = new JsonFormat();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"title\":\"a\"},{\"title\":\"b\"}]",
        "{\"title\":\"a\"}{\"title\":\"b\"}",
        "{\"title\":\"a\"}\n{\"title\":\"b\"}\n",
        "\u001e{\"title\":\"a\"}\n\u001e{\"title\":\"b\"}\n",
        "[\n  {\n    \"title\": \"a\"\n  },\n  {\n    \"title\": \"b\"\n  }\n]\n",
        "[{\"title\":\"a\"}]\n[{\"title\":\"b\"}]",
        "[[{\"title\":\"a\"}],[{\"title\":\"b\"}]]",
        "[{\"title\":\"a\"},{\"title\":\"b\"},]",
        "{\"articles\":[{\"title\":\"a\"},{\"title\":\"b\"}]}",
        "{\"status\":\"ok\",\"total\":2,\"articles\":[{\"title\":\"a\"},{\"title\":\"b\"}],\"next\":null}",
        "{\"title\":\"The feed\",\"items\":[{\"title\":\"a\"},{\"title\":\"b\"}],\"date\":\"x\"}",
        "{\"data\":[{\"id\":1,\"attributes\":{\"title\":\"a\"}},{\"id\":2,\"attributes\":{\"title\":\"b\"}}]}",
        "{\"response\":{\"status\":\"ok\",\"docs\":[{\"title\":\"a\"},{\"title\":\"b\"}]},\"took\":3}",
        "{\"hits\":{\"total\":2,\"hits\":[{\"_source\":{\"title\":\"a\"}},{\"_source\":{\"title\":\"b\"}}]}}",
        "{\"results\":[{\"title\":\"a\"}],\"news\":[{\"title\":\"b\"}]}",
        "{\"data\":{\"entries\":[{\"title\":\"a\"}]},\"more\":1,\"results\":[{\"title\":\"b\"}]}"
      })
  void readsEveryShapeOfFile(String text) {
    Parsed parsed = Parsed.of(FORMAT, text);
    assertThat(parsed.toString(), parsed.rejections, empty());
    assertThat(parsed.titles(), contains("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"title\":\"a\",\"body\":\"text\",\"items\":[{\"title\":\"related\"}]}",
        "{\"title\":\"a\",\"items\":[{\"image\":\"x.png\"}],\"body\":\"text\"}",
        "{\"data\":{\"title\":\"a\",\"body\":\"text\"}}",
        "{\"data\":[1,2],\"title\":\"a\",\"body\":\"text\"}"
      })
  void takesAnArticleWithAListInItForAnArticle(String text) {
    RawArticle article = Parsed.of(FORMAT, text).only();
    assertThat(article.title, is("a"));
    assertThat(article.body, is("text"));
  }

  @Test
  void givesEveryElementTheOffsetOfItsBrace() {
    String text = "[ {\"title\":\"é\"} ,\n {\"title\":\"b\"}]";
    assertThat(Parsed.of(FORMAT, text).offsets(), contains(2L, 20L));
    // A byte order mark moves everything by its three bytes.
    assertThat(Parsed.of(FORMAT, "\ufeff" + text).offsets(), contains(5L, 23L));
    // In UTF-16 each of these characters has two bytes, in Windows-1252 one.
    byte[] wide = text.getBytes(StandardCharsets.UTF_16LE);
    assertThat(Parsed.of(FORMAT, wide, ParseOptions.defaults()).offsets(), contains(4L, 38L));
    byte[] narrow = text.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(
        Parsed.of(FORMAT, narrow, Parsed.withCharset("windows-1252")).offsets(), contains(2L, 19L));
  }

  @Test
  void givesEveryElementItsOwnCountOfUndecodableBytes() {
    byte[] bytes =
        "[{\"title\":\"a\"},{\"title\":\"b?\"},{\"title\":\"c\"}]".getBytes(StandardCharsets.UTF_8);
    bytes[26] = (byte) 0xff;
    Parsed parsed = Parsed.of(FORMAT, bytes, ParseOptions.defaults());
    assertThat(parsed.titles(), contains("a", "b\ufffd", "c"));
    assertThat(
        parsed.articles.stream().map(article -> article.undecodable).toList(), contains(0, 1, 0));
    assertThat(parsed.offsets(), contains(1L, 15L, 30L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // no closing brace
        "[{\"title\":\"a\"},{\"title\":\"x\",{\"title\":\"b\"}]",
        // no closing quote, all on one line
        "[{\"title\":\"a\"},{\"title\":\"x},{\"title\":\"b\"}]",
        // no closing quote, each on its line
        "[{\"title\":\"a\"},\n{\"title\":\"x},\n{\"title\":\"b\"}]",
        // no value
        "[{\"title\":\"a\"},{\"title\":},{\"title\":\"b\"}]",
        // no colon
        "[{\"title\":\"a\"},{\"title\" \"x\"},{\"title\":\"b\"}]",
        // an unescaped quote
        "[{\"title\":\"a\"},{\"title\":\"x \"y\" z\"},{\"title\":\"b\"}]",
        // a bracket too many
        "[{\"title\":\"a\"},{\"title\":\"x\"]},{\"title\":\"b\"}]",
        // not JSON at all
        "[{\"title\":\"a\"},<html>,{\"title\":\"b\"}]",
        "[{\"title\":\"a\"},\n{'title': 'x'},\n{\"title\":\"b\"}]"
      })
  void goesOnAfterABrokenElement(String text) {
    Parsed parsed = Parsed.of(FORMAT, text);
    assertThat(parsed.titles(), contains("a", "b"));
    assertThat(parsed.toString(), parsed.reasons(), contains(MALFORMED));
    assertThat(parsed.rejections.get(0).detail(), containsString("read on"));
  }

  @Test
  void saysHowMuchWasNotReadWhereNothingFollows() {
    String broken = "{\"title\":nonsense and more nonsense";
    Parsed parsed = Parsed.of(FORMAT, "[{\"title\":\"a\"}," + broken);
    assertThat(parsed.titles(), contains("a"));
    assertThat(parsed.reasons(), contains(MALFORMED));
    assertThat(
        parsed.rejections.get(0).detail(),
        containsString("the rest of the file, " + broken.length() + " bytes, was not read"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"title\":\"a\"},{\"title\":\"b\"",
        "[{\"title\":\"a\"},",
        "[{\"title\":\"a\"}",
        "[{\"title\":\"a\"},{",
        "{\"articles\":[{\"title\":\"a\"}]",
        "{\"title\":\"a\"}{\"title\":"
      })
  void callsAFileThatEndsTooEarlyTruncated(String text) {
    Parsed parsed = Parsed.of(FORMAT, text);
    assertThat(parsed.titles(), contains("a"));
    assertThat(parsed.toString(), parsed.reasons(), contains(TRUNCATED));
  }

  @Test
  void rejectsElementsThatAreNoObjectsOneByOne() {
    Parsed parsed = Parsed.of(FORMAT, "[1, \"a \\\" b\", null, {\"title\":\"a\"}, true]");
    assertThat(parsed.titles(), contains("a"));
    assertThat(parsed.reasons(), contains(MALFORMED, MALFORMED, MALFORMED, MALFORMED));
  }

  @Test
  void rejectsAnObjectWithoutText() {
    Parsed parsed = Parsed.of(FORMAT, "[{\"a\":1},{\"title\":\" \"},{}]");
    assertThat(parsed.reasons(), contains(NO_TEXT, NO_TEXT, NO_TEXT));
  }

  @Test
  void skipsAnElementOverTheLimitByItsBrackets() {
    String large = "{\"title\":\"x\",\"list\":[" + "{\"y\":\"]}\\\"\"},".repeat(50_000) + "0]}";
    Parsed parsed =
        Parsed.of(
            FORMAT,
            "[{\"title\":\"a\"}," + large + ",{\"title\":\"b\"}]",
            Parsed.withLimits(100_000, 64));
    assertThat(parsed.titles(), contains("a", "b"));
    assertThat(parsed.reasons(), contains(TOO_LARGE));
    assertThat(parsed.rejections.get(0).source().offset(), is(15L));
  }

  @Test
  void rejectsAnElementThatIsNestedTooDeep() {
    String deep = "{\"title\":\"x\",\"y\":" + "[".repeat(100) + "]".repeat(100) + "}";
    Parsed parsed = Parsed.of(FORMAT, "[{\"title\":\"a\"}," + deep + ",{\"title\":\"b\"}]");
    assertThat(parsed.titles(), contains("a", "b"));
    assertThat(parsed.reasons(), contains(TOO_DEEP));
  }

  @Test
  void readsElementsAcrossTheEdgesOfItsBuffer() {
    for (long seed = 0; seed < 3; seed++) {
      Random random = new Random(seed);
      List<String> titles =
          IntStream.range(0, 2_000)
              .mapToObj(i -> i + "-" + "é".repeat(random.nextInt(600)))
              .collect(Collectors.toList());
      titles.set(1_000, "long " + "x".repeat(2_000_000));
      String text =
          titles.stream()
              .map(title -> "{\"title\":\"" + title + "\",\"flag\":true}")
              .collect(Collectors.joining(",\n", "[", "]"));
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      Parsed parsed =
          Parsed.of(FORMAT, "file", new Trickle(bytes, random), ParseOptions.defaults());
      assertThat("seed " + seed, parsed.rejections, empty());
      assertThat("seed " + seed, parsed.titles(), is(titles));
    }
  }

  @Test
  void followsPathsIntoObjects() {
    ParseOptions options =
        Parsed.withFields(
            Map.of(
                "outlet", List.of("meta.paper.label"),
                "title", List.of("headline.main", "headline.print"),
                "tags", List.of("keywords.word"),
                "body", List.of("paragraphs")));
    RawArticle article =
        Parsed.of(
                FORMAT,
                "{\"meta\":{\"paper\":{\"label\":\"Harbour Post\"}},\"headline\":{\"print\":\"P\",\"main\":\"M\"},"
                    + "\"keywords\":[{\"word\":\"fish\",\"rank\":1},{\"word\":\"quota\"},\"loose\"],"
                    + "\"paragraphs\":[\"One.\",\"Two.\"],\"title\":\"not this\"}",
                options)
            .only();
    assertThat(article.outlet, is("Harbour Post"));
    assertThat(article.title, is("M"));
    assertThat(article.tags, contains("fish", "quota"));
    assertThat(article.body, is("One.\nTwo."));
  }
}
