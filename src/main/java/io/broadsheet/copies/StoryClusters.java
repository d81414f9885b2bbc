package io.broadsheet.copies;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Gathers articles about one event into stories, day by day, as they would come in (J. Allan, R.
 * Papka and V. Lavrenko, "On-line new event detection and tracking", SIGIR 1998).
 *
 * <p>Each article of a day starts as a cluster of its own. Then the two most similar clusters are
 * joined, again and again while their similarity reaches the threshold, and of the two at most one
 * may be a story of days before. The similarity is the mean of the cosines of all pairs of articles
 * (group average: E. M. Voorhees, "Implementing agglomerative hierarchic clustering algorithms for
 * use in document retrieval", Information Processing and Management 22, 1986), so no chain of
 * changes leads from one event to another; it is lessened by the days that a story was quiet. A
 * story that was quiet for too long is closed, and all that was kept for it goes.
 *
 * <p>Similar clusters are found through an inverted index over the foremost words of articles and
 * open stories; {@link StoryWeights} says what words weigh. Cost: an article's depends on the open
 * stories and the articles of its day that share two of its foremost words, at most {@value
 * StoryIndex#VISITED} for each word. Memory: some 1,200 bytes for each article of an open story,
 * and some 32 bytes for each word of the vocabulary.
 */
public final class StoryClusters {
  private static final int WORDS_OF_A_HEADLINE = 8;

  /** So many vectors are at hand at once. */
  private static final int AT_ONCE = 1 << 4;

  /** So many come with one that is read. */
  private static final int NUMBERS_FETCHED = 1 << 4;

  /** How much of the similarity is lost until a story closes. */
  private static final double LOSS_UNTIL_CLOSED = 0.3;

  private static final Comparator<Link> CLOSEST_FIRST =
      Comparator.comparingDouble(Link::similarity)
          .reversed()
          .thenComparingInt(link -> link.first().number())
          .thenComparingInt(link -> link.second().number());

  /**
   * A story.
   *
   * @param articles its articles' places, ascending
   * @param headline the place of the one that is most like the story as a whole
   * @param topWords the numbers of its weightiest words, weightiest first
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Story(List<Integer> articles, int headline, int[] topWords) {}

  /** Two clusters that may be joined, as large as they were when they were compared. */
  private record Link(
      double similarity, StoryCluster first, StoryCluster second, int firstSize, int secondSize) {
    boolean isCurrent() {
      return first.size() == firstSize && second.size() == secondSize;
    }
  }

  private final StorySettings settings;
  private final int quietDays;
  private final List<StorySketch> sketches;
  private final StoryWeights weights;
  private final StoryIndex index;

  /** The clusters that are near enough to be joined once both have grown. */
  private final Meetings meetings;

  /** The article that is compared with many clusters. */
  private final SpreadVector spread;

  /** Of articles of open stories. */
  private final StoryVector[] vectors;

  private List<StoryCluster> open = new ArrayList<>();
  private final PriorityQueue<Link> links = new PriorityQueue<>(CLOSEST_FIRST);
  private final List<Story> closed = new ArrayList<>();

  private StoryClusters(StorySettings settings, List<StorySketch> sketches, int vocabulary) {
    this.settings = settings;
    this.quietDays = settings.quietDays();
    this.sketches = sketches;
    this.weights = new StoryWeights(settings.rarityDays(), vocabulary);
    this.index = new StoryIndex(sketches.size(), vocabulary);
    this.meetings = new Meetings(sketches.size());
    this.spread = new SpreadVector(vocabulary);
    this.vectors = new StoryVector[sketches.size()];
  }

  /**
   * Gathers articles into stories.
   *
   * @param sketches in the order of their days
   * @param vocabulary how many words there are
   * @return all stories, those of one article too, in the order of their first articles
   */
  public static List<Story> of(StorySettings settings, List<StorySketch> sketches, int vocabulary) {
    return new StoryClusters(settings, sketches, vocabulary).cluster();
  }

  private List<Story> cluster() {
    for (int start = 0; start < sketches.size(); ) {
      long day = sketches.get(start).day();
      int end = start + 1;
      while (end < sketches.size() && sketches.get(end).day() == day) {
        end++;
      }
      addDay(day, start, end);
      start = end;
    }
    open.forEach(this::close);
    closed.sort(Comparator.comparing(story -> story.articles().get(0)));
    return closed;
  }

  private void addDay(long day, int start, int end) {
    List<StoryCluster> clusters = new ArrayList<>();
    for (StoryCluster story : open) {
      if (day - story.lastDay() > quietDays) {
        close(story);
      } else {
        clusters.add(story);
      }
    }
    weights.begin(sketches.subList(start, end));
    index.begin();
    meetings.clear();
    for (int article = start; article < end; article++) {
      vectors[article] = weights.vector(sketches.get(article));
      StoryCluster cluster = new StoryCluster(article, vectors[article], day);
      meet(cluster);
      index.add(cluster);
      clusters.add(cluster);
    }
    join(day);
    open = new ArrayList<>();
    for (StoryCluster cluster : clusters) {
      if (cluster.isAlive()) {
        cluster.settle();
        index.add(cluster);
        open.add(cluster);
      }
    }
  }

  /** Compares a new cluster of one article with all that may be like it. */
  private void meet(StoryCluster cluster) {
    spread.set(cluster.sum());
    List<StoryCluster> candidates = index.candidates(cluster);
    for (int from = 0; from < candidates.size(); from += AT_ONCE) {
      int to = Math.min(from + AT_ONCE, candidates.size());
      List<StoryCluster> some = candidates.subList(from, to);
      if (fetch(some) < 0) {
        throw new IllegalStateException("a dimension below 0");
      }
      for (StoryCluster candidate : some) {
        double similarity = similarity(spread.dot(candidate.sum()), candidate, cluster);
        if (similarity >= settings.similarity() / 2) {
          meetings.add(candidate.number(), cluster.number());
        }
        offer(similarity, candidate, cluster);
      }
    }
  }

  /**
   * Reads a little of some vectors, so that the processor waits for all of them at once.
   *
   * @return below 0 if a dimension is
   */
  private static int fetch(List<StoryCluster> clusters) {
    int read = 0;
    for (StoryCluster cluster : clusters) {
      read |= cluster.sum().size();
    }
    for (StoryCluster cluster : clusters) {
      int[] dimensions = cluster.sum().dimensions();
      for (int i = 0; i < dimensions.length; i += NUMBERS_FETCHED) {
        read |= dimensions[i];
      }
    }
    return read;
  }

  private void offer(double similarity, StoryCluster first, StoryCluster second) {
    if (similarity >= settings.similarity()) {
      links.add(new Link(similarity, first, second, first.size(), second.size()));
    }
  }

  /** Joins clusters, the closest first, until none are close enough. */
  private void join(long day) {
    for (Link link = links.poll(); link != null; link = links.poll()) {
      if (!link.isCurrent()) {
        continue;
      }
      StoryCluster joined = link.first();
      Set<StoryCluster> known = neighbours(joined);
      Set<StoryCluster> others = new LinkedHashSet<>(known);
      others.addAll(neighbours(link.second()));
      joined.absorb(link.second());
      index.remove(link.second());
      for (StoryCluster other : others) {
        if (other != joined && other.isAlive() && (other.isOf(day) || joined.isOf(day))) {
          if (!known.contains(other)) {
            meetings.add(joined.number(), other.number());
          }
          boolean isFirst = joined.number() < other.number();
          offer(
              similarity(joined.sum().dot(other.sum()), joined, other),
              isFirst ? joined : other,
              isFirst ? other : joined);
        }
      }
    }
  }

  /** The living clusters that one met today. */
  private Set<StoryCluster> neighbours(StoryCluster cluster) {
    Set<StoryCluster> living = new LinkedHashSet<>();
    for (int number : meetings.partners(cluster.number())) {
      StoryCluster other = index.cluster(number);
      if (other != null) {
        living.add(other);
      }
    }
    return living;
  }

  private double similarity(double dot, StoryCluster first, StoryCluster second) {
    double mean = dot / ((double) first.size() * second.size());
    long quiet = Math.abs(first.lastDay() - second.lastDay());
    return mean * (1 - LOSS_UNTIL_CLOSED * quiet / quietDays);
  }

  private void close(StoryCluster story) {
    int headline = story.articles().get(0);
    double closest = -1;
    for (int article : story.articles()) {
      double similarity = vectors[article].dot(story.sum());
      if (similarity > closest) {
        closest = similarity;
        headline = article;
      }
      vectors[article] = null;
    }
    closed.add(
        new Story(story.articles(), headline, story.sum().foremostWords(WORDS_OF_A_HEADLINE)));
    story.die();
    index.remove(story);
  }
}
