package io.broadsheet.job;

import io.broadsheet.page.Columns;

/** Text from articles and file names as it may stand on a terminal. */
final class Printable {
  private Printable() {}

  /**
   * The text without control characters, which could move the cursor, and without those that turn
   * the direction of writing; each becomes U+FFFD.
   */
  static String of(String text) {
    return Columns.printable(text);
  }
}
