package io.broadsheet.job;

/** Text from articles and file names as it may stand on a terminal. */
final class Printable {
  private Printable() {}

  /**
   * The text without control characters, which could move the cursor, and without those that turn
   * the direction of writing; each becomes U+FFFD.
   */
  static String of(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints().map(Printable::of).forEach(printable::appendCodePoint);
    return printable.toString();
  }

  private static int of(int character) {
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
}
