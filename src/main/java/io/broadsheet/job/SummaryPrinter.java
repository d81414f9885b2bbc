package io.broadsheet.job;

import io.broadsheet.job.RunSummary.Line;
import io.broadsheet.job.RunSummary.Reconciliation;
import io.broadsheet.job.RunSummary.Section;
import io.broadsheet.page.Columns;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints a {@link RunSummary} on one screen. */
final class SummaryPrinter {
  private static final int COLUMNS = 80;
  private static final int LABEL_COLUMNS = 24;
  private static final int FOREMOST = 5;

  private SummaryPrinter() {}

  static void print(String job, RunSummary summary, Duration elapsed, PrintWriter to) {
    String done = String.format(Locale.ROOT, "done in %.1f s", elapsed.toMillis() / 1e3);
    if (summary.screen().isEmpty()) {
      to.println(job + ": " + done);
      printCounts(summary, to);
    } else {
      to.print(summary.screen());
      to.println(done);
    }
    summary.written().forEach(path -> to.println("written to " + Printable.of(path)));
    to.flush();
  }

  private static void printCounts(RunSummary summary, PrintWriter to) {
    Reconciliation sum = summary.reconciliation();
    to.println(
        String.format(
            Locale.ROOT,
            "%,d read = %,d counted + %,d duplicates + %,d rejected + %,d undated + %,d late",
            sum.read(),
            sum.counted(),
            sum.duplicates(),
            sum.rejected(),
            sum.undated(),
            sum.late()));
    for (Section section : summary.sections()) {
      List<String> counts = new ArrayList<>();
      for (Line line : section.first().stream().limit(FOREMOST).toList()) {
        String label = Columns.cut(Printable.of(line.label()), LABEL_COLUMNS);
        counts.add(String.format(Locale.ROOT, "%s %,d", label, line.count()));
      }
      if (counts.size() < section.total()) {
        counts.add(String.format(Locale.ROOT, "and %,d more", section.total() - counts.size()));
      }
      String label = section.title() + " ".repeat(Math.max(1, 10 - section.title().length()));
      to.print(Columns.paragraph(label, String.join(", ", counts), COLUMNS));
    }
  }
}
