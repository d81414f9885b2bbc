package io.broadsheet.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.nio.charset.StandardCharsets;

/**
 * Cuts text into terms at the word boundaries of UAX #29, as ICU implements them (with its
 * dictionaries for Chinese, Japanese, Thai, Khmer, Lao and Burmese), and normalises each.
 *
 * <p>On top of UAX #29 there are these rules, which {@code docs/text.md} shows by example: a hyphen
 * joins a word to a number that follows ({@code COVID-19}, {@code F-16}); the full stops of an
 * acronym go ({@code U.N.} is {@code UN}); capitals that mean something else than small letters
 * stay (see {@link Acronyms}); a hashtag and a handle keep their mark; a URL is the name of its
 * host; elided words are words of their own in the languages of {@link LanguageRules}. A word
 * longer than {@link #MAX_TERM_BYTES} is cut to that length, and still one term.
 *
 * <p>Most text is in scripts whose boundaries need no library: a scan over a table of character
 * classes cuts it, at hundreds of megabytes a second. Whatever the table does not settle goes to
 * ICU, from white space to white space. A test holds that both cut alike.
 *
 * <p>Keeps buffers: one tokenizer serves one thread. Memory: the longest text seen.
 */
public final class Tokenizer {
  /** The longest term in UTF-8 bytes. */
  public static final int MAX_TERM_BYTES = 255;

  private final BreakIterator words = BreakIterator.getWordInstance(ULocale.ROOT);
  private final boolean scansFast;
  private final boolean stems;
  private String languageOfRules = "";
  private LanguageRules rules = LanguageRules.ANY;
  private int[] asciiWord = CharacterClasses.ASCII_WORD;
  private Stemmer stemmer = Stemmer.NONE;
  private char[] text = new char[4096];
  private int textLength;
  private final byte[] term = new byte[MAX_TERM_BYTES + 1];
  private final Urls urls = new Urls();
  private TermSink sink;
  private boolean stopPending;
  private boolean anythingSinceStop;
  private int count;
  private int lineEnd;
  private boolean lineHasSmallLetters;
  private int termStart;
  private int termEnd;

  /** Leaves words whole. */
  public Tokenizer() {
    this(true, false);
  }

  private Tokenizer(boolean scansFast, boolean stems) {
    this.scansFast = scansFast;
    this.stems = stems;
  }

  /** Cuts words to their stems in the languages of {@link Stemmer}. */
  public static Tokenizer thatStems() {
    return new Tokenizer(true, true);
  }

  /** Leaves every boundary to ICU; the yardstick for the fast scan. */
  static Tokenizer byLibraryOnly() {
    return new Tokenizer(false, false);
  }

  /** Tokenises a text whose language is not known. */
  int tokenize(String string, TermSink sink) {
    return tokenize(string, "", sink);
  }

  /**
   * Hands every term of {@code string} to {@code sink}, and a stop between sentences and at the
   * end.
   *
   * @param language the text's BCP 47 tag; empty if it is not known
   * @return how many terms
   */
  public int tokenize(String string, String language, TermSink sink) {
    if (!language.equals(languageOfRules)) {
      languageOfRules = language;
      rules = LanguageRules.of(language);
      asciiWord =
          rules.hasDotlessI()
              ? CharacterClasses.ASCII_WORD_WITH_DOTLESS_I
              : CharacterClasses.ASCII_WORD;
      stemmer = stems ? Stemmer.of(language) : Stemmer.NONE;
    }
    textLength = string.length();
    if (text.length < textLength) {
      text = new char[textLength + textLength / 2];
    }
    string.getChars(0, textLength, text, 0);
    this.sink = sink;
    stopPending = false;
    anythingSinceStop = false;
    count = 0;
    lineEnd = 0;
    scan();
    if (anythingSinceStop) {
      sink.stop();
    }
    return count;
  }

  /** Whether the term that was handed over last begins with a capital letter in the text. */
  public boolean isCapitalised() {
    return UCharacter.isUUppercase(UCharacter.codePointAt(text, termStart, textLength));
  }

  /** Where in the text the term starts that was handed over last, its mark included. */
  int termStart() {
    return termStart;
  }

  /** The place behind it. */
  int termEnd() {
    return termEnd;
  }

  private void scan() {
    if (isSimple(0, textLength)) {
      scanSimple(0, textLength);
      return;
    }
    for (int i = 0; i < textLength; ) {
      int end = i;
      while (end < textLength && (CharacterClasses.of(text[end]) & CharacterClasses.SPACE) == 0) {
        end++;
      }
      if (end == i) {
        end++;
      }
      if (isSimple(i, end)) {
        scanSimple(i, end);
      } else {
        scanByLibrary(i, end);
      }
      i = end;
    }
  }

  private boolean isSimple(int from, int to) {
    if (!scansFast) {
      return false;
    }
    int all = 0;
    for (int i = from; i < to; i++) {
      all |= text[i];
    }
    if (all < 0x80) {
      return true;
    }
    for (int i = from; i < to; i++) {
      if ((CharacterClasses.of(text[i]) & CharacterClasses.CLASS) == CharacterClasses.COMPLEX) {
        return false;
      }
    }
    return true;
  }

  /** Cuts text[from..to), which holds no complex character. */
  private void scanSimple(int from, int to) {
    int i = from;
    while (i < to) {
      int flags = CharacterClasses.of(text[i]);
      int charClass = flags & CharacterClasses.CLASS;
      if (charClass < CharacterClasses.LETTER || charClass > CharacterClasses.EXTEND_NUM_LET) {
        if ((flags & CharacterClasses.STOP) != 0) {
          stopPending = true;
        }
        i++;
      } else {
        i = scanWord(i, to);
      }
    }
  }

  /** Cuts the word that starts at {@code from} and returns where it ends. */
  private int scanWord(int from, int to) {
    int hash = TermHash.START;
    int length = 0;
    int seen = 0;
    int previous = CharacterClasses.OTHER;
    boolean onlyLetters = true;
    if (from > 0 && isTagged(from)) {
      hash = append((byte) text[from - 1], length++, hash);
    }
    int lengthOfMark = length;
    int[] asciiWord = this.asciiWord;
    int i = from;
    while (i < to) {
      int ascii = 0;
      int all = 0;
      for (char c; i < to && (c = text[i]) < 0x80; i++) {
        int next = asciiWord[c];
        if (next == 0) {
          break;
        }
        ascii = next;
        all |= next;
        hash = append((byte) next, length++, hash);
      }
      if (ascii != 0) {
        seen |= all >> 8;
        previous = (ascii >> 8) & CharacterClasses.CLASS;
        onlyLetters &= ((all >> 8) & CharacterClasses.DIGIT) == 0;
        if (i == to) {
          break;
        }
      }
      char c = text[i];
      int flags = CharacterClasses.of(c);
      int charClass = flags & CharacterClasses.CLASS;
      if (charClass == CharacterClasses.EXTEND) {
        seen |= flags;
        i++;
        continue;
      }
      if (charClass == CharacterClasses.LETTER) {
        previous = charClass;
      } else if (charClass == CharacterClasses.NUMERIC
          || charClass == CharacterClasses.EXTEND_NUM_LET) {
        onlyLetters = false;
        previous = charClass;
      } else if (charClass != CharacterClasses.OTHER
          && joins(charClass, previous, classAfter(i, to))) {
        onlyLetters = false;
      } else if ((flags & CharacterClasses.HYPHEN) != 0
          && onlyLetters
          && i + 1 < to
          && (CharacterClasses.of(text[i + 1]) & CharacterClasses.CLASS)
              == CharacterClasses.NUMERIC) {
        onlyLetters = false;
      } else {
        break;
      }
      seen |= flags;
      char folded = CharacterClasses.folded(c);
      if (folded < 0x80) {
        hash = append((byte) folded, length++, hash);
      } else {
        if (folded < 0x800) {
          hash = append((byte) (0xc0 | (folded >> 6)), length++, hash);
        } else {
          hash = append((byte) (0xe0 | (folded >> 12)), length++, hash);
          hash = append((byte) (0x80 | ((folded >> 6) & 0x3f)), length++, hash);
        }
        hash = append((byte) (0x80 | (folded & 0x3f)), length++, hash);
      }
      i++;
    }
    if ((seen & (CharacterClasses.WORD_LETTER | CharacterClasses.DIGIT)) == 0) {
      return i;
    }
    boolean inCapitals =
        (seen & (CharacterClasses.UPPER | CharacterClasses.LOWER)) == CharacterClasses.UPPER
            && length > 1
            && lengthOfMark == 0;
    if ((seen & CharacterClasses.NORMALISE) != 0
        || inCapitals
        || length > MAX_TERM_BYTES
        || ((seen & CharacterClasses.APOSTROPHE) != 0 && rules.elides())
        || mayStartUrl(i, length)) {
      return emitWord(from, i);
    }
    termStart = from - lengthOfMark;
    termEnd = i;
    emit(length, hash);
    return i;
  }

  /** True unless the word in {@link #term}, which ends before {@code end}, surely starts no URL. */
  private boolean mayStartUrl(int end, int length) {
    return (end < textLength && text[end] == ':') || (length > 4 && term[3] == '.');
  }

  /**
   * Hands over the word text[from..to), with all rules.
   *
   * @return where what was handed over ends: behind {@code to} if it is a URL
   */
  private int emitWord(int from, int to) {
    termStart = from;
    termEnd = to;
    if (from > 0 && isTagged(from)) {
      termStart = from - 1;
      emit(text[from - 1] + TermNormaliser.normalise(new String(text, from, to - from), rules));
      return to;
    }
    int urlEnd = urls.end(text, textLength, from, to);
    if (urlEnd > 0) {
      termEnd = urlEnd;
      emit(urls.host());
      return urlEnd;
    }
    int cut = rules.elides() ? elisionEnd(from, to) : from;
    if (cut > from) {
      termEnd = cut;
      emit(normalised(from, cut));
      termStart = cut;
      termEnd = to;
    }
    emit(normalised(cut, to));
    return to;
  }

  /** Where the elided word at the start of a word ends, apostrophe included. */
  private int elisionEnd(int from, int to) {
    for (int i = from; i < to - 1; i++) {
      if (CharacterClasses.isApostrophe(text[i])) {
        String word = UCharacter.toLowerCase(new String(text, from, i - from));
        return rules.elided().contains(word) ? i + 1 : from;
      }
    }
    return from;
  }

  /** True if a mark makes the word at {@code from} a hashtag or a handle. */
  private boolean isTagged(int from) {
    char mark = text[from - 1];
    if (mark != '#' && mark != '@') {
      return false;
    }
    return UCharacter.isLetter(UCharacter.codePointAt(text, from, textLength))
        && (from == 1 || !isWordCharacter(text[from - 2]));
  }

  private static boolean isWordCharacter(char c) {
    return UCharacter.isLetterOrDigit(c)
        || Character.isSurrogate(c)
        || c == '_'
        || c == '#'
        || c == '@'
        || c == '&'
        || c == '/';
  }

  /** Appends to the term, of which nothing is kept that is too long anyway. */
  private int append(byte next, int at, int hash) {
    if (at <= MAX_TERM_BYTES) {
      term[at] = next;
    }
    return TermHash.with(hash, next);
  }

  /** True if a character of a Mid class stands between two that it joins (WB6, WB7, WB11, WB12). */
  private static boolean joins(int charClass, int before, int after) {
    if (before != after) {
      return false;
    }
    return switch (charClass) {
      case CharacterClasses.MID_LETTER -> before == CharacterClasses.LETTER;
      case CharacterClasses.MID_NUM -> before == CharacterClasses.NUMERIC;
      case CharacterClasses.MID_NUM_LET ->
          before == CharacterClasses.LETTER || before == CharacterClasses.NUMERIC;
      default -> false;
    };
  }

  /** The class of the next character that is not a mere extension of the one at {@code i}. */
  private int classAfter(int i, int to) {
    for (int next = i + 1; next < to; next++) {
      int charClass = CharacterClasses.of(text[next]) & CharacterClasses.CLASS;
      if (charClass != CharacterClasses.EXTEND) {
        return charClass;
      }
    }
    return CharacterClasses.OTHER;
  }

  /** Cuts text[from..to) by ICU. */
  private void scanByLibrary(int from, int to) {
    String chunk = new String(text, from, to - from);
    words.setText(chunk);
    int start = words.first();
    int end = words.next();
    while (end != BreakIterator.DONE) {
      if (!hasLetterOrDigit(chunk, start, end)) {
        for (int i = start; i < end; i++) {
          if (CharacterClasses.isStop(chunk.charAt(i))) {
            stopPending = true;
          }
        }
        start = end;
        end = words.next();
        continue;
      }
      int wordStart = start;
      start = end;
      int next = words.next();
      if (isOnlyLetters(chunk, wordStart, end)
          && next == end + 1
          && isHyphen(chunk.charAt(end))
          && next < chunk.length()
          && wordBreak(chunk.codePointAt(next)) == UCharacter.WordBreak.NUMERIC) {
        end = words.next();
        start = end;
        next = words.next();
      }
      int emittedTo = emitWord(from + wordStart, from + start);
      if (emittedTo > from + start) {
        if (emittedTo < to) {
          scanByLibrary(emittedTo, to);
        }
        return;
      }
      end = next;
    }
  }

  private static boolean hasLetterOrDigit(String chunk, int from, int to) {
    return chunk.substring(from, to).codePoints().anyMatch(UCharacter::isLetterOrDigit);
  }

  private static boolean isHyphen(char c) {
    return (CharacterClasses.of(c) & CharacterClasses.HYPHEN) != 0;
  }

  private static boolean isOnlyLetters(String chunk, int from, int to) {
    return chunk
        .substring(from, to)
        .codePoints()
        .allMatch(c -> UCharacter.isLetter(c) || extendsLetters(c));
  }

  private static int wordBreak(int c) {
    return UCharacter.getIntPropertyValue(c, UProperty.WORD_BREAK);
  }

  private static boolean extendsLetters(int c) {
    int property = wordBreak(c);
    return property == UCharacter.WordBreak.EXTEND || property == UCharacter.WordBreak.FORMAT;
  }

  /** The term that the word text[from..to) becomes. */
  private String normalised(int from, int to) {
    String word = new String(text, from, to - from);
    if (isInCapitals(word)) {
      String letters = withoutStopsBetweenLetters(word);
      if (Acronyms.contains(letters) && lineHasSmallLetters(from)) {
        return letters;
      }
      word = letters;
    }
    return TermNormaliser.normalise(word, rules);
  }

  private static boolean isInCapitals(String word) {
    boolean anyUpper = false;
    for (int i = 0; i < word.length(); ) {
      int c = word.codePointAt(i);
      if (UCharacter.isULowercase(c)) {
        return false;
      }
      anyUpper |= UCharacter.isUUppercase(c);
      i += Character.charCount(c);
    }
    return anyUpper && word.length() > 1;
  }

  /** {@code U.N} as {@code UN}; anything but single letters between stops stays as it is. */
  private static String withoutStopsBetweenLetters(String word) {
    if (word.length() % 2 == 0) {
      return word;
    }
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      boolean stopExpected = i % 2 == 1;
      if (stopExpected != (word.charAt(i) == '.')) {
        return word;
      }
      if (!stopExpected) {
        letters.append(word.charAt(i));
      }
    }
    return letters.toString();
  }

  /** Looks at each line once, however many words in capitals it has. */
  private boolean lineHasSmallLetters(int at) {
    if (at >= lineEnd) {
      int from = at;
      while (from > 0 && text[from - 1] != '\n') {
        from--;
      }
      lineEnd = at;
      while (lineEnd < textLength && text[lineEnd] != '\n') {
        lineEnd++;
      }
      lineHasSmallLetters = false;
      for (int i = from; i < lineEnd && !lineHasSmallLetters; i++) {
        lineHasSmallLetters = UCharacter.isULowercase(text[i]);
      }
    }
    return lineHasSmallLetters;
  }

  private void emit(String word) {
    String normalised = stemmer.stem(word);
    byte[] bytes = normalised.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, MAX_TERM_BYTES);
    while (length < bytes.length && (bytes[length] & 0xc0) == 0x80) {
      length--;
    }
    if (length == 0) {
      return;
    }
    System.arraycopy(bytes, 0, term, 0, length);
    hand(length, TermHash.of(term, 0, length));
  }

  private void emit(int length, int hash) {
    if (stemmer != Stemmer.NONE) {
      emit(new String(term, 0, length, StandardCharsets.UTF_8));
      return;
    }
    hand(length, hash);
  }

  private void hand(int length, int hash) {
    if (stopPending) {
      stopPending = false;
      if (anythingSinceStop) {
        sink.stop();
      }
    }
    anythingSinceStop = true;
    count++;
    sink.term(term, length, hash);
  }
}
