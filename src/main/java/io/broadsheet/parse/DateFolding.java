package io.broadsheet.parse;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;

/**
 * Brings a date text and the vocabulary that it is looked up in to one spelling: compatibility
 * forms, case, accents and vowel points folded, invisible characters dropped.
 */
final class DateFolding {
  private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
  private static final Normalizer2 NFD = Normalizer2.getNFDInstance();
  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

  private DateFolding() {}

  /** A text with full-width, presentation and other compatibility forms replaced. */
  static String compatible(String text) {
    if (isAscii(text)) {
      return text;
    }
    String normalized = NFKC.normalize(text);
    StringBuilder clean = new StringBuilder(normalized.length());
    for (int i = 0; i < normalized.length(); i++) {
      char c = normalized.charAt(i);
      switch (Character.getType(c)) {
        // Direction marks and joiners stand inside dates of many languages and say nothing here.
        case Character.FORMAT -> {}
        case Character.DASH_PUNCTUATION -> clean.append('-');
        case Character.SPACE_SEPARATOR -> clean.append(' ');
        default -> clean.append(plain(c));
      }
    }
    return clean.toString();
  }

  private static char plain(char c) {
    return switch (c) {
      case '\u2212' -> '-'; // minus sign
      case '\u2018', '\u2019', '\u02bc', '\u02b9', '\u00b4', '\u2032', '\u05f3' -> '\'';
      case '\u060c', '\u3001', '\u1363', '\u055d', '\u104a', '\u2e41' ->
          ','; // commas of other scripts
      case '\u066b', '\u06d4', '\u3002', '\u0970', '\u0964' -> '.'; // full stops of other scripts
      case '\u2044', '\u2215' -> '/';
      default -> c;
    };
  }

  /** A word, in small letters and without accents. */
  static String word(String word) {
    if (isAscii(word)) {
      return asciiSmall(word);
    }
    String folded = UCharacter.foldCase(word, true);
    boolean isHigh = true;
    for (int i = 0; i < folded.length() && isHigh; i++) {
      isHigh = folded.charAt(i) >= '\u2e80';
    }
    if (isHigh) {
      return folded;
    }
    String decomposed = NFD.normalize(folded);
    StringBuilder letters = new StringBuilder(decomposed.length());
    for (int i = 0; i < decomposed.length(); i++) {
      char c = decomposed.charAt(i);
      if (!isDropped(c)) {
        appendLetter(letters, c);
      }
    }
    return NFC.normalize(letters);
  }

  /** Accents, vowel points and the stroke that stretches Arabic words. */
  private static boolean isDropped(char c) {
    return (c >= '\u0300' && c <= '\u036f')
        || (c >= '\u0591' && c <= '\u05c7')
        || (c >= '\u064b' && c <= '\u065f')
        || c == '\u0670'
        || c == '\u0640';
  }

  private static void appendLetter(StringBuilder letters, char c) {
    switch (c) {
      case '\u0131' -> letters.append('i'); // dotless i
      case '\u0142' -> letters.append('l');
      case '\u00f8' -> letters.append('o');
      case '\u0111', '\u00f0' -> letters.append('d');
      case '\u00fe' -> letters.append("th");
      case '\u00e6' -> letters.append("ae");
      case '\u0153' -> letters.append("oe");
      case '\u06cc', '\u0649' -> letters.append('\u064a'); // the forms of yeh
      case '\u06a9' -> letters.append('\u0643'); // the forms of kaf
      case '\u0629', '\u06d5', '\u06be', '\u06c1' -> letters.append('\u0647'); // of heh
      default -> letters.append(c);
    }
  }

  private static String asciiSmall(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        StringBuilder small = new StringBuilder(word.length());
        for (int j = 0; j < word.length(); j++) {
          char d = word.charAt(j);
          small.append(d >= 'A' && d <= 'Z' ? (char) (d | 0x20) : d);
        }
        return small.toString();
      }
    }
    return word;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }
}
