package io.broadsheet.stats;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notANumber;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link MannKendall} and {@link TheilSen}. */
class TrendTest {
  private static final long SEED = 1968;

  @Test
  void agreesWithAllPairsOneByOne() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 2000; i++) {
      int length = random.nextInt(2, 60);
      int period = i % 3 == 0 ? random.nextInt(1, 9) : 1;
      int variety = random.nextInt(1, 30);
      double[] values = new double[length];
      for (int j = 0; j < length; j++) {
        values[j] = random.nextInt(12) == 0 ? Double.NaN : random.nextInt(-variety, variety) / 7.0;
      }
      checkPairs(values, period, "series " + i + ", seed " + SEED);
    }
  }

  /** More slopes than are kept in memory, with many ties and with none. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 50, 1_000_000})
  void agreesWithAllPairsOfALongSeries(int variety) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] values = new double[1500];
    for (int j = 0; j < values.length; j++) {
      values[j] = j * 0.01 * variety + random.nextInt(2 * variety + 1);
    }
    checkPairs(values, 1, "variety " + variety + ", seed " + SEED);
  }

  @Test
  void equalSlopesNeedNotBeToldApart() {
    double[] line = IntStream.range(0, 1600).mapToDouble(i -> 3.0 * i).toArray();
    assertThat(TheilSen.of(line).slope(), is(3.0));
    assertThat(TheilSen.of(line).intercept(), is(0.0));
    line[800] = 1e9;
    assertThat(TheilSen.of(line).slope(), is(3.0));
  }

  private static void checkPairs(double[] values, int period, String what) {
    double[] slopes = new double[values.length * (values.length - 1) / 2];
    int count = 0;
    long s = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = i + period; j < values.length; j += period) {
        int steps = (j - i) / period;
        double slope = (values[j] - values[i]) / steps;
        if (!Double.isNaN(slope)) {
          slopes[count++] = slope + 0.0;
          s += (long) StrictMath.signum(slope);
        }
      }
    }
    Arrays.sort(slopes, 0, count);
    MannKendall test = MannKendall.seasonal(values, period);
    double slope = TheilSen.seasonal(values, period).slope();
    assertThat(what, test.s(), is(s));
    if (count == 0) {
      assertThat(what, test.tau(), is(notANumber()));
      assertThat(what, slope, is(notANumber()));
      return;
    }
    assertThat(what, test.tau(), closeTo((double) s / count, 1e-15));
    double median = 0.5 * slopes[(count - 1) / 2] + 0.5 * slopes[count / 2];
    assertThat(what, slope, closeTo(median, 1e-15 * StrictMath.abs(median)));
  }

  @Test
  void aSteadyRiseHasATauOfOne() {
    MannKendall rise = MannKendall.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    assertThat(rise.tau(), is(1.0));
    assertThat(rise.variance(), is(125.0));
    assertThat(rise.z(), closeTo(44 / StrictMath.sqrt(125), 1e-15));
    MannKendall fall = MannKendall.of(new double[] {10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
    assertThat(fall.tau(), is(-1.0));
    assertThat(fall.z(), is(-rise.z()));
    assertThat(fall.pValue(), is(rise.pValue()));
  }

  @Test
  void aFlatSeriesHasNoTrend() {
    MannKendall flat = MannKendall.of(new double[] {4, 4, 4, 4});
    assertThat(flat, is(new MannKendall(0, 0, 0, 1, 0)));
    assertThat(TheilSen.of(new double[] {4, 4, 4, 4}), is(new TheilSen(0, 4)));
    assertThat(MannKendall.of(new double[] {0.0, -0.0}).s(), is(0L));
  }

  @Test
  void oneBurstDoesNotMakeATrend() {
    double[] values = new double[40];
    values[30] = 1000;
    values[31] = 500;
    assertThat(TheilSen.of(values), is(new TheilSen(0, 0)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void tooFewValuesHaveNoTrend(int length) {
    MannKendall test = MannKendall.of(new double[length]);
    assertThat(test.s(), is(0L));
    assertThat(test.z(), is(notANumber()));
    assertThat(test.pValue(), is(notANumber()));
    assertThat(test.tau(), is(notANumber()));
    assertThat(TheilSen.of(new double[length]).slope(), is(notANumber()));
    assertThat(TheilSen.of(new double[length]).intercept(), is(notANumber()));
  }

  @Test
  void seasonsAreComparedWithThemselvesOnly() {
    // Each week the same but a little more: falling inside the week, rising from week to week.
    double[] values = new double[28];
    for (int day = 0; day < 28; day++) {
      values[day] = 100 - 10 * (day % 7) + day / 7;
    }
    assertThat(MannKendall.seasonal(values, 7).tau(), is(1.0));
    assertThat(TheilSen.seasonal(values, 7).slope(), is(1.0));
    for (int period : new int[] {28, 29, Integer.MAX_VALUE}) {
      assertThat(MannKendall.seasonal(values, period).tau(), is(notANumber()));
      assertThat(TheilSen.seasonal(values, period).slope(), is(notANumber()));
    }
    assertThrows(IllegalArgumentException.class, () -> MannKendall.seasonal(values, 0));
    assertThrows(IllegalArgumentException.class, () -> TheilSen.seasonal(values, 0));
  }

  @Test
  void aMissingValueKeepsItsPlaceInTime() {
    double[] values = {0, 2, Double.NaN, 6, 8};
    assertThat(TheilSen.of(values), is(new TheilSen(2, 0)));
    assertThat(MannKendall.of(values).s(), is(6L));
  }
}
