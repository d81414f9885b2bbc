package io.broadsheet.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.broadsheet.article.Article;
import io.broadsheet.article.DateOrder;
import io.broadsheet.article.Rejection;
import io.broadsheet.parse.ArticleAssembler;
import io.broadsheet.parse.DateReader;
import io.broadsheet.parse.ParseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole collections of files good and bad, through all that reads them: each file gives articles or
 * rejections that say why, and nothing stops the run.
 */
class HostileCorporaFiguresTest {

  /** True to show each file with what became of it. */
  private static final boolean SHOWS_FILES = Boolean.getBoolean("figures.files");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "14-feeds-feedparser",
        "16-warc-warcio",
        "17-warc-cc-whirlwind",
        "18-warc-pywb",
        "19-csv-spectrum",
        "20-text-blns",
        "23-parquet-good",
        "24-encodings-chardet"
      })
  void readsEveryFileOrSaysWhyNot(String collection) throws IOException {
    String root = System.getenv("BROADSHEET_CORPORA");
    assumeTrue(root != null, "BROADSHEET_CORPORA is not set: this test needs the corpora");
    List<Path> files;
    try (Stream<Path> found = Files.walk(Path.of(root, collection))) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    assertThat(files.size(), greaterThan(0));
    List<Rejection> rejections = new ArrayList<>();
    Map<String, Integer> formats = new TreeMap<>();
    long articles = 0;
    long skipped = 0;
    for (Path file : files) {
      Found found = read(file);
      articles += found.articles.size();
      skipped += found.reading.skipped();
      rejections.addAll(found.rejections);
      formats.merge(
          found.reading.format().isEmpty() ? "none" : found.reading.format(), 1, Integer::sum);
      assertThat(
          file + " gives something",
          found.articles.size() + found.rejections.size() + found.reading.skipped() > 0
              || Files.size(file) == 0
              || !found.reading.format().isEmpty(),
          is(true));
      if (SHOWS_FILES) {
        System.out.println("  " + file.getFileName() + " " + found);
      }
    }
    assertThat(
        rejections.stream().map(Rejection::detail).toList(), everyItem(not(blankOrNullString())));
    System.out.printf(
        Locale.ROOT,
        "%-40s %d files: %d articles, %d skipped, %d rejects, all explained; crashes 0; %s%n",
        collection,
        files.size(),
        articles,
        skipped,
        rejections.size(),
        formats);
  }

  private static Found read(Path path) throws IOException {
    DateReader dates =
        new DateReader(
            ZoneOffset.UTC,
            LocalDate.of(1700, 1, 1),
            Instant.parse("2026-01-01T00:00:00Z").toEpochMilli(),
            DateOrder.NONE,
            DateReader.DEFAULT_PIVOT);
    RecordReader reader =
        new RecordReader(
            List.of(
                new RecordReader.Input(
                    "auto", ParseOptions.defaults(), new ArticleAssembler(dates, Map.of()))),
            ContainerLimits.defaults(),
            RunCounters.of("figures"));
    InputFile file =
        new InputFile(
            0, path.toString(), Files.size(path), Files.getLastModifiedTime(path).toMillis());
    Found found = new Found();
    found.reading = reader.read(new ReadTask.Range(file, 0, Long.MAX_VALUE), found);
    return found;
  }

  private static final class Found implements ArticleOutput {
    private final List<Article> articles = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private RecordReader.Reading reading;

    @Override
    public void article(Article article) {
      articles.add(article);
    }

    @Override
    public void rejection(Rejection rejection) {
      rejections.add(rejection);
    }

    @Override
    public String toString() {
      return reading.format()
          + ": "
          + articles.stream().map(a -> a.title() + " " + a.published().text()).toList()
          + " skipped "
          + reading.skipped()
          + " "
          + rejections.stream().map(r -> r.reason() + " " + r.detail()).toList();
    }
  }
}
