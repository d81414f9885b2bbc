package io.broadsheet.parse.html;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a date in a line that a person wrote for persons. What can be read one way only comes back
 * as ISO 8601; a numeric date whose order of day and month is open comes back as written. With dots
 * it is open unless the page's language writes the day first: nobody writes months first with dots
 * in such a language.
 */
final class WrittenDate {
  private static final String YEAR = "((?:19|20|24|25)\\d\\d)";
  private static final String WORD = "([\\p{L}\\p{M}][\\p{L}\\p{M}.’']{1,14})";
  private static final String LINKS = "(?:\\s*(?:de|del|of|di|d['’]|do|ng|of the)\\s)?";

  private static final Pattern YEAR_FIRST =
      Pattern.compile("(?<!\\d)" + YEAR + "\\s?[-/.]\\s?(\\d{1,2})\\s?[-/.]\\s?(\\d{1,2})(?!\\d)");
  private static final Pattern EAST_ASIAN =
      Pattern.compile("(?<!\\d)" + YEAR + "\\s?[年년]\\s?(\\d{1,2})\\s?[月월]\\s?(\\d{1,2})\\s?[日일]");
  private static final Pattern DAY_MONTH_YEAR =
      Pattern.compile(
          "(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|er|[.ºª°])?,?\\s*"
              + LINKS
              + "[\\s.-]*"
              + WORD
              + "(?:/[\\p{L}\\p{M}]{2,12})?[\\s,.-]*"
              + LINKS
              + "\\s*"
              + YEAR
              + "(?!\\d)");
  private static final Pattern MONTH_DAY_YEAR =
      Pattern.compile(
          WORD + "[\\s.-]+(\\d{1,2})(?:st|nd|rd|th)?[\\s,.-]+(?:de\\s+)?" + YEAR + "(?!\\d)");
  private static final Pattern YEAR_MONTH_DAY =
      Pattern.compile("(?<!\\d)" + YEAR + "[\\s.,]+" + WORD + "[\\s.]+(\\d{1,2})(?!\\d)");
  private static final Pattern NUMERIC =
      Pattern.compile(
          "(?<![\\d.:/-])(\\d{1,2})\\s?([./-])\\s?(\\d{1,2})\\s?\\2\\s?" + YEAR + "(?!\\d)");

  private static final int LONGEST = 300;
  private static final int BUDDHIST = 543;

  private final String iso;

  private WrittenDate(String iso) {
    this.iso = iso;
  }

  /**
   * The first date in a line, or empty.
   *
   * @param language a BCP 47 tag that says which months' names to look for besides English ones
   */
  static String find(String line, String language) {
    if (line.length() > LONGEST) {
      return "";
    }
    String text = asciiDigits(line);
    MonthNames months = MonthNames.of(language);
    String ofEra = EraDate.find(text, language);
    if (!ofEra.isEmpty()) {
      return ofEra;
    }
    WrittenDate found = null;
    for (Shape shape : Shape.values()) {
      Matcher matcher = shape.pattern.matcher(text);
      while (found == null && matcher.find()) {
        found = shape.read(matcher, months);
      }
      if (found != null) {
        return found.iso;
      }
    }
    return "";
  }

  private enum Shape {
    YEAR_FIRST_SHAPE(YEAR_FIRST) {
      @Override
      WrittenDate read(Matcher m, MonthNames months) {
        return day(m.group(1), number(m.group(2)), m.group(3), months);
      }
    },
    EAST_ASIAN_SHAPE(EAST_ASIAN) {
      @Override
      WrittenDate read(Matcher m, MonthNames months) {
        return day(m.group(1), number(m.group(2)), m.group(3), months);
      }
    },
    DAY_MONTH_YEAR_SHAPE(DAY_MONTH_YEAR) {
      @Override
      WrittenDate read(Matcher m, MonthNames months) {
        return day(m.group(3), months.number(m.group(2)), m.group(1), months);
      }
    },
    MONTH_DAY_YEAR_SHAPE(MONTH_DAY_YEAR) {
      @Override
      WrittenDate read(Matcher m, MonthNames months) {
        return day(m.group(3), months.number(m.group(1)), m.group(2), months);
      }
    },
    YEAR_MONTH_DAY_SHAPE(YEAR_MONTH_DAY) {
      @Override
      WrittenDate read(Matcher m, MonthNames months) {
        return day(m.group(1), months.number(m.group(2)), m.group(3), months);
      }
    },
    NUMERIC_SHAPE(NUMERIC) {
      @Override
      WrittenDate read(Matcher m, MonthNames months) {
        int first = number(m.group(1));
        int second = number(m.group(3));
        boolean isDayFirst = m.group(2).equals(".") && months.isDayFirst();
        if (first > 12 || (isDayFirst && second <= 12)) {
          return day(m.group(4), second, m.group(1), months);
        }
        if (second > 12) {
          return day(m.group(4), first, m.group(3), months);
        }
        WrittenDate checked = day(m.group(4), second, m.group(1), months);
        boolean isOneDay = first == second;
        return checked == null || isOneDay ? checked : new WrittenDate(m.group());
      }
    };

    private final Pattern pattern;

    Shape(Pattern pattern) {
      this.pattern = pattern;
    }

    abstract WrittenDate read(Matcher matcher, MonthNames months);
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private static WrittenDate day(String year, int month, String day, MonthNames months) {
    int gregorian = number(year) - (months.isBuddhist() && number(year) > 2400 ? BUDDHIST : 0);
    if (month < 1 || month > 12 || gregorian < 1900 || gregorian > 2100) {
      return null;
    }
    try {
      LocalDate date = LocalDate.of(gregorian, month, number(day));
      return date.equals(LocalDate.EPOCH) ? null : new WrittenDate(date.toString());
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  private static String asciiDigits(String text) {
    StringBuilder ascii = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 127 && Character.isDigit(c)) {
        if (ascii == null) {
          ascii = new StringBuilder(text);
        }
        ascii.setCharAt(i, (char) ('0' + Character.digit(c, 10)));
      }
    }
    return ascii == null ? text : ascii.toString();
  }
}
