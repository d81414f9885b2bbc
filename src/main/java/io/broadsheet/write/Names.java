package io.broadsheet.write;

import java.util.regex.Pattern;

/**
 * What names of files may look like. They come from table definitions and from our own numbers,
 * never from what was read, and this holds us to it.
 */
final class Names {
  private static final Pattern TABLE = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}");

  private Names() {}

  static void requireTable(String name) {
    require(TABLE, name, "a table");
  }

  static void requireFile(String name) {
    require(FILE, name, "a file");
  }

  /** Plain names with {@code /} between them; nothing that leads out of a folder. */
  static void requireRelativeFile(String path) {
    for (String name : path.split("/", -1)) {
      require(FILE, name, "a file");
    }
  }

  private static void require(Pattern pattern, String name, String kind) {
    if (!pattern.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' cannot be the name of " + kind);
    }
  }
}
