package io.broadsheet.copies;

/**
 * A vector laid out so that its products with many others are cheap: those need not be walked
 * through together, and nearly all dimensions of an other are passed over by one look at a small
 * filter. Memory: {@value StoryVector#PARTS} times four bytes for each word of the vocabulary, and
 * 8 KiB.
 */
final class SpreadVector {
  private static final int FILTER_BITS = 16;
  private static final int GOLDEN = 0x9e3779b9;

  private final float[] weights;

  /** A bit for each hash of a dimension that is not zero; others may share it. */
  private final long[] filter = new long[1 << (FILTER_BITS - 6)];

  private StoryVector vector = new StoryVector(new int[0], new float[0]);

  SpreadVector(int vocabulary) {
    weights = new float[vocabulary * StoryVector.PARTS];
  }

  /** From now on it is {@code next}. */
  void set(StoryVector next) {
    for (int dimension : vector.dimensions()) {
      weights[dimension] = 0;
      filter[hash(dimension) >>> 6] = 0;
    }
    vector = next;
    for (int i = 0; i < next.dimensions().length; i++) {
      int dimension = next.dimensions()[i];
      weights[dimension] = next.weights()[i];
      int hash = hash(dimension);
      filter[hash >>> 6] |= 1L << hash;
    }
  }

  private static int hash(int dimension) {
    return (dimension * GOLDEN) >>> (Integer.SIZE - FILTER_BITS);
  }

  /** To the last bit what {@link StoryVector#dot} says. */
  double dot(StoryVector other) {
    int[] dimensions = other.dimensions();
    double dot = 0;
    for (int i = 0; i < dimensions.length; i++) {
      int hash = hash(dimensions[i]);
      if ((filter[hash >>> 6] >>> hash & 1) != 0) {
        dot += (double) weights[dimensions[i]] * other.weights()[i];
      }
    }
    return dot;
  }
}
