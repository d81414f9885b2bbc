package io.broadsheet.write;

import io.broadsheet.table.Column;
import io.broadsheet.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which of a table's rows a page shows first. A row has a band, of which each has a budget of rows,
 * and a rank in it: a page keeps rank 0 before rank 1. One instance follows one writer's rows, in
 * their order. Memory: a number for each outlet of one window.
 */
abstract class PageRanks {
  /** Rows of this rank are not written at all. */
  static final int NEVER = -1;

  /** More of a window's and slice's terms no page has room for. */
  private static final int TERMS_OF_ALL = 200;

  private static final int TERMS_OF_A_SLICE = 50;

  private final int[] watched;

  private PageRanks(int... watched) {
    this.watched = watched;
  }

  /** The columns, ascending, whose values {@link #rank} needs to know. */
  final int[] watched() {
    return watched;
  }

  /** The band of the row whose watched cells are given. */
  int band(Object[] cells) {
    return 0;
  }

  /** Whether the first watched cells alone tell that a row's rank is {@link #NEVER}. */
  boolean excludes(Object[] cells, int known) {
    return false;
  }

  /** The rank of the row whose watched cells are given, or {@link #NEVER}. */
  abstract int rank(Object[] cells);

  static PageRanks of(Table table) {
    List<String> names = table.columns().stream().map(Column::name).toList();
    return switch (table.name()) {
      case "terms" -> new TermRanks(names.indexOf("slice_type"), names.indexOf("rank"));
      case "articles" -> new Ordinals(names.indexOf("window_start"), names.indexOf("outlet"));
      case "keyness" -> new Sizes(names.indexOf("slice_type"), names.indexOf("log_odds_z"));
      case "trends" -> new Sizes(names.indexOf("n"), names.indexOf("z"));
      case "stories" -> new Largest(names.indexOf("articles"));
      default -> new AllAlike();
    };
  }

  private static final class AllAlike extends PageRanks {
    @Override
    int rank(Object[] cells) {
      return 0;
    }
  }

  /** Terms by their own rank; those of all articles apart from those of slices. */
  private static final class TermRanks extends PageRanks {
    TermRanks(int sliceType, int rank) {
      super(sliceType, rank);
    }

    @Override
    int band(Object[] cells) {
      return "all".equals(cells[0]) ? 0 : 1;
    }

    @Override
    boolean excludes(Object[] cells, int known) {
      return known == 2 && rank(cells) == NEVER;
    }

    @Override
    int rank(Object[] cells) {
      long rank = (Long) cells[1];
      return rank <= (band(cells) == 0 ? TERMS_OF_ALL : TERMS_OF_A_SLICE) ? (int) rank : NEVER;
    }
  }

  /** The largest numbers first. */
  private static final class Largest extends PageRanks {
    private static final int LARGEST = 1000;

    Largest(int column) {
      super(column);
    }

    @Override
    int rank(Object[] cells) {
      return LARGEST - (int) Math.min(LARGEST, (Long) cells[0]);
    }
  }

  /**
   * The first row of each outlet in a window before the second of any, and those in their order.
   */
  private static final class Ordinals extends PageRanks {
    private static final int ROUND = 1_000;
    private static final int MOST_ROUNDS = 2_000_000;

    private final Map<Object, Integer> seen = new HashMap<>();
    private final Map<Integer, Integer> inRound = new HashMap<>();
    private Object window;

    Ordinals(int window, int of) {
      super(window, of);
    }

    @Override
    int rank(Object[] cells) {
      if (!Objects.equals(window, cells[0])) {
        window = cells[0];
        seen.clear();
        inRound.clear();
      }
      int round = seen.merge(cells[1], 1, Integer::sum) - 1;
      int place = inRound.merge(round, 1, Integer::sum) - 1;
      return Math.min(round, MOST_ROUNDS) * ROUND + Math.min(ROUND - 1, place);
    }
  }

  /**
   * The largest scores of either sign first, none that chance alone would mostly exceed; of slices,
   * those of outlets alone.
   */
  private static final class Sizes extends PageRanks {
    private static final int LARGEST = 1000;
    private static final int STEPS = 20;
    private static final double LEAST = 1;

    Sizes(int sliceType, int score) {
      super(sliceType, score);
    }

    @Override
    boolean excludes(Object[] cells, int known) {
      return known == 1 && isOfAnotherSlice(cells);
    }

    private static boolean isOfAnotherSlice(Object[] cells) {
      return cells[0] instanceof String type && !type.equals("outlet");
    }

    @Override
    int rank(Object[] cells) {
      double size = cells[1] instanceof Double score ? Math.abs(score) : 0;
      if (isOfAnotherSlice(cells) || size < LEAST) {
        return NEVER;
      }
      return (int) ((LARGEST - Math.min(LARGEST, size)) * STEPS);
    }
  }
}
