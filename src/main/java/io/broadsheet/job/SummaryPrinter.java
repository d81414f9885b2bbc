package io.broadsheet.job;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import io.broadsheet.job.RunSummary.Line;
import io.broadsheet.job.RunSummary.Reconciliation;
import io.broadsheet.job.RunSummary.Section;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Prints a {@link RunSummary} as a short table. */
final class SummaryPrinter {
  private static final int LABEL_COLUMNS = 44;
  private static final int TITLE_COLUMNS = 12;

  private SummaryPrinter() {}

  static void print(String job, RunSummary summary, Duration elapsed, PrintWriter to) {
    Reconciliation sum = summary.reconciliation();
    to.println(String.format(Locale.ROOT, "%s: done in %.1f s", job, elapsed.toMillis() / 1e3));
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
      print(section, to);
    }
    summary.written().forEach(path -> to.println("written to " + Printable.of(path)));
    to.flush();
  }

  private static void print(Section section, PrintWriter to) {
    to.println();
    List<Line> lines = section.first();
    String total = String.format(Locale.ROOT, "%,d", section.total());
    to.println(
        pad(section.title() + " ", TITLE_COLUMNS)
            + total
            + (lines.size() < section.total() && !lines.isEmpty()
                ? ", first " + lines.size()
                : ""));
    for (Line line : lines) {
      String label = cut(Printable.of(line.label()), LABEL_COLUMNS);
      to.println(String.format(Locale.ROOT, "  %s %,12d", pad(label, LABEL_COLUMNS), line.count()));
    }
  }

  /** The text, cut to a number of columns. */
  private static String cut(String text, int columns) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      int next = i + Character.charCount(character);
      width += width(character);
      if (width > columns || (width == columns && next < text.length())) {
        return text.substring(0, i) + "…";
      }
      i = next;
    }
    return text;
  }

  private static String pad(String text, int columns) {
    int width = text.codePoints().map(SummaryPrinter::width).sum();
    return text + " ".repeat(Math.max(0, columns - width));
  }

  /** The columns that a terminal gives a character (UAX #11; marks lie on the one before). */
  private static int width(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    int eastAsian = UCharacter.getIntPropertyValue(character, UProperty.EAST_ASIAN_WIDTH);
    boolean isWide =
        eastAsian == UCharacter.EastAsianWidth.WIDE
            || eastAsian == UCharacter.EastAsianWidth.FULLWIDTH;
    return isWide ? 2 : 1;
  }
}
