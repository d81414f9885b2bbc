package io.broadsheet.stats;

/**
 * What one cell adds to a likelihood ratio: {@code O·ln(O/E) − (O − E)}, which is never negative,
 * so that sums over cells cannot cancel.
 *
 * <p>Near {@code O = E} it is computed from the difference itself, as {@code (O−E)·v + 2·O·(v³/3 +
 * v⁵/5 + …)} with {@code v = (O−E)/(O+E)}: C. Loader, "Fast and accurate computation of binomial
 * probabilities" (2000).
 */
final class Deviance {
  /** Below this {@code |v|} the series is at its full precision with {@link #TERMS} terms. */
  private static final double SERIES_LIMIT = 0.2;

  private static final int TERMS = 12;

  private Deviance() {}

  /**
   * The deviance of one cell.
   *
   * @param observed O, at least 0
   * @param expected E, at least 0, accurate to a few units in the last place
   * @param difference O − E, given apart because it may be known far better than E
   */
  static double of(double observed, double expected, double difference) {
    if (observed == 0) {
      return expected;
    }
    double v = difference / (observed + expected);
    if (StrictMath.abs(v) >= SERIES_LIMIT) {
      return observed * StrictMath.log(observed / expected) - difference;
    }
    double square = v * v;
    double sum = 0;
    for (int term = TERMS; term >= 1; term--) {
      sum = sum * square + 1.0 / (2 * term + 1);
    }
    return v * (difference + 2 * observed * square * sum);
  }
}
