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

/** {@link Wilson} and {@link Rates}. */
class SharesTest {
  private static final long SEED = 1927;

  @Test
  void theIntervalHoldsTheShareAndStaysInsideZeroAndOne() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 10_000; i++) {
      long total = random.nextLong(1, 1L << random.nextInt(1, 50));
      long count = random.nextLong(total + 1);
      double share = (double) count / total;
      String what = count + " of " + total + ", seed " + SEED;
      double low = Wilson.low(count, total);
      double high = Wilson.high(count, total);
      assertThat(what, low, allOf(greaterThanOrEqualTo(0.0), lessThanOrEqualTo(share)));
      assertThat(what, high, allOf(lessThanOrEqualTo(1.0), greaterThanOrEqualTo(share)));
      assertThat(what, Wilson.high(total - count, total), closeTo(1 - low, 1e-15));
    }
  }

  @Test
  void theIntervalShrinksWithTheNumberOfArticles() {
    double width = 1;
    for (long total = 10; total < 1_000_000_000_000L; total *= 10) {
      double next = Wilson.high(3 * total / 10, total) - Wilson.low(3 * total / 10, total);
      assertThat(next, lessThan(width));
      width = next;
    }
  }

  @Test
  void noneAndAllAreEndsOfTheInterval() {
    for (long total : new long[] {1, 2, 10, 1_000_000_000_000L}) {
      assertThat(Wilson.low(0, total), is(0.0));
      assertThat(Wilson.high(0, total), greaterThan(0.0));
      assertThat(Wilson.high(total, total), is(1.0));
      assertThat(Wilson.low(total, total), lessThan(1.0));
    }
  }

  @Test
  void aShareOfNothingDoesNotExist() {
    assertThat(Wilson.low(0, 0), is(notANumber()));
    assertThat(Wilson.high(0, 0), is(notANumber()));
    assertThat(Rates.ratio(0, 0), is(notANumber()));
    assertThat(Rates.perMillion(0, 0), is(notANumber()));
    assertThat(Rates.tfIdf(0, 0, 1, 1), is(notANumber()));
    assertThat(Rates.tfIdf(1, 2, 0, 1), is(notANumber()));
  }

  @Test
  void refusesWhatIsNotACount() {
    assertThrows(IllegalArgumentException.class, () -> Wilson.low(-1, 5));
    assertThrows(IllegalArgumentException.class, () -> Wilson.high(6, 5));
    assertThrows(IllegalArgumentException.class, () -> Rates.ratio(1, -5));
    assertThrows(IllegalArgumentException.class, () -> Rates.perMillion(2, 1));
    assertThrows(IllegalArgumentException.class, () -> Rates.tfIdf(1, 2, 3, 2));
  }

  @Test
  void aTermInEveryDocumentHasNoTfIdf() {
    assertThat(Rates.tfIdf(7, 100, 12, 12), is(0.0));
    assertThat(Rates.tfIdf(7, 100, 11, 12), greaterThan(0.0));
  }

  @Test
  void perMillionIsExactForWholeRates() {
    assertThat(Rates.perMillion(3, 1_000_000), is(3.0));
    assertThat(Rates.perMillion(1, 1_000_000_000_000L), is(1e-6));
  }
}
