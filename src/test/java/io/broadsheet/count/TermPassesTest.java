package io.broadsheet.count;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.broadsheet.article.Article;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.copies.CopySettings;
import io.broadsheet.copies.StorySettings;
import io.broadsheet.table.Tables;
import io.broadsheet.text.TextRules;
import io.broadsheet.text.Tokenizer;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A window that is counted in passes has the rows of one that is counted at once. */
class TermPassesTest {
  private static final int LONGEST = 3;
  private static final int AT_ONCE = Integer.MAX_VALUE;
  private static final WindowScheme WEEKS = WindowScheme.of("week", ZoneOffset.UTC);
  private static final TrendRules TRENDS = new TrendRules(4, 1, 2, 1);
  private static final List<String> TABLES =
      List.of(
          Tables.TERMS.name(),
          Tables.KEYNESS.name(),
          Tables.COLLOCATIONS.name(),
          Tables.CONTEXTS.name(),
          Tables.TERM_ARTICLES.name(),
          Tables.TRENDS.name(),
          Tables.BURSTS.name());
  private static final List<String> SLICES = List.of("all", "language", "outlet", "topic");
  private static final List<String> WORDS =
      List.of("the", "of", "levee", "council", "dam", "rain", "monday", "two", "mayor", "flood");

  /** A run. */
  private record Case(
      List<String> tables,
      List<String> slices,
      boolean hidesStopWords,
      int minTermCount,
      int top,
      int keynessTop,
      KeynessRules.Reference reference,
      boolean countOnce,
      boolean articlesOfSlices) {

    static Case of(int top, int keynessTop) {
      return new Case(
          TABLES, SLICES, true, 1, top, keynessTop, KeynessRules.Reference.REST, false, true);
    }

    Case without(String table) {
      List<String> others = new ArrayList<>(tables);
      others.remove(table);
      return new Case(
          others,
          slices,
          hidesStopWords,
          minTermCount,
          top,
          keynessTop,
          reference,
          countOnce,
          articlesOfSlices);
    }

    Case comparedWith(KeynessRules.Reference other) {
      return new Case(
          tables,
          slices,
          hidesStopWords,
          minTermCount,
          top,
          keynessTop,
          other,
          countOnce,
          articlesOfSlices);
    }
  }

  private final ShardArticles shard = shard();
  private final Texts texts =
      new Texts(shard, CopiedArticles.of(List.of(copies(shard))), StoryArticles.of(List.of()));

  /** From passes of a few terms to passes of a tenth of them. */
  @ParameterizedTest
  @ValueSource(ints = {480, 3000, 7800})
  void listsTheForemost(int mostTerms) throws IOException {
    assertSame(Case.of(7, 4), mostTerms);
  }

  @ParameterizedTest
  @ValueSource(ints = {900, 4500})
  void listsAll(int mostTerms) throws IOException {
    assertSame(Case.of(Integer.MAX_VALUE, Integer.MAX_VALUE), mostTerms);
    assertSame(Case.of(Integer.MAX_VALUE, 4), mostTerms);
  }

  @Test
  void listsMoreThanThereAreAndOneAlone() throws IOException {
    assertSame(Case.of(100_000, 100_000), 1200);
    assertSame(Case.of(1, 1), 1200);
  }

  @Test
  void doesWithoutTrendsOrKeynessOrTheSliceOfAll() throws IOException {
    Case seven = Case.of(7, 4);
    assertSame(seven.without(Tables.TRENDS.name()).without(Tables.BURSTS.name()), 1200);
    assertSame(seven.without(Tables.KEYNESS.name()), 1200);
    assertSame(
        new Case(
            List.of(Tables.TERMS.name(), Tables.KEYNESS.name(), Tables.TERM_ARTICLES.name()),
            List.of("outlet"),
            false,
            3,
            7,
            4,
            KeynessRules.Reference.REST,
            true,
            false),
        1200);
  }

  @Test
  void countsEachTextOnce() throws IOException {
    assertSame(
        new Case(TABLES, SLICES, true, 2, 9, 5, KeynessRules.Reference.REST, true, true), 1200);
  }

  @Test
  void comparesWithAnOutlet() throws IOException {
    assertSame(Case.of(7, 4).comparedWith(KeynessRules.Reference.ofOutlet("Herald")), 1200);
  }

  @Test
  void comparesWithAList() throws IOException {
    KeynessRules.Reference file = KeynessRules.Reference.ofFile("news.csv");
    assertSame(Case.of(7, 4).comparedWith(file), 1200);
    assertSame(Case.of(Integer.MAX_VALUE, Integer.MAX_VALUE).comparedWith(file), 3000);
  }

  private void assertSame(Case given, int mostTerms) throws IOException {
    Map<String, List<List<Object>>> expected = rows(given, AT_ONCE);
    for (String table : given.tables()) {
      assertThat(table, expected.get(table).size(), is(greaterThan(3)));
    }
    Map<String, List<List<Object>>> actual = rows(given, mostTerms);
    for (String table : given.tables()) {
      assertThat(table, actual.get(table), is(expected.get(table)));
    }
  }

  /** All rows of each table. */
  private Map<String, List<List<Object>>> rows(Case given, int mostTerms) throws IOException {
    CopySettings defaults = CopySettings.defaults();
    CopySettings copies =
        new CopySettings(
            true,
            defaults.spanMillis(),
            defaults.jaccard(),
            defaults.containment(),
            defaults.aligned(),
            given.countOnce(),
            false,
            defaults.mostPairs(),
            defaults.boilerplateShare(),
            defaults.boilerplateArticles());
    TermListing listing =
        new TermListing(
            given.slices(), LONGEST, given.hidesStopWords(), given.minTermCount(), given.top());
    WindowReports reports =
        new WindowReports(
                WEEKS,
                given.tables(),
                listing,
                new EvidenceSettings(copies, StorySettings.defaults(), null, true, 1),
                TextRules.DEFAULT,
                new KeynessRules(500, 2, given.keynessTop(), given.reference()),
                new CollocationRules(2, 2, List.of("all", "outlet")),
                new ContextRules(3, 30, given.slices(), given.articlesOfSlices()))
            .atOnce(mostTerms);
    RecordedTables output = new RecordedTables();
    ListedTerms listed = new ListedTerms();
    Map<Integer, List<byte[]>> byTerms = new TreeMap<>();
    DuplicateRecords none = DuplicateRecords.of(List.of());
    reports.write(
        shard,
        texts,
        none,
        start -> true,
        given.reference().isFile() ? list() : null,
        output,
        (hashes, size, chosen) -> {
          int found = 0;
          for (int i = 0; i < size; i++) {
            chosen[found] = i;
            found += hashes[i] % 3 != 0 ? 1 : 0;
          }
          return found;
        },
        new TermCountBlocks(
            2,
            shard.dictionary(),
            (termShard, block) ->
                byTerms.computeIfAbsent(termShard, key -> new ArrayList<>()).add(block)),
        listed);
    TrendRows trends = new TrendRows(WEEKS, listing, given.tables());
    for (List<byte[]> blocks : byTerms.values()) {
      new TermTrends(blocks, WEEKS, Shards.of(1, WEEKS), TRENDS, listing)
          .follow((windowShard, block) -> trends.add(block));
    }
    if (reports.hasTrends()) {
      trends.write(output, listed);
    }
    if (reports.leavesAll()) {
      ShardReader.Shard all = new ShardReader.Shard(0, null, shard, texts, none, start -> true);
      reports.later().write(all, List.of(listed.toBytes()), output);
    }
    return output.rows();
  }

  /** Four weeks of four outlets; some words are frequent, and some occur once. */
  private static ShardArticles shard() {
    Random random = new Random(5);
    ArticleBlockBuilder<String> builder = new ArticleBlockBuilder<>(null, null, true, false, 1);
    List<String> outlets = List.of("Herald", "Post", "Times", "Mirror");
    String body = "";
    for (int i = 0; i < 120; i++) {
      // Every tenth text is printed twice.
      body = i % 10 == 9 ? body : body(random, i);
      String outlet = outlets.get(random.nextInt(4));
      String day = LocalDate.of(2025, 6, 2).plusDays(random.nextInt(28)).toString();
      String topic = "topic " + random.nextInt(3);
      Article article = Articles.article("f", i, outlet, day, topic, "Rain " + i, body);
      builder.add("a", article, new Tokenizer());
    }
    List<byte[]> blocks = new ArrayList<>();
    builder.build((destination, block) -> blocks.add(block));
    return new ShardArticles(blocks, TextRules.DEFAULT);
  }

  private static String body(Random random, int article) {
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < 90; word++) {
      int which = (int) Math.abs(random.nextGaussian() * 6);
      text.append(which < WORDS.size() ? WORDS.get(which) : "w" + which + "x" + article % 7);
      // The last sentence has no stop.
      text.append(random.nextInt(9) == 0 && word < 80 ? ". " : " ");
    }
    return text.toString();
  }

  /** Each text with the offset 10 n + 9 is that of the article before. */
  private static byte[] copies(ShardArticles shard) {
    ByteWriter out = new ByteWriter(100);
    out.writeByte('A');
    for (ShardArticles.Entry first : shard.entries()) {
      for (ShardArticles.Entry print : shard.entries()) {
        long behind = print.document().offset() - first.document().offset();
        if (first.document().offset() % 10 == 8 && (behind == 0 || behind == 1)) {
          out.writeLong(print.document().id().high());
          out.writeLong(print.document().id().low());
          out.writeLong(first.document().id().high());
          out.writeLong(first.document().id().low());
          out.writeByte((int) behind);
          out.writeLong(CopiedArticles.NEVER);
        }
      }
    }
    return out.toByteArray();
  }

  /** Terms that windows have, terms of words that they have, and terms of others. */
  private static FrequencyList list() {
    Random random = new Random(6);
    FrequencyList list = new FrequencyList();
    for (int n = 1; n <= LONGEST; n++) {
      for (int i = 0; i < 400; i++) {
        List<String> words = new ArrayList<>();
        for (int word = 0; word < n; word++) {
          boolean isOther = random.nextInt(12) == 0;
          words.add(isOther ? "other" + random.nextInt(9) : WORDS.get(random.nextInt(10)));
        }
        byte[] term = String.join(" ", words).getBytes(StandardCharsets.UTF_8);
        list.add(n, term, 1 + random.nextInt(40));
      }
      list.addOthers(n, 5000);
    }
    return list;
  }
}
