package io.broadsheet.bytes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** Sorts by numbers first, so that only what has the same numbers is compared. */
public final class NumberSort {
  /** So few are compared at once. */
  private static final int FEW = 8;

  private NumberSort() {}

  /**
   * Sorts a list. Memory: 12 bytes an element.
   *
   * @param order by the numbers first, one after the other
   * @param numbers the last may be a rough one, which is the same for some that differ
   */
  public static <T> void sort(
      List<T> list, Comparator<? super T> order, List<ToLongFunction<? super T>> numbers) {
    if (list.size() <= FEW || numbers.isEmpty()) {
      list.sort(order);
      return;
    }
    long[] keys = list.stream().mapToLong(numbers.get(0)).toArray();
    long least = Arrays.stream(keys).min().orElseThrow();
    long span = Arrays.stream(keys).max().orElseThrow() - least;
    int placeBits = Integer.SIZE - Integer.numberOfLeadingZeros(keys.length - 1);
    // What a number has no room for above the place is left to the order.
    int cut =
        Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(span) + placeBits - (Long.SIZE - 1));
    for (int place = 0; place < keys.length; place++) {
      keys[place] = (keys[place] - least) >>> cut << placeBits | place;
    }
    Arrays.sort(keys);
    List<T> before = new ArrayList<>(list);
    for (int i = 0; i < keys.length; i++) {
      list.set(i, before.get((int) (keys[i] & (1L << placeBits) - 1)));
    }
    List<ToLongFunction<? super T>> next = cut > 0 ? List.of() : numbers.subList(1, numbers.size());
    for (int from = 0, to; from < keys.length; from = to) {
      to = from + 1;
      while (to < keys.length && keys[to] >>> placeBits == keys[from] >>> placeBits) {
        to++;
      }
      if (to - from > 1) {
        sort(list.subList(from, to), order, next);
      }
    }
  }
}
