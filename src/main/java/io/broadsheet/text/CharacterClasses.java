package io.broadsheet.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.WordBreak;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;

/**
 * What the fast scan needs to know of the first characters of Unicode, up to general punctuation:
 * Latin, Greek, Cyrillic, Arabic and the like. Everything is read from ICU when the class loads, so
 * that the scan follows ICU's version of Unicode and not the Java platform's.
 */
final class CharacterClasses {
  /** Characters from here on are never scanned fast. */
  static final int LIMIT = 0x2100;

  static final int OTHER = 0;
  static final int LETTER = 1;
  static final int NUMERIC = 2;
  static final int EXTEND_NUM_LET = 3;

  /** Joins letters ({@code :}, {@code ·}). */
  static final int MID_LETTER = 4;

  /** Joins digits ({@code ,}). */
  static final int MID_NUM = 5;

  /** Joins either ({@code .}, {@code '}). */
  static final int MID_NUM_LET = 6;

  /** Belongs to the character before it. */
  static final int EXTEND = 7;

  /** Needs the full algorithm. */
  static final int COMPLEX = 8;

  static final int CLASS = 0xf;

  /** An upper-case or title-case letter. */
  static final int UPPER = 0x10;

  static final int LOWER = 0x20;

  /** A full stop, an exclamation mark, the end of a line …: ends a sentence if not in a word. */
  static final int STOP = 0x40;

  /** White space: nothing on one side has to do with anything on the other. */
  static final int SPACE = 0x80;

  /** The term needs full normalisation. */
  static final int NORMALISE = 0x100;

  /** A hyphen that joins a word to a number ({@code COVID-19}). */
  static final int HYPHEN = 0x200;

  /** Of class {@link #LETTER}. */
  static final int WORD_LETTER = 0x400;

  /** Of class {@link #NUMERIC}. */
  static final int DIGIT = 0x800;

  static final int APOSTROPHE = 0x1000;

  private static final short[] FLAGS = new short[LIMIT];

  /** The case-folded character, where {@link #NORMALISE} is not set. */
  private static final char[] FOLDED = new char[LIMIT];

  static {
    Normalizer2 nfc = Normalizer2.getNFCInstance();
    for (char c = 0; c < LIMIT; c++) {
      FLAGS[c] = (short) flags(c, nfc);
      FOLDED[c] = fold(c);
    }
  }

  /**
   * For each ASCII letter and digit its flags above its folded byte; 0 for all else. One look-up
   * tells the scan all that it needs of the characters that most words are made of.
   */
  static final int[] ASCII_WORD = new int[0x80];

  static {
    for (char c = 0; c < ASCII_WORD.length; c++) {
      int charClass = FLAGS[c] & CLASS;
      if (charClass == LETTER || charClass == NUMERIC) {
        ASCII_WORD[c] = (FLAGS[c] << 8) | FOLDED[c];
      }
    }
  }

  /** {@link #ASCII_WORD} where {@code I} is no capital of {@code i}. */
  static final int[] ASCII_WORD_WITH_DOTLESS_I = ASCII_WORD.clone();

  static {
    ASCII_WORD_WITH_DOTLESS_I['I'] |= NORMALISE << 8;
  }

  private CharacterClasses() {}

  static int of(char c) {
    return c < LIMIT ? FLAGS[c] : COMPLEX;
  }

  static char folded(char c) {
    return FOLDED[c];
  }

  /** True if a sentence may end at {@code c}. */
  static boolean isStop(int c) {
    return c == '\n' || UCharacter.hasBinaryProperty(c, UProperty.S_TERM) || c == ';' || c == '…';
  }

  static boolean isApostrophe(int c) {
    return c == '\'' || c == '‘' || c == '’' || c == 'ʼ';
  }

  private static char fold(char c) {
    if (isApostrophe(c)) {
      return '\'';
    }
    if (c == '‐' || c == '‑') {
      return '-';
    }
    int lower = UCharacter.toLowerCase(c);
    return lower < 0x10000 ? (char) lower : c;
  }

  private static int flags(char c, Normalizer2 nfc) {
    int flags = wordBreakClass(c);
    if (flags == LETTER) {
      flags |= WORD_LETTER;
    } else if (flags == NUMERIC) {
      flags |= DIGIT;
    } else if (flags == OTHER && UCharacter.isUWhiteSpace(c)) {
      flags |= SPACE;
    }
    if (UCharacter.isUUppercase(c) || UCharacter.isTitleCase(c)) {
      flags |= UPPER;
    } else if (UCharacter.isULowercase(c)) {
      flags |= LOWER;
    }
    if (isStop(c)) {
      flags |= STOP;
    }
    if (c == '-' || c == '‐' || c == '‑') {
      flags |= HYPHEN;
    }
    if (isApostrophe(c)) {
      flags |= APOSTROPHE;
    }
    boolean foldsToOne = UCharacter.toLowerCase("" + c).length() == 1;
    if ((!nfc.isInert(c) && c >= 0x300)
        || !foldsToOne
        || c == 'Σ'
        || isAlefWithSign(c)
        || c == 'ـ'
        || c == 'ς'
        || c == 'σ'
        || UCharacter.getType(c) == UCharacter.FORMAT
        || (flags & CLASS) == EXTEND) {
      flags |= NORMALISE;
    }
    return flags;
  }

  private static boolean isAlefWithSign(char c) {
    return c == 'أ' || c == 'إ' || c == 'آ' || c == 'ٱ';
  }

  private static int wordBreakClass(char c) {
    return switch (UCharacter.getIntPropertyValue(c, UProperty.WORD_BREAK)) {
      case WordBreak.ALETTER -> isLeftToTheLibrary(c) ? COMPLEX : LETTER;
      case WordBreak.NUMERIC -> NUMERIC;
      case WordBreak.EXTENDNUMLET -> EXTEND_NUM_LET;
      case WordBreak.MIDLETTER -> MID_LETTER;
      case WordBreak.MIDNUM -> MID_NUM;
      case WordBreak.MIDNUMLET, WordBreak.SINGLE_QUOTE -> MID_NUM_LET;
      case WordBreak.EXTEND, WordBreak.FORMAT -> EXTEND;
      case WordBreak.OTHER -> isLeftToTheLibrary(c) ? COMPLEX : OTHER;
      case WordBreak.CR, WordBreak.LF, WordBreak.NEWLINE, WordBreak.WSEGSPACE -> OTHER;
      default -> COMPLEX;
    };
  }

  /** Scripts that are cut by a dictionary, emoji, and what is not yet assigned. */
  private static boolean isLeftToTheLibrary(char c) {
    return UCharacter.getIntPropertyValue(c, UProperty.LINE_BREAK)
            == UCharacter.LineBreak.COMPLEX_CONTEXT
        || (c >= 0x2000 && UCharacter.hasBinaryProperty(c, UProperty.EXTENDED_PICTOGRAPHIC));
  }
}
