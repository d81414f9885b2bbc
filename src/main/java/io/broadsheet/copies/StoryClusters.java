package io.broadsheet.copies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gathers articles about one event into stories, in one pass in the order of their dates
 * (single-pass clustering with time decay, as in J. Allan, R. Papka and V. Lavrenko, "On-line new
 * event detection and tracking", SIGIR 1998).
 *
 * <p>An article is the vector of its terms' tf-idf, titles weighing more, of which the {@value
 * #TERMS_PER_ARTICLE} weightiest are kept; a story is the sum of its articles' unit vectors. An
 * article joins the open story with the largest cosine, lessened by the time since its last
 * article, if that reaches the threshold, and begins one of its own if not. A story that was quiet
 * for too long is closed.
 *
 * <p>Stories are found through an inverted index over the weightiest terms of open stories, so that
 * the cost of an article depends on the open stories that share its rare terms. Memory: eight bytes
 * for each kept term of each article, and the open stories.
 */
public final class StoryClusters {
  private static final int TERMS_PER_ARTICLE = 100;
  private static final int TERMS_PER_STORY = 120;
  private static final int INDEXED_TERMS = 12;

  /** How much of the similarity is lost until a story closes. */
  private static final double LOSS_UNTIL_CLOSED = 0.3;

  /**
   * One article.
   *
   * @param publishedMillis when it was published; 0 if undated
   * @param terms numbers of its distinct terms, ascending
   * @param weights how often each occurs, occurrences in the title weighing more
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Sketch(long publishedMillis, int[] terms, int[] weights) {}

  /**
   * A story.
   *
   * @param articles its articles' places, ascending
   * @param headline the place of the one that is most like the story as a whole
   * @param topTerms the numbers of its weightiest terms, weightiest first
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Story(List<Integer> articles, int headline, int[] topTerms) {}

  /** Terms, ascending, and the weight of each. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Vector(int[] terms, double[] weights) {
    double length() {
      double sum = 0;
      for (double weight : weights) {
        sum += weight * weight;
      }
      return Math.sqrt(sum);
    }

    double dot(Vector other) {
      double dot = 0;
      int i = 0;
      int j = 0;
      while (i < terms.length && j < other.terms.length) {
        int order = Integer.compare(terms[i], other.terms[j]);
        if (order == 0) {
          dot += weights[i] * other.weights[j];
        }
        i += order <= 0 ? 1 : 0;
        j += order >= 0 ? 1 : 0;
      }
      return dot;
    }

    Vector plus(Vector other) {
      int[] sumTerms = new int[terms.length + other.terms.length];
      double[] sumWeights = new double[sumTerms.length];
      int count = 0;
      int i = 0;
      int j = 0;
      while (i < terms.length || j < other.terms.length) {
        int a = i < terms.length ? terms[i] : Integer.MAX_VALUE;
        int b = j < other.terms.length ? other.terms[j] : Integer.MAX_VALUE;
        sumTerms[count] = Math.min(a, b);
        sumWeights[count] = (a <= b ? weights[i++] : 0) + (b <= a ? other.weights[j++] : 0);
        count++;
      }
      return new Vector(Arrays.copyOf(sumTerms, count), Arrays.copyOf(sumWeights, count));
    }

    /** The places of the weightiest terms, weightiest first, ties by term. */
    int[] weightiest(int count) {
      long[] heaviestFirst = new long[terms.length];
      for (int place = 0; place < terms.length; place++) {
        // The bits of a number that is not negative are in its order.
        long lightness = ~(long) Float.floatToIntBits((float) weights[place]);
        heaviestFirst[place] = lightness << 32 | place;
      }
      Arrays.sort(heaviestFirst);
      int[] places = new int[Math.min(count, terms.length)];
      for (int i = 0; i < places.length; i++) {
        places[i] = (int) heaviestFirst[i];
      }
      return places;
    }

    Vector keeping(int count) {
      if (terms.length <= count) {
        return this;
      }
      int[] places = weightiest(count);
      Arrays.sort(places);
      int[] keptTerms = new int[count];
      double[] keptWeights = new double[count];
      for (int i = 0; i < count; i++) {
        keptTerms[i] = terms[places[i]];
        keptWeights[i] = weights[places[i]];
      }
      return new Vector(keptTerms, keptWeights);
    }

    Vector unit() {
      double length = length();
      double[] scaled = weights.clone();
      for (int i = 0; i < scaled.length && length > 0; i++) {
        scaled[i] /= length;
      }
      return new Vector(terms, scaled);
    }
  }

  private static final class OpenStory {
    final int number;
    final List<Integer> articles = new ArrayList<>();
    Vector sum = new Vector(new int[0], new double[0]);
    double length;
    long lastMillis;
    int[] indexed = new int[0];

    OpenStory(int number) {
      this.number = number;
    }
  }

  private final StorySettings settings;
  private final List<Sketch> sketches;
  private final int vocabulary;
  private final double[] idf;
  private final Vector[] vectors;
  private final List<OpenStory> stories = new ArrayList<>();

  /** For each term the numbers of stories that have it among their weightiest. */
  private final int[][] index;

  private final int[] indexSizes;

  private StoryClusters(StorySettings settings, List<Sketch> sketches, int vocabulary) {
    this.settings = settings;
    this.sketches = sketches;
    this.vocabulary = vocabulary;
    this.idf = inverseDocumentFrequencies();
    this.vectors = new Vector[sketches.size()];
    this.index = new int[vocabulary][];
    this.indexSizes = new int[vocabulary];
  }

  /**
   * Gathers articles into stories.
   *
   * @param sketches in the order of their dates; terms must be numbered in an order that does not
   *     depend on the run, because sums follow it
   * @param vocabulary how many terms there are
   * @return all stories, those of one article too, in the order of their first articles
   */
  public static List<Story> of(StorySettings settings, List<Sketch> sketches, int vocabulary) {
    return new StoryClusters(settings, sketches, vocabulary).cluster();
  }

  private double[] inverseDocumentFrequencies() {
    int[] documents = new int[vocabulary];
    for (Sketch sketch : sketches) {
      for (int term : sketch.terms()) {
        documents[term]++;
      }
    }
    double[] frequencies = new double[vocabulary];
    for (int term = 0; term < vocabulary; term++) {
      frequencies[term] =
          Math.max(0, StrictMath.log((sketches.size() + 1) / (documents[term] + 0.5)));
    }
    return frequencies;
  }

  private List<Story> cluster() {
    int[] seen = new int[0];
    int[] shared = new int[0];
    for (int article = 0; article < vectors.length; article++) {
      Vector vector = vector(sketches.get(article));
      vectors[article] = vector;
      long now = sketches.get(article).publishedMillis();
      if (seen.length < stories.size() + 1) {
        seen = Arrays.copyOf(seen, stories.size() * 2 + 16);
        shared = Arrays.copyOf(shared, stories.size() * 2 + 16);
      }
      OpenStory best = null;
      double bestSimilarity = settings.similarity();
      for (int place : vector.weightiest(INDEXED_TERMS)) {
        int term = vector.terms()[place];
        int kept = 0;
        for (int i = 0; i < indexSizes[term]; i++) {
          int number = index[term][i];
          OpenStory story = stories.get(number);
          if (now - story.lastMillis > settings.quietMillis()) {
            continue;
          }
          index[term][kept++] = number;
          if (seen[number] != article + 1) {
            seen[number] = article + 1;
            shared[number] = 0;
          }
          if (++shared[number] != 2) {
            continue;
          }
          double similarity = similarity(vector, story, now);
          if (similarity > bestSimilarity
              || (similarity == bestSimilarity && best != null && number < best.number)) {
            best = story;
            bestSimilarity = similarity;
          }
        }
        indexSizes[term] = kept;
      }
      if (best == null) {
        best = new OpenStory(stories.size());
        stories.add(best);
      }
      add(article, best, now);
    }
    return stories.stream().map(this::finished).toList();
  }

  private Vector vector(Sketch sketch) {
    double[] weights = new double[sketch.terms().length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (1 + StrictMath.log(sketch.weights()[i])) * idf[sketch.terms()[i]];
    }
    return new Vector(sketch.terms(), weights).keeping(TERMS_PER_ARTICLE).unit();
  }

  private double similarity(Vector vector, OpenStory story, long now) {
    double cosine = story.length == 0 ? 0 : vector.dot(story.sum) / story.length;
    double quiet = Math.max(0, now - story.lastMillis) / (double) settings.quietMillis();
    return cosine * (1 - LOSS_UNTIL_CLOSED * quiet);
  }

  private void add(int article, OpenStory story, long now) {
    story.articles.add(article);
    story.sum =
        story.articles.size() == 1
            ? vectors[article]
            : story.sum.plus(vectors[article]).keeping(TERMS_PER_STORY);
    story.length = story.sum.length();
    story.lastMillis = Math.max(story.lastMillis, now);
    if (story.articles.size() == 1) {
      story.lastMillis = now;
    }
    int[] terms =
        IntStream.of(story.sum.weightiest(INDEXED_TERMS))
            .map(place -> story.sum.terms()[place])
            .sorted()
            .toArray();
    for (int term : terms) {
      if (Arrays.binarySearch(story.indexed, term) < 0) {
        if (index[term] == null) {
          index[term] = new int[2];
        } else if (indexSizes[term] == index[term].length) {
          index[term] = Arrays.copyOf(index[term], indexSizes[term] * 2);
        }
        index[term][indexSizes[term]++] = story.number;
      }
    }
    story.indexed =
        IntStream.concat(IntStream.of(story.indexed), IntStream.of(terms))
            .sorted()
            .distinct()
            .toArray();
  }

  private Story finished(OpenStory story) {
    int headline = story.articles.get(0);
    double closest = -1;
    for (int article : story.articles) {
      double similarity = vectors[article].dot(story.sum);
      if (similarity > closest) {
        closest = similarity;
        headline = article;
      }
    }
    int[] top = story.sum.weightiest(8);
    return new Story(
        List.copyOf(story.articles),
        headline,
        IntStream.of(top).map(place -> story.sum.terms()[place]).toArray());
  }
}
