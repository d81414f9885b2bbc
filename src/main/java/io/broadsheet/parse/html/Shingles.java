package io.broadsheet.parse.html;

import java.util.HashSet;
import java.util.Set;

/** The runs of three words of a text, by which two texts are compared (Broder 1997). */
final class Shingles {
  private static final int WORDS = 3;

  private final Set<Long> hashes = new HashSet<>();

  private Shingles() {}

  static Shingles of(String text) {
    Shingles shingles = new Shingles();
    long[] last = new long[WORDS];
    int words = 0;
    long word = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      boolean isAlone = TextMeasure.isDense(c);
      boolean isPart = !isAlone && Character.isLetterOrDigit(c);
      if (isPart) {
        word = word * 1_000_003 + Character.toLowerCase(c) + 1;
        continue;
      }
      if (word != 0) {
        shingles.add(last, words++, word);
        word = 0;
      }
      if (isAlone) {
        shingles.add(last, words++, c);
      }
    }
    return shingles;
  }

  private void add(long[] last, int index, long word) {
    last[index % WORDS] = word;
    if (index >= WORDS - 1) {
      long hash = 17;
      for (int back = WORDS - 1; back >= 0; back--) {
        hash = hash * 0x9E3779B97F4A7C15L + last[(index - back) % WORDS];
        hash ^= hash >>> 29;
      }
      hashes.add(hash);
    }
  }

  int size() {
    return hashes.size();
  }

  /** The share of these shingles that the other text has too; 0 if there are none. */
  double shareIn(Shingles other) {
    if (hashes.isEmpty()) {
      return 0;
    }
    int shared = 0;
    for (Long hash : hashes) {
      shared += other.hashes.contains(hash) ? 1 : 0;
    }
    return (double) shared / hashes.size();
  }
}
