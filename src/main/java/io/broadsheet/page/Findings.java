package io.broadsheet.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The three sentences that a page begins with: what rose most, what was most widely told, and what
 * a reader must know of the numbers. A sentence whose numbers are too few is left out, and the next
 * of the list takes its place.
 */
final class Findings {
  private static final int MOST = 3;

  private Findings() {}

  static List<Finding> of(ReportData data, RunFacts run) {
    WordFindings words = new WordFindings(data);
    CoverageFindings coverage = new CoverageFindings(data, run);
    List<Finding> found = new ArrayList<>();
    Stream.<Supplier<Optional<Finding>>>of(
            () -> words.rising().or(words::unusual),
            coverage::widestStory,
            coverage::muchLeftOut,
            coverage::copies,
            words::distinctive,
            coverage::largestOutlet,
            coverage::leftOut,
            coverage::largestWindow)
        .forEach(
            finding -> {
              if (found.size() < MOST) {
                finding.get().filter(next -> !found.contains(next)).ifPresent(found::add);
              }
            });
    return found;
  }
}
