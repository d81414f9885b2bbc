package io.broadsheet.count;

import java.util.Arrays;

/** Finds the n-th smallest of many numbers without sorting them all (Hoare 1961). */
final class Smallest {
  private static final int FEW = 32;

  private Smallest() {}

  /**
   * The largest of the {@code count} smallest numbers. The numbers are moved about in a copy.
   *
   * @param count from 1 to how many numbers there are
   */
  static long of(long[] numbers, int count) {
    long[] a = numbers.clone();
    int wanted = count - 1;
    int low = 0;
    int high = a.length - 1;
    // Each round should halve what is left; numbers that resist are sorted.
    for (int rounds = 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(a.length));
        high - low > FEW && rounds > 0;
        rounds--) {
      long pivot = median(a[low], a[(low + high) >>> 1], a[high]);
      int i = low;
      int j = high;
      while (i <= j) {
        while (a[i] < pivot) {
          i++;
        }
        while (a[j] > pivot) {
          j--;
        }
        if (i <= j) {
          long swapped = a[i];
          a[i++] = a[j];
          a[j--] = swapped;
        }
      }
      if (wanted <= j) {
        high = j;
      } else if (wanted >= i) {
        low = i;
      } else {
        return a[wanted];
      }
    }
    Arrays.sort(a, low, high + 1);
    return a[wanted];
  }

  private static long median(long a, long b, long c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
