package io.broadsheet.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;

/**
 * How a word becomes a term. In every language: NFC; small letters, with a Greek final sigma where
 * it belongs; straight apostrophes; plain hyphens; no soft hyphens and no other invisible format
 * characters, except the joiners that spelling needs (U+200C, U+200D); no Arabic tatweel and vowel
 * signs. What {@link LanguageRules} adds: the Turkish letters i, one Arabic letter alef.
 */
final class TermNormaliser {
  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
  private static final char COMBINING_DOT_ABOVE = '\u0307';

  private TermNormaliser() {}

  static String normalise(String word, LanguageRules rules) {
    String composed = NFC.normalize(word);
    StringBuilder term = new StringBuilder(composed.length());
    int previous = -1;
    for (int i = 0; i < composed.length(); ) {
      int c = composed.codePointAt(i);
      i += Character.charCount(c);
      if ((UCharacter.getType(c) == UCharacter.FORMAT && c != 0x200C && c != 0x200D)
          || isArabicSign(c)) {
        continue;
      }
      int folded = fold(c, rules);
      if (folded == COMBINING_DOT_ABOVE && previous == 'i') {
        continue;
      }
      term.appendCodePoint(folded);
      previous = folded;
    }
    int last = term.length() - 1;
    if (last > 0 && term.charAt(last) == 'σ') {
      term.setCharAt(last, 'ς');
    }
    return NFC.normalize(term);
  }

  /** Tatweel, which only stretches a word, and the signs that are written or not at will. */
  private static boolean isArabicSign(int c) {
    return c == 0x640 || (c >= 0x64B && c <= 0x652) || c == 0x670;
  }

  private static int fold(int c, LanguageRules rules) {
    if (CharacterClasses.isApostrophe(c)) {
      return '\'';
    }
    return switch (c) {
      case '‐', '‑' -> '-';
      case 'İ' -> 'i';
      case 'I' -> rules.hasDotlessI() ? 'ı' : 'i';
      case 'أ', 'إ', 'آ', 'ٱ' -> rules.foldsAlef() ? 'ا' : c;
      case 'ς' -> 'σ';
      default -> UCharacter.toLowerCase(c);
    };
  }
}
