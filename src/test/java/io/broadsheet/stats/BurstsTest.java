package io.broadsheet.stats;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.broadsheet.stats.Bursts.Burst;
import io.broadsheet.stats.Bursts.WindowBurst;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BurstsTest {
  private static final long SEED = 2002;

  @Test
  void findsTheWindowsInWhichATermIsFrequent() {
    long[] counts = {1, 0, 2, 1, 30, 40, 35, 2, 1, 0, 1, 2};
    long[] documents = {100, 90, 110, 100, 100, 100, 100, 100, 100, 100, 0, 100};
    counts[10] = 0;
    List<WindowBurst> bursts = Bursts.ofWindows(counts, documents, 2, 1, 1);
    assertThat(bursts.size(), is(1));
    assertThat(bursts.get(0).level(), is(1));
    assertThat(bursts.get(0).first(), is(4));
    assertThat(bursts.get(0).last(), is(6));
    assertThat(bursts.get(0).weight(), greaterThan(10.0));
  }

  @Test
  void nestsHigherLevelsInsideLowerOnes() {
    long[] counts = {10, 10, 10, 10, 30, 30, 30, 120, 120, 30, 30, 10, 10, 10, 10, 10};
    long[] documents = new long[counts.length];
    Arrays.fill(documents, 1000);
    List<WindowBurst> bursts = Bursts.ofWindows(counts, documents, 1.8, 1, 3);
    assertThat(bursts.get(0).level(), is(1));
    for (int i = 1; i < bursts.size(); i++) {
      assertThat(bursts.get(i).level(), is(i + 1));
      assertThat(bursts.get(i).first() >= bursts.get(i - 1).first(), is(true));
      assertThat(bursts.get(i).last() <= bursts.get(i - 1).last(), is(true));
    }
    assertThat(bursts.get(bursts.size() - 1).first(), is(7));
    assertThat(bursts.get(bursts.size() - 1).last(), is(8));
  }

  @Test
  void findsTheCheapestOfAllSequencesOfStates() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 300; round++) {
      int windows = random.nextInt(1, 9);
      long[] counts = new long[windows];
      long[] documents = new long[windows];
      long count = 0;
      long total = 0;
      for (int i = 0; i < windows; i++) {
        documents[i] = random.nextLong(60);
        counts[i] = StrictMath.min(documents[i], random.nextInt(3) == 0 ? random.nextLong(25) : 1);
        count += counts[i];
        total += documents[i];
      }
      if (count == 0 || 2.0 * count >= total) {
        continue;
      }
      double share = (double) count / total;
      double best = Double.POSITIVE_INFINITY;
      int bestPath = 0;
      for (int path = 0; path < 1 << windows; path++) {
        double cost = 0;
        int last = 0;
        for (int i = 0; i < windows; i++) {
          int state = path >> i & 1;
          double p = state == 1 ? 2 * share : share;
          cost += state > last ? 0.7 * StrictMath.log(windows) : 0;
          cost -= counts[i] * StrictMath.log(p);
          cost -= (documents[i] - counts[i]) * StrictMath.log(1 - p);
          last = state;
        }
        if (cost < best - 1e-9) {
          best = cost;
          bestPath = path;
        }
      }
      int found = 0;
      double weight = 0;
      for (WindowBurst burst : Bursts.ofWindows(counts, documents, 2, 0.7, 1)) {
        weight += burst.weight();
        for (int i = burst.first(); i <= burst.last(); i++) {
          found |= 1 << i;
        }
      }
      String what = "round " + round + ", seed " + SEED;
      assertThat(what, cost(found, counts, documents, share), closeTo(best, 1e-9));
      assertThat(what, weight, closeTo(saving(found, counts, documents, share), 1e-9));
      assertThat(what, cost(bestPath, counts, documents, share), closeTo(best, 1e-9));
    }
  }

  private static double cost(int path, long[] counts, long[] documents, double share) {
    double cost = 0;
    int last = 0;
    for (int i = 0; i < counts.length; i++) {
      int state = path >> i & 1;
      cost += state > last ? 0.7 * StrictMath.log(counts.length) : 0;
      double p = state == 1 ? 2 * share : share;
      cost -= counts[i] * StrictMath.log(p) + (documents[i] - counts[i]) * StrictMath.log(1 - p);
      last = state;
    }
    return cost;
  }

  private static double saving(int path, long[] counts, long[] documents, double share) {
    double saving = 0;
    for (int i = 0; i < counts.length; i++) {
      if ((path >> i & 1) == 1) {
        saving += counts[i] * StrictMath.log(2);
        saving +=
            (documents[i] - counts[i])
                * (StrictMath.log(1 - 2 * share) - StrictMath.log(1 - share));
      }
    }
    return saving;
  }

  @Test
  void aSteadyTermDoesNotBurst() {
    long[] counts = {5, 5, 5, 5, 5, 5};
    long[] documents = {50, 50, 50, 50, 50, 50};
    assertThat(Bursts.ofWindows(counts, documents, 2, 1, 3), is(empty()));
    assertThat(Bursts.ofWindows(new long[6], documents, 2, 1, 1), is(empty()));
    assertThat(Bursts.ofWindows(documents, documents, 2, 1, 1), is(empty()));
    assertThat(Bursts.ofWindows(new long[0], new long[0], 2, 1, 1), is(empty()));
  }

  @Test
  void eventsAtEqualStepsAreOneLevel() {
    double[] times = {3, 5, 7, 9, 11};
    assertThat(Bursts.ofEvents(times, 2, 1), is(List.of(new Burst(1, 3, 11, Double.NaN))));
    assertThat(
        Bursts.ofEvents(new double[] {4}, 2, 1), is(List.of(new Burst(1, 4, 4, Double.NaN))));
    assertThat(Bursts.ofEvents(new double[0], 2, 1), is(empty()));
  }

  @Test
  void burstsOfEventsSaveSomething() {
    double[] times = {0, 100, 200, 201, 202, 203, 204, 205, 206, 207, 300, 400, 500};
    List<Burst> bursts = Bursts.ofEvents(times, 2, 1);
    assertThat(bursts.size(), greaterThan(1));
    for (Burst burst : bursts.subList(1, bursts.size())) {
      assertThat(burst.start(), is(200.0));
      assertThat(burst.end(), is(207.0));
      assertThat(burst.weight(), greaterThan(0.0));
    }
  }

  @Test
  void refusesWhatHasNoBursts() {
    double[] times = {1, 2, 2};
    long[] counts = {1, 2};
    long[] documents = {5, 5};
    assertThrows(IllegalArgumentException.class, () -> Bursts.ofEvents(times, 2, 1));
    assertThrows(IllegalArgumentException.class, () -> Bursts.ofEvents(times, 1, 1));
    assertThrows(
        IllegalArgumentException.class, () -> Bursts.ofWindows(counts, documents, 2, 0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> Bursts.ofWindows(counts, documents, 2, 1, 0));
    assertThrows(
        IllegalArgumentException.class, () -> Bursts.ofWindows(counts, new long[] {5}, 2, 1, 1));
    assertThrows(
        IllegalArgumentException.class, () -> Bursts.ofWindows(counts, new long[] {5, 1}, 2, 1, 1));
  }
}
