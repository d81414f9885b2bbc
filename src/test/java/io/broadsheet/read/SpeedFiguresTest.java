package io.broadsheet.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.broadsheet.article.Article;
import io.broadsheet.article.Rejection;
import io.broadsheet.article.Source;
import io.broadsheet.parse.ArticleAssembler;
import io.broadsheet.parse.BinarySamples;
import io.broadsheet.parse.DateReader;
import io.broadsheet.parse.ParseOptions;
import io.broadsheet.parse.html.WebPage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast pages and crawls are read, as CPU time of one thread; two processors do twice as much,
 * because files share nothing. Prints; what a machine reaches is no matter of right and wrong.
 */
class SpeedFiguresTest {
  private static final int ROUNDS = 4;

  @TempDir private Path folder;

  private static final class Counting implements ArticleOutput {
    private long articles;

    @Override
    public void article(Article article) {
      articles++;
    }

    @Override
    public void rejection(Rejection rejection) {}
  }

  private static List<byte[]> pages() throws IOException {
    String root = System.getenv("BROADSHEET_CORPORA");
    assumeTrue(root != null, "BROADSHEET_CORPORA is not set: this test needs the corpora");
    List<byte[]> pages = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of(root, "12-html-readability"))) {
      for (Path file : files.filter(f -> f.endsWith("source.html")).sorted().toList()) {
        pages.add(Files.readAllBytes(file));
      }
    }
    return pages;
  }

  private static double seconds(Runnable work) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    work.run();
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
  }

  @Test
  void readsPages() throws IOException {
    List<byte[]> pages = pages();
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      best =
          Math.min(
              best,
              seconds(
                  () -> {
                    for (byte[] page : pages) {
                      WebPage.read(new Source("f", "", 0), page, "", "", ParseOptions.defaults());
                    }
                  }));
    }
    long bytes = pages.stream().mapToLong(page -> page.length).sum();
    print(
        "HTML pages a second, 2 processors",
        2 * pages.size() / best,
        "pages of " + bytes / pages.size() + " bytes on average");
    assertThat(best, greaterThan(0.0));
  }

  @Test
  void readsGzippedCrawls() throws IOException {
    // As crawls are: for each page its request, and most responses are none.
    Path crawl = folder.resolve("crawl.warc.gz");
    byte[] picture = new byte[40_000];
    new java.util.Random(1).nextBytes(picture);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(crawl))) {
      int number = 0;
      for (byte[] page : pages()) {
        String address = "https://news.example/" + number++;
        out.write(
            BinarySamples.gzip(
                BinarySamples.warc(
                    "request", "WARC-Target-URI: " + address + "\r\n", new byte[400])));
        out.write(
            BinarySamples.gzip(
                BinarySamples.response(address, "Content-Type: text/html\r\n", page)));
        for (int i = 0; i < 2; i++) {
          out.write(
              BinarySamples.gzip(
                  BinarySamples.response(address, "Content-Type: image/jpeg\r\n", picture)));
        }
      }
    }
    RecordReader reader =
        new RecordReader(
            List.of(
                new RecordReader.Input(
                    "auto",
                    ParseOptions.defaults(),
                    new ArticleAssembler(
                        DateReader.of(ZoneOffset.UTC, LocalDate.of(1700, 1, 1), Long.MAX_VALUE / 2),
                        Map.of()))),
            ContainerLimits.defaults(),
            RunCounters.of("speed"));
    InputFile file = InputFiles.list(List.of(crawl.toString())).get(0);
    double best = Double.MAX_VALUE;
    Counting counting = new Counting();
    for (int round = 0; round < ROUNDS; round++) {
      best =
          Math.min(
              best,
              seconds(() -> reader.read(new ReadTask.Range(file, 0, Long.MAX_VALUE), counting)));
    }
    assertThat(counting.articles, greaterThan(0L));
    print(
        "MB/s of gzipped WARC, 2 processors",
        2 * file.bytes() / best / 1e6,
        "pages parsed, two pictures to a page");
  }

  private static void print(String figure, double value, String about) {
    System.out.printf(Locale.ROOT, "%-40s %.0f (%s)%n", figure, value, about);
  }
}
