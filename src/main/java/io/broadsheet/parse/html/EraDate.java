package io.broadsheet.parse.html;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.ULocale;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates whose years are not counted from the birth of Christ: those of Japanese eras and of the
 * Republic of China, which name the era, and those of pages in Persian, after the solar Hijri
 * calendar.
 */
final class EraDate {
  /** For each era the year before its first. */
  private static final Map<String, Integer> ERAS =
      Map.of(
          "\u4ee4\u548c", 2018, "\u5e73\u6210", 1988, "\u662d\u548c", 1925, "\u6c11\u570b", 1911);

  private static final Pattern OF_ERA =
      Pattern.compile(
          "(\u4ee4\u548c|\u5e73\u6210|\u662d\u548c|\u6c11\u570b)\\s?(\\d{1,3}|\u5143)\\s?\u5e74\\s?(\\d{1,2})\\s?\u6708\\s?(\\d{1,2})\\s?\u65e5");

  private static final Pattern PERSIAN_NUMBERS =
      Pattern.compile("(?<!\\d)(1[34]\\d\\d)\\s?[/.-]\\s?(\\d{1,2})\\s?[/.-]\\s?(\\d{1,2})(?!\\d)");

  private static final Pattern PERSIAN_WORDS =
      Pattern.compile(
          "(?<!\\d)(\\d{1,2})\\s+(?:\u0645\u0627\u0647"
              + " )?([\\p{L}\\p{M}]{2,10})\\s+(?:\u0645\u0627\u0647 )?(1[34]\\d\\d)(?!\\d)");

  private static final char YEAR = '\u5e74';

  private static final Map<String, Integer> PERSIAN_MONTHS = persianMonths();

  private EraDate() {}

  /**
   * The first such date in a line as ISO 8601, or empty.
   *
   * @param line its digits are those of ASCII
   * @param language a BCP 47 tag
   */
  static String find(String line, String language) {
    Matcher era = OF_ERA.matcher(line);
    if (line.indexOf(YEAR) >= 0 && era.find()) {
      int year = era.group(2).equals("\u5143") ? 1 : Integer.parseInt(era.group(2));
      return iso(ERAS.get(era.group(1)) + year, number(era.group(3)), number(era.group(4)));
    }
    if (!isPersian(language)) {
      return "";
    }
    Matcher numbers = PERSIAN_NUMBERS.matcher(line);
    if (numbers.find()) {
      return ofPersian(
          number(numbers.group(1)), number(numbers.group(2)), number(numbers.group(3)));
    }
    Matcher words = PERSIAN_WORDS.matcher(line);
    while (words.find()) {
      Integer month = PERSIAN_MONTHS.get(words.group(2));
      if (month != null) {
        return ofPersian(number(words.group(3)), month, number(words.group(1)));
      }
    }
    return "";
  }

  private static boolean isPersian(String language) {
    return language.regionMatches(true, 0, "fa", 0, 2)
        && (language.length() == 2 || !Character.isLetter(language.charAt(2)));
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private static String iso(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day).toString();
    } catch (DateTimeException noSuchDay) {
      return "";
    }
  }

  private static Calendar persianCalendar() {
    return Calendar.getInstance(
        com.ibm.icu.util.TimeZone.GMT_ZONE, new ULocale("fa@calendar=persian"));
  }

  private static String ofPersian(int year, int month, int day) {
    Calendar calendar = persianCalendar();
    calendar.clear();
    calendar.setLenient(false);
    calendar.set(year, month - 1, day);
    try {
      return calendar.getTime().toInstant().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    } catch (IllegalArgumentException noSuchDay) {
      return "";
    }
  }

  private static Map<String, Integer> persianMonths() {
    Map<String, Integer> numbers = new HashMap<>();
    String[] names =
        new DateFormatSymbols(persianCalendar(), new ULocale("fa"))
            .getMonths(DateFormatSymbols.FORMAT, DateFormatSymbols.WIDE);
    for (int i = 0; i < names.length; i++) {
      numbers.put(names[i], i + 1);
    }
    return numbers;
  }
}
