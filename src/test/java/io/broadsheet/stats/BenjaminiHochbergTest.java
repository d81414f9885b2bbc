package io.broadsheet.stats;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notANumber;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BenjaminiHochbergTest {
  private static final long SEED = 1995;

  @Test
  void agreesWithTheDefinition() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 300; round++) {
      double[] pValues = new double[random.nextInt(1, 40)];
      for (int i = 0; i < pValues.length; i++) {
        pValues[i] = random.nextInt(20) == 0 ? Double.NaN : random.nextInt(21) / 20.0;
      }
      int tested = (int) Arrays.stream(pValues).filter(p -> !Double.isNaN(p)).count();
      long family = tested + (round % 2 == 0 ? 0 : random.nextLong(100));
      double[] qValues = BenjaminiHochberg.qValues(pValues, family);
      for (int i = 0; i < pValues.length; i++) {
        if (Double.isNaN(pValues[i])) {
          assertThat(qValues[i], is(notANumber()));
          continue;
        }
        double expected = 1;
        for (double other : pValues) {
          if (other >= pValues[i]) {
            long rank = Arrays.stream(pValues).filter(p -> p <= other).count();
            expected = StrictMath.min(expected, other * family / rank);
          }
        }
        assertThat("round " + round + ", seed " + SEED, qValues[i], closeTo(expected, 1e-15));
      }
      if (family == tested) {
        assertThat(BenjaminiHochberg.qValues(pValues), is(qValues));
      }
    }
  }

  @Test
  void agreesWithRanksInALargeFamily() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] pValues = new double[20_000];
    for (int i = 0; i < pValues.length; i++) {
      double p = StrictMath.pow(random.nextDouble(), 20);
      pValues[i] = i % 3 == 0 ? (float) p : StrictMath.rint(p * 1000) / 1000;
    }
    double[] sorted = pValues.clone();
    Arrays.sort(sorted);
    double[] adjusted = sorted.clone();
    BenjaminiHochberg.adjustSorted(adjusted, adjusted.length, adjusted.length);
    double[] qValues = BenjaminiHochberg.qValues(pValues);
    for (int i = 0; i < pValues.length; i++) {
      int rank = Arrays.binarySearch(sorted, pValues[i]);
      assertThat("seed " + SEED, qValues[i], is(adjusted[rank]));
    }
  }

  @Test
  void thoseNotGivenAreTakenAsOne() {
    double[] all = {0.001, 0.01, 0.02, 0.5, 1, 1, 1, 1, 1, 1};
    double[] some = {0.001, 0.01, 0.02, 0.5};
    assertThat(
        BenjaminiHochberg.qValues(some, all.length),
        is(Arrays.copyOf(BenjaminiHochberg.qValues(all), 4)));
  }

  @Test
  void sortedPValuesAreAdjustedInPlace() {
    double[] pValues = {0.001, 0.01, 0.02, 0.5, 7};
    BenjaminiHochberg.adjustSorted(pValues, 4, 4);
    assertThat(pValues, is(new double[] {0.004, 0.02, 0.02 * 4 / 3, 0.5, 7}));
  }

  @Test
  void anEmptyFamilyStaysEmpty() {
    assertThat(BenjaminiHochberg.qValues(new double[0]).length, is(0));
    assertThat(BenjaminiHochberg.qValues(new double[] {Double.NaN})[0], is(notANumber()));
  }

  @Test
  void refusesWhatIsNotAFamilyOfPValues() {
    assertThrows(
        IllegalArgumentException.class, () -> BenjaminiHochberg.qValues(new double[] {1.5}));
    assertThrows(
        IllegalArgumentException.class, () -> BenjaminiHochberg.qValues(new double[] {-0.5}));
    assertThrows(
        IllegalArgumentException.class,
        () -> BenjaminiHochberg.qValues(new double[] {0.1, 0.2}, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> BenjaminiHochberg.adjustSorted(new double[] {0.2, 0.1}, 2, 2));
  }
}
