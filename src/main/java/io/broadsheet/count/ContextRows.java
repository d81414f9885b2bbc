package io.broadsheet.count;

import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.RowWriter.Cells;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import io.broadsheet.text.TextRules;
import io.broadsheet.text.WordPlaces;
import java.io.IOException;
import java.util.List;

/**
 * Table {@code contexts}: for each listed term of a slice its first occurrence in some articles: in
 * one of each outlet before two of any, and in no two prints of one text. Among articles that are
 * as good those with the smallest ids are taken, which is a choice by chance that is always the
 * same.
 *
 * <p>Time: in proportion to the words of the slice. Memory: 12 bytes for each line of a slice and
 * n, and {@link ArticlePlaces}.
 */
final class ContextRows implements SliceReport {
  private final ContextRules rules;
  private final boolean leavesAll;
  private final ArticlePlaces places;

  /**
   * @param leavesAll whether the rows of all articles are left to {@link LaterReports}
   */
  ContextRows(ContextRules rules, boolean leavesAll, TextRules text) {
    this.rules = rules;
    this.leavesAll = leavesAll;
    this.places = new ArticlePlaces(text);
  }

  @Override
  public Table table() {
    return Tables.CONTEXTS;
  }

  @Override
  public void write(SliceTerms slice, RowWriter rows) throws IOException {
    if (!rules.slices().contains(slice.sliceType()) || (leavesAll && slice.isOfAll())) {
      return;
    }
    int[] listed = slice.listed();
    WindowTerms terms = slice.terms();
    List<Entry> articles = slice.textsById();
    Picks picks = new Picks(listed.length, articles);
    pick(articles, terms, slice.placesOf(listed), picks);
    Cells before = slice::writeBefore;
    rows.forget();
    for (int i = 0; i < listed.length; i++) {
      for (int line = 0; line < picks.size(i); line++) {
        Entry article = picks.article(i, line);
        WordPlaces.Context context =
            places
                .of(article)
                .context(
                    terms.wordsBefore(article, picks.place(i, line)),
                    terms.length(),
                    rules.width());
        rows.repeated(0, before);
        terms.writeTo(rows, listed[i]);
        rows.integer(line + 1);
        rows.text(context.left());
        rows.text(context.match());
        rows.text(context.right());
        rows.text(article.document().id().toHex());
        rows.text(article.document().outlet());
        rows.integer(context.offset());
        rows.endRow();
      }
    }
  }

  private static void pick(
      List<Entry> articles, WindowTerms terms, TermPlaces listed, Picks picks) {
    for (int number = 0; number < articles.size(); number++) {
      Entry article = articles.get(number);
      int end = terms.end(article);
      for (int place = terms.start(article); place < end; place++) {
        int term = terms.at(place);
        int listedPlace = term < 0 ? -1 : listed.of(term);
        if (listedPlace >= 0) {
          picks.offer(listedPlace, number, place);
        }
      }
    }
  }

  /** The best occurrences of each listed term so far. */
  private final class Picks {
    private final List<Entry> articles;
    private final int most = rules.lines();
    private final int[] numbers;
    private final int[] places;

    /** How many of the picks before it are of the same outlet. */
    private final int[] rounds;

    private final int[] sizes;
    private final int[] lastArticles;

    Picks(int terms, List<Entry> articles) {
      this.articles = articles;
      numbers = new int[Math.multiplyExact(terms, most)];
      places = new int[numbers.length];
      rounds = new int[numbers.length];
      sizes = new int[terms];
      lastArticles = new int[terms];
    }

    int size(int term) {
      return sizes[term];
    }

    Entry article(int term, int line) {
      return articles.get(numbers[term * most + line]);
    }

    int place(int term, int line) {
      return places[term * most + line];
    }

    /** Offers an occurrence; articles come by id, the occurrences of each in their order. */
    void offer(int term, int number, int place) {
      if (lastArticles[term] == number + 1) {
        return;
      }
      lastArticles[term] = number + 1;
      int from = term * most;
      int size = sizes[term];
      if (size == most && rounds[from + most - 1] == 0) {
        return;
      }
      String outlet = articles.get(number).document().outlet();
      int round = 0;
      for (int i = from; i < from + size; i++) {
        if (articles.get(numbers[i]).document().outlet().equals(outlet)) {
          round++;
        }
      }
      int at = from + size;
      while (at > from && rounds[at - 1] > round) {
        at--;
      }
      if (at == from + most) {
        return;
      }
      int moved = Math.min(size, most - 1) - (at - from);
      System.arraycopy(numbers, at, numbers, at + 1, moved);
      System.arraycopy(places, at, places, at + 1, moved);
      System.arraycopy(rounds, at, rounds, at + 1, moved);
      numbers[at] = number;
      places[at] = place;
      rounds[at] = round;
      sizes[term] = Math.min(size + 1, most);
    }
  }
}
