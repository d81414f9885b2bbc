package io.broadsheet.parse.html;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/**
 * Measures the extractor on real pages and holds it to its figures. Prints the table that {@code
 * docs/accuracy.md} shows; {@code -Dfigures.pages=true} prints every page that is not right too.
 */
class HtmlFiguresTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final boolean SHOWS_PAGES = Boolean.getBoolean("figures.pages");

  /** The mean of a measure over pages. */
  private static final class Mean {
    private double sum;
    private int count;

    void add(double value) {
      sum += value;
      count++;
    }

    void add(boolean isRight) {
      add(isRight ? 1 : 0);
    }

    double value() {
      return count == 0 ? 0 : sum / count;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.4f (n=%d)", value(), count);
    }
  }

  private record Figures(Mean body, Mean precision, Mean recall, Mean title, Mean date, Mean site) {
    Figures() {
      this(new Mean(), new Mean(), new Mean(), new Mean(), new Mean(), new Mean());
    }
  }

  @Test
  void reachesTheFiguresOnPagesWithExpectedText() throws IOException {
    Path pages = Corpora.folder("12-html-readability/test/test-pages");
    Figures all = new Figures();
    Figures[] halves = {new Figures(), new Figures()};
    for (Path folder : sorted(pages)) {
      String name = folder.getFileName().toString();
      measure(name, folder, all, halves[Math.floorMod(name.hashCode(), 2)]);
    }
    print("12 body token F1, mean", all.body, halves[0].body, halves[1].body);
    print("12 body token precision", all.precision, halves[0].precision, halves[1].precision);
    print("12 body token recall", all.recall, halves[0].recall, halves[1].recall);
    print("12 title right", all.title, halves[0].title, halves[1].title);
    print("12 date right where expected", all.date, halves[0].date, halves[1].date);
    print("12 site name right where expected", all.site, halves[0].site, halves[1].site);
    assertThat(all.body.count, is(130));
    assertThat(all.body.value(), greaterThanOrEqualTo(0.97));
    assertThat(all.title.value(), greaterThanOrEqualTo(0.95));
    assertThat(all.date.value(), greaterThanOrEqualTo(1.0));
    assertThat(all.site.value(), greaterThanOrEqualTo(0.95));
  }

  private static void measure(String name, Path folder, Figures all, Figures half)
      throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("source.html"));
    JsonNode expected = JSON.readTree(folder.resolve("expected-metadata.json").toFile());
    String html = Files.readString(folder.resolve("expected.html"), StandardCharsets.UTF_8);
    HtmlArticle article =
        HtmlExtractor.extract(HtmlCharset.decode(bytes, "").text(), "http://host.example/page");
    TokenOverlap overlap = TokenOverlap.of(article.body().value(), Jsoup.parse(html).body().text());
    String title = Texts.collapse(expected.path("title").asText(""));
    boolean isTitleRight = article.title().value().equals(title);
    show(overlap.f1() > 0.95, name + " body F1 " + overlap.f1());
    show(isTitleRight, name + " title: " + title + " | " + article.title());
    for (Figures figures : List.of(all, half)) {
      figures.body.add(overlap.f1());
      figures.precision.add(overlap.precision());
      figures.recall.add(overlap.recall());
      figures.title.add(isTitleRight);
      if (expected.path("publishedTime").isTextual()) {
        String date = expected.path("publishedTime").asText();
        boolean isRight = isSameDay(date, article.published().value());
        show(isRight, name + " date: " + date + " | " + article.published());
        figures.date.add(isRight);
      }
      if (expected.path("siteName").isTextual()) {
        String site = Texts.collapse(expected.path("siteName").asText());
        show(site.equals(article.outlet().value()), name + " site: " + site + article.outlet());
        figures.site.add(site.equals(article.outlet().value()));
      }
    }
  }

  @Test
  void findsTheDatesOfPagesInManyScriptsOrNone() throws IOException {
    Path data = Corpora.folder("13-html-newspaper4k/tests/data");
    Mean right = new Mean();
    int wrong = 0;
    int extra = 0;
    for (Path page : sorted(data.resolve("html"))) {
      String name = page.getFileName().toString().replace(".html", "");
      Path metadata = data.resolve("metadata").resolve(name + ".json");
      JsonNode expected =
          Files.exists(metadata) ? JSON.readTree(metadata.toFile()) : JSON.createObjectNode();
      byte[] bytes = Files.readAllBytes(page);
      HtmlArticle article =
          HtmlExtractor.extract(
              HtmlCharset.decode(bytes, "").text(), expected.path("url").asText(""));
      String found = article.published().value();
      if (!expected.path("publish_date").isTextual()) {
        extra += found.isEmpty() ? 0 : 1;
        show(found.isEmpty(), name + " has a date, expected none: " + article.published());
        continue;
      }
      String date = expected.path("publish_date").asText();
      boolean isRight = isSameDay(date, found);
      right.add(isRight);
      wrong += isRight || found.isEmpty() ? 0 : 1;
      show(isRight, name + " date: " + date + " | " + article.published());
    }
    System.out.printf(
        Locale.ROOT,
        "13 published date right where expected   %s, wrong %d, found where none is expected %d%n",
        right,
        wrong,
        extra);
    assertThat(right.value(), greaterThanOrEqualTo(0.90));
    assertThat(wrong, is(0));
  }

  @Test
  void readsPages() throws IOException {
    Path pages = Corpora.folder("12-html-readability/test/test-pages");
    List<byte[]> all = new ArrayList<>();
    long size = 0;
    for (Path folder : sorted(pages)) {
      all.add(Files.readAllBytes(folder.resolve("source.html")));
      size += all.get(all.size() - 1).length;
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double best = 0;
    int characters = 0;
    for (int round = 0; round < 5; round++) {
      long start = threads.getCurrentThreadCpuTime();
      for (byte[] page : all) {
        String text = HtmlCharset.decode(page, "").text();
        characters += HtmlExtractor.extract(text, "").body().value().length();
      }
      double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
      best = Math.max(best, all.size() / seconds);
    }
    System.out.printf(
        Locale.ROOT,
        "12 pages a second of processor time      %.0f of one core, %.0f of two (mean page %d kB)%n",
        best,
        2 * best,
        size / all.size() / 1000);
    assertThat(characters, greaterThanOrEqualTo(1_000_000));
    if (Boolean.getBoolean("figures.speed")) {
      assertThat(2 * best, greaterThanOrEqualTo(200.0));
    }
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static boolean isSameDay(String expected, String found) {
    try {
      return found.length() >= 10
          && LocalDate.parse(expected.substring(0, 10))
              .equals(LocalDate.parse(found.substring(0, 10)));
    } catch (DateTimeException notIso) {
      return false;
    }
  }

  private static void show(boolean isRight, String line) {
    if (SHOWS_PAGES && !isRight) {
      System.out.println("  " + line);
    }
  }

  private static void print(String figure, Mean all, Mean developed, Mean heldOut) {
    System.out.printf(
        Locale.ROOT, "%-40s %s; developed on %s, held out %s%n", figure, all, developed, heldOut);
  }

  /**
   * How much two texts share, as bags of tokens: runs of letters and digits in lower case, or
   * single ideographs, kana and hangul.
   */
  private record TokenOverlap(double precision, double recall) {
    static TokenOverlap of(String found, String expected) {
      List<String> ours = tokens(found);
      List<String> theirs = tokens(expected);
      if (ours.isEmpty() || theirs.isEmpty()) {
        double value = ours.isEmpty() && theirs.isEmpty() ? 1 : 0;
        return new TokenOverlap(value, value);
      }
      Map<String, Integer> left = new HashMap<>();
      theirs.forEach(token -> left.merge(token, 1, Integer::sum));
      int shared = 0;
      for (String token : ours) {
        Integer count = left.get(token);
        if (count != null && count > 0) {
          left.put(token, count - 1);
          shared++;
        }
      }
      return new TokenOverlap((double) shared / ours.size(), (double) shared / theirs.size());
    }

    double f1() {
      return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static List<String> tokens(String text) {
      List<String> tokens = new ArrayList<>();
      StringBuilder word = new StringBuilder();
      text.toLowerCase(Locale.ROOT)
          .codePoints()
          .forEach(
              c -> {
                boolean isAlone = isAlone(c);
                boolean isPart =
                    Character.isLetterOrDigit(c)
                        || (word.length() > 0
                            && Character.getType(c) == Character.NON_SPACING_MARK);
                if ((isAlone || !isPart) && word.length() > 0) {
                  tokens.add(word.toString());
                  word.setLength(0);
                }
                if (isAlone) {
                  tokens.add(Character.toString(c));
                } else if (isPart) {
                  word.appendCodePoint(c);
                }
              });
      if (word.length() > 0) {
        tokens.add(word.toString());
      }
      return tokens;
    }

    private static boolean isAlone(int c) {
      return Character.isIdeographic(c)
          || (c >= 0x3040 && c <= 0x30FF)
          || (c >= 0xAC00 && c <= 0xD7A3);
    }
  }
}
