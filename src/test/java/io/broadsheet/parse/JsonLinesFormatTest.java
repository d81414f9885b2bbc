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
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.Rejection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesFormatTest {
  private static final Format FORMAT = new JsonLinesFormat();

  @Test
  void readsEveryFieldOfALine() {
    RawArticle article =
        Parsed.of(
                FORMAT,
                """
                {"id": 17, "outlet": "Harbour Post", "published": "2024-05-01", "topics": ["Fish", "Trade"], \
                "tags": "quota", "title": "Herring", "body": "A \\"quoted\\" word\\nand \\u00e9.", \
                "url": "https://harbour.example/17", "authors": ["A. Cod", "B. Plaice"], "language": "en", \
                "date_extracted": "2024-05-02T10:00:00Z", "other": {"deep": [1, {"title": "no"}]}}
                """)
            .only();
    assertThat(article.id, is("17"));
    assertThat(article.outlet, is("Harbour Post"));
    assertThat(article.published, is("2024-05-01"));
    assertThat(article.topics, contains("Fish", "Trade"));
    assertThat(article.tags, contains("quota"));
    assertThat(article.title, is("Herring"));
    assertThat(article.body, is("A \"quoted\" word\nand é."));
    assertThat(article.url, is("https://harbour.example/17"));
    assertThat(article.authors, contains("A. Cod", "B. Plaice"));
    assertThat(article.language, is("en"));
    assertThat(article.fetched, is("2024-05-02T10:00:00Z"));
    assertThat(article.undecodable, is(0));
    assertThat(article.dayFirstDeclared, is(false));
  }

  @Test
  void givesEveryLineTheOffsetOfItsFirstByte() {
    Parsed parsed =
        Parsed.of(
            FORMAT, "\ufeff{\"title\":\"é\"}\r\n\n  \n{\"title\":\"b\"}\n  {\"title\":\"c\"}");
    assertThat(parsed.titles(), contains("é", "b", "c"));
    assertThat(parsed.offsets(), contains(3L, 23L, 39L));
  }

  @Test
  void rejectsABrokenLineOnceAndReadsTheNext() {
    Parsed parsed =
        Parsed.of(FORMAT, "{\"title\":\"a\"}\n{\"title\":\"b\", oops}\n{\"title\":\"c\"}\n");
    assertThat(parsed.titles(), contains("a", "c"));
    assertThat(parsed.reasons(), contains(MALFORMED));
    Rejection rejection = parsed.rejections.get(0);
    assertThat(rejection.source().offset(), is(14L));
    assertThat(rejection.excerpt(), is("{\"title\":\"b\", oops}"));
    assertThat(rejection.detail().contains("\n"), is(false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"title\":\"a\"}]",
        "\"title\"",
        "42",
        "null",
        "{\"title\":\"a\"} {\"title\":\"b\"}",
        "{\"title\":\"a\"},",
        "{\"title\":\"a\"",
        "{\"title\":\"a",
        "{\"title\":\"a\tb\"}",
        "{'title':'a'}",
        "{\"title\":01}",
        "{",
        "}",
        "title,body",
        "{\"title\":\"a\\x\"}"
      })
  void rejectsALineThatIsNotOneObject(String line) {
    Parsed parsed = Parsed.of(FORMAT, line + "\n{\"title\":\"next\"}\n");
    assertThat(parsed.titles(), contains("next"));
    assertThat(parsed.reasons(), contains(MALFORMED));
  }

  @Test
  void callsALineThatTheEndOfTheFileCutsOffTruncated() {
    Parsed parsed = Parsed.of(FORMAT, "{\"title\":\"a\"}\n{\"title\":\"b");
    assertThat(parsed.titles(), contains("a"));
    assertThat(parsed.reasons(), contains(TRUNCATED));
  }

  @Test
  void namesTheFieldsOfARecordWithoutText() {
    Parsed parsed = Parsed.of(FORMAT, "{\"Schlagzeile\":\"x\",\"date\":\"2024-01-01\"}\n");
    assertThat(parsed.reasons(), contains(NO_TEXT));
    assertThat(parsed.rejections.get(0).detail(), containsString("Schlagzeile, date"));
  }

  @Test
  void rejectsALineOverTheLimitWithoutKeepingIt() {
    String start = "{\"title\":\"long\",\"body\":\"";
    String end = "\"}\n{\"title\":\"next\"}\n";
    // 64 MiB that exist only while they are read.
    byte[] block = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
    List<InputStream> parts = new ArrayList<>();
    parts.add(new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8)));
    for (int i = 0; i < 1_024; i++) {
      parts.add(new ByteArrayInputStream(block));
    }
    parts.add(new ByteArrayInputStream(end.getBytes(StandardCharsets.UTF_8)));
    InputStream endless = new SequenceInputStream(Collections.enumeration(parts));
    Parsed parsed = Parsed.of(FORMAT, "file", endless, Parsed.withLimits(1 << 20, 64));
    assertThat(parsed.titles(), contains("next"));
    assertThat(parsed.reasons(), contains(TOO_LARGE));
    assertThat(parsed.rejections.get(0).source().offset(), is(0L));
    assertThat(parsed.rejections.get(0).excerpt(), startsWith(start));
  }

  @Test
  void takesALineOfExactlyTheLimit() {
    String line = "{\"title\":\"abc\"}";
    ParseOptions exact = Parsed.withLimits(line.length(), 64);
    assertThat(Parsed.of(FORMAT, line + "\n", exact).titles(), contains("abc"));
    assertThat(Parsed.of(FORMAT, line, exact).titles(), contains("abc"));
    ParseOptions smaller = Parsed.withLimits(line.length() - 1, 64);
    assertThat(Parsed.of(FORMAT, line + "\n", smaller).reasons(), contains(TOO_LARGE));
    assertThat(Parsed.of(FORMAT, line, smaller).reasons(), contains(TOO_LARGE));
  }

  @Test
  void rejectsWhatIsNestedTooDeepAndNothingElse() {
    String deep = "{\"title\":\"a\",\"x\":" + "[".repeat(5) + "]".repeat(5) + "}";
    assertThat(Parsed.of(FORMAT, deep, Parsed.withLimits(1000, 6)).titles(), contains("a"));
    Parsed parsed = Parsed.of(FORMAT, deep + "\n{\"title\":\"b\"}", Parsed.withLimits(1000, 5));
    assertThat(parsed.reasons(), contains(TOO_DEEP));
    assertThat(parsed.titles(), contains("b"));
  }

  @Test
  void survivesAMillionOpenBrackets() {
    for (String bracket : List.of("[", "{\"a\":", "{\"_source\":", "{\"source\":[")) {
      Parsed parsed = Parsed.of(FORMAT, "{\"title\":" + bracket.repeat(1_000_000));
      assertThat(parsed.reasons(), contains(TOO_DEEP));
    }
  }

  @Test
  void takesTheLastOfRepeatedNames() {
    RawArticle article =
        Parsed.of(
                FORMAT,
                "{\"title\":\"a\",\"topics\":[\"x\",\"y\"],\"title\":\"b\",\"topics\":[\"z\"]}")
            .only();
    assertThat(article.title, is("b"));
    assertThat(article.topics, contains("z"));
  }

  @Test
  void countsAndReplacesBytesThatAreNoUtf8() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("{\"title\":\"a\"}\n{\"title\":\"b".getBytes(StandardCharsets.UTF_8));
    bytes.write(0xff);
    bytes.write(0xe2);
    bytes.write(0x82);
    bytes.writeBytes("c\",\"body\":\"€\"}\n{\"title\":\"d\"}\n".getBytes(StandardCharsets.UTF_8));
    Parsed parsed = Parsed.of(FORMAT, bytes.toByteArray(), ParseOptions.defaults());
    assertThat(parsed.titles(), contains("a", "b\ufffd\ufffdc", "d"));
    assertThat(
        parsed.articles.stream().map(article -> article.undecodable).toList(), contains(0, 3, 0));
    // The offset of the third line is one of bytes, not of what they became.
    assertThat(parsed.offsets().get(2), is((long) bytes.size() - 14));
  }

  @Test
  void replacesHalvesOfCharacters() {
    RawArticle article =
        Parsed.of(FORMAT, "{\"title\":\"a\\ud83db\",\"body\":\"\\ud83d\\ude00 \\udead\"}").only();
    assertThat(article.title, is("a\ufffdb"));
    assertThat(article.body, is("😀 \ufffd"));
  }

  @Test
  void takesNoValueFromNullsBooleansAndNotANumber() {
    RawArticle article =
        Parsed.of(
                FORMAT,
                "{\"title\":\"a\",\"body\":null,\"outlet\":true,\"date\":NaN,\"published_at\":1714521600}")
            .only();
    assertThat(article.body, is(""));
    assertThat(article.outlet, is(""));
    assertThat(article.published, is("1714521600"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"title\":\"t\",\"source\":{\"id\":\"hp\",\"name\":\"Harbour Post\"}}; Harbour Post",
        "{\"title\":\"t\",\"publisher\":{\"@type\":\"Organization\",\"name\":\"N\"}}; N",
        "{\"title\":\"t\",\"source\":\"\",\"site\":\"S\"}; S",
        "{\"title\":\"t\",\"site\":\"S\",\"source\":\"P\"}; P",
        "{\"title\":\"t\",\"Site-Name\":\"S\"}; S",
        "{\"_index\":\"i\",\"_source\":{\"title\":\"t\",\"outlet\":\"E\"}}; E",
        "{\"type\":\"article\",\"attributes\":{\"title\":\"t\",\"outlet\":\"A\"}}; A"
      })
  void findsTheOutletUnderItsUsualNames(String line, String outlet) {
    assertThat(Parsed.of(FORMAT, line).only().outlet, is(outlet));
  }

  @Test
  void takesTheTextOutOfObjectsInLists() {
    RawArticle article =
        Parsed.of(
                FORMAT,
                "{\"_id\":{\"$oid\":\"5f1\"},\"title\":{\"rendered\":\"T\"},"
                    + "\"categories\":[{\"id\":3,\"name\":\"Fish\",\"text\":\"no\"},\"Trade\"],"
                    + "\"body\":[\"One.\",\"Two.\"]}")
            .only();
    assertThat(article.id, is("5f1"));
    assertThat(article.title, is("T"));
    assertThat(article.topics, contains("Fish", "Trade"));
    assertThat(article.body, is("One.\nTwo."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "windows-1251", "KOI8-R"})
  void readsOtherEncodings(String name) {
    String title = "Рыбаки вернулись в гавань после шторма, сообщает порт";
    String text = ("{\"title\":\"" + title + "\"}\n").repeat(30);
    byte[] bytes = text.getBytes(Charset.forName(name));
    Parsed parsed = Parsed.of(FORMAT, bytes, ParseOptions.defaults());
    assertThat(parsed.articles.size(), is(30));
    assertThat(new TreeSet<>(parsed.titles()), contains(title));
    assertThat(parsed.offsets().get(29), is(bytes.length / 30 * 29L));
  }

  private static final String MIXED =
      "{\"title\":\"eins\",\"body\":\"ä\"}\n\r\n{\"title\":\"zwei\"\n{\"title\":\"три\"}\r\n"
          + "[1]\n{\"title\":\"four, much longer than the others\"}\n\n\n{\"title\":\"日本\"}";

  @Test
  void findsTheSameRecordsHoweverTheFileIsCutInTwo() {
    byte[] bytes = MIXED.getBytes(StandardCharsets.UTF_8);
    Parsed whole = Parsed.of(FORMAT, bytes, ParseOptions.defaults());
    assertThat(whole.titles().size(), is(4));
    for (int cut = 1; cut < bytes.length; cut++) {
      assertThat("cut at " + cut, inRanges(bytes, cut).toString(), is(whole.toString()));
    }
  }

  @Test
  void findsTheSameRecordsHoweverTheFileIsCutInMany() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      byte[] bytes = MIXED.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 5; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) "\n{}\"\u00ff".charAt(random.nextInt(5));
      }
      int[] cuts = random.ints(6, 1, bytes.length).sorted().distinct().toArray();
      String whole = Parsed.of(FORMAT, bytes, ParseOptions.defaults()).toString();
      assertThat("seed " + seed, inRanges(bytes, cuts).toString(), is(whole));
    }
  }

  /** Reads the file in ranges, as a runner that splits it would. */
  private static Parsed inRanges(byte[] bytes, int... cuts) {
    Parsed all = new Parsed();
    List<Integer> bounds = new ArrayList<>();
    bounds.add(0);
    Arrays.stream(cuts).forEach(bounds::add);
    bounds.add(bytes.length);
    for (int i = 0; i + 1 < bounds.size(); i++) {
      int start = bounds.get(i);
      int from = Math.max(0, start - 1);
      InputStream stream = new ByteArrayInputStream(bytes, from, bytes.length - from);
      RecordInput input = new RecordInput("file", "", stream, start, bounds.get(i + 1), "UTF-8");
      Parsed part = Parsed.of(FORMAT, input, ParseOptions.defaults());
      all.articles.addAll(part.articles);
      all.rejections.addAll(part.rejections);
    }
    return all;
  }

  @Test
  void keepsExcerptsShort() {
    Parsed parsed = Parsed.of(FORMAT, "{\"title\":" + "é".repeat(10_000));
    assertThat(parsed.rejections.get(0).excerpt().length(), lessThanOrEqualTo(200));
    assertThat(parsed.articles, empty());
  }
}
