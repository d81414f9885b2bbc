package io.broadsheet.stats;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparseTrendTest {
  private static final long SEED = 1991;

  @Test
  void agreesWithTheDenseFunctions() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 2000; i++) {
      int period = i % 3 == 0 ? random.nextInt(1, 9) : 1;
      double[] shares =
          shares(random, random.nextInt(0, 60), random.nextDouble(), random.nextInt(1, 30), true);
      check(shares, period, "series " + i + ", seed " + SEED);
    }
  }

  /** More pairs than are looked at one by one, with many ties and with few. */
  @ParameterizedTest
  @CsvSource({
    "400, 0.9, 1000000, 1",
    "400, 0.9, 2, 1",
    "700, 0.5, 5, 1",
    "700, 0.31, 5, 1",
    "1500, 1, 20, 1",
    "1500, 0.7, 40, 7",
    "1500, 1, 1, 1",
  })
  void agreesWithTheDenseFunctionsOnLongSeries(
      int length, double frequency, int variety, int period) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 5; i++) {
      check(
          shares(random, length, frequency, variety, i % 2 == 0),
          period,
          "series " + i + ", seed " + SEED);
    }
  }

  @Test
  void findsTheSlopeOfALineAmongEqualSlopes() {
    double[] line = new double[1000];
    for (int i = 0; i < line.length; i++) {
      line[i] = i * 0.5;
    }
    assertThat(SparseTrend.of(line, 1).slope(), is(0.5));
    assertThat(SparseTrend.of(line, 10).slope(), is(0.5));
  }

  @Test
  void isUndefinedWithoutPairs() {
    for (double[] few : new double[][] {{}, {0.5}, {Double.NaN, 0}}) {
      SparseTrend trend = SparseTrend.of(few, 1);
      assertThat(trend.tau(), is(Double.NaN));
      assertThat(trend.pValue(), is(Double.NaN));
      assertThat(trend.slope(), is(Double.NaN));
    }
  }

  private static double[] shares(
      SplittableRandom random, int length, double frequency, int variety, boolean hasGaps) {
    double[] shares = new double[length];
    for (int i = 0; i < length; i++) {
      if (hasGaps && random.nextInt(10) == 0) {
        shares[i] = Double.NaN;
      } else if (random.nextDouble() < frequency) {
        shares[i] = (1 + random.nextInt(variety) + i * variety / length) / 97.0;
      }
    }
    return shares;
  }

  private static void check(double[] shares, int period, String what) {
    SparseTrend actual = SparseTrend.of(shares, period);
    MannKendall test = MannKendall.seasonal(shares, period);
    assertThat(what, actual.tau(), is(test.tau()));
    assertThat(what, actual.pValue(), is(test.pValue()));
    double slope = TheilSen.seasonal(shares, period).slope() / period;
    if (Double.isNaN(slope)) {
      assertThat(what, actual.slope(), is(Double.NaN));
    } else {
      assertThat(what, actual.slope(), closeTo(slope, Math.abs(slope) * 1e-12));
    }
  }
}
