package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.Rejection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes give articles or rejections: never an exception, never more than so much time. */
class HostileInputTest {

  private static final List<String> SAMPLES =
      List.of(
          """
          Latest news with #Harbour


          Harbour Post
          10-07-2025
          - Fish
          - Harbour Post
          Herring back
          The boats came home.

          02-07-2025
          - Fish
          Cod missing
          Nobody knows why.
          """,
          """
          {"id":1,"source":{"name":"Harbour Post"},"title":"Herring \\u00e9 \\ud83d\\ude00","tags":["a",2,null]}
          {"id":2,"outlet":"Gull Radio","title":"Cod","body":["One.","Two \\"three\\"."],"x":{"y":[1.5e3,true]}}
          """,
          """
          [
            {"title": "Herring", "body": "Back."},
            {"title": "Cod", "body": "Missing.", "n": -1}
          ]
          """,
          "{\"status\":\"ok\",\"articles\":[{\"title\":\"a\"},{\"title\":\"b\"}],\"next\":{\"page\":2}}",
          "id,title,text\r\n1,\"Herring, back\",\"Two\nlines \"\"here\"\"\"\r\n2,Cod,Missing\r\n",
          "headline\ttext\n\"Herring\" is back\tSo they say\nCod\t\"Missing\"\n",
          "Title\n\nA body of\ntwo paragraphs. Žluťoučký kůň, 日本.\n",
          resource("rss.xml"),
          resource("atom.xml"),
          resource("rdf.xml"),
          resource("feed.json"),
          resource("reuters.sgm"),
          resource("nitf.xml"),
          resource("newsml.xml"),
          resource("message.eml"),
          resource("box.mbox"),
          resource("headed.txt"),
          resource("20250710.md"));

  private static String resource(String name) {
    try (InputStream in = HostileInputTest.class.getResourceAsStream("/formats/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String PIECES = "{}[]\",:;\t|\n\r\\ -#.u0\u0000é日<>&/=!?";

  static Stream<Format> formats() {
    return Formats.all().stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void survivesRandomBytes(Format format) {
    for (long seed = 0; seed < 600; seed++) {
      Random random = new Random(seed);
      byte[] bytes = new byte[random.nextInt(600)];
      random.nextBytes(bytes);
      if (random.nextBoolean()) {
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) PIECES.charAt(Math.floorMod(bytes[i], PIECES.length()));
        }
      }
      check(format, bytes, random, seed);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void survivesDamagedFiles(Format format) {
    for (long seed = 0; seed < 1_500; seed++) {
      Random random = new Random(seed);
      check(format, damage(sample(random), random), random, seed);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void survivesFilesCutOffAnywhere(Format format) {
    for (String sample : SAMPLES) {
      byte[] bytes = sample.getBytes(StandardCharsets.UTF_8);
      for (int length = 0; length <= bytes.length; length++) {
        check(format, Arrays.copyOf(bytes, length), new Random(length), length);
      }
    }
  }

  /** A stream belongs to whoever opened it, who may want to read on. */
  @ParameterizedTest
  @MethodSource("formats")
  void closesNoStream(Format format) {
    for (String sample : SAMPLES) {
      boolean[] isClosed = new boolean[1];
      InputStream stream =
          new ByteArrayInputStream(sample.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
              isClosed[0] = true;
            }
          };
      Parsed.of(format, "file", stream, ParseOptions.defaults());
      assertThat(format.name(), isClosed[0], is(false));
    }
  }

  @Test
  void recognisesAnythingWithoutFailing() {
    for (long seed = 0; seed < 1_500; seed++) {
      Random random = new Random(seed);
      byte[] bytes = damage(sample(random), random);
      for (ParseOptions options :
          List.of(ParseOptions.defaults(), Parsed.withPath("{topic}/{name}.txt"))) {
        Formats.Detection detection =
            Formats.detect(new Head(bytes, random.nextBoolean(), "f"), options);
        assertThat("seed " + seed, detection.reason().length(), greaterThan(0));
      }
    }
  }

  private static byte[] sample(Random random) {
    Charset[] charsets = {
      StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, Charset.forName("windows-1250")
    };
    String text = SAMPLES.get(random.nextInt(SAMPLES.size())).repeat(1 + random.nextInt(3));
    return text.getBytes(charsets[Math.max(0, random.nextInt(8) - 5)]);
  }

  private static byte[] damage(byte[] bytes, Random random) {
    byte[] damaged = bytes;
    int changes = random.nextInt(5);
    for (int i = 0; i < changes && damaged.length > 0; i++) {
      int at = random.nextInt(damaged.length);
      int until = Math.min(damaged.length, at + random.nextInt(40));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(damaged, 0, at);
      switch (random.nextInt(5)) {
        case 0 -> out.write(damaged, until, damaged.length - until);
        case 1 -> {
          out.write(damaged, at, until - at);
          out.write(damaged, at, damaged.length - at);
        }
        case 2 -> {
          out.write(random.nextInt());
          out.write(damaged, at, damaged.length - at);
        }
        case 3 -> {
          out.write(PIECES.charAt(random.nextInt(PIECES.length())));
          out.write(damaged, at + 1, damaged.length - at - 1);
        }
        default -> {
          // Cut off.
        }
      }
      damaged = out.toByteArray();
    }
    return damaged;
  }

  /** Parses the bytes twice, with different limits and different reads. */
  private static void check(Format format, byte[] bytes, Random random, long seed) {
    String context = format.name() + " seed " + seed;
    try {
      Parsed whole = Parsed.of(format, bytes, ParseOptions.defaults());
      check(context, whole, bytes.length);
      Parsed slow = Parsed.of(format, "file", new Trickle(bytes, random), ParseOptions.defaults());
      assertThat(context, slow.toString(), is(whole.toString()));
      ParseOptions narrow = Parsed.withLimits(20 + random.nextInt(200), 1 + random.nextInt(5));
      check(context, Parsed.of(format, bytes, narrow), bytes.length);
    } catch (RuntimeException e) {
      throw new AssertionError(context, e);
    }
  }

  private static void check(String context, Parsed parsed, int length) {
    long before = -1;
    for (RawArticle article : parsed.articles) {
      assertThat(context, Emitter.hasText(article), is(true));
      assertThat(context, article.source.offset(), greaterThan(before));
      assertThat(context, article.source.offset(), lessThanOrEqualTo((long) length));
      assertThat(context, article.undecodable, lessThanOrEqualTo(length));
      assertThat(context, article.undecodable, greaterThanOrEqualTo(0));
      before = article.source.offset();
      String said = Parsed.describe(article);
      byte[] encoded = said.getBytes(StandardCharsets.UTF_8);
      assertThat(context, new String(encoded, StandardCharsets.UTF_8), is(said));
    }
    for (Rejection rejection : parsed.rejections) {
      assertThat(context, rejection.source().offset(), lessThanOrEqualTo((long) length));
      assertThat(context, rejection.detail().isBlank(), is(false));
      assertThat(context, rejection.detail().lines().count(), is(1L));
    }
  }

  /** What a parser that goes back too often would need hours for, were it repeated often enough. */
  private static final List<String> LABORIOUS =
      List.of(
          "[",
          "{",
          "[{",
          "{\"a\":",
          "{\"title\":",
          "[{\"title\":1,",
          "{\"title\":1,{",
          "{\"title\":\"",
          "{\"title\":\"x},",
          "{\"title\":\"x},\n",
          "{\"items\":[",
          "{\"items\":[{\"title\":1},",
          "{\"items\":[{\"title\":1}],",
          "{\"items\":[{\"title\":1}]},",
          "{\"_source\":{\"title\":1},",
          "{ ",
          "{\"title\" ",
          "\"",
          "\"\"",
          "\"\"\"",
          "\"\n",
          "\"\"\n",
          "\"\"\"\n",
          "a,\"\n",
          "a,\"b\n",
          "a,\"\"b\n",
          "a,\"\"\"b\n",
          "a,\"b\"c\n",
          "a,b\"\n\",c\n",
          "\"a\" ",
          "\t\"",
          ",",
          ",\n",
          "\n",
          "\r",
          "- a\n",
          "01-02-2025\n",
          "\n01-02-2025\n",
          "\n01-02-2025\n- a\n",
          "\n\nA\n01-02-2025\n- a\n",
          "\n\n\nLatest news with #A\n",
          "\u0000",
          "é",
          "\\",
          "\\u",
          "{\"a\":\"\\",
          "<",
          "<a",
          "<a>",
          "</a>",
          "<item>",
          "<item><a>",
          "<item></a>",
          "<entry><b><i></b>",
          "<REUTERS>",
          "<!--",
          "<![CDATA[",
          "<!DOCTYPE [",
          "<?",
          "<a b=\"",
          "<a b='<",
          "&",
          "&amp",
          "<item><link>[](",
          "From a 12\n\n",
          "From: a\n",
          "From: a\n\n--\n",
          "Content-Type: multipart/mixed; boundary=a\n\n--a\n",
          "=?utf-8?q?",
          "TITLE: a\n",
          "TITLE: a\n\n",
          "TITLE: a\nDATE: b\n\nc\n\n",
          "# a\n",
          "## [a](b\n",
          "- - ",
          "**a ",
          "![a](");

  @ParameterizedTest
  @MethodSource("formats")
  void needsTimeInProportionToTheSize(Format format) {
    int size = 1 << 19;
    String start =
        switch (format.name()) {
          case "csv" -> "title,text\n";
          case "json" -> "[{\"title\":\"a\"},";
          default -> "";
        };
    for (String piece : LABORIOUS) {
      byte[] bytes = (start + piece.repeat(size / piece.length())).getBytes(StandardCharsets.UTF_8);
      Counting counting = new Counting();
      // A hundred times what it takes, and a hundredth of what going back each time would take.
      assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () ->
              format.parse(
                  RecordInput.whole("f", "", new ByteArrayInputStream(bytes)),
                  ParseOptions.defaults(),
                  counting),
          () -> format.name() + " on " + piece);
      assertThat(piece, counting.records, lessThanOrEqualTo((long) bytes.length));
    }
  }

  /** Keeps nothing, because there may be millions of rejections. */
  private static final class Counting implements RecordOutput {
    private long records;

    @Override
    public void article(RawArticle article) {
      records++;
    }

    @Override
    public void rejection(Rejection rejection) {
      records++;
    }
  }
}
