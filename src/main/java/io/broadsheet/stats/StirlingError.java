package io.broadsheet.stats;

/**
 * What Stirling's formula leaves out: {@code δ(a) = ln Γ(a) − (a − ½)·ln a + a − ½·ln 2π}.
 *
 * <p>From 16 on the asymptotic series (DLMF 5.11.1). Small whole numbers come from a table, as in
 * C. Loader, "Fast and accurate computation of binomial probabilities" (2000); others are moved up
 * by {@code Γ(a + 1) = a·Γ(a)}.
 */
final class StirlingError {
  private static final int SERIES_FROM = 16;

  /** δ(0) is infinite; the others to the nearest double. */
  private static final double[] WHOLE = {
    Double.POSITIVE_INFINITY,
    0.08106146679532726,
    0.0413406959554093,
    0.02767792568499834,
    0.020790672103765093,
    0.016644691189821193,
    0.013876128823070748,
    0.01189670994589177,
    0.010411265261972096,
    0.009255462182712733,
    0.00833056343336287,
    0.007573675487951841,
    0.00694284010720953,
    0.006408994188004207,
    0.0059513701127588475,
    0.005554733551962801,
  };

  private StirlingError() {}

  /** δ(a) for a &gt; 0, with an absolute error of some 10⁻¹⁵. */
  static double of(double a) {
    if (a >= SERIES_FROM) {
      return series(a);
    }
    int whole = (int) a;
    if (whole == a) {
      return WHOLE[whole];
    }
    int steps = SERIES_FROM - whole;
    double product = a;
    for (int step = 1; step < steps; step++) {
      product *= a + step;
    }
    double moved = a + steps;
    return series(moved)
        + (moved - 0.5) * StrictMath.log(moved)
        - (a - 0.5) * StrictMath.log(a)
        - StrictMath.log(product)
        - steps;
  }

  private static double series(double a) {
    double inverse = 1 / a;
    double square = inverse * inverse;
    double sum = 1.0 / 156;
    sum = -691.0 / 360360 + square * sum;
    sum = 1.0 / 1188 + square * sum;
    sum = -1.0 / 1680 + square * sum;
    sum = 1.0 / 1260 + square * sum;
    sum = -1.0 / 360 + square * sum;
    return inverse * (1.0 / 12 + square * sum);
  }
}
