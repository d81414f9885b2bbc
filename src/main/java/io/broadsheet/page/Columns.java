package io.broadsheet.page;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;

/** Text that may hold any script, set in the columns of a terminal. */
public final class Columns {
  private Columns() {}

  /**
   * The text without control characters, which could move the cursor, and without those that turn
   * the direction of writing; each becomes U+FFFD.
   */
  public static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints().map(Columns::printable).forEach(printable::appendCodePoint);
    return printable.toString();
  }

  private static int printable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          '\uFFFD';
      default -> character;
    };
  }

  /** The text, cut to a number of columns. */
  public static String cut(String text, int columns) {
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

  /**
   * A label and a text behind it, broken between words into lines.
   *
   * @param label starts the first line and indents the others
   * @param columns of a line, at most, unless one word is longer
   * @return lines, each with its end
   */
  public static String paragraph(String label, String text, int columns) {
    StringBuilder lines = new StringBuilder(label);
    int indent = width(label);
    int column = indent;
    for (String word : text.split(" ", -1)) {
      int width = width(word);
      if (column > indent && column + 1 + width > columns) {
        lines.append('\n').append(" ".repeat(indent));
        column = indent;
      } else if (column > indent) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += width;
    }
    return lines.append('\n').toString();
  }

  static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
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
