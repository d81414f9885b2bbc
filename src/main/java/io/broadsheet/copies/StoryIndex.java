package io.broadsheet.copies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the clusters that share foremost words with an article. Memory: some 16 bytes for each word
 * of the vocabulary and for each foremost word of each cluster.
 */
final class StoryIndex {
  /** The latest clusters with a word that are looked at for it. */
  static final int VISITED = 500;

  private static final int FOREMOST_WORDS = 16;
  private static final int SHARED_WORDS = 2;

  /** For each word the clusters that have it among their foremost. */
  private final StoryCluster[][] clusters;

  private final int[] sizes;

  /** For each word the last day, counted from 1, on which the dead were removed. */
  private final int[] cleaned;

  private int today;

  /** By the number of a cluster, how many words it shares with the article that is looked up. */
  private byte[] shared = new byte[1 << 10];

  StoryIndex(int vocabulary) {
    clusters = new StoryCluster[vocabulary][];
    sizes = new int[vocabulary];
    cleaned = new int[vocabulary];
  }

  void begin() {
    today++;
  }

  /** The clusters that share enough foremost words with one, in an order that never changes. */
  List<StoryCluster> candidates(StoryCluster cluster) {
    if (cluster.number() >= shared.length) {
      shared = Arrays.copyOf(shared, cluster.number() * 2);
    }
    List<StoryCluster> seen = new ArrayList<>();
    List<StoryCluster> candidates = new ArrayList<>();
    for (int word : cluster.sum().foremostWords(FOREMOST_WORDS)) {
      clean(word);
      for (int i = Math.max(0, sizes[word] - VISITED); i < sizes[word]; i++) {
        StoryCluster other = clusters[word][i];
        int times = ++shared[other.number()];
        if (times == 1) {
          seen.add(other);
        } else if (times == SHARED_WORDS) {
          candidates.add(other);
        }
      }
    }
    for (StoryCluster other : seen) {
      shared[other.number()] = 0;
    }
    return candidates;
  }

  private void clean(int word) {
    if (cleaned[word] == today) {
      return;
    }
    cleaned[word] = today;
    int kept = 0;
    for (int i = 0; i < sizes[word]; i++) {
      if (clusters[word][i].isAlive()) {
        clusters[word][kept++] = clusters[word][i];
      }
    }
    if (sizes[word] > 0) {
      Arrays.fill(clusters[word], kept, sizes[word], null);
    }
    sizes[word] = kept;
  }

  /** Adds a cluster under its foremost words, but for those that it is known by already. */
  void add(StoryCluster cluster) {
    int[] foremost = cluster.sum().foremostWords(FOREMOST_WORDS);
    for (int word : cluster.takeNew(foremost)) {
      if (clusters[word] == null) {
        clusters[word] = new StoryCluster[2];
      } else if (sizes[word] == clusters[word].length) {
        clusters[word] = Arrays.copyOf(clusters[word], sizes[word] * 2);
      }
      clusters[word][sizes[word]++] = cluster;
    }
  }
}
