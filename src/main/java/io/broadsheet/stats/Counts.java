package io.broadsheet.stats;

/** What every function asks of the counts that it is given. */
final class Counts {
  /** Twice the sum of two counts stays inside a long. */
  static final long LARGEST = 1L << 61;

  private Counts() {}

  static void check(long count) {
    if (count < 0 || count > LARGEST) {
      throw new IllegalArgumentException("not a count: " + count);
    }
  }

  static void check(long count, long total) {
    check(total);
    if (count < 0 || count > total) {
      throw new IllegalArgumentException("not a count out of " + total + ": " + count);
    }
  }

  static void checkLengths(int counts, int totals) {
    if (counts != totals) {
      throw new IllegalArgumentException(counts + " counts, but " + totals + " totals");
    }
  }
}
