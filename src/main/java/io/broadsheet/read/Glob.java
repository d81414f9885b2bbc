package io.broadsheet.read;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A pattern for paths: {@code *} and {@code ?} stay inside a folder, {@code **} is zero or more
 * folders (or, at the end, everything below), {@code {a,b}} is either, {@code [a-z]} one of a
 * range.
 *
 * @param root the folder or file that the pattern's part without wildcards names
 * @param pattern matches whole paths with {@code /} between folders; null if the pattern names one
 *     path
 */
record Glob(Path root, Pattern pattern) {
  private static final String WILDCARDS = "*?{[";

  static Glob of(String text) {
    String glob = text.replace('\\', '/');
    int firstWildcard = glob.length();
    for (int i = 0; i < WILDCARDS.length(); i++) {
      int at = glob.indexOf(WILDCARDS.charAt(i));
      if (at >= 0) {
        firstWildcard = Math.min(firstWildcard, at);
      }
    }
    if (firstWildcard == glob.length()) {
      return new Glob(Path.of(text), null);
    }
    int lastSlash = glob.lastIndexOf('/', firstWildcard);
    String fixed = lastSlash < 0 ? "" : lastSlash == 0 ? "/" : glob.substring(0, lastSlash);
    return new Glob(Path.of(fixed), Pattern.compile(regex(glob)));
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> {
          boolean isDouble = i + 1 < glob.length() && glob.charAt(i + 1) == '*';
          boolean opensFolder = isDouble && i + 2 < glob.length() && glob.charAt(i + 2) == '/';
          if (opensFolder) {
            regex.append("(?:[^/]+/)*");
            i += 2;
          } else if (isDouble) {
            regex.append(".*");
            i++;
          } else {
            regex.append("[^/]*");
          }
        }
        case '?' -> regex.append("[^/]");
        case '{' -> {
          depth++;
          regex.append("(?:");
        }
        case '}' -> {
          if (depth > 0) {
            depth--;
            regex.append(')');
          } else {
            regex.append("\\}");
          }
        }
        case ',' -> regex.append(depth > 0 ? "|" : ",");
        case '[' -> {
          int close = glob.indexOf(']', i + 2);
          if (close < 0) {
            regex.append("\\[");
          } else {
            String set = glob.substring(i + 1, close).replace("\\", "\\\\").replace("[", "\\[");
            regex.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set);
            regex.append(']');
            i = close;
          }
        }
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.append(")".repeat(depth)).toString();
  }
}
