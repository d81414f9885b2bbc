package io.broadsheet.parse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One row of CSV, found in bytes at hand. Quotes follow RFC 4180, with what real files do besides:
 * a quote counts only where it opens a field; inside a quoted field a quote that neither doubles
 * nor ends the field is a quote; rows end with LF, CRLF or CR.
 */
final class CsvRow {

  /** How looking for a row ended. */
  enum Outcome {
    /** The row is whole. */
    ROW,
    /** The bytes end before the row does. */
    INCOMPLETE,
    /** Inside a quoted field another field opens with a quote: the first one was never closed. */
    MISPLACED_QUOTE
  }

  /** A byte that no UTF-8 has: for files of one column. */
  static final byte NO_DELIMITER = (byte) 0xff;

  private static final byte QUOTE = '"';

  /** Instead of an index: the bytes end too early. */
  private static final int CUT = -1;

  /** Instead of an index: a field opens inside a field. */
  private static final int MISPLACED = -2;

  /** Instead of an index: a quote that ends nothing. */
  private static final int NO_END = -3;

  private final byte delimiter;
  private final boolean isQuoted;

  /** Beginnings and ends of the first fields; a field with quotes to be halved ends negative. */
  private final int[] starts;

  private final int[] ends;
  private int fields;
  private int next;
  private int oddQuotes;
  private int usefulQuotes;

  /**
   * @param delimiter between fields
   * @param isQuoted false if quotes have no meaning in this file
   * @param columns how many fields are kept; further ones are only counted
   */
  CsvRow(byte delimiter, boolean isQuoted, int columns) {
    this.delimiter = delimiter;
    this.isQuoted = isQuoted;
    starts = new int[columns];
    ends = new int[columns];
  }

  /**
   * Finds the row that starts the range.
   *
   * @param isLast true if the file has no bytes behind {@code to}
   */
  Outcome find(byte[] bytes, int from, int to, boolean isLast) {
    fields = 0;
    oddQuotes = 0;
    usefulQuotes = 0;
    int i = from;
    while (true) {
      int end =
          isQuoted && i < to && bytes[i] == QUOTE
              ? quotedField(bytes, i, to, isLast)
              : plainField(bytes, i, to);
      if (end < 0) {
        return end == MISPLACED ? Outcome.MISPLACED_QUOTE : Outcome.INCOMPLETE;
      }
      if (end == to) {
        next = to;
        return isLast ? Outcome.ROW : Outcome.INCOMPLETE;
      }
      byte b = bytes[end];
      if (b == '\n') {
        next = end + 1;
        return Outcome.ROW;
      }
      if (b == '\r') {
        if (end + 1 == to && !isLast) {
          return Outcome.INCOMPLETE;
        }
        next = end + 1 < to && bytes[end + 1] == '\n' ? end + 2 : end + 1;
        return Outcome.ROW;
      }
      i = end + 1;
    }
  }

  private boolean isFieldEnd(byte b) {
    return b == delimiter || b == '\n' || b == '\r';
  }

  private int plainField(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && !isFieldEnd(bytes[i])) {
      i++;
    }
    keep(from, i, false);
    return i;
  }

  /** Keeps the quoted field at {@code from}; gives the index behind it. */
  private int quotedField(byte[] bytes, int from, int to, boolean isLast) {
    boolean hasDoubled = false;
    boolean hasOdd = false;
    int at = from + 1;
    while (true) {
      int quote = Utf8.indexOf(bytes, '"', at, to);
      if (quote < 0) {
        return CUT;
      }
      int behind = quote;
      while (behind < to && bytes[behind] == QUOTE) {
        behind++;
      }
      if (behind == to && !isLast) {
        return CUT;
      }
      boolean isEven = (behind - quote) % 2 == 0;
      int end = isEven ? CUT : endAfter(bytes, behind, to, isLast);
      if (end >= 0) {
        usefulQuotes += hasDoubled || needsQuotes(bytes, from + 1, behind - 1) ? 1 : 0;
        oddQuotes += hasOdd ? 1 : 0;
        keep(from + 1, behind - 1, hasDoubled || behind - quote > 1);
        return end;
      }
      if (end == CUT && !isEven) {
        return CUT;
      }
      if (!isEven) {
        if (quote == from + 1) {
          // Two quotes and then text: no quoted field at all.
          oddQuotes++;
          return plainField(bytes, from, to);
        }
        if (isFieldEnd(bytes[quote - 1])) {
          return MISPLACED;
        }
        hasOdd = true;
      }
      hasDoubled |= behind - quote > 1;
      at = behind;
    }
  }

  /**
   * The index of the field's end if only spaces stand between a closing quote and it; {@link
   * #NO_END} if something else does.
   */
  private int endAfter(byte[] bytes, int behindQuote, int to, boolean isLast) {
    int i = behindQuote;
    while (i < to && bytes[i] == ' ' && delimiter != ' ') {
      i++;
    }
    if (i == to) {
      return isLast ? to : CUT;
    }
    return isFieldEnd(bytes[i]) ? i : NO_END;
  }

  private boolean needsQuotes(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (isFieldEnd(bytes[i])) {
        return true;
      }
    }
    return false;
  }

  private void keep(int from, int to, boolean hasDoubled) {
    if (fields < starts.length) {
      starts[fields] = from;
      ends[fields] = hasDoubled ? ~to : to;
    }
    fields++;
  }

  /** The index behind the row and its line end. */
  int next() {
    return next;
  }

  /** How many fields the row has. */
  int fields() {
    return fields;
  }

  /** How many quoted fields hold quotes that break the rules. */
  int oddQuotes() {
    return oddQuotes;
  }

  /** How many quoted fields hold what only quotes allow: delimiters, line ends, doubled quotes. */
  int usefulQuotes() {
    return usefulQuotes;
  }

  /** The text of a field; empty if the row is too short. */
  String text(Utf8Buffer buffer, int field) {
    if (field >= Math.min(fields, starts.length)) {
      return "";
    }
    int end = ends[field];
    return end >= 0 ? buffer.text(starts[field], end) : unquoted(buffer.text(starts[field], ~end));
  }

  /** The text of a field of bytes that are in no buffer. */
  String text(byte[] bytes, int field) {
    int end = ends[field] >= 0 ? ends[field] : ~ends[field];
    byte[] part = Arrays.copyOfRange(bytes, starts[field], end);
    String text = new String(part, StandardCharsets.UTF_8);
    return ends[field] >= 0 ? text : unquoted(text);
  }

  private static String unquoted(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      plain.append(text.charAt(i));
      if (text.charAt(i) == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        i++;
      }
    }
    return plain.toString();
  }
}
