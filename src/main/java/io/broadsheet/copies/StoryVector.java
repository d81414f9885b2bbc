package io.broadsheet.copies;

import java.util.Arrays;

/**
 * A sparse vector of an article's words, or the sum of several. Each word has up to three
 * dimensions: what it weighs in the whole article, in the title, and as a name.
 *
 * @param dimensions ascending: {@link #PARTS} times the word's number, plus the part
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoryVector(int[] dimensions, float[] weights) {
  static final int PARTS = 3;

  double dot(StoryVector other) {
    double dot = 0;
    int i = 0;
    int j = 0;
    while (i < dimensions.length && j < other.dimensions.length) {
      int a = dimensions[i];
      int b = other.dimensions[j];
      if (a == b) {
        dot += (double) weights[i] * other.weights[j];
      }
      i += a <= b ? 1 : 0;
      j += b <= a ? 1 : 0;
    }
    return dot;
  }

  StoryVector plus(StoryVector other) {
    int[] sumDimensions = new int[dimensions.length + other.dimensions.length];
    float[] sumWeights = new float[sumDimensions.length];
    int count = 0;
    int i = 0;
    int j = 0;
    while (i < dimensions.length || j < other.dimensions.length) {
      int a = i < dimensions.length ? dimensions[i] : Integer.MAX_VALUE;
      int b = j < other.dimensions.length ? other.dimensions[j] : Integer.MAX_VALUE;
      sumDimensions[count] = Math.min(a, b);
      sumWeights[count] = (a <= b ? weights[i++] : 0) + (b <= a ? other.weights[j++] : 0);
      count++;
    }
    return new StoryVector(Arrays.copyOf(sumDimensions, count), Arrays.copyOf(sumWeights, count));
  }

  /** How many dimensions are not zero. */
  int size() {
    return dimensions.length;
  }

  /** With its heaviest dimensions only. */
  StoryVector keeping(int count) {
    if (dimensions.length <= count) {
      return this;
    }
    int[] places = heaviest(weights, weights.length, count);
    Arrays.sort(places);
    int[] kept = new int[count];
    float[] keptWeights = new float[count];
    for (int i = 0; i < count; i++) {
      kept[i] = dimensions[places[i]];
      keptWeights[i] = weights[places[i]];
    }
    return new StoryVector(kept, keptWeights);
  }

  /** The words that weigh most in all their parts together, heaviest first, ties by number. */
  int[] foremostWords(int count) {
    int[] words = new int[dimensions.length];
    float[] sums = new float[dimensions.length];
    int distinct = 0;
    for (int i = 0; i < dimensions.length; i++) {
      int word = dimensions[i] / PARTS;
      if (distinct == 0 || words[distinct - 1] != word) {
        words[distinct++] = word;
      }
      sums[distinct - 1] += weights[i];
    }
    int[] foremost = heaviest(sums, distinct, count);
    for (int i = 0; i < foremost.length; i++) {
      foremost[i] = words[foremost[i]];
    }
    return foremost;
  }

  /** The places of the largest of numbers above zero, largest first, ties by place. */
  private static int[] heaviest(float[] numbers, int length, int count) {
    long[] heaviestFirst = new long[Math.min(count, length)];
    int found = 0;
    for (int place = 0; place < length; place++) {
      // The bits of a number that is not negative are in its order.
      long lightness = ~(long) Float.floatToIntBits(numbers[place]);
      long candidate = lightness << 32 | place;
      if (found < heaviestFirst.length) {
        heaviestFirst[found++] = candidate;
        if (found == heaviestFirst.length) {
          Arrays.sort(heaviestFirst);
        }
      } else if (candidate < heaviestFirst[found - 1]) {
        int at = found - 1;
        for (; at > 0 && heaviestFirst[at - 1] > candidate; at--) {
          heaviestFirst[at] = heaviestFirst[at - 1];
        }
        heaviestFirst[at] = candidate;
      }
    }
    int[] places = new int[found];
    for (int i = 0; i < found; i++) {
      places[i] = (int) heaviestFirst[i];
    }
    return places;
  }
}
