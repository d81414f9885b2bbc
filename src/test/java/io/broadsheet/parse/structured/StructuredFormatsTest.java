package io.broadsheet.parse.structured;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import io.broadsheet.article.Rejection;
import io.broadsheet.parse.BinarySamples;
import io.broadsheet.parse.Format;
import io.broadsheet.parse.Formats;
import io.broadsheet.parse.Head;
import io.broadsheet.parse.ParseOptions;
import io.broadsheet.parse.RecordInput;
import io.broadsheet.parse.RecordOutput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredFormatsTest {

  private static final class Found implements RecordOutput {
    private final List<RawArticle> articles = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();

    @Override
    public void article(RawArticle article) {
      articles.add(article);
    }

    @Override
    public void rejection(Rejection rejection) {
      rejections.add(rejection);
    }
  }

  private static Found read(byte[] bytes, ParseOptions options) throws IOException {
    Format format =
        Formats.detect(new Head(bytes, true, "f"), ParseOptions.defaults()).format().orElseThrow();
    Found found = new Found();
    format.parse(RecordInput.whole("f", "", new ByteArrayInputStream(bytes)), options, found);
    return found;
  }

  private static Found read(byte[] bytes) throws IOException {
    return read(bytes, ParseOptions.defaults());
  }

  private static void checkArticles(Found found) {
    assertThat(found.rejections, empty());
    assertThat(found.articles, hasSize(25));
    RawArticle article = found.articles.get(7);
    assertThat(article.title, is("A7"));
    assertThat(article.body, is("The boats came home é 7"));
    assertThat(article.outlet, is("Harbour Post"));
    assertThat(article.topics, contains("Fish", "Boats"));
    assertThat(article.published, is("2025-07-10T06:00:00Z"));
    assertThat(article.source.offset(), is(7L));
    assertThat(found.articles.get(3).body, is(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "bzip2", "xz", "zstandard"})
  void readsAvro(String codec) throws IOException {
    checkArticles(read(BinarySamples.avroFile(25, codec)));
  }

  @ParameterizedTest
  @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "LZ4_RAW"})
  void readsParquet(CompressionCodecName codec) throws IOException {
    Found found = read(BinarySamples.parquetFile(25, codec));
    checkArticles(found);
    assertThat(found.articles.get(0).tags, contains("sea", "coast"));
  }

  @Test
  void mapsFieldsAsTheSpecSays() throws IOException {
    ParseOptions options =
        new ParseOptions(
            Map.of(
                "published", List.of("day"), "topics", List.of("tags"), "title", List.of("text")),
            Map.of(),
            "",
            "",
            1 << 20,
            64);
    RawArticle article =
        read(BinarySamples.parquetFile(2, CompressionCodecName.SNAPPY), options).articles.get(0);
    assertThat(article.published, is("2025-07-10"));
    assertThat(article.topics, contains("sea", "coast"));
    assertThat(article.title, is("The boats came home é 1"));
  }

  @Test
  void saysOnceThatNoFieldIsKnown() throws IOException {
    ParseOptions options =
        new ParseOptions(
            Map.of("title", List.of("no"), "body", List.of("nothing")),
            Map.of(),
            "",
            "",
            1 << 20,
            64);
    for (byte[] file :
        List.of(
            BinarySamples.avroFile(25, "null"),
            BinarySamples.parquetFile(25, CompressionCodecName.SNAPPY))) {
      Found found = read(file, options);
      assertThat(found.articles, empty());
      assertThat(
          found.rejections.stream().map(Rejection::reason).toList(),
          contains(RejectReason.NO_TEXT));
    }
  }

  @Test
  void losesOnlyTheDamagedBlockOfAvro() throws IOException {
    byte[] file = BinarySamples.avroFile(30, "deflate");
    // The last sixteen bytes end every block, and the header before the first.
    String sync = BinarySamples.text(Arrays.copyOfRange(file, file.length - 16, file.length));
    String text = BinarySamples.text(file);
    int first = text.indexOf(sync);
    int second = text.indexOf(sync, first + 16);
    file[second + 40] ^= 0x55;
    Found found = read(file);
    assertThat(found.articles, hasSize(20));
    assertThat(found.rejections, hasSize(1));
  }

  @Test
  void saysThatAParquetFileHasNoEnd() throws IOException {
    byte[] file = BinarySamples.parquetFile(25, CompressionCodecName.SNAPPY);
    Found found = read(Arrays.copyOf(file, file.length - 10));
    assertThat(
        found.rejections.stream().map(Rejection::reason).toList(),
        contains(RejectReason.TRUNCATED));
  }

  @Test
  void readsFilesThatDoNotFitIntoMemory() throws IOException {
    // Larger than what is kept in memory, so that it is spooled.
    byte[] file = BinarySamples.parquetFile(400_000, CompressionCodecName.UNCOMPRESSED);
    Found found = read(file);
    assertThat(file.length > 8 << 20, is(true));
    assertThat(found.articles, hasSize(400_000));
    assertThat(found.rejections, empty());
  }
}
