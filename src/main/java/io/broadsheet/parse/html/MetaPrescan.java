package io.broadsheet.parse.html;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Looks for the encoding that a page's first {@code <meta>} elements declare, before the page can
 * be decoded, exactly as browsers do ("prescan a byte stream to determine its encoding", HTML
 * Standard section 13.2.3.2), only in more of the page's beginning.
 */
final class MetaPrescan {
  /** The standard asks for 1024; many pages declare their encoding below a longer head. */
  private static final int LONGEST = 16 * 1024;

  private final byte[] bytes;
  private final int end;
  private int at;

  /** The name and value of the attribute read last. */
  private String name = "";

  private String value = "";

  private MetaPrescan(byte[] bytes, int length) {
    this.bytes = bytes;
    this.end = Math.min(length, LONGEST);
  }

  /**
   * What the first elements of a page declare.
   *
   * @param length how many of the bytes count
   * @return the standard's name of the encoding, or empty if none is declared
   */
  static String find(byte[] bytes, int length) {
    return new MetaPrescan(bytes, length).find();
  }

  private String find() {
    while (at < end) {
      if (startsWith("<!--")) {
        at += 2;
        skipPast("-->");
      } else if (isMeta()) {
        at += "<meta".length();
        String encoding = readMeta();
        if (!encoding.isEmpty()) {
          return encoding;
        }
      } else if (isTag()) {
        while (at < end && !isSpace(bytes[at]) && bytes[at] != '>') {
          at++;
        }
        while (readAttribute()) {
          // Attributes of other elements do not matter.
        }
      } else if (startsWith("<!") || startsWith("</") || startsWith("<?")) {
        skipPast(">");
      } else {
        at++;
      }
    }
    return "";
  }

  private boolean isMeta() {
    if (!startsWith("<meta") || at + 5 >= end) {
      return false;
    }
    return isSpace(bytes[at + 5]) || bytes[at + 5] == '/';
  }

  private boolean isTag() {
    if (bytes[at] != '<') {
      return false;
    }
    int letter = at + 1 < end && bytes[at + 1] == '/' ? at + 2 : at + 1;
    return letter < end && isLetter(bytes[letter]);
  }

  private String readMeta() {
    List<String> seen = new ArrayList<>();
    boolean isContentType = false;
    boolean needsContentType = false;
    String label = null;
    while (readAttribute()) {
      if (seen.contains(name)) {
        continue;
      }
      if (seen.size() < 64) {
        seen.add(name);
      }
      if (name.equals("http-equiv")) {
        isContentType |= value.equals("content-type");
      } else if (name.equals("content") && label == null) {
        String inContent = charsetIn(value);
        if (!EncodingLabels.nameOf(inContent).isEmpty()) {
          label = inContent;
          needsContentType = true;
        }
      } else if (name.equals("charset")) {
        label = value;
        needsContentType = false;
      }
    }
    if (label == null || (needsContentType && !isContentType)) {
      return "";
    }
    String encoding = EncodingLabels.nameOf(label);
    return switch (encoding) {
      case "utf-16le", "utf-16be" -> "utf-8";
      case "x-user-defined" -> "windows-1252";
      default -> encoding;
    };
  }

  /** The standard's "extracting a character encoding from a meta element". */
  static String charsetIn(String content) {
    String lower = content.toLowerCase(Locale.ROOT);
    int from = 0;
    while (true) {
      int found = lower.indexOf("charset", from);
      if (found < 0) {
        return "";
      }
      int i = skipSpaces(lower, found + "charset".length());
      if (i >= lower.length() || lower.charAt(i) != '=') {
        from = found + "charset".length();
        continue;
      }
      i = skipSpaces(lower, i + 1);
      if (i >= lower.length()) {
        return "";
      }
      char quote = lower.charAt(i);
      if (quote == '"' || quote == '\'') {
        int close = lower.indexOf(quote, i + 1);
        return close < 0 ? "" : lower.substring(i + 1, close);
      }
      int stop = i;
      while (stop < lower.length() && " \t\n\f\r;".indexOf(lower.charAt(stop)) < 0) {
        stop++;
      }
      return lower.substring(i, stop);
    }
  }

  private static int skipSpaces(String text, int from) {
    int i = from;
    while (i < text.length() && " \t\n\f\r".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  /** The standard's "get an attribute"; false at the end of the tag or of the bytes. */
  private boolean readAttribute() {
    while (at < end && (isSpace(bytes[at]) || bytes[at] == '/')) {
      at++;
    }
    if (at >= end || bytes[at] == '>') {
      return false;
    }
    int nameStart = at;
    while (at < end
        && !(bytes[at] == '=' && at > nameStart)
        && !isSpace(bytes[at])
        && bytes[at] != '/'
        && bytes[at] != '>') {
      at++;
    }
    name = lower(nameStart, at);
    value = "";
    while (at < end && isSpace(bytes[at])) {
      at++;
    }
    if (at >= end) {
      return false;
    }
    if (bytes[at] != '=') {
      return true;
    }
    at++;
    while (at < end && isSpace(bytes[at])) {
      at++;
    }
    return at < end && readValue();
  }

  private boolean readValue() {
    byte quote = bytes[at];
    if (quote == '"' || quote == '\'') {
      int start = ++at;
      while (at < end && bytes[at] != quote) {
        at++;
      }
      if (at >= end) {
        return false;
      }
      value = lower(start, at++);
      return true;
    }
    int start = at;
    while (at < end && !isSpace(bytes[at]) && bytes[at] != '>') {
      at++;
    }
    value = lower(start, at);
    return at < end;
  }

  private String lower(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
  }

  private boolean startsWith(String lowerCase) {
    if (at + lowerCase.length() > end) {
      return false;
    }
    for (int i = 0; i < lowerCase.length(); i++) {
      int b = bytes[at + i];
      int folded = b >= 'A' && b <= 'Z' ? b + 32 : b;
      if (folded != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void skipPast(String mark) {
    while (at < end && !startsWith(mark)) {
      at++;
    }
    at = Math.min(end, at + mark.length());
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\f' || b == '\r';
  }

  private static boolean isLetter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }
}
