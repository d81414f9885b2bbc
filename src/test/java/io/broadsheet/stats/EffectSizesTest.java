package io.broadsheet.stats;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notANumber;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** {@link LogRatio}, {@link LogOdds} and {@link Collocation}. */
class EffectSizesTest {
  private static final long SEED = 2008;

  @Test
  void doublingTheFrequencyAddsOneToTheLogRatio() {
    assertThat(LogRatio.of(10, 1000, 10, 1000), is(0.0));
    assertThat(LogRatio.of(20, 1000, 10, 1000), closeTo(1, 1e-15));
    assertThat(LogRatio.of(40, 1000, 10, 1000), closeTo(2, 1e-15));
    assertThat(LogRatio.of(10, 1000, 20, 1000), closeTo(-1, 1e-15));
  }

  @Test
  void onlyACountOfZeroIsSmoothed() {
    assertThat(LogRatio.of(4, 100, 0, 100), closeTo(3, 1e-15));
    assertThat(LogRatio.of(0, 100, 4, 100), closeTo(-3, 1e-15));
    assertThat(LogRatio.of(4, 100, 1, 100), closeTo(2, 1e-15));
  }

  @Test
  void exchangingTheCorporaChangesTheSignOnly() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 1000; i++) {
      long n1 = random.nextLong(1, 1_000_000_000_000L);
      long n2 = random.nextLong(1, 1_000_000_000_000L);
      long k1 = random.nextLong(n1) >>> random.nextInt(40);
      long k2 = random.nextLong(n2) >>> random.nextInt(40);
      if (k1 == 0 && k2 == 0) {
        continue;
      }
      String what = "seed " + SEED;
      double ratio = LogRatio.of(k1, n1, k2, n2);
      assertThat(what, LogRatio.of(k2, n2, k1, n1), closeTo(-ratio, 1e-12));
      assertThat(
          what,
          LogRatio.halfWidth(k2, n2, k1, n1),
          closeTo(LogRatio.halfWidth(k1, n1, k2, n2), 1e-12));
      double z = LogOdds.z(k1, n1, k2, n2, k1 + k2, n1 + n2, 500);
      assertThat(
          what,
          LogOdds.z(k2, n2, k1, n1, k1 + k2, n1 + n2, 500),
          closeTo(-z, 1e-9 * StrictMath.abs(z)));
    }
  }

  @Test
  void aLogRatioOfNothingDoesNotExist() {
    assertThat(LogRatio.of(0, 100, 0, 100), is(notANumber()));
    assertThat(LogRatio.of(0, 0, 1, 100), is(notANumber()));
    assertThat(LogRatio.of(1, 100, 0, 0), is(notANumber()));
    assertThat(LogRatio.halfWidth(0, 100, 0, 100), is(notANumber()));
    assertThat(LogRatio.halfWidth(1, 100, 0, 0), is(notANumber()));
    assertThrows(IllegalArgumentException.class, () -> LogRatio.of(-1, 100, 0, 100));
    assertThrows(IllegalArgumentException.class, () -> LogRatio.halfWidth(1, 100, 101, 100));
  }

  @Test
  void theIntervalOfAWholeCorpusIsAPoint() {
    assertThat(LogRatio.halfWidth(5, 5, 7, 7), is(0.0));
  }

  @Test
  void aHeavierPriorPullsTheLogOddsTowardsZero() {
    double last = Double.POSITIVE_INFINITY;
    for (double weight = 0; weight < 1e9; weight = 10 * weight + 1) {
      double difference = LogOdds.difference(30, 1000, 20, 2000, 50, 3000, weight);
      assertThat(difference, greaterThan(0.0));
      assertThat(difference, lessThan(last));
      last = difference;
    }
    assertThat(last, lessThan(1e-4));
  }

  @Test
  void withoutAPriorTheLogOddsAreThePlainOnes() {
    double expected = StrictMath.log(30.0 / 970) - StrictMath.log(20.0 / 1980);
    assertThat(LogOdds.difference(30, 1000, 20, 2000, 0, 0, 0), closeTo(expected, 1e-14));
    double deviation = StrictMath.sqrt(1.0 / 30 + 1.0 / 20);
    assertThat(LogOdds.z(30, 1000, 20, 2000, 0, 0, 0), closeTo(expected / deviation, 1e-13));
  }

  @Test
  void logOddsThatNothingSmoothsDoNotExist() {
    assertThat(LogOdds.z(0, 1000, 20, 2000, 0, 0, 0), is(notANumber()));
    assertThat(LogOdds.z(0, 1000, 20, 2000, 0, 3000, 500), is(notANumber()));
    assertThat(LogOdds.z(5, 5, 20, 2000, 5, 5, 500), is(notANumber()));
    assertThat(LogOdds.z(0, 0, 20, 2000, 20, 2000, 500), is(notANumber()));
    assertThat(LogOdds.z(3, 10, 0, 0, 3, 10, 500), is(notANumber()));
    assertThat(LogOdds.z(3, 10, 4, 10, 0, 0, 500), is(notANumber()));
    assertThrows(IllegalArgumentException.class, () -> LogOdds.z(3, 10, 4, 10, 7, 20, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> LogOdds.z(3, 10, 4, 10, 7, 20, -1));
    assertThrows(IllegalArgumentException.class, () -> LogOdds.z(3, 10, 4, 10, -7, 20, 1));
  }

  @Test
  void wordsThatStandTogetherByChanceHaveNoMutualInformation() {
    assertThat(Collocation.pmi(2, 20, 100, 1000), is(0.0));
    assertThat(Collocation.logLikelihood(2, 20, 100, 1000), is(0.0));
    assertThat(Collocation.pmi(4, 20, 100, 1000), closeTo(1, 1e-15));
    assertThat(Collocation.pmi3(4, 20, 100, 1000), closeTo(5, 1e-15));
    assertThat(Collocation.logLikelihood(4, 20, 100, 1000), greaterThan(0.0));
    assertThat(Collocation.logLikelihood(1, 20, 100, 1000), lessThan(0.0));
  }

  @Test
  void aPairThatDoesNotOccurHasNoMutualInformation() {
    assertThat(Collocation.pmi(0, 20, 100, 1000), is(notANumber()));
    assertThat(Collocation.pmi3(0, 20, 100, 1000), is(notANumber()));
    assertThat(Collocation.logLikelihood(0, 20, 100, 1000), lessThan(0.0));
    assertThat(Collocation.logLikelihood(0, 0, 0, 0), is(notANumber()));
  }

  @Test
  void refusesPairsThatDoNotFit() {
    assertThrows(IllegalArgumentException.class, () -> Collocation.pmi(21, 20, 100, 1000));
    assertThrows(IllegalArgumentException.class, () -> Collocation.pmi(2, 600, 600, 1000));
    assertThrows(IllegalArgumentException.class, () -> Collocation.pmi3(-2, 600, 600, 1000));
    assertThrows(IllegalArgumentException.class, () -> Collocation.logLikelihood(2, 6, 6000, 1000));
  }
}
