package io.broadsheet.stats;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notANumber;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** {@link Dispersion} and {@link Similarity}. */
class SpreadTest {
  private static final long SEED = 2008;

  @Test
  void anEvenSpreadHasNoDeviation() {
    assertThat(
        Dispersion.deviationOfProportions(new long[] {1, 2, 3}, new long[] {10, 20, 30}, 60),
        is(0.0));
  }

  @Test
  void aWordInOnePartDeviatesByAllTheOthers() {
    double deviation = Dispersion.deviationOfProportions(new long[] {7}, new long[] {10}, 100);
    assertThat(deviation, closeTo(0.9, 1e-15));
    assertThat(Dispersion.normalised(deviation, 10, 100), closeTo(1, 1e-15));
  }

  @Test
  void agreesWithTheDefinitionAndIgnoresPartsWithoutTheWord() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 500; round++) {
      int parts = random.nextInt(1, 20);
      long[] counts = new long[parts];
      long[] sizes = new long[parts];
      long[] someCounts = new long[parts];
      long[] someSizes = new long[parts];
      int some = 0;
      double count = 0;
      long size = 0;
      for (int i = 0; i < parts; i++) {
        sizes[i] = random.nextLong(1, 1000);
        counts[i] = random.nextBoolean() ? 0 : random.nextLong(50);
        count += counts[i];
        size += sizes[i];
        if (counts[i] > 0) {
          someCounts[some] = counts[i];
          someSizes[some++] = sizes[i];
        }
      }
      double expected = 0;
      for (int i = 0; i < parts; i++) {
        expected += 0.5 * StrictMath.abs(counts[i] / count - (double) sizes[i] / size);
      }
      double actual = Dispersion.deviationOfProportions(counts, sizes, size);
      if (count == 0) {
        assertThat(actual, is(notANumber()));
        continue;
      }
      assertThat("seed " + SEED, actual, closeTo(expected, 1e-14));
      assertThat(Dispersion.deviationOfProportions(someCounts, someSizes, some, size), is(actual));
    }
  }

  @Test
  void aWordThatDoesNotOccurHasNoSpread() {
    assertThat(
        Dispersion.deviationOfProportions(new long[2], new long[] {10, 20}, 60), is(notANumber()));
    assertThat(Dispersion.deviationOfProportions(new long[0], new long[0], 0), is(notANumber()));
    assertThat(Dispersion.normalised(0, 60, 60), is(notANumber()));
    assertThrows(
        IllegalArgumentException.class,
        () -> Dispersion.deviationOfProportions(new long[] {-1}, new long[] {10}, 60));
    assertThrows(
        IllegalArgumentException.class,
        () -> Dispersion.deviationOfProportions(new long[] {1, 1}, new long[] {40, 40}, 60));
    assertThrows(
        IllegalArgumentException.class,
        () -> Dispersion.deviationOfProportions(new long[] {1, 1}, new long[] {40}, 60));
  }

  @Test
  void equalSetsAreAlikeAndDisjointOnesAreNot() {
    long[] set = {Long.MIN_VALUE, -1, 0, 5, Long.MAX_VALUE};
    assertThat(Similarity.jaccard(set, set), is(1.0));
    assertThat(Similarity.bag(set, set), is(0.5));
    assertThat(Similarity.jaccard(set, new long[] {1, 2}), is(0.0));
    assertThat(Similarity.bag(set, new long[] {1, 2}), is(0.0));
    assertThat(Similarity.jaccard(set, new long[0]), is(0.0));
    assertThat(Similarity.jaccard(new long[0], new long[0]), is(notANumber()));
    assertThat(Similarity.bag(new long[0], new long[0]), is(notANumber()));
    assertThat(Similarity.jaccard(2, 3, 3), is(0.5));
    assertThrows(IllegalArgumentException.class, () -> Similarity.jaccard(4, 3, 5));
  }
}
