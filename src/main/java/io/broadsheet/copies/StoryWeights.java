package io.broadsheet.copies;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Makes vectors of articles, day by day. A word weighs by its rarity in the articles of the last
 * days (tf-idf: K. Spärck Jones, "A statistical interpretation of term specificity and its
 * application in retrieval", Journal of Documentation 28, 1972), so that what an article weighs
 * never depends on what comes after its day.
 *
 * <p>A vector has three parts, each of length one before they are weighed against each other: the
 * whole article with its title counted more than once, the title, and the names. Titles tell apart
 * what different articles say about one subject, names tell apart subjects of one kind. A part that
 * an article lacks leaves its weight to the others.
 *
 * <p>Memory: the words of {@code days} days, four bytes each, four bytes for each word of the
 * vocabulary, and eight for each of the articles.
 */
final class StoryWeights {
  private static final double[] SHARE = {0.4, 0.3, 0.3};
  private static final int WEIGHT_IN_TITLE = 2;

  /**
   * So many more articles are assumed, without the words in question. Where there are few articles
   * it makes all words, but for the stop words, about equally rare.
   */
  private static final int ASSUMED_ARTICLES = 100;

  private final int days;
  private final int[] frequencies;
  private final Deque<List<StorySketch>> counted = new ArrayDeque<>();
  private int articles;

  /** By how many articles have a word, how rare it is today; no number where nobody asked yet. */
  private double[] rarities = {};

  /**
   * @param days how many days, with that of the article, rarity is measured by
   */
  StoryWeights(int days, int vocabulary) {
    this.days = days;
    this.frequencies = new int[vocabulary];
  }

  /** Begins a day that is after all that were begun, with all its articles; not empty. */
  void begin(List<StorySketch> articlesOfDay) {
    long day = articlesOfDay.get(0).day();
    while (!counted.isEmpty() && day - counted.getFirst().get(0).day() >= days) {
      count(counted.removeFirst(), -1);
    }
    counted.addLast(articlesOfDay);
    count(articlesOfDay, 1);
    rarities = new double[articles + 1];
    Arrays.fill(rarities, Double.NaN);
  }

  private void count(List<StorySketch> sketches, int times) {
    articles += times * sketches.size();
    for (StorySketch sketch : sketches) {
      for (int word : sketch.words()) {
        frequencies[word] += times;
      }
    }
  }

  private double rarity(int word) {
    int frequency = frequencies[word];
    if (Double.isNaN(rarities[frequency])) {
      rarities[frequency] = StrictMath.log((articles + ASSUMED_ARTICLES) / (frequency + 0.5));
    }
    return rarities[frequency];
  }

  /** The vector of an article of the day, of length one; of length zero without any words. */
  StoryVector vector(StorySketch sketch) {
    int[] dimensions = new int[sketch.words().length * StoryVector.PARTS];
    float[] weights = new float[dimensions.length];
    double[] squares = new double[StoryVector.PARTS];
    int count = 0;
    for (int i = 0; i < sketch.words().length; i++) {
      int word = sketch.words()[i];
      int mark = sketch.marks()[i];
      int inTitle = StorySketch.inTitle(mark);
      double rarity = rarity(word);
      for (int part = 0; part < StoryVector.PARTS; part++) {
        int times =
            switch (part) {
              case 0 -> StorySketch.inBody(mark) + WEIGHT_IN_TITLE * inTitle;
              case 1 -> inTitle;
              default -> StorySketch.isName(mark) ? 1 : 0;
            };
        if (times > 0 && rarity > 0) {
          double weight = (times == 1 ? 1 : 1 + StrictMath.log(times)) * rarity;
          dimensions[count] = word * StoryVector.PARTS + part;
          weights[count++] = (float) weight;
          squares[part] += weight * weight;
        }
      }
    }
    double[] factors = factors(squares);
    for (int i = 0; i < count; i++) {
      weights[i] = (float) (weights[i] * factors[dimensions[i] % StoryVector.PARTS]);
    }
    return new StoryVector(Arrays.copyOf(dimensions, count), Arrays.copyOf(weights, count));
  }

  private static double[] factors(double[] squares) {
    double present = 0;
    for (int part = 0; part < StoryVector.PARTS; part++) {
      present += squares[part] > 0 ? SHARE[part] : 0;
    }
    double[] factors = new double[StoryVector.PARTS];
    for (int part = 0; part < StoryVector.PARTS; part++) {
      factors[part] = squares[part] > 0 ? Math.sqrt(SHARE[part] / present / squares[part]) : 0;
    }
    return factors;
  }
}
