package io.broadsheet.write;

import io.broadsheet.table.Table;
import java.util.HashMap;
import java.util.Map;

/**
 * Which of a table's rows a page shows first. A row has a band, of which each has a budget of rows,
 * and a rank in it: a page keeps rank 0 before rank 1. One instance follows one writer's rows, in
 * their order. Memory: a number for each outlet of one window.
 */
abstract class PageRanks {
  /** Rows of this rank are not written at all. */
  static final int NEVER = -1;

  private PageRanks() {}

  /** The band of a row. */
  int band(String group) {
    return 0;
  }

  /** The rank of the next row, or {@link #NEVER}; see {@link io.broadsheet.table.RowWriter#row}. */
  abstract int rank(String group, double score);

  /** The rows of the window are over. */
  void endWindow() {}

  static PageRanks of(Table table) {
    return switch (table.name()) {
      case "terms" -> new TermRanks();
      case "articles" -> new Ordinals();
      case "keyness" -> new KeynessRanks();
      case "trends" -> new Sizes();
      case "stories" -> new Largest();
      default -> new AllAlike();
    };
  }

  private static final class AllAlike extends PageRanks {
    @Override
    int rank(String group, double score) {
      return 0;
    }
  }

  /** Terms by their own rank, minus which is their score; those of all articles apart. */
  private static final class TermRanks extends PageRanks {
    /** More of a window's and slice's terms no page has room for. */
    private static final int OF_ALL = 200;

    private static final int OF_A_SLICE = 50;

    @Override
    int band(String group) {
      return group.equals("all") ? 0 : 1;
    }

    @Override
    int rank(String group, double score) {
      return -score <= (band(group) == 0 ? OF_ALL : OF_A_SLICE) ? (int) -score : NEVER;
    }
  }

  /** The largest numbers first. */
  private static final class Largest extends PageRanks {
    private static final int LARGEST = 1000;

    @Override
    int rank(String group, double score) {
      return LARGEST - (int) Math.min(LARGEST, score);
    }
  }

  /**
   * The first row of each outlet in a window before the second of any, and those in their order.
   */
  private static final class Ordinals extends PageRanks {
    private static final int ROUND = 1_000;
    private static final int MOST_ROUNDS = 2_000_000;

    private final Map<String, Integer> seen = new HashMap<>();
    private final Map<Integer, Integer> inRound = new HashMap<>();

    @Override
    int rank(String group, double score) {
      int round = seen.merge(group, 1, Integer::sum) - 1;
      int place = inRound.merge(round, 1, Integer::sum) - 1;
      return Math.min(round, MOST_ROUNDS) * ROUND + Math.min(ROUND - 1, place);
    }

    @Override
    void endWindow() {
      seen.clear();
      inRound.clear();
    }
  }

  /** The largest scores of either sign first, none that chance alone would mostly exceed. */
  private static class Sizes extends PageRanks {
    private static final int LARGEST = 1000;
    private static final int STEPS = 20;
    private static final double LEAST = 1;

    @Override
    int rank(String group, double score) {
      double size = Math.abs(score);
      return size >= LEAST ? (int) ((LARGEST - Math.min(LARGEST, size)) * STEPS) : NEVER;
    }
  }

  /** The same, of slices those of outlets alone. */
  private static final class KeynessRanks extends Sizes {
    @Override
    int rank(String group, double score) {
      return group.equals("outlet") ? super.rank(group, score) : NEVER;
    }
  }
}
