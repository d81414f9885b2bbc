package io.broadsheet.copies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which clusters may be joined on a day: pairs as they come, and each one's partners only once
 * somebody asks. Most pairs are never asked for. Memory: eight bytes a pair, eight more once asked,
 * and four for each cluster.
 */
final class Meetings {
  private long[] pairs = new long[1 << 10];
  private int count;

  /** For each number where its partners start, and behind the last where they end; once asked. */
  private final int[] starts;

  private int[] partners = {};

  /** Partners that came when somebody had asked. */
  private final Map<Integer, List<Integer>> later = new HashMap<>();

  private boolean isSorted;

  /**
   * @param numbers how many clusters there can be
   */
  Meetings(int numbers) {
    starts = new int[numbers + 1];
  }

  void clear() {
    count = 0;
    later.clear();
    isSorted = false;
  }

  /** Two clusters meet that have not met. */
  void add(int first, int second) {
    if (isSorted) {
      later.computeIfAbsent(first, number -> new ArrayList<>()).add(second);
      later.computeIfAbsent(second, number -> new ArrayList<>()).add(first);
      return;
    }
    if (count == pairs.length) {
      pairs = Arrays.copyOf(pairs, count * 2);
    }
    pairs[count++] = (long) first << 32 | second;
  }

  /** The numbers of those that a cluster met, in the order in which they did. */
  List<Integer> partners(int number) {
    if (!isSorted) {
      sort();
    }
    List<Integer> all = new ArrayList<>();
    for (int i = starts[number]; i < starts[number + 1]; i++) {
      all.add(partners[i]);
    }
    all.addAll(later.getOrDefault(number, List.of()));
    return all;
  }

  private void sort() {
    Arrays.fill(starts, 0);
    for (int i = 0; i < count; i++) {
      starts[first(i)]++;
      starts[second(i)]++;
    }
    int end = 0;
    for (int number = 0; number < starts.length; number++) {
      end += starts[number];
      starts[number] = end;
    }
    partners = partners.length < end ? new int[end] : partners;
    // From the last to the first, so that each start comes to stand where its partners start.
    for (int i = count - 1; i >= 0; i--) {
      partners[--starts[first(i)]] = second(i);
      partners[--starts[second(i)]] = first(i);
    }
    isSorted = true;
  }

  private int first(int pair) {
    return (int) (pairs[pair] >>> 32);
  }

  private int second(int pair) {
    return (int) pairs[pair];
  }
}
