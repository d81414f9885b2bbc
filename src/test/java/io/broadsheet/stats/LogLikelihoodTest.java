package io.broadsheet.stats;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notANumber;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLikelihoodTest {
  private static final long SEED = 1993;

  @Test
  void isTheSameWithRowsOrColumnsExchanged() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 1000; i++) {
      long a = random.nextLong(1000);
      long b = random.nextLong(1_000_000);
      long c = random.nextLong(1000);
      long d = random.nextLong(1_000_000_000_000L);
      double ratio = LogLikelihood.ratio(a, b, c, d);
      double tolerance = 1e-13 * (1 + ratio);
      assertThat("seed " + SEED, ratio, greaterThanOrEqualTo(0.0));
      assertThat(LogLikelihood.ratio(c, d, a, b), closeTo(ratio, tolerance));
      assertThat(LogLikelihood.ratio(b, a, d, c), closeTo(ratio, tolerance));
      assertThat(LogLikelihood.ratio(a, c, b, d), closeTo(ratio, tolerance));
      assertThat(
          LogLikelihood.signedRatio(c, d, a, b),
          closeTo(-LogLikelihood.signedRatio(a, b, c, d), tolerance));
    }
  }

  @Test
  void growsWithTheDistanceFromTheReference() {
    double last = -1;
    for (long count = 100; count <= 200; count++) {
      double keyness = LogLikelihood.keyness(count, 10_000, 1000, 100_000);
      assertThat(keyness, greaterThan(last));
      last = keyness;
    }
    assertThat(LogLikelihood.keyness(100, 10_000, 1000, 100_000), is(0.0));
  }

  @ParameterizedTest
  @CsvSource({"0,0,0,0", "5,7,0,0", "0,0,5,7", "5,0,7,0", "0,5,0,7", "5,10,50,100"})
  void isZeroWhereNothingCanDiffer(long k11, long k12, long k21, long k22) {
    assertThat(LogLikelihood.ratio(k11, k12, k21, k22), is(0.0));
    assertThat(LogLikelihood.pValue(LogLikelihood.ratio(k11, k12, k21, k22)), is(1.0));
  }

  @Test
  void doesNotExistWithoutATargetOrAReference() {
    assertThat(LogLikelihood.keyness(0, 0, 3, 10), is(notANumber()));
    assertThat(LogLikelihood.keyness(3, 10, 0, 0), is(notANumber()));
    assertThat(LogLikelihood.pValue(Double.NaN), is(notANumber()));
  }

  @Test
  void seesOneWordInATrillion() {
    // One occurrence more than expected: (O − E)²/E summed over the cells, to first order.
    long half = 500_000_000_000L;
    double ratio = LogLikelihood.keyness(1_000_001, half, 999_999, half);
    assertThat(ratio, closeTo(2e-6, 2e-11));
  }

  @Test
  void hasALogarithmOfItsPValueBeyondTheRangeOfADouble() {
    double keyness = LogLikelihood.keyness(500_000, 1_000_000, 1000, 100_000_000);
    assertThat(LogLikelihood.pValue(keyness), is(0.0));
    double log = LogLikelihood.log10PValue(keyness);
    assertThat(log / (-0.5 * keyness / StrictMath.log(10)), closeTo(1, 1e-5));
    assertThat(LogLikelihood.log10PValue(-keyness), is(log));
  }

  @ParameterizedTest
  @CsvSource({"-1,10,1,10", "1,-10,1,10", "11,10,1,10", "1,10,1,-1", "1,10,3,2"})
  void refusesWhatIsNotACount(
      long targetCount, long targetTotal, long referenceCount, long referenceTotal) {
    assertThrows(
        IllegalArgumentException.class,
        () -> LogLikelihood.keyness(targetCount, targetTotal, referenceCount, referenceTotal));
  }

  @Test
  void refusesTotalsBeyondALong() {
    long large = 1L << 61;
    assertThrows(
        IllegalArgumentException.class, () -> LogLikelihood.ratio(large, large, large, large));
  }
}
