package io.broadsheet.stats;

/** The Wilson score interval. */
public final class Wilson {
  private static final double Z = 1.959963984540054;

  private Wilson() {}

  public static double low(long successes, long trials) {
    return Math.max(0, center(successes, trials) - margin(successes, trials));
  }

  public static double high(long successes, long trials) {
    return Math.min(1, center(successes, trials) + margin(successes, trials));
  }

  private static double center(long k, long n) {
    return (k + Z * Z / 2) / (n + Z * Z);
  }

  private static double margin(long k, long n) {
    double p = (double) k / n;
    return Z * Math.sqrt(n * p * (1 - p) + Z * Z / 4) / (n + Z * Z);
  }
}
