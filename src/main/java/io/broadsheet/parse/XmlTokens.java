package io.broadsheet.parse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The tags and texts of XML, and of what was meant to be XML or SGML: one after the other, whatever
 * is wrong with them. No document type is obeyed, nothing is fetched, and of all references only
 * those to characters are resolved, by number or by HTML's names.
 *
 * <p>Names of elements and attributes are in lower case. Comments, processing instructions and
 * document types are passed over. What has no end goes to the end of the input.
 *
 * <p>Time is linear in the size of the input. Memory: one tag or marked section, at most {@code
 * limit} bytes of it; longer texts come in pieces.
 */
final class XmlTokens {
  /** What was found. */
  enum Kind {
    START,
    /** A start tag that is an end tag as well. */
    EMPTY,
    END,
    /** Characters, references resolved. */
    TEXT,
    /** The characters of a marked section. */
    LITERAL,
    /** A tag or marked section larger than the limit, of which nothing was kept. */
    TOO_LARGE,
    /** No more input. */
    NOTHING
  }

  private static final int PIECE = 64 << 10;
  private static final int LONGEST_REFERENCE = 16;
  private static final String LITERAL_START = "<![cdata[";
  private static final String SPACES = " \t\r\n\f";

  private final Utf8Buffer buffer;
  private final int limit;
  private int consumed;
  private long offset;
  private String name = "";
  private String text = "";
  private Map<String, String> attributes = Map.of();
  private boolean isIllFormed;
  private boolean isUnfinished;

  XmlTokens(Utf8Buffer buffer, int limit) {
    this.buffer = buffer;
    this.limit = limit;
  }

  /** The qualified name of the tag last found. */
  String name() {
    return name;
  }

  /** The attributes of the tag last found, by their qualified names. */
  Map<String, String> attributes() {
    return attributes;
  }

  /** The text last found. */
  String text() {
    return text;
  }

  /** The offset in the input at which what was last found starts. */
  long offset() {
    return offset;
  }

  /** The offset in the input behind what was last found. */
  long endOffset() {
    return buffer.sourceOffset(buffer.start() + consumed);
  }

  /** How many bytes up to the end of what was last found were no text. */
  long undecodable() {
    return buffer.undecodableBefore(buffer.start() + consumed);
  }

  /** The input from the start of what was last found, as rejections show it. */
  String excerpt() {
    return buffer.excerpt(buffer.start(), buffer.end());
  }

  /** True if something was found that breaks the rules of XML. */
  boolean isIllFormed() {
    return isIllFormed;
  }

  /** True if the input ends inside of a tag, comment or marked section. */
  boolean isUnfinished() {
    return isUnfinished;
  }

  /** Goes on to what comes next. */
  Kind next() throws IOException {
    while (true) {
      buffer.release(buffer.start() + consumed);
      consumed = 0;
      offset = buffer.sourceOffset(buffer.start());
      if (!has(0)) {
        return Kind.NOTHING;
      }
      if (at(0) != '<' || !startsMarkup()) {
        return readText();
      }
      if (startsWith(LITERAL_START)) {
        return literal();
      }
      if (startsWith("<!--")) {
        skipTo("-->", 4);
      } else if (startsWith("<?")) {
        skipTo(">", 2);
      } else if (startsWith("<!")) {
        skipDeclaration();
      } else {
        return tag();
      }
    }
  }

  private boolean has(int distance) throws IOException {
    while (buffer.length() <= distance) {
      if (!buffer.fill()) {
        return false;
      }
    }
    return true;
  }

  private int at(int distance) {
    return buffer.bytes()[buffer.start() + distance];
  }

  private boolean startsMarkup() throws IOException {
    return has(1) && (at(1) == '!' || at(1) == '?' || at(1) == '/' || isNameStart(at(1)));
  }

  private static boolean isNameStart(int b) {
    return b < 0 || b == '_' || b == ':' || isLetter(b);
  }

  private static boolean isLetter(int b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }

  private boolean startsWith(String lower) throws IOException {
    for (int i = 0; i < lower.length(); i++) {
      if (!has(i)) {
        return false;
      }
      int b = at(i);
      if ((isLetter(b) ? b | 0x20 : b) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private Kind readText() throws IOException {
    int length = 1;
    while (length < PIECE && has(length) && !(at(length) == '<' && opensAt(length))) {
      length++;
    }
    if (length == PIECE) {
      length = withoutHalves(length);
    }
    isIllFormed |= at(0) == '<';
    consumed = length;
    text = Entities.decode(buffer.text(buffer.start(), buffer.start() + length));
    return Kind.TEXT;
  }

  /** True if a less-than sign starts markup; one that does not is text. */
  private boolean opensAt(int distance) throws IOException {
    if (!has(distance + 1)) {
      return true;
    }
    int next = at(distance + 1);
    return next == '!' || next == '?' || next == '/' || isNameStart(next);
  }

  /** Cuts a piece so that no character and no reference is torn. */
  private int withoutHalves(int length) throws IOException {
    int cut = length;
    for (int i = 1; i <= LONGEST_REFERENCE; i++) {
      int b = at(length - i);
      if (b == ';') {
        break;
      }
      if (b == '&') {
        cut = length - i;
        break;
      }
    }
    while (has(cut) && (at(cut) & 0xc0) == 0x80) {
      cut--;
    }
    return cut;
  }

  private Kind literal() throws IOException {
    int from = LITERAL_START.length();
    int found = find("]]>", from);
    if (found == TOO_FAR) {
      skipTo("]]>", from);
      return Kind.TOO_LARGE;
    }
    int to = found < 0 ? buffer.length() : found;
    isUnfinished |= found < 0;
    consumed = found < 0 ? to : to + 3;
    text = buffer.text(buffer.start() + from, buffer.start() + to);
    return Kind.LITERAL;
  }

  private static final int NOWHERE = -1;
  private static final int TOO_FAR = -2;

  /** The distance of what ends a section. */
  private int find(String end, int from) throws IOException {
    byte[] wanted = end.getBytes(StandardCharsets.US_ASCII);
    int distance = from;
    while (has(distance + wanted.length - 1)) {
      if (distance > limit) {
        return TOO_FAR;
      }
      if (at(distance) == wanted[0] && isAt(distance, wanted)) {
        return distance;
      }
      distance++;
    }
    return NOWHERE;
  }

  private boolean isAt(int distance, byte[] wanted) {
    for (int i = 1; i < wanted.length; i++) {
      if (at(distance + i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** Goes behind what ends a section, keeping none of it. */
  private void skipTo(String end, int from) throws IOException {
    byte[] wanted = end.getBytes(StandardCharsets.US_ASCII);
    buffer.release(buffer.start() + from);
    while (has(wanted.length - 1)) {
      if (at(0) == wanted[0] && isAt(0, wanted)) {
        consumed = wanted.length;
        return;
      }
      buffer.release(buffer.start() + 1);
    }
    isUnfinished = true;
    consumed = buffer.length();
  }

  /** Goes behind a document type, with the declarations inside it. */
  private void skipDeclaration() throws IOException {
    buffer.release(buffer.start() + 2);
    int open = 0;
    int quote = 0;
    while (has(0)) {
      int b = at(0);
      if (quote != 0) {
        quote = b == quote ? 0 : quote;
      } else if (open > 0 && (b == '"' || b == '\'')) {
        quote = b;
      } else if (b == '[') {
        open++;
      } else if (b == ']') {
        open--;
      } else if (b == '>' && open <= 0) {
        consumed = 1;
        return;
      }
      buffer.release(buffer.start() + 1);
    }
    isUnfinished = true;
  }

  /** Reads a tag. One whose quote is never closed ends at its first greater-than sign. */
  private Kind tag() throws IOException {
    int quote = 0;
    int firstEnd = NOWHERE;
    int distance = 1;
    int end = NOWHERE;
    while (end < 0 && has(distance)) {
      if (distance > limit) {
        skipTo(">", distance);
        return Kind.TOO_LARGE;
      }
      int b = at(distance);
      if (b == '>' && firstEnd < 0) {
        firstEnd = distance;
      }
      if (b == '<') {
        break;
      } else if (quote != 0) {
        quote = b == quote ? 0 : quote;
      } else if (b == '"' || b == '\'') {
        quote = b;
      } else if (b == '>') {
        end = distance;
      }
      distance++;
    }
    if (end < 0) {
      isIllFormed = true;
      isUnfinished |= firstEnd < 0 && !has(distance);
      end = firstEnd;
    }
    consumed = end < 0 ? distance : end + 1;
    int to = end < 0 ? distance : end;
    return tag(buffer.text(buffer.start(), buffer.start() + to));
  }

  private Kind tag(String tag) {
    boolean isEnd = tag.startsWith("</");
    int from = isEnd ? 2 : 1;
    int nameEnd = from;
    while (nameEnd < tag.length()
        && SPACES.indexOf(tag.charAt(nameEnd)) < 0
        && tag.charAt(nameEnd) != '/') {
      nameEnd++;
    }
    name = tag.substring(from, nameEnd).toLowerCase(Locale.ROOT);
    attributes = isEnd ? Map.of() : attributes(tag, nameEnd);
    if (isEnd) {
      return Kind.END;
    }
    return tag.endsWith("/") ? Kind.EMPTY : Kind.START;
  }

  private Map<String, String> attributes(String tag, int from) {
    Map<String, String> found = new LinkedHashMap<>();
    int at = from;
    while (at < tag.length()) {
      if (SPACES.indexOf(tag.charAt(at)) >= 0 || tag.charAt(at) == '/') {
        at++;
        continue;
      }
      int start = at;
      while (at < tag.length() && "= \t\r\n\f".indexOf(tag.charAt(at)) < 0) {
        at++;
      }
      String key = tag.substring(start, at).toLowerCase(Locale.ROOT);
      int sign = at;
      while (sign < tag.length() && SPACES.indexOf(tag.charAt(sign)) >= 0) {
        sign++;
      }
      if (sign == tag.length() || tag.charAt(sign) != '=') {
        isIllFormed |= !key.equals("/");
        at = Math.max(at, start + 1);
        continue;
      }
      at = value(tag, sign + 1, key, found);
    }
    return found;
  }

  /** Reads what follows an equals sign, and gives the place behind it. */
  private int value(String tag, int from, String key, Map<String, String> found) {
    int at = from;
    while (at < tag.length() && SPACES.indexOf(tag.charAt(at)) >= 0) {
      at++;
    }
    if (at == tag.length()) {
      return at;
    }
    char quote = tag.charAt(at);
    int to;
    if (quote == '"' || quote == '\'') {
      at++;
      to = tag.indexOf(quote, at);
      to = to < 0 ? tag.length() : to;
    } else {
      isIllFormed = true;
      to = at;
      while (to < tag.length() && SPACES.indexOf(tag.charAt(to)) < 0) {
        to++;
      }
    }
    found.putIfAbsent(key, Entities.decode(tag.substring(at, to)));
    return Math.min(tag.length(), to + 1);
  }
}
