package io.broadsheet.count;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.broadsheet.stats.BenjaminiHochberg;
import io.broadsheet.stats.Bursts;
import io.broadsheet.stats.MannKendall;
import io.broadsheet.stats.OverdispersedRate;
import io.broadsheet.stats.RateRatio;
import io.broadsheet.stats.TheilSen;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import io.broadsheet.text.TermHash;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From counts of windows to rows of {@code trends} and {@code bursts}. */
class TrendsTest {
  private static final List<String> TABLES = List.of(Tables.TRENDS.name(), Tables.BURSTS.name());
  private static final TermListing ALL =
      new TermListing(List.of("all"), 1, true, 1, Integer.MAX_VALUE);
  private static final long DAY = 86_400_000L;

  /** A term's counts in a window. */
  private record Counts(int termCount, int docCount, boolean isHidden) {}

  /** What a window has. */
  private record Window(long docs, long totalTerms, Map<String, Counts> terms) {}

  /** Some windows by start, and how they are looked at. */
  private record Case(NavigableMap<Long, Window> windows, WindowScheme scheme, TrendRules rules) {}

  @ParameterizedTest
  @CsvSource({
    // every, baseline, at least, min docs, season, days
    "day, 28, 4, 5, 1, 70",
    "day, 5, 2, 1, 7, 40",
    "day, 1, 1, 3, 1, 20",
    "week, 3, 3, 5, 2, 30",
    "3 days every 1 day, 4, 2, 5, 1, 50",
    "7 days every 1 day, 28, 4, 5, 2, 90",
  })
  void agreesWithTheDefinitionsWorkedOutOneByOne(
      String every, int baseline, int atLeast, int minDocs, int season, int count)
      throws IOException {
    for (long seed = 1; seed <= 4; seed++) {
      Random random = new Random(seed);
      Case given =
          randomCase(
              random,
              WindowScheme.of(every, ZoneOffset.UTC),
              new TrendRules(baseline, atLeast, minDocs, season),
              count);
      RecordedTables actual = run(given, ALL, random, 1 + random.nextInt(5));
      RecordedTables expected = slowly(given);
      assertThat(actual.rows(Tables.TRENDS), is(not(empty())));
      assertSame(actual.rows(Tables.TRENDS), expected.rows(Tables.TRENDS), "seed " + seed);
      assertSame(actual.rows(Tables.BURSTS), expected.rows(Tables.BURSTS), "seed " + seed);
    }
  }

  @Test
  void isTheSameForAnyNumberOfShardsInAnyOrder() throws IOException {
    Random random = new Random(7);
    Case given =
        randomCase(random, WindowScheme.of("day", ZoneOffset.UTC), new TrendRules(28, 4, 5, 1), 80);
    TermListing five = new TermListing(List.of("all"), 1, true, 2, 5);
    List<List<Object>> first = run(given, five, random, 1).rows(Tables.TRENDS);
    for (int shards = 2; shards < 9; shards++) {
      assertThat(run(given, five, random, shards).rows(Tables.TRENDS), is(first));
    }
    assertThat(first.size(), greaterThan(200));
  }

  @Test
  void listsTheForemostOfAllShards() throws IOException {
    Random random = new Random(8);
    Case given =
        randomCase(random, WindowScheme.of("day", ZoneOffset.UTC), new TrendRules(28, 4, 5, 1), 60);
    List<List<Object>> all = run(given, ALL, random, 3).rows(Tables.TRENDS);
    TermListing three = new TermListing(List.of("all"), 1, true, 1, 3);
    int z = column(Tables.TRENDS, "z");
    int rank = column(Tables.TRENDS, "rank");
    all.removeIf(row -> (long) row.get(rank) > 3 || !((double) row.get(z) > 0));
    assertThat(run(given, three, random, 4).rows(Tables.TRENDS), is(all));
  }

  @Test
  void aDayWithFewArticlesMakesNothingRise() throws IOException {
    TreeMap<Long, Window> windows = new TreeMap<>();
    for (int day = 0; day < 20; day++) {
      windows.put(day * DAY, new Window(100, 1000, Map.of("budget", new Counts(30, 20, false))));
    }
    windows.put(20 * DAY, new Window(2, 20, Map.of("budget", new Counts(2, 1, false))));
    List<Object> row = last(windows, "budget");
    assertThat((double) row.get(column(Tables.TRENDS, "p_value")), is(greaterThan(0.3)));
  }

  @Test
  void anArticleThatRepeatsAWordCountsOnce() throws IOException {
    TreeMap<Long, Window> windows = new TreeMap<>();
    for (int day = 0; day < 21; day++) {
      int uses = day == 20 ? 500 : 5;
      windows.put(day * DAY, new Window(50, 5000, Map.of("budget", new Counts(uses, 5, false))));
    }
    List<Object> row = last(windows, "budget");
    assertThat((double) row.get(column(Tables.TRENDS, "ratio")), is(1.0));
    assertThat((double) row.get(column(Tables.TRENDS, "p_value")), is(1.0));
  }

  @Test
  void aNewTermHasAFiniteRatio() throws IOException {
    TreeMap<Long, Window> windows = new TreeMap<>();
    for (int day = 0; day < 10; day++) {
      windows.put(day * DAY, new Window(100, 1000, Map.of("budget", new Counts(9, 9, false))));
    }
    windows.put(10 * DAY, new Window(100, 1000, Map.of("comet", new Counts(9, 8, false))));
    List<Object> row = last(windows, "comet");
    assertThat((double) row.get(column(Tables.TRENDS, "ratio")), is(17.0));
    assertThat(row.get(column(Tables.TRENDS, "first_seen")), is(10 * DAY));
    assertThat(row.get(column(Tables.TRENDS, "rank")), is(1L));
  }

  @Test
  void aWindowWithTooFewBeforeItHasNoRows() throws IOException {
    TreeMap<Long, Window> windows = new TreeMap<>();
    for (int day : new int[] {0, 1, 3, 5, 6}) {
      windows.put(day * DAY, new Window(100, 1000, Map.of("budget", new Counts(9, 9, false))));
    }
    List<List<Object>> rows =
        run(daily(windows, new TrendRules(28, 4, 5, 1)), ALL, new Random(1), 2).rows(Tables.TRENDS);
    assertThat(rows.stream().map(row -> row.get(0)).toList(), is(List.of(6 * DAY)));
  }

  @Test
  void windowsThatOverlapAreNotABaseline() throws IOException {
    WindowScheme scheme = WindowScheme.of("7 days every 1 day", ZoneOffset.UTC);
    TreeMap<Long, Window> windows = new TreeMap<>();
    for (int day = 0; day < 50; day++) {
      // The words of the 40th day are in the seven windows that contain it.
      Map<String, Counts> terms =
          day >= 40 - 6 && day <= 40 ? Map.of("comet", new Counts(9, 9, false)) : Map.of();
      windows.put(scheme.startsContaining(day * DAY)[6], new Window(100, 1000, terms));
    }
    List<List<Object>> rows =
        run(new Case(windows, scheme, new TrendRules(4, 4, 5, 1)), ALL, new Random(1), 3)
            .rows(Tables.TRENDS);
    assertThat(rows.size(), is(7));
    for (List<Object> row : rows) {
      assertThat(row.get(column(Tables.TRENDS, "baseline_windows")), is(4L));
      assertThat(row.get(column(Tables.TRENDS, "baseline_count")), is(0L));
    }
  }

  @Test
  void oneArticleOfALongGoneCenturyCostsNothing() throws IOException {
    TreeMap<Long, Window> windows = new TreeMap<>();
    windows.put(-100_000 * DAY, new Window(1, 10, Map.of("budget", new Counts(1, 1, false))));
    for (int day = 0; day < 10; day++) {
      windows.put(day * DAY, new Window(100, 1000, Map.of("budget", new Counts(9, 9, false))));
    }
    List<List<Object>> rows =
        run(daily(windows, new TrendRules(28, 4, 5, 1)), ALL, new Random(1), 2).rows(Tables.TRENDS);
    assertThat(rows.size(), is(6));
    assertThat(rows.get(0).get(column(Tables.TRENDS, "first_seen")), is(-100_000 * DAY));
  }

  private static List<Object> last(NavigableMap<Long, Window> windows, String term)
      throws IOException {
    List<List<Object>> rows =
        run(daily(windows, new TrendRules(28, 4, 5, 1)), ALL, new Random(1), 2).rows(Tables.TRENDS);
    List<Object> row = rows.get(rows.size() - 1);
    assertThat(row.get(0), is(windows.lastKey()));
    assertThat(row.get(column(Tables.TRENDS, "term")), is(term));
    return row;
  }

  private static Case daily(NavigableMap<Long, Window> windows, TrendRules rules) {
    return new Case(windows, WindowScheme.of("day", ZoneOffset.UTC), rules);
  }

  private static int column(Table table, String name) {
    for (int i = 0; i < table.columns().size(); i++) {
      if (table.columns().get(i).name().equals(name)) {
        return i;
      }
    }
    throw new AssertionError(name);
  }

  /** Windows with gaps, terms with waves. */
  private static Case randomCase(
      Random random, WindowScheme scheme, TrendRules rules, int windowCount) {
    TreeMap<Long, Window> windows = new TreeMap<>();
    long start = scheme.startsContaining(17_000 * DAY)[0];
    for (int i = 0; i < windowCount; i++) {
      start = scheme.next(start);
      if (random.nextInt(8) == 0) {
        continue;
      }
      int docs = 1 + random.nextInt(40);
      Map<String, Counts> terms = new TreeMap<>();
      for (int term = 0; term < 40; term++) {
        double share = Math.pow(0.9, term) * 0.6;
        if (term % 3 == 0) {
          share *= (i / 5 + term) % 4 == 0 ? 3 : 0.1;
        }
        int docCount = 0;
        for (int d = 0; d < docs; d++) {
          docCount += random.nextDouble() < share ? 1 : 0;
        }
        if (docCount > 0) {
          terms.put(
              "term" + term % 7 + "é".repeat(term / 7),
              new Counts(docCount + random.nextInt(3), docCount, term % 11 == 4));
        }
      }
      windows.put(start, new Window(docs, docs * 100L, terms));
    }
    return new Case(windows, scheme, rules);
  }

  /** As the pipeline does it, over that many shards and in random order. */
  private static RecordedTables run(Case given, TermListing listing, Random random, int count)
      throws IOException {
    Shards shards = Shards.of(count, given.scheme());
    Map<Integer, List<byte[]>> byTerms = new TreeMap<>();
    for (int task = 0; task < count; task++) {
      TermDictionary words = new TermDictionary(0);
      TermCountBlocks blocks =
          new TermCountBlocks(
              count,
              words,
              (shard, block) ->
                  byTerms.computeIfAbsent(shard, key -> new ArrayList<>()).add(block));
      for (Map.Entry<Long, Window> window : given.windows().entrySet()) {
        if (shards.ofWindow(window.getKey()) == task) {
          add(window.getKey(), window.getValue(), blocks, words, random);
        }
      }
      blocks.finish();
    }
    Map<Integer, List<byte[]>> byWindows = new TreeMap<>();
    for (List<byte[]> blocks : byTerms.values()) {
      Collections.shuffle(blocks, random);
      new TermTrends(blocks, given.scheme(), shards, given.rules(), listing)
          .follow(
              (shard, block) ->
                  byWindows.computeIfAbsent(shard, key -> new ArrayList<>()).add(block));
    }
    RecordedTables collected = new RecordedTables();
    for (List<byte[]> blocks : byWindows.values()) {
      Collections.shuffle(blocks, random);
      TrendRows rows = new TrendRows(given.scheme(), listing, TABLES);
      blocks.forEach(rows::add);
      rows.write(collected, new ListedTerms());
    }
    return collected;
  }

  private static void add(
      long start, Window window, TermCountBlocks blocks, TermDictionary words, Random random) {
    blocks.beginWindow(start, window.docs());
    blocks.beginLength(1);
    List<Map.Entry<String, Counts>> terms = new ArrayList<>(window.terms().entrySet());
    Collections.shuffle(terms, random);
    for (Map.Entry<String, Counts> term : terms) {
      byte[] bytes = term.getKey().getBytes(StandardCharsets.UTF_8);
      Counts counts = term.getValue();
      int hash = TermHash.of(bytes, 0, bytes.length);
      blocks.add(
          new int[] {words.add(bytes, 0, bytes.length, hash)},
          hash,
          counts.termCount(),
          counts.docCount(),
          counts.isHidden());
    }
    blocks.endLength(window.totalTerms());
    blocks.endWindow();
  }

  /** The same from the definitions, term by term and window by window. */
  private static RecordedTables slowly(Case given) {
    RecordedTables collected = new RecordedTables();
    List<Long> calendar = new ArrayList<>();
    for (long start = given.windows().firstKey();
        start <= given.windows().lastKey();
        start = given.scheme().next(start)) {
      calendar.add(start);
    }
    List<String> terms =
        given.windows().values().stream()
            .flatMap(window -> window.terms().keySet().stream())
            .distinct()
            .sorted()
            .toList();
    for (int i = 0; i < calendar.size(); i++) {
      if (given.windows().containsKey(calendar.get(i))) {
        trends(given, calendar, terms, i, collected);
      }
    }
    bursts(given, calendar, terms, collected);
    return collected;
  }

  private static long docCount(Case given, long start, String term) {
    Window window = given.windows().get(start);
    return window == null || !window.terms().containsKey(term)
        ? 0
        : window.terms().get(term).docCount();
  }

  /** The places of windows of the calendar that do not overlap, counted back from one. */
  private static List<Integer> track(Case given, int from) {
    List<Integer> places = new ArrayList<>();
    for (int i = from; i >= 0; i -= given.scheme().overlap()) {
      places.add(0, i);
    }
    return places;
  }

  private static void trends(
      Case given, List<Long> calendar, List<String> terms, int i, RecordedTables collected) {
    Window window = given.windows().get(calendar.get(i));
    List<Integer> before = track(given, i);
    before.remove(before.size() - 1);
    before = before.subList(Math.max(0, before.size() - given.rules().baseline()), before.size());
    List<Long> starts =
        before.stream().map(calendar::get).filter(given.windows()::containsKey).toList();
    if (starts.size() < given.rules().atLeast()) {
      return;
    }
    long[] exposures =
        starts.stream().mapToLong(start -> given.windows().get(start).docs()).toArray();
    long exposure = Arrays.stream(exposures).sum();
    double evenness = OverdispersedRate.evenness(exposures);
    List<Double> family = new ArrayList<>();
    Map<String, Integer> places = new TreeMap<>();
    Map<String, Double> dispersions = new TreeMap<>();
    for (String term : terms) {
      long[] counts = starts.stream().mapToLong(start -> docCount(given, start, term)).toArray();
      long sum = Arrays.stream(counts).sum();
      long count = docCount(given, calendar.get(i), term);
      if (count + sum < given.rules().minDocs()) {
        continue;
      }
      double dispersion = counts.length < 2 ? 0 : OverdispersedRate.dispersion(counts, exposures);
      dispersion = dispersion < 1e-12 ? 0 : dispersion;
      dispersions.put(term, dispersion);
      places.put(term, family.size());
      family.add(
          count == 0
              ? 1
              : OverdispersedRate.pValue(
                  count, window.docs(), sum, exposure, dispersion, evenness));
    }
    double[] pValues = family.stream().mapToDouble(Double::doubleValue).toArray();
    double[] qValues = BenjaminiHochberg.qValues(pValues);
    List<List<Object>> rows = new ArrayList<>();
    for (Map.Entry<String, Counts> term : window.terms().entrySet()) {
      Counts counts = term.getValue();
      if (counts.isHidden()) {
        continue;
      }
      long sum = starts.stream().mapToLong(start -> docCount(given, start, term.getKey())).sum();
      double expected = (double) sum * window.docs() / exposure;
      Integer place = places.get(term.getKey());
      double z =
          place == null ? Double.NaN : RateRatio.z(counts.docCount(), window.docs(), sum, exposure);
      double[] shares = shares(given, calendar, term.getKey());
      int season = given.rules().season();
      MannKendall test = MannKendall.seasonal(shares, season);
      long firstSeen =
          calendar.stream()
              .filter(start -> docCount(given, start, term.getKey()) > 0)
              .findFirst()
              .orElseThrow();
      rows.add(
          new ArrayList<>(
              List.of(
                  calendar.get(i),
                  given.scheme().end(calendar.get(i)),
                  1L,
                  term.getKey(),
                  0L,
                  (long) counts.termCount(),
                  (long) counts.docCount(),
                  window.totalTerms(),
                  window.docs(),
                  (long) starts.size(),
                  sum,
                  exposure,
                  expected,
                  (counts.docCount() + 0.5) / (expected + 0.5),
                  place == null ? Double.NaN : dispersions.get(term.getKey()),
                  z,
                  place == null ? Double.NaN : pValues[place],
                  place == null ? Double.NaN : qValues[place],
                  TheilSen.seasonal(shares, season).slope() / season,
                  test.tau(),
                  test.pValue(),
                  firstSeen)));
    }
    rank(rows);
    collected.add(Tables.TRENDS, rows);
  }

  /** Surely rising ones, then rising ones, then falling ones, then untested ones. */
  private static void rank(List<List<Object>> rows) {
    int z = column(Tables.TRENDS, "z");
    int p = column(Tables.TRENDS, "p_value");
    List<List<Object>> ranked = new ArrayList<>(rows);
    Comparator<List<Object>> kind =
        Comparator.comparing(
            row -> {
              double score = (double) row.get(z);
              return score > 0 ? ((double) row.get(p) <= 0.05 ? 0 : 1) : score <= 0 ? 2 : 3;
            });
    ranked.sort(
        kind.thenComparing(row -> Double.isNaN((double) row.get(z)) ? 0 : -(double) row.get(z))
            .thenComparing(row -> (String) row.get(3)));
    for (int i = 0; i < ranked.size(); i++) {
      ranked.get(i).set(column(Tables.TRENDS, "rank"), i + 1L);
    }
  }

  /** Over the whole span, back from the last window; NaN for windows without articles. */
  private static double[] shares(Case given, List<Long> calendar, String term) {
    return track(given, calendar.size() - 1).stream()
        .mapToDouble(
            place -> {
              Window window = given.windows().get(calendar.get(place));
              return window == null
                  ? Double.NaN
                  : (double) docCount(given, calendar.get(place), term) / window.docs();
            })
        .toArray();
  }

  private static void bursts(
      Case given, List<Long> calendar, List<String> terms, RecordedTables collected) {
    List<Long> starts =
        track(given, calendar.size() - 1).stream()
            .map(calendar::get)
            .filter(given.windows()::containsKey)
            .toList();
    if (starts.size() <= given.rules().atLeast()) {
      return;
    }
    long[] docs = starts.stream().mapToLong(start -> given.windows().get(start).docs()).toArray();
    for (String term : terms) {
      long[] counts = starts.stream().mapToLong(start -> docCount(given, start, term)).toArray();
      if (Arrays.stream(counts).sum() < given.rules().minDocs()) {
        continue;
      }
      for (Bursts.WindowBurst burst : Bursts.ofWindows(counts, docs, 2, 1, 3)) {
        long start = starts.get(burst.first());
        if (given.windows().get(start).terms().get(term).isHidden()) {
          continue;
        }
        long count = 0;
        long total = 0;
        for (int i = burst.first(); i <= burst.last(); i++) {
          count += counts[i];
          total += docs[i];
        }
        long last = starts.get(burst.last());
        collected.add(
            Tables.BURSTS,
            List.of(
                List.of(
                    start,
                    given.scheme().end(start),
                    1L,
                    term,
                    (long) burst.level(),
                    last,
                    given.scheme().end(last),
                    count,
                    total,
                    (double) count / total,
                    burst.weight())));
      }
    }
  }

  private static void assertSame(
      List<List<Object>> actual, List<List<Object>> expected, String what) {
    Comparator<List<Object>> byKey =
        Comparator.comparing((List<Object> row) -> (long) row.get(0))
            .thenComparing(row -> (String) row.get(3))
            .thenComparing(row -> (long) row.get(4));
    List<List<Object>> sorted = new ArrayList<>(expected);
    sorted.sort(byKey);
    List<List<Object>> found = new ArrayList<>(actual);
    found.sort(byKey);
    for (int i = 0; i < Math.min(found.size(), sorted.size()); i++) {
      for (int cell = 0; cell < sorted.get(i).size(); cell++) {
        String where = what + ", row " + sorted.get(i) + ", but " + found.get(i);
        if (sorted.get(i).get(cell) instanceof Double number && !Double.isNaN(number)) {
          assertThat(
              where,
              (double) found.get(i).get(cell),
              closeTo(number, Math.abs(number) * 1e-12 + 1e-300));
        } else {
          assertThat(where, found.get(i).get(cell), is(sorted.get(i).get(cell)));
        }
      }
    }
    assertThat(what, found.size(), is(sorted.size()));
  }
}
