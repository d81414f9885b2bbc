package io.broadsheet.parse;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Decides in which encoding a text is written: a byte order mark; else what the spec forces; else
 * UTF-16 or UTF-32 by the pattern of its zero bytes; else UTF-8 if the bytes are valid UTF-8; else
 * what two statistical detectors make of it.
 *
 * <p>Mozilla's detector is right about scripts and East Asian encodings but calls every Latin
 * alphabet Windows-1252; ICU's knows the languages of Latin alphabets. So the first is asked, and
 * the second where the first says nothing or Windows-1252.
 */
public final class Charsets {

  /**
   * An encoding and why it was chosen.
   *
   * @param charset the encoding
   * @param markBytes the length of the byte order mark, which is no part of the text
   * @param reason a phrase for a person
   */
  public record Decision(Charset charset, int markBytes, String reason) {
    /** True if a file in this encoding may be read from the middle. */
    boolean isSplittable() {
      return charset.equals(StandardCharsets.UTF_8) || singleByte(charset).isPresent();
    }
  }

  /**
   * A byte order mark.
   *
   * @param bytes its bytes, each written as the character of that number
   */
  private record Mark(String bytes, String charset) {
    boolean starts(byte[] head, int length) {
      byte[] expected = bytes.getBytes(StandardCharsets.ISO_8859_1);
      return length >= expected.length
          && Arrays.equals(head, 0, expected.length, expected, 0, expected.length);
    }
  }

  /** Longest first: the mark of UTF-16LE is the start of that of UTF-32LE. */
  private static final List<Mark> MARKS =
      List.of(
          new Mark("\u00ff\u00fe\0\0", "UTF-32LE"),
          new Mark("\0\0\u00fe\u00ff", "UTF-32BE"),
          new Mark("\u00841\u00953", "GB18030"),
          new Mark("\u00ef\u00bb\u00bf", "UTF-8"),
          new Mark("\u00ff\u00fe", "UTF-16LE"),
          new Mark("\u00fe\u00ff", "UTF-16BE"));

  /**
   * What a detector's answer is read as: the encoding itself where all bytes fit it, else the
   * larger one that vendors made of it.
   */
  private static final Map<String, List<String>> READ_AS =
      Map.of(
          "SHIFT_JIS", List.of("Shift_JIS", "windows-31j"),
          "EUC-KR", List.of("x-windows-949"),
          "GB2312", List.of("GB18030"),
          "BIG5", List.of("Big5", "Big5-HKSCS"),
          "TIS620", List.of("TIS-620", "x-windows-874"),
          "ISO-8859-1", List.of("windows-1252"),
          "ISO-8859-8", List.of("windows-1255"),
          "ISO-8859-8-I", List.of("windows-1255"),
          "ISO-8859-9", List.of("windows-1254"),
          "MACCYRILLIC", List.of("x-MacCyrillic"));

  /** The encoding of the web's unlabelled Western text. */
  private static final String LAST_RESORT = "windows-1252";

  /** ICU's confidence, of 100, from which its answer outweighs a doubtful one of Mozilla's. */
  private static final int CONFIDENT = 60;

  /** So many words on either side of one with other letters than ASCII are of its language. */
  private static final int NEIGHBOURS = 1;

  /** With fewer different letters a detector only guesses. */
  private static final int ENOUGH_LETTERS = 3;

  /** So many malformed sequences are no damage to a JSON file but another encoding. */
  private static final int ENOUGH_TO_DOUBT = 20;

  private static final int ESCAPE = 0x1b;

  private Charsets() {}

  /**
   * Decides from the first bytes of a text.
   *
   * @param head the bytes
   * @param length how many of them count
   * @param isWhole true if the text has no more bytes than these
   * @param forced the spec's encoding, or empty
   * @param expectsUtf8 true if the format's own standard allows nothing but Unicode, as JSON's: a
   *     few wrong bytes are then damage and not another encoding
   * @throws IllegalArgumentException if {@code forced} is no encoding that is known here
   */
  public static Decision decide(
      byte[] head, int length, boolean isWhole, String forced, boolean expectsUtf8) {
    for (Mark mark : MARKS) {
      if (mark.starts(head, length)) {
        Charset charset = Charset.forName(mark.charset());
        return new Decision(charset, mark.bytes().length(), "a byte order mark");
      }
    }
    if (!forced.isEmpty()) {
      Charset charset =
          named(forced)
              .orElseThrow(() -> new IllegalArgumentException("Unknown encoding: " + forced));
      return new Decision(withOrder(charset, head, length), 0, "the spec says so");
    }
    Optional<Charset> wide = byZeroBytes(head, length);
    if (wide.isPresent()) {
      return new Decision(wide.get(), 0, "its zero bytes");
    }
    boolean isPlain = true;
    boolean hasEscape = false;
    for (int i = 0; i < length; i++) {
      isPlain &= head[i] >= 0;
      hasEscape |= head[i] == ESCAPE;
    }
    if (isPlain && hasEscape) {
      Optional<Charset> shifting = shiftingEncoding(head, length);
      if (shifting.isPresent()) {
        return new Decision(shifting.get(), 0, "its escape sequences");
      }
    }
    int malformed = 0;
    int wellFormed = 0;
    int i = 0;
    while (i < length) {
      int size = head[i] >= 0 ? 1 : Utf8.sequenceLength(head, i, length);
      if (size == 0 && !isWhole) {
        break;
      }
      malformed += size <= 0 ? 1 : 0;
      wellFormed += size > 1 ? 1 : 0;
      i += Math.max(1, Math.abs(size));
    }
    if (malformed == 0) {
      return new Decision(StandardCharsets.UTF_8, 0, isPlain ? "only ASCII" : "valid UTF-8");
    }
    // Other encodings hardly ever give well-formed sequences of UTF-8 by chance.
    if (wellFormed > 4 * malformed || (expectsUtf8 && malformed < ENOUGH_TO_DOUBT)) {
      return new Decision(StandardCharsets.UTF_8, 0, "UTF-8 with damaged places");
    }
    Charset guess = guess(Arrays.copyOf(head, length));
    return new Decision(guess, 0, "no valid UTF-8; the letters look like " + guess.name());
  }

  /** The encoding of a stream that does not start its file: what is known, else UTF-8. */
  static Decision inTheMiddle(String known) {
    Charset charset = named(known.isEmpty() ? "UTF-8" : known).orElse(StandardCharsets.UTF_8);
    return new Decision(charset, 0, "the start of the file");
  }

  /** The encoding of that name, if it is known here. */
  public static Optional<Charset> named(String name) {
    try {
      return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
    } catch (IllegalCharsetNameException e) {
      return Optional.empty();
    }
  }

  /** UTF-16 and UTF-32 without a mark and without a named byte order get the likelier one. */
  private static Charset withOrder(Charset charset, byte[] head, int length) {
    String name = charset.name();
    if (name.equals("UTF-16") || name.equals("UTF-32")) {
      Optional<Charset> seen = byZeroBytes(head, length);
      return seen.filter(found -> found.name().startsWith(name))
          .orElseGet(() -> Charset.forName(name + "BE"));
    }
    return charset;
  }

  /**
   * Text of any language has many ASCII characters (spaces, line ends, digits, markup); in UTF-16
   * and UTF-32 these have zero bytes at fixed places.
   */
  private static Optional<Charset> byZeroBytes(byte[] head, int length) {
    int units = Math.min(length, 4096) / 4;
    if (units == 0) {
      return Optional.empty();
    }
    int[] zeros = new int[4];
    for (int i = 0; i < units * 4; i++) {
      if (head[i] == 0) {
        zeros[i % 4]++;
      }
    }
    if (zeros[2] == units && zeros[3] == units) {
      return Optional.of(Charset.forName("UTF-32LE"));
    }
    if (zeros[0] == units && zeros[1] == units) {
      return Optional.of(Charset.forName("UTF-32BE"));
    }
    int even = zeros[0] + zeros[2];
    int odd = zeros[1] + zeros[3];
    if (odd * 10 > units && even * 20 < odd) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    if (even * 10 > units && odd * 20 < even) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return Optional.empty();
  }

  /** Fewer prove nothing. */
  private static final int FEWEST_DOTLESS = 5;

  /** ISO-2022 and its kin write everything in seven bits and shift with escape sequences. */
  private static Optional<Charset> shiftingEncoding(byte[] head, int length) {
    String found = askMozilla(head, length);
    return found.toUpperCase(Locale.ROOT).startsWith("ISO-2022") ? named(found) : Optional.empty();
  }

  /** What the bytes, which are not UTF-8, most likely are. */
  static Charset guess(byte[] bytes) {
    byte[] text = withoutMarkup(bytes);
    String answer = askMozilla(text, text.length);
    if (answer.equals("GB18030") && !pairsAreHigh(text)) {
      answer = "";
    }
    boolean isDoubtful = answer.isEmpty() || answer.equals("WINDOWS-1252");
    if (isDoubtful && isTurkish(text)) {
      return Charset.forName("windows-1254");
    }
    if (isDoubtful && distinctHighBytes(text) < ENOUGH_LETTERS) {
      return Charset.forName(LAST_RESORT);
    }
    if (isDoubtful || answer.equals("MACCYRILLIC")) {
      Map<String, Integer> confidence = new TreeMap<>();
      askIcu(text, confidence);
      askIcu(nearHighBytes(text), confidence);
      Optional<Map.Entry<String, Integer>> best =
          confidence.entrySet().stream().max(Map.Entry.comparingByValue());
      if (best.isPresent() && (isDoubtful || best.get().getValue() >= 2 * CONFIDENT)) {
        answer = best.get().getKey();
      } else if (answer.equals("MACCYRILLIC") && isRatherWindowsCyrillic(text)) {
        answer = "windows-1251";
      }
    }
    if (answer.equals("windows-1250") && !hasControls(bytes)) {
      answer = "ISO-8859-2";
    }
    String name = answer.toUpperCase(Locale.ROOT);
    for (String candidate : READ_AS.getOrDefault(name, List.of(answer))) {
      Optional<Charset> charset = named(candidate);
      if (charset.isPresent() && decodesWhole(charset.get(), bytes)) {
        return charset.get();
      }
    }
    List<String> candidates = READ_AS.getOrDefault(name, List.of(answer));
    return named(candidates.get(candidates.size() - 1))
        .orElseGet(() -> Charset.forName(LAST_RESORT));
  }

  private static String askMozilla(byte[] bytes, int length) {
    UniversalDetector detector = new UniversalDetector();
    detector.handleData(bytes, 0, length);
    detector.dataEnd();
    String found = detector.getDetectedCharset();
    return found == null ? "" : found;
  }

  /** Adds ICU's confidence in each encoding. */
  private static void askIcu(byte[] text, Map<String, Integer> confidence) {
    CharsetDetector detector = new CharsetDetector();
    detector.setText(text);
    for (CharsetMatch match : detector.detectAll()) {
      // The two differ in many letters, but which letters there are is the same.
      String name = match.getName().equals("ISO-8859-2") ? "windows-1250" : match.getName();
      confidence.merge(name, match.getConfidence(), Integer::sum);
    }
  }

  /** The bytes without tags, whose English would outweigh a short text; all if little is left. */
  private static byte[] withoutMarkup(byte[] bytes) {
    byte[] kept = new byte[bytes.length];
    int length = 0;
    int highBytes = 0;
    int keptHighBytes = 0;
    boolean isTag = false;
    for (byte b : bytes) {
      isTag |= b == '<';
      highBytes += b < 0 ? 1 : 0;
      if (!isTag) {
        kept[length++] = b;
        keptHighBytes += b < 0 ? 1 : 0;
      } else if (b == '>') {
        isTag = false;
        kept[length++] = ' ';
      }
    }
    return keptHighBytes > 10 || keptHighBytes * 2 > highBytes
        ? Arrays.copyOf(kept, length)
        : bytes;
  }

  /**
   * Common Chinese characters are two bytes from A1 up. Latin text with accents, taken for GB18030,
   * pairs an accented letter with an ASCII one.
   */
  private static boolean pairsAreHigh(byte[] bytes) {
    int pairs = 0;
    int high = 0;
    for (int i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] < 0) {
        pairs++;
        if ((bytes[i + 1] & 0xff) >= 0xa1) {
          high++;
        }
        i++;
      }
    }
    return high * 2 >= pairs;
  }

  /**
   * The words with other letters than ASCII and a few around them: in a text of two languages, such
   * as a page with English menus, they show the one that matters here.
   */
  private static byte[] nearHighBytes(byte[] bytes) {
    byte[] kept = new byte[bytes.length + 1];
    int length = 0;
    // Where the words begin that may still be kept, and up to which word all are.
    Deque<Integer> waiting = new ArrayDeque<>();
    int keepAfter = 0;
    int at = 0;
    while (at < bytes.length) {
      int end = at;
      boolean isHigh = false;
      while (end < bytes.length && !Utf8.isSpace(bytes[end])) {
        isHigh |= bytes[end] < 0;
        end++;
      }
      end = Math.min(bytes.length, end + 1);
      waiting.add(at);
      if (isHigh || keepAfter > 0) {
        int from = isHigh ? waiting.peek() : at;
        System.arraycopy(bytes, from, kept, length, end - from);
        length += end - from;
        waiting.clear();
        keepAfter = isHigh ? NEIGHBOURS : keepAfter - 1;
      } else if (waiting.size() > NEIGHBOURS) {
        waiting.remove();
      }
      at = end;
    }
    return Arrays.copyOf(kept, length);
  }

  /** True if there are bytes that ISO 8859 has no letters for, and Windows has. */
  private static boolean hasControls(byte[] bytes) {
    for (byte b : bytes) {
      if ((b & 0xe0) == 0x80) {
        return true;
      }
    }
    return false;
  }

  private static long distinctHighBytes(byte[] bytes) {
    BitSet seen = new BitSet();
    for (byte b : bytes) {
      if (b < 0) {
        seen.set(b & 0xff);
      }
    }
    return seen.cardinality();
  }

  /**
   * The two encodings have almost all small letters in common. Windows has the capitals from C0 up
   * and я at FF, where Macintosh has signs; Macintosh has them from 80 up and at DF.
   */
  private static boolean isRatherWindowsCyrillic(byte[] bytes) {
    int windows = 0;
    int macintosh = 0;
    for (byte b : bytes) {
      int value = b & 0xff;
      windows += value == 0xff || (value >= 0xc0 && value < 0xdf) ? 1 : 0;
      macintosh += value == 0xdf || (value >= 0x80 && value < 0xa0) ? 1 : 0;
    }
    return windows > macintosh;
  }

  /**
   * Turkish has ı, one of its commonest letters, where Western and Central European encodings have
   * ý: Icelandic, Czech and Slovak, but beside many more other vowels with an acute accent, of
   * which Turkish has none.
   */
  private static boolean isTurkish(byte[] bytes) {
    int dotless = 0;
    int acute = 0;
    for (byte b : bytes) {
      switch (b & 0xff) {
        case 0xfd -> dotless++;
        case 0xe1, 0xe9, 0xed, 0xf3, 0xfa -> acute++;
        default -> {
          // Both have it, or neither.
        }
      }
    }
    return dotless >= FEWEST_DOTLESS && dotless > 4 * acute;
  }

  private static boolean decodesWhole(Charset charset, byte[] bytes) {
    // The sample may end inside a character.
    int end = Math.max(0, bytes.length - 4);
    try {
      charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, 0, end));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /**
   * The characters of a one-byte encoding by byte, U+FFFD where it has none; empty if a character
   * may take several bytes.
   */
  static Optional<char[]> singleByte(Charset charset) {
    String name = charset.name();
    if (!charset.canEncode()
        || charset.newEncoder().maxBytesPerChar() != 1f
        || charset.newDecoder().maxCharsPerByte() != 1f
        || name.startsWith("UTF")) {
      return Optional.empty();
    }
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    String decoded = new String(all, charset);
    return decoded.length() == all.length ? Optional.of(decoded.toCharArray()) : Optional.empty();
  }
}
