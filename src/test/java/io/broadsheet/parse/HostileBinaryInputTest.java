package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.Rejection;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any bytes of crawls, Avro and Parquet give articles or rejections, in bounded time. */
class HostileBinaryInputTest {
  private static final ParseOptions NARROW = Parsed.withLimits(300, 3);

  private static Format format(String name) {
    return Formats.named(name).orElseThrow();
  }

  private static List<byte[]> samples(String format) {
    return switch (format) {
      case "warc" -> List.of(BinarySamples.warcFile());
      case "arc" -> List.of(BinarySamples.arcFile());
      case "avro" ->
          List.of(
              BinarySamples.avroFile(25, "null"),
              BinarySamples.avroFile(25, "deflate"),
              BinarySamples.avroFile(25, "snappy"));
      default ->
          List.of(
              BinarySamples.parquetFile(25, CompressionCodecName.UNCOMPRESSED),
              BinarySamples.parquetFile(25, CompressionCodecName.SNAPPY),
              BinarySamples.parquetFile(25, CompressionCodecName.LZ4_RAW));
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"warc", "arc", "avro", "parquet"})
  void survivesDamagedFiles(String name) {
    List<byte[]> samples = samples(name);
    for (long seed = 0; seed < 1_500; seed++) {
      Random random = new Random(seed);
      byte[] sample = samples.get(random.nextInt(samples.size()));
      check(name, BinarySamples.damage(sample, random), random, seed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"warc", "arc", "avro", "parquet"})
  void survivesFilesCutOffAnywhere(String name) {
    byte[] sample = samples(name).get(0);
    for (int length = 0; length <= sample.length; length += 3) {
      check(name, Arrays.copyOf(sample, length), new Random(length), length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"warc", "arc", "avro", "parquet"})
  void survivesRandomBytes(String name) {
    byte[] start = samples(name).get(0);
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      byte[] bytes = new byte[random.nextInt(600)];
      random.nextBytes(bytes);
      // A start that is right leads further in.
      byte[] led = BinarySamples.join(Arrays.copyOf(start, random.nextInt(start.length)), bytes);
      check(name, bytes, random, seed);
      check(name, led, random, seed);
    }
  }

  private static void check(String name, byte[] bytes, Random random, long seed) {
    String context = name + " seed " + seed;
    Format format = format(name);
    try {
      Parsed whole = Parsed.of(format, bytes, ParseOptions.defaults());
      check(context, whole);
      Parsed slow = Parsed.of(format, "file", new Trickle(bytes, random), ParseOptions.defaults());
      assertThat(context, slow.toString(), is(whole.toString()));
      check(context, Parsed.of(format, bytes, NARROW));
    } catch (RuntimeException e) {
      throw new AssertionError(context, e);
    }
  }

  private static void check(String context, Parsed parsed) {
    long before = -1;
    for (RawArticle article : parsed.articles) {
      assertThat(context, Emitter.hasText(article), is(true));
      assertThat(context, article.source.offset(), greaterThan(before));
      before = article.source.offset();
    }
    for (Rejection rejection : parsed.rejections) {
      assertThat(context, rejection.detail().isBlank(), is(false));
      assertThat(context, rejection.detail().lines().count(), is(1L));
    }
  }

  /** Ten times the bytes may take ten times the time, and not a hundred times. */
  @ParameterizedTest
  @ValueSource(strings = {"warc", "arc", "avro", "parquet"})
  void needsTimeInProportionToTheSize(String name) {
    Format format = format(name);
    byte[] few = many(name, 200);
    byte[] many = many(name, 2_000);
    nanos(format, many);
    long ofFew = nanos(format, few);
    long ofMany = nanos(format, many);
    double growth = (double) many.length / few.length;
    assertThat(
        name + " " + ofFew + " " + ofMany, (double) ofMany, lessThan(ofFew * growth * 4 + 3e8));
  }

  private static byte[] many(String name, int records) {
    return switch (name) {
      case "avro" -> BinarySamples.avroFile(records * 10, "deflate");
      case "parquet" -> BinarySamples.parquetFile(records * 10, CompressionCodecName.SNAPPY);
      case "warc" -> {
        byte[][] parts = new byte[records][];
        Arrays.fill(
            parts,
            BinarySamples.join(
                BinarySamples.bytes("WARC/1.0\r\na\r\n\r\nno\r\n"),
                BinarySamples.warc("conversion", "Content-Type: text/plain\r\n", new byte[] {65})));
        yield BinarySamples.join(parts);
      }
      default -> {
        byte[][] parts = new byte[records][];
        Arrays.fill(
            parts,
            BinarySamples.bytes(
                "http://a b 1 20250711080000 text/plain 3\nabc\nhttp://a 1 2025 x -1\n"
                    + "a ".repeat(500)));
        yield BinarySamples.join(parts);
      }
    };
  }

  private static long nanos(Format format, byte[] bytes) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Parsed.of(format, "f", new ByteArrayInputStream(bytes), ParseOptions.defaults());
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
  }

  @Test
  void doesNotDescendAsDeepAsAFooterSays() {
    // Field 1 of a struct is a struct whose field 1 is a struct, and so on.
    byte[] footer = new byte[1 << 20];
    Arrays.fill(footer, (byte) 0x1c);
    Parsed parsed = Parsed.of(format("parquet"), withFooter(footer), ParseOptions.defaults());
    assertThat(parsed.reasons(), is(List.of(io.broadsheet.article.RejectReason.TOO_DEEP)));
  }

  @Test
  void doesNotAllocateWhatAFooterAsksFor() {
    // Field 2, the schema, is a list of two thousand million structs.
    byte[] footer = {0x29, (byte) 0xfc, -1, -1, -1, -1, 7, 0, 0};
    Parsed parsed = Parsed.of(format("parquet"), withFooter(footer), ParseOptions.defaults());
    assertThat(parsed.reasons(), is(List.of(io.broadsheet.article.RejectReason.MALFORMED)));
  }

  private static byte[] withFooter(byte[] footer) {
    int length = footer.length;
    byte[] size = {(byte) length, (byte) (length >> 8), (byte) (length >> 16), 0};
    return BinarySamples.join(
        BinarySamples.bytes("PAR1"), footer, size, BinarySamples.bytes("PAR1"));
  }

  @Test
  void stopsAtNothingThatTakesNoBytes() {
    String schema =
        "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"title\",\"type\":"
            + "{\"type\":\"array\",\"items\":\"null\"}}]}";
    // A record with a list of 2^61 nulls.
    byte[] block = {-2, -1, -1, -1, -1, -1, -1, -1, 127, 0};
    Parsed parsed = Parsed.of(format("avro"), avro(schema, block), Parsed.withLimits(1 << 20, 64));
    assertThat(parsed.reasons(), is(List.of(io.broadsheet.article.RejectReason.TOO_LARGE)));
  }

  @Test
  void doesNotDescendAsDeepAsARecordSays() {
    String schema =
        "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"title\",\"type\":"
            + "[\"null\",\"A\"]}]}";
    byte[] block = new byte[100_000];
    Arrays.fill(block, (byte) 2);
    Parsed parsed = Parsed.of(format("avro"), avro(schema, block), ParseOptions.defaults());
    assertThat(parsed.reasons(), is(List.of(io.broadsheet.article.RejectReason.TOO_DEEP)));
  }

  /** A file of one block with one record. */
  private static byte[] avro(String schema, byte[] block) {
    byte[] name = BinarySamples.bytes("avro.schema");
    byte[] sync = new byte[16];
    return BinarySamples.join(
        new byte[] {'O', 'b', 'j', 1, 2, (byte) (name.length * 2)},
        name,
        number(schema.length()),
        BinarySamples.bytes(schema),
        new byte[] {0},
        sync,
        new byte[] {2},
        number(block.length),
        block,
        sync);
  }

  private static byte[] number(int value) {
    int zigzag = value << 1;
    return new byte[] {
      (byte) ((zigzag & 0x7f) | 0x80),
      (byte) (((zigzag >> 7) & 0x7f) | 0x80),
      (byte) ((zigzag >> 14) & 0x7f)
    };
  }
}
