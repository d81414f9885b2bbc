package io.broadsheet.stats;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notANumber;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** {@link RateRatio} and {@link OverdispersedRate}. */
class TwoRatesTest {
  private static final long SEED = 1940;

  @Test
  void pValuesAreSumsOfBinomialProbabilities() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 300; i++) {
      long exposure = random.nextLong(1, 100);
      long baselineExposure = random.nextLong(1, 1000);
      int n = random.nextInt(1, 60);
      double share = (double) exposure / (exposure + baselineExposure);
      double[] probabilities = new double[n + 1];
      for (int k = 0; k <= n; k++) {
        double choose = 1;
        for (int j = 0; j < k; j++) {
          choose = choose * (n - j) / (j + 1);
        }
        probabilities[k] = choose * StrictMath.pow(share, k) * StrictMath.pow(1 - share, n - k);
      }
      double below = 0;
      for (int k = 0; k <= n; k++) {
        double above = 0;
        for (int j = n; j > k; j--) {
          above += probabilities[j];
        }
        double own = probabilities[k];
        double p = StrictMath.min(1, 2 * StrictMath.min(below + own, above + own));
        double midP = 2 * StrictMath.min(below + own / 2, above + own / 2);
        String what = k + " of " + n + " with " + share + ", seed " + SEED;
        assertThat(
            what,
            RateRatio.pValue(k, exposure, n - k, baselineExposure),
            closeTo(p, 1e-10 * p + 1e-300));
        assertThat(
            what,
            RateRatio.midPValue(k, exposure, n - k, baselineExposure),
            closeTo(midP, 1e-10 * midP + 1e-300));
        assertThat(
            what,
            RateRatio.upperPValue(k, exposure, n - k, baselineExposure),
            closeTo(above + own, 1e-10 * (above + own) + 1e-300));
        below += own;
      }
    }
  }

  @Test
  void exchangingTheWindowsKeepsThePValueAndTurnsTheScore() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 500; i++) {
      long a = random.nextLong(300);
      long b = random.nextLong(300);
      long s = random.nextLong(1, 1_000_000_000_000L);
      long t = random.nextLong(1, 1_000_000_000_000L);
      String what = "seed " + SEED;
      double log = RateRatio.log10PValue(a, s, b, t);
      assertThat(what, RateRatio.log10PValue(b, t, a, s), closeTo(log, 1e-13 * (1 - 20 * log)));
      double mid = RateRatio.midPValue(a, s, b, t);
      assertThat(what, RateRatio.midPValue(b, t, a, s), closeTo(mid, 1e-11 * mid));
      assertThat(what, RateRatio.z(a, s, b, t), closeTo(-RateRatio.z(b, t, a, s), 1e-12));
    }
  }

  @Test
  void theMidPValueIsTheSmallerOne() {
    for (long count = 0; count < 50; count++) {
      double exact = RateRatio.pValue(count, 10, 100, 100);
      double mid = RateRatio.midPValue(count, 10, 100, 100);
      assertThat(mid, allOf(greaterThan(0.0), lessThan(exact + 1e-15), lessThanOrEqualTo(1.0)));
    }
  }

  @Test
  void moreThanExpectedIsEverMoreSurprising() {
    double last = 2;
    double lastZ = -1;
    for (long count = 10; count < 400; count++) {
      double p = RateRatio.pValue(count, 10, 100, 100);
      double z = RateRatio.z(count, 10, 100, 100);
      assertThat(p, lessThanOrEqualTo(last));
      assertThat(z, greaterThan(lastZ));
      assertThat(RateRatio.log10PValue(count, 10, 100, 100), closeTo(StrictMath.log10(p), 1e-11));
      last = p;
      lastZ = z;
    }
    assertThat(last, lessThan(1e-200));
    assertThat(RateRatio.z(10, 10, 100, 100), is(0.0));
  }

  @Test
  void aTermThatOccursNowhereIsNoSurprise() {
    assertThat(RateRatio.pValue(0, 10, 0, 100), is(1.0));
    assertThat(RateRatio.midPValue(0, 10, 0, 100), is(1.0));
    assertThat(RateRatio.z(0, 10, 0, 100), is(0.0));
    assertThat(RateRatio.smoothed(0, 0), is(1.0));
    assertThat(OverdispersedRate.pValue(0, 10, 0, 100, 0.5, 0.9), is(1.0));
    assertThat(OverdispersedRate.z(0, 10, 0, 100, 0.5, 0.9), is(0.0));
  }

  @Test
  void withoutExposureThereIsNoRate() {
    assertThat(RateRatio.expected(10, 5, 0), is(notANumber()));
    assertThat(RateRatio.expected(0, 5, 10), is(0.0));
    assertThat(RateRatio.smoothed(3, Double.NaN), is(notANumber()));
    for (long[] exposures : new long[][] {{0, 10}, {10, 0}, {0, 0}}) {
      long exposure = exposures[0];
      long baseline = exposures[1];
      assertThat(RateRatio.z(1, exposure, 1, baseline), is(notANumber()));
      assertThat(RateRatio.pValue(1, exposure, 1, baseline), is(notANumber()));
      assertThat(RateRatio.log10PValue(1, exposure, 1, baseline), is(notANumber()));
      assertThat(RateRatio.midPValue(1, exposure, 1, baseline), is(notANumber()));
      assertThat(RateRatio.upperPValue(1, exposure, 1, baseline), is(notANumber()));
      assertThat(OverdispersedRate.pValue(1, exposure, 1, baseline, 0.1, 0.9), is(notANumber()));
      assertThat(
          OverdispersedRate.upperPValue(1, exposure, 1, baseline, 0.1, 0.9), is(notANumber()));
      assertThat(OverdispersedRate.z(1, exposure, 1, baseline, 0.1, 0.9), is(notANumber()));
    }
    assertThat(OverdispersedRate.pValue(1, 10, 1, 10, Double.NaN, 0.9), is(notANumber()));
  }

  @Test
  void refusesWhatIsNotACount() {
    assertThrows(IllegalArgumentException.class, () -> RateRatio.pValue(-1, 1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> RateRatio.midPValue(1, -1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> RateRatio.z(1, 1, -1, 1));
    assertThrows(IllegalArgumentException.class, () -> RateRatio.expected(1, 1, -1));
    assertThrows(IllegalArgumentException.class, () -> RateRatio.smoothed(1, -1));
    assertThrows(
        IllegalArgumentException.class, () -> OverdispersedRate.pValue(1, 1, 1, 1, -1, 0.5));
    assertThrows(IllegalArgumentException.class, () -> OverdispersedRate.z(1, 1, 1, 1, 1, 1.5));
    assertThrows(
        IllegalArgumentException.class,
        () -> OverdispersedRate.dispersion(new long[] {1}, new long[] {1, 2}));
    assertThrows(
        IllegalArgumentException.class,
        () -> OverdispersedRate.dispersion(new long[] {1, 2}, new long[] {0, 2}));
  }

  @Test
  void withoutDispersionTheTestIsTheConditionalOne() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 500; i++) {
      long count = random.nextLong(100);
      long baseline = random.nextLong(1000);
      long exposure = random.nextLong(1, 1000);
      long baselineExposure = random.nextLong(1, 10_000);
      double expected = RateRatio.log10PValue(count, exposure, baseline, baselineExposure);
      double actual =
          OverdispersedRate.log10PValue(count, exposure, baseline, baselineExposure, 0, 0.9);
      assertThat("seed " + SEED, actual, closeTo(expected, 1e-13 * (1 - 20 * expected)));
      assertThat(
          OverdispersedRate.z(count, exposure, baseline, baselineExposure, 0, 0.9),
          is(RateRatio.z(count, exposure, baseline, baselineExposure)));
    }
  }

  @Test
  void theMoreTheBaselineVariesTheLessABurstSays() {
    double last = RateRatio.pValue(60, 1000, 280, 28_000);
    double lastZ = RateRatio.z(60, 1000, 280, 28_000);
    for (double dispersion = 0.001; dispersion < 10; dispersion *= 2) {
      double p = OverdispersedRate.pValue(60, 1000, 280, 28_000, dispersion, 27.0 / 28);
      double z = OverdispersedRate.z(60, 1000, 280, 28_000, dispersion, 27.0 / 28);
      assertThat(p, greaterThan(last));
      assertThat(z, lessThan(lastZ));
      assertThat(
          OverdispersedRate.log10PValue(60, 1000, 280, 28_000, dispersion, 27.0 / 28),
          closeTo(StrictMath.log10(p), 1e-12));
      assertThat(
          OverdispersedRate.upperPValue(60, 1000, 280, 28_000, dispersion, 27.0 / 28),
          closeTo(p / 2, 1e-12));
      last = p;
      lastZ = z;
    }
    assertThat(last, greaterThan(0.01));
  }

  @Test
  void equalWindowsGiveTheClassicMomentEstimate() {
    long[] counts = {3, 9, 0, 12, 6, 0, 5, 13};
    long[] exposures = {50, 50, 50, 50, 50, 50, 50, 50};
    double mean = 6;
    double squares = 0;
    for (long count : counts) {
      squares += (count - mean) * (count - mean);
    }
    double variance = squares / 7;
    assertThat(
        OverdispersedRate.dispersion(counts, exposures),
        closeTo((variance - mean) / (mean * mean), 1e-15));
  }

  @Test
  void windowsWithoutTheTermMayBeLeftOut() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 300; i++) {
      int windows = random.nextInt(2, 30);
      long[] counts = new long[windows];
      long[] exposures = new long[windows];
      long[] someCounts = new long[windows];
      long[] someExposures = new long[windows];
      int some = 0;
      long total = 0;
      for (int window = 0; window < windows; window++) {
        exposures[window] = random.nextLong(1, 1000);
        counts[window] = random.nextInt(3) > 0 ? 0 : random.nextLong(20);
        total += exposures[window];
        if (counts[window] > 0) {
          someCounts[some] = counts[window];
          someExposures[some++] = exposures[window];
        }
      }
      double evenness = OverdispersedRate.evenness(exposures);
      assertThat(
          "seed " + SEED,
          OverdispersedRate.dispersion(someCounts, someExposures, some, windows, total, evenness),
          closeTo(OverdispersedRate.dispersion(counts, exposures), 1e-12));
    }
  }

  @Test
  void aBaselineThatCannotVaryHasNoDispersion() {
    assertThat(OverdispersedRate.dispersion(new long[] {4}, new long[] {10}), is(notANumber()));
    assertThat(OverdispersedRate.dispersion(new long[] {}, new long[] {}), is(notANumber()));
    assertThat(
        OverdispersedRate.dispersion(new long[] {4, 0}, new long[] {10, 0}), is(notANumber()));
    assertThat(OverdispersedRate.dispersion(new long[] {0, 0}, new long[] {10, 20}), is(0.0));
    assertThat(OverdispersedRate.dispersion(new long[] {10, 20}, new long[] {10, 20}), is(0.0));
    assertThat(OverdispersedRate.evenness(new long[] {}), is(notANumber()));
    assertThat(OverdispersedRate.evenness(new long[] {7}), is(0.0));
    assertThat(OverdispersedRate.evenness(new long[] {7, 7, 7, 7}), greaterThanOrEqualTo(0.75));
  }

  @Test
  void theEstimateFindsTheDispersionOfSimulatedWindows() {
    // Gamma-Poisson counts with α = 0.25: gamma of shape 4 as a sum of exponentials.
    SplittableRandom random = new SplittableRandom(SEED);
    double sum = 0;
    for (int series = 0; series < 400; series++) {
      long[] counts = new long[28];
      long[] exposures = new long[28];
      for (int window = 0; window < 28; window++) {
        exposures[window] = random.nextLong(500, 2000);
        double rate = 0;
        for (int i = 0; i < 4; i++) {
          rate -= StrictMath.log(1 - random.nextDouble()) / 4;
        }
        counts[window] = poisson(random, 0.02 * exposures[window] * rate);
      }
      sum += OverdispersedRate.dispersion(counts, exposures);
    }
    assertThat("seed " + SEED, sum / 400, closeTo(0.25, 0.02));
  }

  private static long poisson(SplittableRandom random, double mean) {
    double limit = StrictMath.exp(-mean);
    double product = random.nextDouble();
    long count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
