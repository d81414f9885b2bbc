package io.broadsheet.parse.html;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names of months in one language, from CLDR, and in English. */
final class MonthNames {
  private static final Map<String, MonthNames> CACHE = new ConcurrentHashMap<>();

  /** Languages of pages that declare none: where two use one name for different months, none. */
  private static final String[] COMMON = {
    "en", "de", "fr", "es", "pt", "it", "nl", "ru", "uk", "pl", "cs", "tr", "ar", "sv", "da", "nb",
    "fi", "hu", "ro", "el", "id", "vi", "hi", "fa", "bg", "sr", "hr", "sk", "sl", "lt", "lv", "et",
    "ca", "he", "th"
  };

  private final Map<String, Integer> numbers = new HashMap<>();
  private final boolean isBuddhist;
  private final boolean isDayFirst;

  private MonthNames(String language) {
    isDayFirst = !language.isEmpty() && shortDate(language).startsWith("d");
    isBuddhist = language.equals("th") || language.isEmpty();
    if (language.isEmpty()) {
      for (String common : COMMON) {
        add(common);
      }
    } else {
      add(language);
      for (Map.Entry<String, Integer> english : names("en").entrySet()) {
        numbers.putIfAbsent(english.getKey(), english.getValue());
      }
    }
  }

  /**
   * The names of a language.
   *
   * @param language a BCP 47 tag; empty or unknown to CLDR for all common languages
   */
  static MonthNames of(String language) {
    String tag = new ULocale(language.replace('_', '-')).getLanguage();
    String known = CldrLanguages.NAMES.contains(tag) ? tag : "";
    return CACHE.computeIfAbsent(known, MonthNames::new);
  }

  /** 1 to 12, or 0 for a word that is no month, or more than one. */
  int number(String word) {
    return numbers.getOrDefault(key(word), 0);
  }

  /** True if years may be counted from the Buddha's death, 543 years before our era. */
  boolean isBuddhist() {
    return isBuddhist;
  }

  /** True if the language writes the day before the month in numeric dates. */
  boolean isDayFirst() {
    return isDayFirst;
  }

  /** How CLDR writes a short date, without the marks that make it run from right to left. */
  private static String shortDate(String language) {
    DateFormat format = DateFormat.getDateInstance(DateFormat.SHORT, new ULocale(language));
    String pattern = format instanceof SimpleDateFormat simple ? simple.toPattern() : "";
    return pattern.replaceAll("\\p{Cf}", "");
  }

  private void add(String language) {
    for (Map.Entry<String, Integer> name : names(language).entrySet()) {
      numbers.merge(name.getKey(), name.getValue(), (old, other) -> old.equals(other) ? old : 0);
    }
  }

  private static Map<String, Integer> names(String language) {
    Map<String, Integer> names = new HashMap<>();
    DateFormatSymbols symbols =
        new DateFormatSymbols(GregorianCalendar.class, new ULocale(language));
    for (int context : new int[] {DateFormatSymbols.FORMAT, DateFormatSymbols.STANDALONE}) {
      for (int width : new int[] {DateFormatSymbols.WIDE, DateFormatSymbols.ABBREVIATED}) {
        String[] months = symbols.getMonths(context, width);
        for (int i = 0; i < 12 && i < months.length; i++) {
          String key = key(months[i]);
          if (key.codePoints().anyMatch(Character::isLetter)) {
            names.putIfAbsent(key, i + 1);
          }
        }
      }
    }
    if (language.equals("en")) {
      names.put("sept", 9);
    }
    return names;
  }

  private static String key(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
