package io.broadsheet.parse.html;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Decides which encoding a page is in, and decodes it. The order is that of browsers: byte order
 * mark, HTTP header, what the page declares; then UTF-8 if the bytes are valid UTF-8, then a
 * statistical detector, then Windows-1252.
 *
 * <p>One declaration is not believed: another encoding than UTF-8 of a page that is valid UTF-8
 * with characters beyond ASCII. Text of any other encoding is practically never valid UTF-8 by
 * chance.
 */
public final class HtmlCharset {
  /** So many characters of two or more bytes are never valid UTF-8 by chance. */
  private static final int SURE = 10;

  private static final int DETECTED_BYTES = 256 * 1024;
  private static final Pattern XML_ENCODING =
      Pattern.compile("^\\s*<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']");

  private HtmlCharset() {}

  /** What an encoding was decided by. */
  public enum Evidence {
    /** The spec of the job names it. */
    FORCED,
    BYTE_ORDER_MARK,
    HTTP_HEADER,
    XML_DECLARATION,
    META,
    /** Declared otherwise, but the bytes are valid UTF-8 with characters beyond ASCII. */
    DISPROVED,
    /** Nothing declared, and the bytes are valid UTF-8. */
    VALID_UTF_8,
    DETECTOR,
    FALLBACK
  }

  /**
   * An encoding and the reason for it.
   *
   * @param charset what to decode with
   * @param evidence why
   */
  public record Decision(Charset charset, Evidence evidence) {}

  /**
   * A decoded page.
   *
   * @param text without byte order mark; what could not be decoded is U+FFFD
   * @param decision the encoding
   * @param undecodable how many bytes were no text in this encoding
   */
  public record Decoded(String text, Decision decision, int undecodable) {}

  /**
   * Decides without decoding.
   *
   * @param header the value of the HTTP header {@code Content-Type}, or the charset alone, or empty
   */
  public static Decision decide(byte[] bytes, String header) {
    Charset mark = ofByteOrderMark(bytes);
    if (mark != null) {
      return new Decision(mark, Evidence.BYTE_ORDER_MARK);
    }
    Decision declared = declared(bytes, header);
    int least = declared == null ? 0 : isSingleByte(declared.charset()) ? 1 : SURE;
    if (declared == null || !declared.charset().equals(StandardCharsets.UTF_8)) {
      if (utf8BeyondAscii(bytes) >= least) {
        Evidence evidence = declared == null ? Evidence.VALID_UTF_8 : Evidence.DISPROVED;
        return new Decision(StandardCharsets.UTF_8, evidence);
      }
    }
    return declared == null ? detected(bytes) : declared;
  }

  /** Decodes a page in the encoding that {@link #decide} finds. */
  public static Decoded decode(byte[] bytes, String header) {
    return decode(bytes, decide(bytes, header));
  }

  /** Decodes a page in the encoding that a spec names, whatever the page says. */
  public static Decoded decodeAs(byte[] bytes, Charset charset) {
    return decode(bytes, new Decision(charset, Evidence.FORCED));
  }

  private static Decoded decode(byte[] bytes, Decision decision) {
    String text = new String(bytes, decision.charset());
    int undecodable = 0;
    if (text.indexOf('\uFFFD') >= 0) {
      undecodable = undecodable(bytes, decision.charset());
    }
    boolean isMarked = !text.isEmpty() && text.charAt(0) == '\uFEFF';
    return new Decoded(isMarked ? text.substring(1) : text, decision, undecodable);
  }

  private static int undecodable(byte[] bytes, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(8192);
    int count = 0;
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      out.clear();
      if (result.isError()) {
        count += result.length();
        in.position(in.position() + result.length());
      } else if (result.isUnderflow()) {
        return count;
      }
    }
  }

  private static Charset ofByteOrderMark(byte[] bytes) {
    if (bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      return StandardCharsets.UTF_8;
    }
    if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    return null;
  }

  private static Decision declared(byte[] bytes, String header) {
    String inHeader = MetaPrescan.charsetIn(header);
    Charset charset = EncodingLabels.charsetOf(inHeader.isEmpty() ? header : inHeader);
    if (charset != null) {
      return new Decision(charset, Evidence.HTTP_HEADER);
    }
    int length = Math.min(bytes.length, 512);
    Matcher xml = XML_ENCODING.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
    if (xml.find() && !xml.group(1).toLowerCase(Locale.ROOT).startsWith("utf-16")) {
      charset = EncodingLabels.charsetOf(xml.group(1));
      if (charset != null) {
        return new Decision(charset, Evidence.XML_DECLARATION);
      }
    }
    charset = EncodingLabels.charsetOf(MetaPrescan.find(bytes, bytes.length));
    return charset == null ? null : new Decision(charset, Evidence.META);
  }

  private static boolean isSingleByte(Charset charset) {
    return charset.canEncode() && charset.newEncoder().maxBytesPerChar() == 1.0f;
  }

  /**
   * How many characters beyond ASCII the bytes hold as UTF-8; -1 if they are not valid UTF-8. A
   * sequence cut off by the end of the bytes is no mistake.
   */
  private static int utf8BeyondAscii(byte[] bytes) {
    int count = 0;
    int i = 0;
    while (i < bytes.length) {
      int lead = bytes[i] & 0xFF;
      if (lead < 0x80) {
        i++;
        continue;
      }
      int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
      if (lead < 0xC2 || lead > 0xF4) {
        return -1;
      }
      for (int k = 1; k < length; k++) {
        if (i + k >= bytes.length) {
          return count;
        }
        if ((bytes[i + k] & 0xC0) != 0x80) {
          return -1;
        }
      }
      int second = bytes[i + 1] & 0xFF;
      boolean isBad =
          (lead == 0xE0 && second < 0xA0)
              || (lead == 0xED && second > 0x9F)
              || (lead == 0xF0 && second < 0x90)
              || (lead == 0xF4 && second > 0x8F);
      if (isBad) {
        return -1;
      }
      count++;
      i += length;
    }
    return count;
  }

  private static Decision detected(byte[] bytes) {
    UniversalDetector detector = new UniversalDetector();
    detector.handleData(bytes, 0, Math.min(bytes.length, DETECTED_BYTES));
    detector.dataEnd();
    String name = detector.getDetectedCharset();
    Charset charset = name == null ? null : EncodingLabels.charsetOf(name);
    return charset == null
        ? new Decision(EncodingLabels.charsetOf("windows-1252"), Evidence.FALLBACK)
        : new Decision(charset, Evidence.DETECTOR);
  }
}
