package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.broadsheet.article.Article;
import io.broadsheet.article.ArticleIds;
import io.broadsheet.article.DateStatus;
import io.broadsheet.article.Hash128;
import io.broadsheet.article.PublicationDate;
import io.broadsheet.article.Source;
import io.broadsheet.copies.CopyFinder;
import io.broadsheet.copies.CopyGroups;
import io.broadsheet.copies.CopyGroups.Member;
import io.broadsheet.copies.CopyPair;
import io.broadsheet.copies.CopyPairs;
import io.broadsheet.copies.CopySettings;
import io.broadsheet.copies.Fingerprint;
import io.broadsheet.copies.FingerprintBlock;
import io.broadsheet.copies.Fingerprinter;
import io.broadsheet.text.TermSink;
import io.broadsheet.text.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How well copies are found: precision and recall of pairs. */
class CopyFiguresTest {
  private static final long DAY = 86_400_000;

  @TempDir private Path folder;

  /** Texts to be compared, and what was found among them. */
  private static final class Texts {
    private final FingerprintBlock.Builder block = new FingerprintBlock.Builder();
    private final Fingerprinter fingerprinter = new Fingerprinter();
    private final Tokenizer tokenizer = new Tokenizer();
    private final Map<Hash128, Integer> numbers = new HashMap<>();

    void add(String outlet, int day, String body) {
      int number = numbers.size();
      Hash128 id = ArticleIds.articleId(outlet, "a" + number, "", "", "", "");
      numbers.put(id, number);
      Article article =
          new Article(
              new Source("file", "", number),
              id,
              id,
              outlet,
              List.of(Article.NO_TOPIC),
              List.of(),
              PublicationDate.onDay(DateStatus.EXPLICIT, day * DAY, ""),
              "",
              "",
              body,
              "",
              List.of());
      int words = fingerprinter.read(body, "", tokenizer, NOTHING);
      block.add(article, day * DAY, words, fingerprinter);
    }

    private List<Fingerprint> sorted() {
      List<Fingerprint> texts = new ArrayList<>();
      FingerprintBlock.read(block.build(), texts::add);
      texts.sort(Fingerprint.ORIGINAL_FIRST);
      return texts;
    }

    /** Pairs of numbers in the order of adding. */
    Set<List<Integer>> pairs(CopySettings settings) {
      List<Fingerprint> texts = sorted();
      Set<List<Integer>> pairs = new HashSet<>();
      for (CopyPair pair : find(settings, texts)) {
        pairs.add(
            pair(
                numbers.get(texts.get(pair.first()).id()),
                numbers.get(texts.get(pair.second()).id())));
      }
      return pairs;
    }

    /** All pairs within a group. */
    Set<List<Integer>> pairsInGroups(CopySettings settings) {
      List<Fingerprint> texts = sorted();
      Map<Hash128, List<Integer>> groups = new HashMap<>();
      CopyPairs pairs = CopyPairs.among(texts, find(settings, texts));
      for (Member member : CopyGroups.of(pairs, settings.spanMillis())) {
        groups
            .computeIfAbsent(member.original().id(), key -> new ArrayList<>())
            .add(numbers.get(member.article().id()));
      }
      Set<List<Integer>> found = new HashSet<>();
      for (List<Integer> group : groups.values()) {
        addPairs(group, found);
      }
      return found;
    }

    private static List<CopyPair> find(CopySettings settings, List<Fingerprint> texts) {
      return CopyFinder.find(settings, texts, Long.MIN_VALUE, (outlet, line) -> false);
    }
  }

  private static final TermSink NOTHING =
      new TermSink() {
        @Override
        public void term(byte[] utf8, int length, int hash) {}

        @Override
        public void stop() {}
      };

  private static List<Integer> pair(int a, int b) {
    return List.of(Math.min(a, b), Math.max(a, b));
  }

  private static void addPairs(List<Integer> group, Set<List<Integer>> pairs) {
    for (int i = 0; i < group.size(); i++) {
      for (int j = 0; j < i; j++) {
        pairs.add(pair(group.get(i), group.get(j)));
      }
    }
  }

  private static void check(
      String what,
      Set<List<Integer>> found,
      Set<List<Integer>> gold,
      double precision,
      double recall,
      TestReporter reporter) {
    Set<List<Integer>> right = new HashSet<>(found);
    right.retainAll(gold);
    double foundPrecision = (double) right.size() / found.size();
    double foundRecall = (double) right.size() / gold.size();
    reporter.publishEntry(
        what,
        String.format(
            Locale.ROOT,
            "%d pairs, %d found: precision %.4f, recall %.4f",
            gold.size(),
            found.size(),
            foundPrecision,
            foundRecall));
    assertThat(what + " precision", foundPrecision, greaterThanOrEqualTo(precision));
    assertThat(what + " recall", foundRecall, greaterThanOrEqualTo(recall));
  }

  private static Path corpora() {
    String corpora = System.getenv("BROADSHEET_CORPORA");
    assumeTrue(corpora != null, "BROADSHEET_CORPORA is not set");
    return Path.of(corpora);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1000})
  void findsTheNearDuplicatesOfMinHash(int articles, TestReporter reporter) throws IOException {
    Path data = corpora().resolve("10-nearduplicates-minhash/data");
    Texts texts = new Texts();
    Map<String, Integer> numbers = new HashMap<>();
    for (String line : Files.readAllLines(data.resolve("articles_" + articles + ".train"))) {
      int space = line.indexOf(' ');
      numbers.put(line.substring(0, space), numbers.size());
      texts.add("outlet", 0, line.substring(space + 1));
    }
    Set<List<Integer>> gold = new HashSet<>();
    for (String line : Files.readAllLines(data.resolve("articles_" + articles + ".truth"))) {
      String[] ids = line.split("\\s+", -1);
      gold.add(pair(numbers.get(ids[0]), numbers.get(ids[1])));
    }
    check(
        "MinHash " + articles,
        texts.pairsInGroups(CopySettings.defaults()),
        gold,
        1.0,
        1.0,
        reporter);
  }

  @Test
  void findsWhatComparingAllPairsOfArabicNewsFinds(TestReporter reporter) throws IOException {
    Texts texts = new Texts();
    List<Set<String>> shingles = new ArrayList<>();
    Path dataset = corpora().resolve("04-news-ar-saudinewsnet/dataset");
    Set<Path> days = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(dataset, "*.zip")) {
      files.forEach(days::add);
    }
    int day = 0;
    for (Path file : days) {
      try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
        zip.getNextEntry();
        String json = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        for (JsonNode article : new ObjectMapper().readTree(json)) {
          String body = article.get("content").asText();
          texts.add(article.get("source").asText(), day, body);
          shingles.add(shinglesOf(body));
        }
      }
      day++;
    }
    Set<List<Integer>> similar = new HashSet<>();
    Set<List<Integer>> contained = new HashSet<>();
    compareAllPairs(shingles, similar, contained);
    CopySettings defaults = CopySettings.defaults();
    CopySettings byJaccard =
        new CopySettings(
            true, defaults.spanMillis(), 0.5, 1.01, 1, false, false, 10_000_000, 0.1, 5);
    check("Arabic news, Jaccard alone", texts.pairs(byJaccard), similar, 0.99, 0.98, reporter);
    contained.addAll(similar);
    CopySettings byBoth =
        new CopySettings(
            true, defaults.spanMillis(), 0.5, 0.6, 1, false, false, 10_000_000, 0.1, 5);
    check("Arabic news, with containment", texts.pairs(byBoth), contained, 0.99, 0.95, reporter);
    reporter.publishEntry("Arabic news", texts.pairs(defaults).size() + " pairs with alignment");
  }

  /** Without the algorithm's own code: five words of letters and digits, vowel signs left out. */
  private static Set<String> shinglesOf(String text) {
    List<String> words = new ArrayList<>();
    String letters = text.toLowerCase(Locale.ROOT).replaceAll("[\\p{Mn}\u0640]", "");
    for (String word : letters.split("[^\\p{L}\\p{M}\\p{N}_]+", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    Set<String> shingles = new HashSet<>();
    for (int i = 0; i + 5 <= words.size(); i++) {
      shingles.add(String.join(" ", words.subList(i, i + 5)));
    }
    return shingles;
  }

  private static void compareAllPairs(
      List<Set<String>> shingles, Set<List<Integer>> similar, Set<List<Integer>> contained) {
    for (int a = 0; a < shingles.size(); a++) {
      for (int b = 0; b < a; b++) {
        Set<String> shorter = shingles.get(a);
        Set<String> longer = shingles.get(b);
        if (shorter.size() > longer.size()) {
          shorter = shingles.get(b);
          longer = shingles.get(a);
        }
        // Nothing can come of a pair when too many shingles have failed.
        int failuresAllowed = (int) (shorter.size() * 0.5);
        int common = 0;
        int failures = 0;
        for (String shingle : shorter) {
          if (longer.contains(shingle)) {
            common++;
          } else if (++failures > failuresAllowed) {
            break;
          }
        }
        if (failures > failuresAllowed || common == 0) {
          continue;
        }
        if (common >= 0.5 * (shorter.size() + longer.size() - common)) {
          similar.add(pair(a, b));
        } else if (shorter.size() >= 25 && common >= 0.6 * shorter.size()) {
          contained.add(pair(a, b));
        }
      }
    }
  }

  @Test
  void findsReworkedCopiesAmongFiftyThousandArticles(TestReporter reporter) {
    GeneratedCopies generated = new GeneratedCopies(20250701, 50_000, 0.05);
    Texts texts = new Texts();
    Map<Integer, List<Integer>> families = new HashMap<>();
    generated.forEach(
        (original, outlet, day, body) -> {
          families.computeIfAbsent(original, key -> new ArrayList<>()).add(texts.numbers.size());
          texts.add(outlet, day, body);
        });
    Set<List<Integer>> gold = new HashSet<>();
    families.values().forEach(family -> addPairs(family, gold));
    check(
        "generated copies",
        texts.pairsInGroups(CopySettings.defaults()),
        gold,
        0.99,
        0.95,
        reporter);
  }

  /** Both prints of each text are scanned: every so many characters one is wrong. */
  @ParameterizedTest
  @CsvSource({"0.01, 0.99", "0.02, 0.98", "0.03, 0.9", "0.05, 0"})
  void findsScannedCopies(double errors, double recall, TestReporter reporter) {
    Random random = new Random(7);
    Texts texts = new Texts();
    Set<List<Integer>> gold = new HashSet<>();
    new GeneratedCopies(20250702, 4_000, 0)
        .forEach(
            (original, outlet, day, body) -> {
              gold.add(List.of(2 * original, 2 * original + 1));
              texts.add("Herald", day, scanned(body, errors, random));
              texts.add("Gazette", day, scanned(body, errors, random));
            });
    Set<List<Integer>> found = texts.pairsInGroups(CopySettings.defaults());
    check("scanned, errors " + errors, found, gold, 0.99, recall, reporter);
  }

  private static String scanned(String text, double errors, Random random) {
    StringBuilder scanned = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char letter = (char) ('a' + random.nextInt(26));
      double kind = random.nextDouble() / errors;
      if (kind < 0.7) {
        scanned.append(letter);
      } else if (kind < 0.8) {
        scanned.append(text.charAt(i)).append(letter);
      } else if (kind < 0.9) {
        scanned.append(' ').append(text.charAt(i));
      } else if (kind >= 1) {
        scanned.append(text.charAt(i));
      }
    }
    return scanned.toString();
  }

  @Test
  void countsTheAgencyTextOfTheSeedPageOnce() throws IOException {
    Path seed = corpora().resolveSibling("seed");
    Path spec =
        Files.writeString(
            folder.resolve("spec.yaml"),
            "input: [{files: '" + seed + "/**'}]\nwindows: {every: month}\n");
    Map<String, String> tables = Runs.tables(folder.resolve("out"), spec.toString());
    List<String[]> topics = rows(tables.get("topics.csv"));
    assertThat(List.of(topics.get(0)[3], topics.get(0)[4]), is(List.of("5", "4")));
    List<String[]> copies = rows(tables.get("copies.csv"));
    Set<String> titles = new HashSet<>();
    for (String[] copy : copies) {
      for (String[] article : rows(tables.get("articles.csv"))) {
        if (article[2].equals(copy[1])) {
          titles.add(article[10]);
        }
      }
    }
    assertThat(copies.size(), is(2));
    assertThat(titles.size(), is(1));
    assertThat(
        titles.toString(),
        is(
            "[Azerbaijan detains 7 linked to a Russian media outlet as a rift between Baku and"
                + " Moscow deepens]"));
  }

  private static List<String[]> rows(String csv) {
    return csv.lines().skip(1).map(line -> line.split(",", -1)).toList();
  }
}
