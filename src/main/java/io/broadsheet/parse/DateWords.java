package io.broadsheet.parse;

import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words of dates: of one language and English, or of all languages that many newspapers are
 * written in. The names are those of Unicode's CLDR, through ICU, with {@link DateExtras} beside
 * them.
 *
 * <p>A vocabulary is loaded when it is first asked for (some 10 ms for a language, under a second
 * for all) and then kept: a few megabytes at most.
 */
final class DateWords {
  /** The longest phrase, in tokens of {@link DateTokens}. */
  static final int LONGEST_PHRASE = 6;

  /**
   * The languages of {@link #all}. The names of the some 120 further languages of CLDR are known
   * when the record declares the language; undeclared, they would only make names that are clear
   * today ({@code Jan}, {@code mar}) mean several months.
   */
  private static final List<String> WIDESPREAD =
      List.of(
          ("en es fr de it pt nl ru uk be pl cs sk sl hr bs sr mk bg ro hu fi et lv lt sv nb nn no"
                  + " da is fo ga cy gd br eu ca gl oc lb rm fy af el sq tr az uz kk ky tk tg tt mn"
                  + " ka hy he yi ar fa ps ur ckb ku sd ug hi bn ta te mr gu kn ml pa or as ne si"
                  + " my th lo km vi id ms jv su fil tl ceb zh ja ko yue am ti so sw ha yo ig zu xh"
                  + " rw mt eo la")
              .split(" ", -1));

  private static final Set<String> WIDESPREAD_SET = Set.copyOf(WIDESPREAD);

  /** The regions whose names differ from those of their language. */
  private static final Set<String> REGIONAL =
      Set.of(
          "ar_DZ",
          "ar_IQ",
          "ar_MA",
          "ar_MR",
          "bn_IN",
          "de_AT",
          "en_GB",
          "es_MX",
          "es_PE",
          "fa_AF",
          "fr_CA",
          "sr_Cyrl_ME",
          "sr_Latn_ME",
          "yo_BJ");

  private static final Map<String, DateWords> LOADED = new ConcurrentHashMap<>();

  private final Map<String, DateWord> words;
  private final Set<String> firstTokens = new HashSet<>();
  private final Map<String, Integer> fullMonthNames;
  private final boolean isOfOneLanguage;

  private DateWords(DateWordsBuilder builder, boolean isOfOneLanguage) {
    this.words = builder.words;
    this.fullMonthNames = builder.fullMonthNames;
    this.isOfOneLanguage = isOfOneLanguage;
    for (String phrase : words.keySet()) {
      int blank = phrase.indexOf(' ');
      firstTokens.add(blank < 0 ? phrase : phrase.substring(0, blank));
    }
  }

  /**
   * The words of a language and of English; where they differ, of the language.
   *
   * @param language a BCP 47 tag; English alone if it is empty or unknown to CLDR
   */
  static DateWords of(String language) {
    String primary = LanguageTags.primary(language);
    String known = Locales.BY_LANGUAGE.containsKey(primary) ? primary : "en";
    return LOADED.computeIfAbsent(known, DateWords::load);
  }

  private static DateWords load(String language) {
    DateWordsBuilder builder = new DateWordsBuilder();
    for (ULocale locale : Locales.BY_LANGUAGE.get(language)) {
      builder.addLocale(locale);
    }
    builder.protectMonths();
    List<DateWord> dayPeriods = builder.dayPeriods();
    if (!language.equals("en")) {
      for (ULocale locale : Locales.BY_LANGUAGE.get("en")) {
        builder.addLocale(locale);
      }
    }
    DateExtras.addTo(builder);
    // What the language itself says comes before what the words mean elsewhere.
    dayPeriods.forEach(word -> word.isFiller = false);
    return new DateWords(builder, true);
  }

  /** The words of all widespread languages; one that means two months has both meanings. */
  static DateWords all() {
    return All.WORDS;
  }

  private static final class All {
    static final DateWords WORDS = load();

    private static DateWords load() {
      DateWordsBuilder builder = new DateWordsBuilder();
      for (String language : WIDESPREAD) {
        for (ULocale locale : Locales.BY_LANGUAGE.getOrDefault(language, Set.of())) {
          builder.addLocale(locale);
        }
      }
      DateExtras.addTo(builder);
      return new DateWords(builder, false);
    }
  }

  /** The locales of each language: one for each script, and the regions that differ. */
  private static final class Locales {
    static final Map<String, Set<ULocale>> BY_LANGUAGE = new HashMap<>();

    static {
      for (ULocale locale : ULocale.getAvailableLocales()) {
        if (locale.getCountry().isEmpty() || REGIONAL.contains(locale.getName())) {
          BY_LANGUAGE.computeIfAbsent(locale.getLanguage(), key -> new TreeSet<>()).add(locale);
        }
      }
    }
  }

  /** The languages whose names {@link #all} knows. */
  static List<String> widespread() {
    return WIDESPREAD;
  }

  /** True if {@link #all} knows the names of the language of a BCP 47 tag. */
  static boolean isWidespread(String language) {
    return WIDESPREAD_SET.contains(LanguageTags.primary(language));
  }

  /** True if some phrase begins with this token. */
  boolean mayBegin(String token) {
    return firstTokens.contains(token);
  }

  /** The meaning of a phrase, its tokens joined with blanks; null if it has none. */
  DateWord get(String phrase) {
    return words.get(phrase);
  }

  /**
   * The only month of which a word of three or more letters is the beginning, such as {@code
   * Septem}; 0 if there is none, or several, or if these are the words of all languages.
   */
  int monthBeginningWith(String word) {
    if (!isOfOneLanguage || word.length() < 3) {
      return 0;
    }
    int month = 0;
    for (Map.Entry<String, Integer> name : fullMonthNames.entrySet()) {
      if (name.getKey().startsWith(word)) {
        if (month != 0 && month != name.getValue()) {
          return 0;
        }
        month = name.getValue();
      }
    }
    return month;
  }
}
