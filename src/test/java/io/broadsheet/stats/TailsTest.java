package io.broadsheet.stats;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notANumber;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The normal and the chi-square distribution. */
class TailsTest {

  /** Values in 20 digits, computed elsewhere. */
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 0.31731050786291410283",
    "1.959963984540054, 0.050000000000000021752",
    "5, 5.7330314375838782335e-7",
    "20, 5.5072482372124673902e-89",
    "37, 1.1451142445049153645e-299",
  })
  void twoSidedTailsAreRight(double z, double expected) {
    assertThat(Normal.twoSided(z) / expected, closeTo(1, 1e-14));
    assertThat(Normal.twoSided(-z), is(Normal.twoSided(z)));
    assertThat(Normal.log10TwoSided(z), closeTo(StrictMath.log10(expected), 1e-12));
    assertThat(ChiSquare.upperTail(z * z) / expected, closeTo(1, 1e-12));
    assertThat(Normal.upperTail(z), closeTo(0.5 * expected, 1e-16));
    assertThat(Normal.upperTail(-z), closeTo(1 - 0.5 * expected, 1e-16));
  }

  @Test
  void logarithmsDoNotUnderflow() {
    assertThat(Normal.twoSided(100), is(0.0));
    assertThat(Normal.log10TwoSided(100), closeTo(-2173.57051287337, 1e-9));
    assertThat(Normal.log10TwoSided(-1e8), closeTo(-2171472409516267.0, 2));
    assertThat(ChiSquare.log10UpperTail(10_000), closeTo(-2173.57051287337, 1e-9));
    assertThat(ChiSquare.log10UpperTail(Double.POSITIVE_INFINITY), is(Double.NEGATIVE_INFINITY));
    assertThat(Normal.log10TwoSided(Double.NEGATIVE_INFINITY), is(Double.NEGATIVE_INFINITY));
  }

  @Test
  void tailsFallFromOneToZero() {
    double last = 1;
    for (double x = 0; x < 1600; x += 0.37) {
      double tail = ChiSquare.upperTail(x);
      assertThat(tail, lessThanOrEqualTo(last));
      if (x > 1 && x < 1400) {
        assertThat(tail, lessThan(last));
      }
      last = tail;
    }
    assertThat(last, is(0.0));
    assertThat(Normal.twoSided(Double.POSITIVE_INFINITY), is(0.0));
  }

  @Test
  void anUnknownScoreHasAnUnknownTail() {
    assertThat(Normal.twoSided(Double.NaN), is(notANumber()));
    assertThat(Normal.log10TwoSided(Double.NaN), is(notANumber()));
    assertThat(Normal.upperTail(Double.NaN), is(notANumber()));
    assertThat(ChiSquare.upperTail(Double.NaN), is(notANumber()));
    assertThat(ChiSquare.log10UpperTail(Double.NaN), is(notANumber()));
  }

  @Test
  void refusesANegativeChiSquare() {
    assertThrows(IllegalArgumentException.class, () -> ChiSquare.upperTail(-1));
    assertThrows(IllegalArgumentException.class, () -> ChiSquare.log10UpperTail(-1));
  }
}
