package io.broadsheet.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much a reader is likely to ask for a term in a window: by how much it stands out there (z of
 * table trends, or of keyness for an outlet) or, in the windows in which most articles have it, by
 * their number. Memory: some 100 bytes for each term of a window that the page lists.
 */
final class TermWeights {
  /** In how many windows a term is asked for because it is frequent. */
  private static final int PEAKS = 10;

  /** How much less a frequent term is asked for elsewhere. */
  private static final double ELSEWHERE = 0.01;

  private record Peak(long place, double weight) {}

  private final Dictionary<String> terms;
  private final Dictionary<Long> windows = new Dictionary<>();

  /** By {@link #place}. */
  private final Map<Long, Double> weights = new HashMap<>();

  // Rows of one term come together.
  private long lastWindow;
  private String lastTerm = "";
  private double last;

  TermWeights(ReportData data) {
    terms = data.dictionaries().named("terms");
    data.cells("terms").ifPresent(cells -> addFrequent(cells, data));
    data.cells("trends").ifPresent(cells -> addScores(cells, "z"));
    data.cells("keyness").ifPresent(cells -> addScores(cells, "log_odds_z"));
  }

  private void addScores(Cells cells, String score) {
    if (!cells.has("window_start", "term", score)) {
      return;
    }
    for (int row = 0; row < cells.rows(); row++) {
      add(cells, row, Math.abs(cells.real(score, row)));
    }
  }

  private void addFrequent(Cells cells, ReportData data) {
    long all = data.dictionaries().named("slice_type").number("all");
    Map<Long, List<Peak>> byTerm = new HashMap<>();
    for (int row = 0; row < cells.rows(); row++) {
      if (cells.number("slice_type", row) == all) {
        double weight = Math.log(1.0 + cells.number("doc_count", row)) / Math.log(2);
        byTerm
            .computeIfAbsent(cells.number("term", row), term -> new ArrayList<>())
            .add(new Peak(place(cells, row), weight));
      }
    }
    for (List<Peak> peaks : byTerm.values()) {
      peaks.sort(Comparator.comparingDouble(Peak::weight).reversed());
      for (int i = 0; i < peaks.size(); i++) {
        weights.put(peaks.get(i).place(), peaks.get(i).weight() * (i < PEAKS ? 1 : ELSEWHERE));
      }
    }
  }

  private long place(Cells cells, int row) {
    int window = windows.number(cells.number("window_start", row));
    return place(window, cells.number("term", row));
  }

  /** A number for a window's and a term's number. */
  private static long place(int window, long term) {
    return ((long) window << Integer.SIZE) | term;
  }

  private void add(Cells cells, int row, double weight) {
    if (!Double.isNaN(weight)) {
      weights.merge(place(cells, row), weight, Math::max);
    }
  }

  /** The weight of a term in a window; 0 for one that the page does not list there. */
  double of(long window, String term) {
    if (window != lastWindow || !term.equals(lastTerm)) {
      int number = terms.find(term);
      int windowNumber = windows.find(window);
      last =
          number < 0 || windowNumber < 0
              ? 0
              : weights.getOrDefault(place(windowNumber, number), 0.0);
      lastWindow = window;
      lastTerm = term;
    }
    return last;
  }
}
