package io.broadsheet.text;

import com.ibm.icu.lang.UScript;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells the language of an article from the first letters of its title and body: by the script
 * where only one language is written in it, by letters that only one language has, otherwise by the
 * sequences of three letters that {@link LanguageProfiles} knows.
 *
 * <p>At most {@link #LETTERS} letters of the first {@link #PREFIX} characters are looked at, and no
 * more than it takes to be sure. {@link #UNKNOWN} is the answer where there are few letters, where
 * two languages are about as likely, and where the text fits no profile. The answer depends on
 * nothing but the text: sums are of whole numbers.
 *
 * <p>Keeps buffers: one detector serves one thread.
 */
public final class LanguageDetector {
  /** The tag of an article whose language is not known. */
  public static final String UNKNOWN = "und";

  static final int PREFIX = 4096;
  static final int LETTERS = 256;
  private static final int FEWEST = 20;

  /** From twice as many letters on is looked again and again whether one language leads by far. */
  private static final int STEP = 48;

  private static final int LEADS_BY_FAR = 20 * LanguageProfiles.NAT;
  private static final int LEADS = 2 * LanguageProfiles.NAT;

  /** What a letter must add on average; texts in languages without a profile add less. */
  private static final int FITS = LanguageProfiles.NAT;

  /** Letters make a language if there is one among so many. */
  private static final int ONE_LETTER_OF = 50;

  /** Scripts in which one language is written, or one far more than any other. */
  private static final Map<Integer, String> BY_SCRIPT =
      Map.ofEntries(
          Map.entry(UScript.ARMENIAN, "hy"),
          Map.entry(UScript.BENGALI, "bn"),
          Map.entry(UScript.CHEROKEE, "chr"),
          Map.entry(UScript.ETHIOPIC, "am"),
          Map.entry(UScript.GEORGIAN, "ka"),
          Map.entry(UScript.GREEK, "el"),
          Map.entry(UScript.GUJARATI, "gu"),
          Map.entry(UScript.GURMUKHI, "pa"),
          Map.entry(UScript.HANGUL, "ko"),
          Map.entry(UScript.HAN, "zh"),
          Map.entry(UScript.HIRAGANA, "ja"),
          Map.entry(UScript.KANNADA, "kn"),
          Map.entry(UScript.KHMER, "km"),
          Map.entry(UScript.LAO, "lo"),
          Map.entry(UScript.MALAYALAM, "ml"),
          Map.entry(UScript.MYANMAR, "my"),
          Map.entry(UScript.NKO, "nqo"),
          Map.entry(UScript.ORIYA, "or"),
          Map.entry(UScript.SINHALA, "si"),
          Map.entry(UScript.TAGALOG, "tl"),
          Map.entry(UScript.TAMIL, "ta"),
          Map.entry(UScript.TELUGU, "te"),
          Map.entry(UScript.THAANA, "dv"),
          Map.entry(UScript.THAI, "th"),
          Map.entry(UScript.VAI, "vai"),
          Map.entry(UScript.YI, "ii"));

  /**
   * Letters by which a language without a profile is told.
   *
   * @param letters one in {@link #ONE_LETTER_OF} is one of these
   * @param others none is one of these, which languages with some of the same letters have
   */
  private record Distinctive(String language, String letters, String others) {}

  private static final List<Distinctive> DISTINCTIVE =
      List.of(
          new Distinctive("yo", "ẹọṣ", "đơưịụ"),
          new Distinctive("ig", "ịụọṅ", "đơưẹ"),
          new Distinctive("az", "əәҝҹ", "құңіҗҡ"),
          new Distinctive("kk", "ұқғә", "ҹҝўҷ"),
          new Distinctive("ps", "ښځڅډړېۍ", ""));

  private final Set<String> candidates;
  private final boolean[] isCandidate = new boolean[LanguageProfiles.LANGUAGES.size()];
  private final LanguageProfiles profiles = LanguageProfiles.get();
  private final char[] letters = new char[LETTERS + 2];
  private final int[] rows = new int[LETTERS + 2];
  private final int[] inScript = new int[256];
  private final int[] sums = new int[LanguageProfiles.LANGUAGES.size()];
  private int length;
  private int letterCount;
  private int examined;
  private boolean hasMarks;

  /** Tells all languages of {@link #languages}. */
  public LanguageDetector() {
    this(languages());
  }

  /**
   * Tells some languages, and takes no text for any other.
   *
   * @param candidates of {@link #languages}
   */
  public LanguageDetector(Set<String> candidates) {
    this.candidates = Set.copyOf(candidates);
    for (int i = 0; i < isCandidate.length; i++) {
      isCandidate[i] = candidates.contains(LanguageProfiles.LANGUAGES.get(i));
    }
  }

  /** The languages that can be told, as BCP 47 tags. */
  public static Set<String> languages() {
    Set<String> languages = new TreeSet<>(BY_SCRIPT.values());
    languages.addAll(LanguageProfiles.LANGUAGES);
    DISTINCTIVE.forEach(distinctive -> languages.add(distinctive.language()));
    languages.add("ti");
    return languages;
  }

  /**
   * The language of an article.
   *
   * @return a BCP 47 tag, or {@link #UNKNOWN}
   */
  public String detect(String title, String body) {
    length = 0;
    letterCount = 0;
    examined = 0;
    hasMarks = false;
    Arrays.fill(inScript, 0);
    letters[length++] = ' ';
    collect(title);
    collect(body);
    int script = script();
    if (script < 0) {
      return UNKNOWN;
    }
    if (script == UScript.ETHIOPIC && isTigrinya()) {
      return ifCandidate("ti");
    }
    String only = BY_SCRIPT.get(script);
    if (only != null) {
      return ifCandidate(only);
    }
    if (letterCount < FEWEST) {
      return UNKNOWN;
    }
    String distinctive = hasMarks ? byDistinctiveLetters() : "";
    return distinctive.isEmpty() ? byProfile() : distinctive;
  }

  private String ifCandidate(String language) {
    return candidates.contains(language) ? language : UNKNOWN;
  }

  /** Appends the letters of a text, one space for all that stands between words. */
  private void collect(String text) {
    int end = Math.min(text.length(), PREFIX - examined);
    for (int i = 0; i < end && length < LETTERS; i++) {
      char c = text.charAt(i);
      char small = LetterTable.small(c);
      if (small != 0) {
        letters[length++] = small;
        letterCount++;
        inScript[LetterTable.script(c)]++;
        hasMarks |= small > 0x7f;
      } else if (c >= '\u0300' && c <= '\u036f') {
        mark(c);
      } else if (letters[length - 1] != ' ') {
        letters[length++] = ' ';
      }
    }
    examined += end;
    if (letters[length - 1] != ' ') {
      letters[length++] = ' ';
    }
  }

  /** Yoruba is written with a dot or with a line below, with the same meaning; tones are left. */
  private void mark(char c) {
    if (c == '\u0329' || c == '\u0323') {
      int letter = "eos".indexOf(letters[length - 1]);
      if (letter >= 0) {
        letters[length - 1] = "ẹọṣ".charAt(letter);
        hasMarks = true;
      }
    }
  }

  /**
   * The script of most letters; -1 if there is none. Some kana make Chinese characters Japanese.
   */
  private int script() {
    int kana = inScript[UScript.HIRAGANA] + inScript[UScript.KATAKANA];
    int han = inScript[UScript.HAN];
    inScript[UScript.KATAKANA] = 0;
    inScript[UScript.HIRAGANA] = 0;
    inScript[UScript.HAN] = 0;
    if (kana * 20 > han) {
      inScript[UScript.HIRAGANA] = kana + han;
    } else if (inScript[UScript.HANGUL] * 4 > han) {
      inScript[UScript.HANGUL] += han;
    } else {
      inScript[UScript.HAN] = kana + han;
    }
    int most = -1;
    int letterCountOfMost = 0;
    for (int i = 0; i < inScript.length; i++) {
      if (inScript[i] > letterCountOfMost) {
        most = i;
        letterCountOfMost = inScript[i];
      }
    }
    return most;
  }

  /** Tigrinya has the series ቐ, which Amharic lacks. */
  private boolean isTigrinya() {
    for (int i = 0; i < length; i++) {
      if (letters[i] >= 'ቐ' && letters[i] <= 'ቝ') {
        return true;
      }
    }
    return false;
  }

  private String byDistinctiveLetters() {
    for (Distinctive distinctive : DISTINCTIVE) {
      if (candidates.contains(distinctive.language())
          && count(distinctive.letters()) * ONE_LETTER_OF > letterCount
          && count(distinctive.others()) == 0) {
        return distinctive.language();
      }
    }
    return "";
  }

  private int count(String wanted) {
    int count = 0;
    for (int i = 0; i < length; i++) {
      if (letters[i] > 0x7f && wanted.indexOf(letters[i]) >= 0) {
        count++;
      }
    }
    return count;
  }

  private String byProfile() {
    Arrays.fill(sums, 0);
    long sequence = ((long) letters[0] << 16) | letters[1];
    int from = 2;
    for (int look = 2 * STEP; look < length; look += STEP) {
      sequence = addAll(sequence, from, look + 1);
      from = look + 1;
      int best = best();
      if (lead(best) >= LEADS_BY_FAR) {
        return answer(best, look);
      }
    }
    addAll(sequence, from, length);
    int best = best();
    return lead(best) < LEADS ? UNKNOWN : answer(best, length);
  }

  /**
   * Adds the weights of the sequences that end with some letters: first all are found, so that the
   * processor waits for many at once.
   *
   * @param before the letters before {@code from}
   * @return those before {@code end}
   */
  private long addAll(long before, int from, int end) {
    long sequence = before;
    int count = 0;
    for (int i = from; i < end; i++) {
      sequence = ((sequence << 16) | letters[i]) & 0xffff_ffff_ffffL;
      rows[count] = profiles.row(sequence);
      count += rows[count] < 0 ? 0 : 1;
    }
    for (int i = 0; i < count; i++) {
      profiles.addTo(sums, rows[i]);
    }
    return sequence;
  }

  private String answer(int best, int lettersSeen) {
    return sums[best] < FITS * lettersSeen ? UNKNOWN : LanguageProfiles.LANGUAGES.get(best);
  }

  private int best() {
    int best = -1;
    for (int i = 0; i < sums.length; i++) {
      if (isCandidate[i] && (best < 0 || sums[i] > sums[best])) {
        best = i;
      }
    }
    return best;
  }

  /** By how much a language leads all other candidates. */
  private int lead(int best) {
    int second = 0;
    for (int i = 0; i < sums.length; i++) {
      if (isCandidate[i] && i != best && sums[i] > second) {
        second = sums[i];
      }
    }
    return best < 0 ? 0 : sums[best] - second;
  }
}
