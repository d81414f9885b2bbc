package io.broadsheet.job;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Finds the word that somebody probably meant. */
final class Nearest {
  /** Below this similarity a suggestion misleads more often than it helps. */
  private static final double ENOUGH = 0.82;

  /** What a word is worth that is one slip of the fingers away: a letter too many, two swapped. */
  private static final double ONE_SLIP = 0.9;

  private static final DamerauLevenshteinDistance SLIPS = new DamerauLevenshteinDistance();
  private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

  private Nearest() {}

  /**
   * The candidate most similar to {@code word} by Jaro and Winkler's measure (Winkler 1990) or one
   * slip away from it (Damerau 1964), the first of equals in code-point order; empty if none is
   * similar.
   */
  static Optional<String> to(String word, Collection<String> candidates) {
    String wanted = folded(word);
    return candidates.stream()
        .filter(candidate -> similarity(wanted, candidate) >= ENOUGH)
        .max(
            Comparator.<String>comparingDouble(candidate -> similarity(wanted, candidate))
                .thenComparing(Comparator.reverseOrder()));
  }

  /** {@code ; did you mean `week`?}, or nothing. */
  static String hint(String word, Collection<String> candidates) {
    return to(word, candidates).map(nearest -> "; did you mean `" + nearest + "`?").orElse("");
  }

  private static double similarity(String folded, String candidate) {
    String other = folded(candidate);
    double similarity = SIMILARITY.apply(folded, other);
    // Jaro and Winkler's measure sees too little in common between `cvs` and `csv`.
    boolean isSlip = folded.length() > 2 && SLIPS.apply(folded, other) == 1;
    return isSlip ? Math.max(similarity, ONE_SLIP) : similarity;
  }

  private static String folded(String word) {
    return word.replaceFirst("^-+", "")
        .toLowerCase(Locale.ROOT)
        .replace('-', '_')
        .replace(' ', '_');
  }
}
