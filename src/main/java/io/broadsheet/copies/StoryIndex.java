package io.broadsheet.copies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the clusters that share foremost words with an article. Memory: some 16 bytes for each word
 * of the vocabulary, 9 for each article, and 4 for each foremost word of each cluster.
 */
final class StoryIndex {
  /** The latest clusters with a word that are looked at for it. */
  static final int VISITED = 500;

  private static final int SHARED_WORDS = 2;

  /** Living clusters by number. */
  private final StoryCluster[] clusters;

  /** For each word the numbers of the clusters that have it among their foremost. */
  private final int[][] numbers;

  private final int[] sizes;

  /** For each word the last day, counted from 1, on which the dead were removed. */
  private final int[] cleaned;

  private int today;

  /** By the number of a cluster, how many words it shares with the article that is looked up. */
  private final byte[] shared;

  private final int[] seen = new int[StoryCluster.FOREMOST_WORDS * VISITED];

  StoryIndex(int articles, int vocabulary) {
    clusters = new StoryCluster[articles];
    shared = new byte[articles];
    numbers = new int[vocabulary][];
    sizes = new int[vocabulary];
    cleaned = new int[vocabulary];
  }

  void begin() {
    today++;
  }

  /** The clusters that share enough foremost words with one, in an order that never changes. */
  List<StoryCluster> candidates(StoryCluster cluster) {
    List<StoryCluster> candidates = new ArrayList<>();
    int seenCount = 0;
    for (int word : cluster.foremostWords()) {
      clean(word);
      for (int i = Math.max(0, sizes[word] - VISITED); i < sizes[word]; i++) {
        int other = numbers[word][i];
        int times = ++shared[other];
        if (times == 1) {
          seen[seenCount++] = other;
        } else if (times == SHARED_WORDS) {
          candidates.add(clusters[other]);
        }
      }
    }
    for (int i = 0; i < seenCount; i++) {
      shared[seen[i]] = 0;
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
      int number = numbers[word][i];
      if (clusters[number] != null) {
        numbers[word][kept++] = number;
      }
    }
    sizes[word] = kept;
  }

  /** Adds a cluster under its foremost words, but for those that it is known by already. */
  void add(StoryCluster cluster) {
    clusters[cluster.number()] = cluster;
    for (int word : cluster.takeNewWords()) {
      if (numbers[word] == null) {
        numbers[word] = new int[2];
      } else if (sizes[word] == numbers[word].length) {
        numbers[word] = Arrays.copyOf(numbers[word], sizes[word] * 2);
      }
      numbers[word][sizes[word]++] = cluster.number();
    }
  }

  /** The living cluster of a number; null if there is none. */
  StoryCluster cluster(int number) {
    return clusters[number];
  }

  /** Forgets a cluster that is closed or part of another, before the next day. */
  void remove(StoryCluster cluster) {
    clusters[cluster.number()] = null;
  }
}
