package io.broadsheet.bytes;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberSortTest {
  private record Pair(long first, long second) {}

  private static final Comparator<Pair> ORDER =
      Comparator.comparingLong(Pair::first).thenComparingLong(Pair::second);

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 1_000, 1L << 40, 1L << 58, Long.MAX_VALUE})
  void agreesWithTheListsOwnSort(long span) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int size : new int[] {0, 1, 2, 9, 300, 5_000}) {
      List<Pair> sorted = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        long first = random.nextBoolean() ? Long.MIN_VALUE : Long.MIN_VALUE + random.nextLong();
        sorted.add(new Pair(first % span, random.nextLong() % span));
      }
      List<Pair> expected = new ArrayList<>(sorted);
      expected.sort(ORDER);
      NumberSort.sort(sorted, ORDER, List.of(Pair::first, pair -> pair.second() >> 1));
      assertThat("seed " + seed + ", " + size, sorted, is(expected));
    }
  }
}
