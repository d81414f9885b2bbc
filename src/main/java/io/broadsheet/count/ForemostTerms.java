package io.broadsheet.count;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The terms with the highest scores, of ties those that are first in code-point order.
 *
 * <p>Memory: some 100 bytes for each of twice as many terms as there can be in the end; none if
 * there can be any number.
 */
final class ForemostTerms {

  private static final Comparator<Term> FOREMOST_FIRST =
      Comparator.comparing((Term term) -> -term.score)
          .thenComparing(term -> term.text, Arrays::compareUnsigned);

  /** A term and its score. */
  static final class Term {
    final long score;
    final byte[] text;
    final int[] words;

    /**
     * @param words as numbers of the shard's dictionary; null if the window lacks the term
     */
    Term(long score, byte[] text, int[] words) {
      this.score = score;
      this.text = text;
      this.words = words;
    }
  }

  private final int most;
  private final Consumer<Term> chosen;
  private final List<Term> terms = new ArrayList<>();
  private long least = Long.MIN_VALUE;

  /**
   * @param most how many terms there are in the end
   * @param chosen takes them
   */
  ForemostTerms(int most, Consumer<Term> chosen) {
    this.most = most;
    this.chosen = chosen;
  }

  /** False if a term with a score can't be among them. */
  boolean mayHave(long score) {
    return score >= least;
  }

  /** Offers a term; none is offered twice. */
  void offer(Term term) {
    if (most == Integer.MAX_VALUE) {
      chosen.accept(term);
      return;
    }
    terms.add(term);
    if (terms.size() >= 2L * most) {
      cut();
    }
  }

  private void cut() {
    terms.sort(FOREMOST_FIRST);
    if (terms.size() >= most) {
      terms.subList(most, terms.size()).clear();
      least = terms.get(most - 1).score;
    }
  }

  /** Hands over the foremost of those that were offered. */
  void finish() {
    cut();
    terms.forEach(chosen);
  }
}
