package io.broadsheet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Invented articles, some of which are reworked copies of others: cut by a tenth to six tenths,
 * with subheads put in, paragraphs swapped and up to five percent of the words edited.
 */
final class GeneratedCopies {
  private static final int VOCABULARY = 60_000;
  private static final int DAYS = 60;

  private final Random random;
  private final int articles;
  private final double copies;
  private final double[] cumulative = new double[VOCABULARY];

  /** Takes an article. */
  interface Sink {
    /**
     * The next article.
     *
     * @param original equal for all prints of a text
     */
    void article(int original, String outlet, int day, String body);
  }

  GeneratedCopies(long seed, int articles, double copies) {
    this.random = new Random(seed);
    this.articles = articles;
    this.copies = copies;
    double sum = 0;
    for (int rank = 0; rank < VOCABULARY; rank++) {
      sum += 1 / (rank + 3.0);
      cumulative[rank] = sum;
    }
  }

  void forEach(Sink sink) {
    int written = 0;
    for (int original = 0; written < articles; original++) {
      List<List<String>> paragraphs = paragraphs();
      int day = random.nextInt(DAYS);
      sink.article(original, outlet(), day, text(paragraphs, "\n"));
      written++;
      while (written < articles && random.nextDouble() < copies) {
        List<List<String>> copy = rework(paragraphs);
        String separator = random.nextInt(4) == 0 ? " " : "\n";
        sink.article(original, outlet(), day + random.nextInt(20), text(copy, separator));
        written++;
      }
    }
  }

  private String outlet() {
    return "Outlet " + random.nextInt(50);
  }

  private List<List<String>> paragraphs() {
    List<List<String>> paragraphs = new ArrayList<>();
    int count = 5 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      List<String> words = new ArrayList<>();
      int length = 30 + random.nextInt(30);
      for (int j = 0; j < length; j++) {
        words.add(word());
      }
      paragraphs.add(words);
    }
    return paragraphs;
  }

  private String word() {
    double at = random.nextDouble() * cumulative[VOCABULARY - 1];
    int low = 0;
    int high = VOCABULARY - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Integer.toString(low + 500, 36) + (char) ('a' + low % 26);
  }

  private List<List<String>> rework(List<List<String>> original) {
    int words = original.stream().mapToInt(List::size).sum();
    boolean everything = random.nextBoolean();
    int only = random.nextInt(4);
    List<List<String>> copy = new ArrayList<>();
    int left = words;
    if (everything || only == 0) {
      left = (int) (words * (0.4 + 0.5 * random.nextDouble()));
    }
    for (List<String> paragraph : original) {
      int kept = Math.min(left, paragraph.size());
      if (kept > 0) {
        copy.add(new ArrayList<>(paragraph.subList(0, kept)));
      }
      left -= kept;
    }
    if ((everything || only == 1) && copy.size() > 2) {
      Collections.swap(copy, random.nextInt(copy.size()), random.nextInt(copy.size()));
    }
    if (everything || only == 2) {
      double edits = 0.01 + 0.04 * random.nextDouble();
      for (List<String> paragraph : copy) {
        for (int i = 0; i < paragraph.size(); i++) {
          if (random.nextDouble() < edits) {
            paragraph.set(i, word());
          }
        }
      }
    }
    if (everything || only == 3) {
      int subheads = 1 + random.nextInt(3);
      for (int i = 0; i < subheads; i++) {
        copy.add(random.nextInt(copy.size() + 1), List.of(word(), word(), word(), word()));
      }
    }
    return copy;
  }

  private static String text(List<List<String>> paragraphs, String separator) {
    StringBuilder text = new StringBuilder();
    for (List<String> paragraph : paragraphs) {
      if (text.length() > 0) {
        text.append(separator);
      }
      text.append(String.join(" ", paragraph));
      if (paragraph.size() > 4) {
        text.append('.');
      }
    }
    return text.toString();
  }
}
