package io.broadsheet.count;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TermSketchTest {

  private static boolean mayReach(TermSketch sketch, long hash, int count) {
    int[] chosen = new int[1];
    return sketch.choose(new long[] {hash}, 1, count, chosen) == 1;
  }

  @Test
  void neverSaysTooLittleAndRarelyTooMuch() {
    Random random = new Random(7);
    TermSketch first = new TermSketch();
    TermSketch second = new TermSketch();
    Map<Long, Integer> counts = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      long hash = TermSketch.hash(random.nextInt(200), random.nextInt(1000));
      counts.merge(hash, 1, Integer::sum);
      (random.nextBoolean() ? first : second).add(hash);
    }
    first.addAll(second.toBytes());
    int tooMuch = 0;
    for (Map.Entry<Long, Integer> term : counts.entrySet()) {
      for (int count = 1; count <= Math.min(term.getValue(), TermSketch.LARGEST + 2); count++) {
        assertThat(mayReach(first, term.getKey(), count), is(true));
      }
      tooMuch +=
          term.getValue() < TermSketch.LARGEST
                  && mayReach(first, term.getKey(), term.getValue() + 1)
              ? 1
              : 0;
    }
    assertThat(tooMuch, lessThan(counts.size() / 100));
    assertThat(mayReach(first, TermSketch.hash(-1, -1), 1), is(false));
  }
}
