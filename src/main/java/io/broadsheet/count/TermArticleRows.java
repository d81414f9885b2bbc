package io.broadsheet.count;

import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.RowWriter.Cells;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Table {@code term_articles}: the articles behind the counts of each listed term of a slice.
 *
 * <p>For a page alone it has fewer rows: of all articles, and in small windows what outlets list
 * besides. Their terms' other slices have the same articles. In a larger window it has only the
 * first few articles of each term, since a page has no room for all articles of many such windows.
 *
 * <p>Memory: 8 bytes for each row of a slice and n, and 4 for each term of the window.
 */
final class TermArticleRows implements SliceReport {
  /** Of larger windows a page has no room for what outlets list. */
  private static final int MOST_ARTICLES = 60;

  /** Articles of a term of a larger window, for a page alone. */
  private static final int MOST_OF_A_TERM = 8;

  private final boolean hasSlices;
  private final boolean leavesAll;
  private final Map<Integer, BitSet> listedForAll = new HashMap<>();

  /**
   * @param hasSlices whether there are rows of every slice; else there are those of a page
   * @param leavesAll whether the rows of all articles are left to {@link LaterReports}
   */
  TermArticleRows(boolean hasSlices, boolean leavesAll) {
    this.hasSlices = hasSlices;
    this.leavesAll = leavesAll;
  }

  @Override
  public Table table() {
    return Tables.TERM_ARTICLES;
  }

  @Override
  public void write(SliceTerms slice, RowWriter rows) throws IOException {
    int[] listed = hasSlices ? slice.listed() : listedForPage(slice);
    if (listed.length == 0 || (leavesAll && slice.isOfAll())) {
      return;
    }
    TermCounter counter = slice.counter();
    List<Entry> articles = slice.articlesById();
    int[] ends = new int[listed.length];
    int[] limits = new int[listed.length];
    int most = hasSlices || isSmall(slice) ? Integer.MAX_VALUE : MOST_OF_A_TERM;
    int size = 0;
    for (int i = 0; i < listed.length; i++) {
      ends[i] = size;
      size = Math.addExact(size, Math.min(most, counter.docCount(listed[i])));
      limits[i] = size;
    }
    int[] numbers = new int[size];
    int[] counts = new int[size];
    count(articles, counter.windowTerms(), slice.placesOf(listed), ends, limits, numbers, counts);
    String[] ids =
        articles.stream().map(entry -> entry.document().id().toHex()).toArray(String[]::new);
    Cells before = slice::writeBefore;
    rows.forget();
    int row = 0;
    for (int i = 0; i < listed.length; i++) {
      for (; row < ends[i]; row++) {
        rows.repeated(0, before);
        counter.windowTerms().writeTo(rows, listed[i]);
        rows.text(ids[numbers[row]]);
        rows.integer(counts[row]);
        rows.endRow();
      }
    }
  }

  private int[] listedForPage(SliceTerms slice) {
    if (slice.isOfAll()) {
      BitSet all = new BitSet();
      Arrays.stream(slice.listed()).forEach(all::set);
      listedForAll.put(slice.length(), all);
      return slice.listed();
    }
    if (!slice.sliceType().equals("outlet") || !isSmall(slice)) {
      return new int[0];
    }
    BitSet all = listedForAll.getOrDefault(slice.length(), new BitSet());
    return Arrays.stream(slice.listed()).filter(term -> !all.get(term)).toArray();
  }

  private static boolean isSmall(SliceTerms slice) {
    return slice.window().articles().size() <= MOST_ARTICLES;
  }

  /**
   * @param limits where they may end
   * @param ends where the rows of each listed term start; afterwards, where they end
   */
  private static void count(
      List<Entry> articles,
      WindowTerms terms,
      TermPlaces places,
      int[] ends,
      int[] limits,
      int[] numbers,
      int[] counts) {
    int[] lastArticles = new int[ends.length];
    for (int number = 0; number < articles.size(); number++) {
      Entry article = articles.get(number);
      int end = terms.end(article);
      for (int place = terms.start(article); place < end; place++) {
        int term = terms.at(place);
        int listed = term < 0 ? -1 : places.of(term);
        if (listed < 0) {
          continue;
        }
        if (lastArticles[listed] != number + 1) {
          if (ends[listed] == limits[listed]) {
            continue;
          }
          lastArticles[listed] = number + 1;
          numbers[ends[listed]++] = number;
        }
        counts[ends[listed] - 1]++;
      }
    }
  }
}
