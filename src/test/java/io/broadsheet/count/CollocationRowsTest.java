package io.broadsheet.count;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.broadsheet.copies.CopySettings;
import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.count.WindowArticles.Slice;
import io.broadsheet.table.RowWriter;
import io.broadsheet.text.TextRules;
import io.broadsheet.text.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CollocationRowsTest {

  @Test
  void givesTheSameRowsInAnyNumberOfPasses() throws IOException {
    Random random = new Random(11);
    List<String> texts = new ArrayList<>();
    for (int article = 0; article < 20; article++) {
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < 200; word++) {
        text.append('w').append((int) Math.abs(random.nextGaussian() * 20));
        text.append(random.nextInt(12) == 0 ? ". " : " ");
      }
      texts.add(text.toString());
    }
    List<String> inOne = rows(3, 1 << 20, texts);
    assertThat(inOne.size(), is(25));
    assertThat(rows(3, 100, texts), is(inOne));
    assertThat(rows(3, 5000, texts), is(inOne));
    assertThat(rows(1, 100, texts).size(), greaterThan(5));
  }

  @Test
  void pairsWordsThatAreNearButNotAcrossAStop() throws IOException {
    List<String> texts = List.of("red big barn. Barn red. Red big barn", "blue sea");

    assertThat(
        rows(1, 1000, texts).stream().map(row -> row.replaceFirst("^.*all\\|all\\|", "")).toList(),
        contains(
            "barn|red|3|1|1|1|6|1",
            "big|barn|1|2|2|2|6|1",
            "blue|sea|4|1|1|1|6|1",
            "red|big|2|2|2|2|6|1"));
    assertThat(
        rows(2, 1000, texts).stream()
            .anyMatch(row -> row.matches(".*\\|big\\|barn\\|.\\|2\\|2\\|4\\|8\\|1")),
        is(true));
  }

  private static List<String> rows(int span, int pairsOfAPass, List<String> texts)
      throws IOException {
    ArticleBlockBuilder<String> builder = new ArticleBlockBuilder<>();
    for (int i = 0; i < texts.size(); i++) {
      builder.add(
          "a", Articles.article("f", i, "o", "2025-07-01", "t", "", texts.get(i)), new Tokenizer());
    }
    List<byte[]> blocks = new ArrayList<>();
    builder.build((destination, block) -> blocks.add(block));
    ShardArticles shard = new ShardArticles(blocks, TextRules.DEFAULT);
    List<Entry> articles = shard.entries();
    Texts prints = new Texts(shard, CopiedArticles.of(List.of()), StoryArticles.of(List.of()));
    WindowCounts counts =
        new WindowCounts(
            shard, prints, articles, new WindowCounts.Counters(), CopySettings.defaults(), true);
    TermListing listing = new TermListing(List.of("all"), 1, true, 1, 25);
    SliceTerms slice =
        new SliceTerms(
            new WindowArticles(shard, prints, 0, 1, articles, counts),
            new Slice("all", "all", articles),
            1,
            listing,
            null,
            null);
    RecordedRows rows = new RecordedRows();
    new CollocationRows(new CollocationRules(span, 1, List.of("all")), listing, pairsOfAPass)
        .write(slice, rows);
    return rows.rows;
  }

  /** Keeps texts and whole numbers, which say which pairs were counted how often. */
  private static final class RecordedRows implements RowWriter {
    final List<String> rows = new ArrayList<>();
    private final List<String> cells = new ArrayList<>();

    @Override
    public void text(String value) {
      cells.add(value);
    }

    @Override
    public void utf8(byte[] bytes, int offset, int length) {
      cells.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void texts(List<String> values) {
      cells.addAll(values);
    }

    @Override
    public void integer(long value) {
      cells.add(Long.toString(value));
    }

    @Override
    public void real(double value) {}

    @Override
    public void timestamp(long epochMillis) {}

    @Override
    public void empty() {}

    @Override
    public void endRow() {
      rows.add(String.join("|", cells));
      cells.clear();
    }
  }
}
