package io.broadsheet.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * How one CSV file is written, judged from its start: the delimiter under which the first row has
 * most known names and the rows most often as many fields as it; and whether quotes enclose fields
 * or are only quotes.
 *
 * @param delimiter one of {@code , ; tab |}, or {@link CsvRow#NO_DELIMITER} for one column
 * @param isQuoted true if a quote that opens a field encloses it
 * @param header the first row, trimmed
 * @param headerEnd the index behind the first row
 * @param rows the rows seen after it
 * @param regular of these, how many have as many fields as the first row
 * @param known how many of the header's names are known
 * @param hasGaps true if blank lines stand between rows, as they do in prose
 */
record CsvDialect(
    byte delimiter,
    boolean isQuoted,
    List<String> header,
    int headerEnd,
    int rows,
    int regular,
    int known,
    boolean hasGaps) {

  /** More columns than this are not looked at. */
  static final int COLUMNS = 4_096;

  /** After so many broken rows the sample has shown what it can. */
  private static final int MANY_BROKEN = 100;

  private static final byte[] DELIMITERS = {',', ';', '\t', '|'};
  private static final String SEPARATOR_LINE = "sep=";

  /** What one reading of the sample shows. */
  private record Trial(CsvDialect dialect, int oddQuotes, int usefulQuotes) {
    double regularity() {
      return dialect.rows == 0 ? 1 : (double) dialect.regular / dialect.rows;
    }
  }

  /**
   * Judges the start of a file.
   *
   * @param bytes valid UTF-8
   * @param isWhole true if the file ends at {@code to}
   */
  static CsvDialect of(byte[] bytes, int from, int to, boolean isWhole, FieldNames names) {
    int start = behindSeparatorLine(bytes, from, to);
    CsvDialect best = null;
    for (byte delimiter : DELIMITERS) {
      CsvDialect candidate = of(bytes, start, to, isWhole, names, delimiter);
      if (candidate.header.size() > 1 && (best == null || candidate.score() > best.score())) {
        best = candidate;
      }
    }
    return best != null ? best : of(bytes, start, to, isWhole, names, CsvRow.NO_DELIMITER);
  }

  private double score() {
    double regularity = rows == 0 ? 1 : (double) regular / rows;
    return known * 10 + regularity * 5 + Math.min(header.size(), 50) / 50.0;
  }

  /** Spreadsheets may put a line {@code sep=;} first, which is no row. */
  private static int behindSeparatorLine(byte[] bytes, int from, int to) {
    int length = SEPARATOR_LINE.length();
    if (to - from < length + 2) {
      return from;
    }
    for (int i = 0; i < length; i++) {
      if ((bytes[from + i] | 0x20) != (SEPARATOR_LINE.charAt(i) | 0x20)) {
        return from;
      }
    }
    int lineEnd = Utf8.indexOf(bytes, '\n', from + length + 1, Math.min(to, from + length + 3));
    return lineEnd < 0 ? from : lineEnd + 1;
  }

  private static CsvDialect of(
      byte[] bytes, int from, int to, boolean isWhole, FieldNames names, byte delimiter) {
    Trial quoted = tryOut(bytes, from, to, isWhole, names, delimiter, true);
    if (quoted.oddQuotes == 0 || quoted.usefulQuotes > quoted.oddQuotes) {
      return quoted.dialect;
    }
    Trial plain = tryOut(bytes, from, to, isWhole, names, delimiter, false);
    double gain = plain.regularity() - quoted.regularity();
    // Tab-separated files are often written without any quoting.
    boolean isPlain = gain > 0 || (gain == 0 && delimiter == '\t');
    return isPlain ? plain.dialect : quoted.dialect;
  }

  private static Trial tryOut(
      byte[] bytes,
      int from,
      int to,
      boolean isWhole,
      FieldNames names,
      byte delimiter,
      boolean isQuoted) {
    CsvRow row = new CsvRow(delimiter, isQuoted, COLUMNS);
    List<String> header = new ArrayList<>();
    int headerEnd = from;
    int rows = 0;
    int regular = 0;
    int oddQuotes = 0;
    int usefulQuotes = 0;
    int broken = 0;
    boolean isBehindGap = false;
    boolean hasGaps = false;
    int at = from;
    while (at < to) {
      CsvRow.Outcome outcome = row.find(bytes, at, to, isWhole);
      oddQuotes += row.oddQuotes();
      usefulQuotes += row.usefulQuotes();
      if (outcome != CsvRow.Outcome.ROW) {
        boolean isCut = outcome == CsvRow.Outcome.INCOMPLETE && !isWhole;
        oddQuotes += isCut ? 0 : 1;
        broken++;
        int lineEnd = isCut || broken > MANY_BROKEN ? -1 : Utf8.indexOf(bytes, '\n', at, to);
        if (lineEnd < 0) {
          break;
        }
        at = lineEnd + 1;
      } else if (Utf8.isBlank(bytes, at, row.next())) {
        isBehindGap = !header.isEmpty();
        at = row.next();
      } else if (header.isEmpty()) {
        for (int i = 0; i < Math.min(row.fields(), COLUMNS); i++) {
          header.add(row.text(bytes, i).strip());
        }
        headerEnd = row.next();
        at = headerEnd;
      } else {
        hasGaps |= isBehindGap;
        rows++;
        regular += row.fields() == header.size() ? 1 : 0;
        at = row.next();
      }
    }
    int known = 0;
    for (String name : header) {
      known += names.targets(FieldNames.normalise(name)).isEmpty() ? 0 : 1;
    }
    CsvDialect dialect =
        new CsvDialect(delimiter, isQuoted, header, headerEnd, rows, regular, known, hasGaps);
    return new Trial(dialect, oddQuotes, usefulQuotes);
  }
}
