package io.broadsheet.parse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Says of content that no format recognises what it seems to be. */
final class UnknownContent {

  /** The bytes with which files of some kind start. */
  private record Magic(int at, String bytes, String kind) {}

  private static final List<Magic> KINDS =
      List.of(
          new Magic(0, "%PDF-", "a PDF document"),
          new Magic(0, "\u0089PNG", "a PNG image"),
          new Magic(0, "\u00ff\u00d8\u00ff", "a JPEG image"),
          new Magic(0, "GIF8", "a GIF image"),
          new Magic(0, "7z\u00bc\u00af", "a 7z archive"),
          new Magic(0, "Rar!", "a RAR archive"),
          new Magic(0, "\u00d0\u00cf\u0011\u00e0", "an old Office document"),
          new Magic(0, "SQLite format 3", "an SQLite database"),
          new Magic(0, "{\\rtf", "a rich text document"),
          new Magic(0, "\u007fELF", "a program"),
          new Magic(8, "WEBP", "a WebP image"));

  private UnknownContent() {}

  /** Why no format took it, as a phrase for a person. */
  static String describe(Head head, ParseOptions options) {
    byte[] bytes = head.bytes();
    if (bytes.length == 0) {
      return "the file is empty";
    }
    for (Magic magic : KINDS) {
      byte[] expected = magic.bytes().getBytes(StandardCharsets.ISO_8859_1);
      int end = magic.at() + expected.length;
      if (bytes.length >= end
          && Arrays.equals(bytes, magic.at(), end, expected, 0, end - magic.at())) {
        return "looks like " + magic.kind() + ", which is not read";
      }
    }
    if (!head.isText()) {
      return head.text().isBlank() ? "the file is blank" : "is binary data of no known kind";
    }
    String text = head.text().stripLeading();
    String start = text.substring(0, Math.min(text.length(), 200)).toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return "looks like an HTML page, which is not read";
    }
    if (start.startsWith("<")) {
      return "looks like XML or HTML, which is not read";
    }
    if (start.startsWith("[")) {
      return "looks like a JSON list, but not one of objects";
    }
    if (!options.path().isEmpty()) {
      return "is plain text, and its path does not match the pattern " + options.path();
    }
    return "is plain text; declare a path pattern, or force a format, to read it";
  }
}
