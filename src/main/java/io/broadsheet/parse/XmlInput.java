package io.broadsheet.parse;

import io.broadsheet.parse.html.HtmlCharset;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens files of XML in the encoding that they declare, and finds their first tag. */
final class XmlInput {
  private static final Pattern ENCODING =
      Pattern.compile("^\\s*<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']");

  /** How EBCDIC writes the start of a declaration. */
  private static final byte[] EBCDIC_START = {0x4c, 0x6f, (byte) 0xa7, (byte) 0x94};

  private static final int DECLARATION_BYTES = 512;

  private XmlInput() {}

  /**
   * Starts reading: a byte order mark decides about the encoding, then what the spec forces, then
   * the XML declaration unless the bytes disprove it, then the bytes.
   */
  static Utf8Buffer open(RecordInput input, ParseOptions options, Format format)
      throws IOException {
    if (!options.charset().isEmpty()) {
      return Utf8Buffer.open(input, options.charset(), format);
    }
    // The stream stays open: it belongs to whoever opened it.
    PushbackInputStream stream = new PushbackInputStream(input.stream(), Head.BYTES);
    byte[] head = stream.readNBytes(Head.BYTES);
    stream.unread(head);
    RecordInput again =
        new RecordInput(
            input.file(), input.entry(), stream, input.start(), input.end(), input.charset());
    return Utf8Buffer.open(again, declared(head), format);
  }

  /** The encoding that a declaration names and the bytes do not disprove, or empty. */
  private static String declared(byte[] head) {
    int length = Math.min(head.length, DECLARATION_BYTES);
    boolean isEbcdic =
        head.length >= EBCDIC_START.length
            && Arrays.equals(head, 0, 4, EBCDIC_START, 0, EBCDIC_START.length);
    Charset reading = isEbcdic ? Charset.forName("IBM037") : StandardCharsets.ISO_8859_1;
    Matcher declaration = ENCODING.matcher(new String(head, 0, length, reading));
    if (!declaration.find()) {
      return "";
    }
    HtmlCharset.Decision decision = HtmlCharset.decide(head, "");
    if (decision.evidence() == HtmlCharset.Evidence.XML_DECLARATION) {
      // What calls itself UTF-8 may be looked at again; all else can only be believed.
      boolean isUtf8 = decision.charset().equals(StandardCharsets.UTF_8);
      return isUtf8 ? "" : decision.charset().name();
    }
    if (decision.evidence() == HtmlCharset.Evidence.DISPROVED) {
      return "";
    }
    Optional<Charset> named = Charsets.named(declaration.group(1));
    boolean isUsable =
        named.isPresent()
            && named.get().canEncode()
            && !named.get().name().toUpperCase(Locale.ROOT).startsWith("UTF-")
            && new String(head, 0, length, named.get()).contains("<?xml");
    return isUsable ? named.get().name() : "";
  }

  /** The qualified name of the first tag, in lower case, of what starts like XML; or empty. */
  static String rootName(String text) {
    int at = rootAt(text);
    int end = at + 1;
    while (end < text.length() && " \t\r\n/>".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return at < 0 ? "" : text.substring(at + 1, end).toLowerCase(Locale.ROOT);
  }

  /** Where the first tag starts, or -1. */
  static int rootAt(String text) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c) || c == '\ufeff' || c == 0) {
        at++;
      } else if (text.startsWith("<!--", at)) {
        at = behind(text, "-->", at + 4);
      } else if (text.startsWith("<?", at)) {
        at = behind(text, ">", at + 2);
      } else if (text.startsWith("<!", at)) {
        at = behindDeclaration(text, at + 2);
      } else {
        boolean isTag =
            c == '<' && at + 1 < text.length() && Character.isLetter(text.charAt(at + 1));
        return isTag ? at : -1;
      }
    }
    return -1;
  }

  private static int behind(String text, String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }

  private static int behindDeclaration(String text, int from) {
    int open = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      open += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (c == '>' && open <= 0) {
        return i + 1;
      }
    }
    return text.length();
  }
}
