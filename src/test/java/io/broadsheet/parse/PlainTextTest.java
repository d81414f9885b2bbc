package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import com.ibm.icu.text.Normalizer2;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainTextTest {

  static Stream<Arguments> lines() {
    return Stream.of(
        Arguments.of("", ""),
        Arguments.of("  \u00a0 ", ""),
        Arguments.of("A title", "A title"),
        Arguments.of(" A \n\t title\u00a0\u2003here\r\n", "A title here"),
        Arguments.of("\ufeffA\u200b title", "A title"),
        Arguments.of("Cafe\u0301", "Caf\u00e9"),
        Arguments.of("A\u0007B\u0000", "A B"),
        Arguments.of("\ud83d half", "\ufffd half"),
        Arguments.of("whole \ud83d\ude00", "whole \ud83d\ude00"),
        Arguments.of("half \ude00", "half \ufffd"),
        Arguments.of("Rock &amp; Roll", "Rock & Roll"),
        Arguments.of("&nbsp;A&nbsp;B", "A B"),
        Arguments.of("e&#769;t&eacute;", "\u00e9t\u00e9"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void makesOneCleanLine(String text, String expected) {
    assertThat(PlainText.line(text), is(expected));
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        Arguments.of("", ""),
        Arguments.of(" \n\n ", ""),
        Arguments.of("One.\n\n  Two.\tThree.", "One.\n\n  Two.\tThree."),
        Arguments.of("\r\nOne.\r\nTwo.\rThree.\n", "One.\nTwo.\nThree."),
        Arguments.of("One\u0085Two", "One\nTwo"),
        Arguments.of("One\u0007\u0000\u007f\u009fTwo", "OneTwo"),
        Arguments.of("\ufeffOne", "One"),
        Arguments.of("Cafe\u0301", "Cafe\u0301"),
        Arguments.of("Tom &amp; Jerry&#13;&#10;met", "Tom & Jerry\nmet"),
        Arguments.of("AT&T, R&D; a&b", "AT&T, R&D; a&b"),
        Arguments.of("\ud83d\ude00 \ud83d", "\ud83d\ude00 \ufffd"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void cleansBodiesAndKeepsTheirLines(String text, String expected) {
    assertThat(PlainText.body(text), is(expected));
  }

  @Test
  void returnsCleanTextAsItIs() {
    String line = "A perfectly ordinary title";
    String body = "A perfectly ordinary body.\nWith two lines, naïve ones.";
    assertThat(PlainText.line(line), is(sameInstance(line)));
    assertThat(PlainText.body(body), is(sameInstance(body)));
    assertThat(PlainText.identifier(line), is(sameInstance(line)));
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org/?a=1&copy=2, https://example.org/?a=1&copy=2",
    "https://example.org/?a=1&amp;b=2, https://example.org/?a=1&b=2",
    "' https://example.org/ ', https://example.org/",
    "https://example.org/&eacute;, https://example.org/&eacute;",
  })
  void leavesAddressesAlone(String text, String expected) {
    assertThat(PlainText.identifier(text), is(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          &amp;          | &
          &lt;b&gt;      | <b>
          &quot;&apos;   | "'
          &rsquo;        | ’
          &hellip;&euro; | …€
          &#8217;        | ’
          &#x2019;       | ’
          &#X2019;       | ’
          &#146;         | ’
          &#x1F600;      | 😀
          &amp;amp;      | &amp;
          &amp           | &amp
          &copy=1        | &copy=1
          &nosuch;       | &nosuch;
          AT&T;          | AT&T;
          &;             | &;
          &#;            | &#;
          &#x;           | &#x;
          &#12x;         | &#12x;
          &&amp;&        | &&&
          &#0;           | \ufffd
          &#xD800;       | \ufffd
          &#99999999999; | &#99999999999;
          &#99999999;    | \ufffd
          """)
  void decodesWholeReferencesOnly(String text, String expected) {
    assertThat(Entities.decode(text), is(expected));
  }

  @ParameterizedTest
  @ValueSource(longs = {21})
  void cleanTextIsStable(long seed) {
    Random random = new Random(seed);
    String[] atoms = {
      "a", " ", "\n", "\r", "\u00a0", "\u0000", "\u0301", "&", "amp", ";", "#", "39", "x", "\ud83d",
      "\ude00", "\u2028", "é", "\ufeff", "lt"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder built = new StringBuilder();
      for (int j = random.nextInt(10); j > 0; j--) {
        built.append(atoms[random.nextInt(atoms.length)]);
      }
      String text = built.toString();
      String reason = "seed " + seed + ": " + text;
      // Cleaning decodes once, so that only text without references is stable at once.
      String line = PlainText.line(text.replace("&", ""));
      assertThat(reason, PlainText.line(line), is(line));
      String body = PlainText.body(text.replace("&", ""));
      assertThat(reason, PlainText.body(body), is(body));
      String any = PlainText.body(text);
      byte[] bytes = any.getBytes(StandardCharsets.UTF_8);
      assertThat(reason, new String(bytes, StandardCharsets.UTF_8), is(any));
      assertThat(reason, Normalizer2.getNFCInstance().isNormalized(PlainText.line(text)), is(true));
    }
  }
}
