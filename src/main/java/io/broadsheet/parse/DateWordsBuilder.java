package io.broadsheet.parse;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the words of {@link DateWords} from the locales of CLDR. */
final class DateWordsBuilder {
  private static final int[] CONTEXTS = {DateFormatSymbols.FORMAT, DateFormatSymbols.STANDALONE};
  private static final int[] WIDTHS = {
    DateFormatSymbols.WIDE, DateFormatSymbols.ABBREVIATED, DateFormatSymbols.SHORT
  };
  private static final int[] STYLES = {
    DateFormat.FULL, DateFormat.LONG, DateFormat.MEDIUM, DateFormat.SHORT
  };

  final Map<String, DateWord> words = new HashMap<>();

  /** Gregorian months, by the tokens of their full names. */
  final Map<String, Integer> fullMonthNames = new HashMap<>();

  private final Set<String> protectedMonths = new HashSet<>();

  /** The word of a name, created if new; null if the name has no tokens or too many. */
  DateWord word(String name) {
    String phrase = phrase(name);
    return phrase.isEmpty() ? null : words.computeIfAbsent(phrase, key -> new DateWord());
  }

  /** The tokens of a name as {@link DateWords#get} wants them; empty if it is no phrase. */
  static String phrase(String name) {
    DateTokens tokens = DateTokens.of(name);
    StringBuilder phrase = new StringBuilder();
    int length = 0;
    boolean hasWord = false;
    for (int i = 0; i < tokens.count(); i++) {
      if (!tokens.isSign(i)) {
        phrase.append(length == 0 ? "" : " ").append(tokens.key(i));
        hasWord |= tokens.isWord(i);
        length++;
      }
    }
    return hasWord && length <= DateWords.LONGEST_PHRASE ? phrase.toString() : "";
  }

  /** From here on no word that means a month already gets another one. */
  void protectMonths() {
    for (Map.Entry<String, DateWord> entry : words.entrySet()) {
      if (entry.getValue().isMonth()) {
        protectedMonths.add(entry.getKey());
      }
    }
  }

  void addMonth(String name, CalendarSystem calendar, int month) {
    String phrase = phrase(name);
    if (!phrase.isEmpty() && !protectedMonths.contains(phrase)) {
      words.computeIfAbsent(phrase, key -> new DateWord()).addMonth(calendar, month);
    }
  }

  void addFiller(String text) {
    DateWord word = word(text);
    if (word != null) {
      word.isFiller = true;
    }
  }

  void addLocale(ULocale locale) {
    Calendar gregorian = new GregorianCalendar(TimeZone.GMT_ZONE, locale);
    DateFormatSymbols symbols = new DateFormatSymbols(gregorian, locale);
    addMonths(symbols, CalendarSystem.GREGORIAN, 12);
    addWeekdays(symbols);
    addDayPeriods(symbols, locale);
    for (int style : STYLES) {
      addDatePattern(pattern(DateFormat.getDateInstance(gregorian, style, locale)), symbols);
      addTimePattern(pattern(DateFormat.getTimeInstance(gregorian, style, locale)));
    }
    addDatePattern(
        pattern(
            DateFormat.getDateTimeInstance(gregorian, DateFormat.LONG, DateFormat.SHORT, locale)),
        symbols);
    addOtherCalendars(locale);
  }

  private static String pattern(DateFormat format) {
    return ((SimpleDateFormat) format).toPattern();
  }

  private void addMonths(DateFormatSymbols symbols, CalendarSystem calendar, int count) {
    for (int context : CONTEXTS) {
      for (int width : WIDTHS) {
        String[] names = symbols.getMonths(context, width);
        for (int i = 0; names != null && i < Math.min(count, names.length); i++) {
          // M01 to M12 stand where a locale has no names.
          if (names[i].matches("M\\d\\d?")) {
            continue;
          }
          addMonth(names[i], calendar, i + 1);
          String phrase = phrase(names[i]);
          if (width == DateFormatSymbols.WIDE && phrase.length() > 3) {
            fullMonthNames.putIfAbsent(phrase, i + 1);
          }
        }
      }
    }
  }

  private void addWeekdays(DateFormatSymbols symbols) {
    for (int context : CONTEXTS) {
      for (int width : WIDTHS) {
        String[] names = symbols.getWeekdays(context, width);
        for (int day = 1; names != null && day < names.length; day++) {
          DateWord word = word(names[day]);
          if (word == null) {
            continue;
          }
          word.isWeekday = true;
          if (width == DateFormatSymbols.WIDE) {
            // ICU counts from Sunday = 1.
            word.addWeekday(day == 1 ? 7 : day - 1);
          }
        }
      }
    }
  }

  private void addDayPeriods(DateFormatSymbols symbols, ULocale locale) {
    String[] halves = symbols.getAmPmStrings();
    addHours(halves[0], 0x000fff);
    addHours(halves[1], 0xfff000);
    for (String pattern : new String[] {"B", "BBBB"}) {
      SimpleDateFormat format = new SimpleDateFormat(pattern, locale);
      format.setTimeZone(TimeZone.GMT_ZONE);
      Map<String, Integer> hours = new HashMap<>();
      for (int hour = 0; hour < 24; hour++) {
        hours.merge(format.format(Long.valueOf(hour * 3_600_000L)), 1 << hour, (a, b) -> a | b);
      }
      hours.forEach(this::addHours);
    }
  }

  private void addHours(String name, int hours) {
    DateWord word = word(name);
    if (word != null) {
      word.hours |= hours;
    }
  }

  /** The words so far that stand for a part of the day. */
  List<DateWord> dayPeriods() {
    return words.values().stream().filter(word -> word.hours != 0).toList();
  }

  private void addOtherCalendars(ULocale locale) {
    switch (locale.getLanguage()) {
      case "fa", "en" -> {
        addMonthsOf(CalendarSystem.PERSIAN, locale);
        addMonthsOf(CalendarSystem.ISLAMIC_UMALQURA, locale);
      }
      case "ps", "ckb" -> addMonthsOf(CalendarSystem.PERSIAN, locale);
      case "ar", "ur" -> addMonthsOf(CalendarSystem.ISLAMIC_UMALQURA, locale);
      case "am", "ti" -> addMonthsOf(CalendarSystem.ETHIOPIC, locale);
      default -> {}
    }
  }

  private void addMonthsOf(CalendarSystem system, ULocale locale) {
    DateFormatSymbols symbols = new DateFormatSymbols(system.calendar(locale), locale);
    for (int context : CONTEXTS) {
      String[] names = symbols.getMonths(context, DateFormatSymbols.WIDE);
      for (int i = 0; i < names.length; i++) {
        addMonth(names[i], system, i + 1);
      }
    }
  }

  /** One field of a pattern, or the text between two. */
  private record Piece(char letter, int length, String literal) {
    boolean isField() {
      return letter != 0;
    }
  }

  private static List<Piece> pieces(String pattern) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '\'') {
        int close = pattern.indexOf('\'', at + 1);
        literal.append(close == at + 1 ? "'" : pattern.substring(at + 1, close));
        at = close + 1;
      } else if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
        int start = at;
        while (at < pattern.length() && pattern.charAt(at) == c) {
          at++;
        }
        pieces.add(new Piece((char) 0, 0, literal.toString()));
        literal.setLength(0);
        pieces.add(new Piece(c, at - start, ""));
      } else {
        literal.append(c);
        at++;
      }
    }
    pieces.add(new Piece((char) 0, 0, literal.toString()));
    return pieces;
  }

  /** Learns what stands between the fields, and what languages glue to a month's name. */
  private void addDatePattern(String pattern, DateFormatSymbols symbols) {
    List<Piece> pieces = pieces(pattern);
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      if (!piece.isField()) {
        addFillers(piece.literal());
      } else if ((piece.letter() == 'M' || piece.letter() == 'L') && piece.length() >= 3) {
        addInflected(
            gluedEnd(pieces.get(i - 1).literal()),
            gluedStart(pieces.get(i + 1).literal()),
            piece.letter() == 'M' ? DateFormatSymbols.FORMAT : DateFormatSymbols.STANDALONE,
            piece.length() == 3 ? DateFormatSymbols.ABBREVIATED : DateFormatSymbols.WIDE,
            symbols);
      }
    }
  }

  private void addInflected(
      String before, String after, int context, int width, DateFormatSymbols symbols) {
    if (before.isEmpty() && after.isEmpty()) {
      return;
    }
    String[] names = symbols.getMonths(context, width);
    for (int i = 0; i < Math.min(12, names.length); i++) {
      addMonth(before + names[i] + after, CalendarSystem.GREGORIAN, i + 1);
    }
  }

  private void addFillers(String literal) {
    DateTokens tokens = DateTokens.of(literal);
    for (int i = 0; i < tokens.count(); i++) {
      if (tokens.isWord(i)) {
        words.computeIfAbsent(tokens.word(i), key -> new DateWord()).isFiller = true;
      }
    }
  }

  private static String gluedEnd(String literal) {
    int start = literal.length();
    while (start > 0 && Character.isLetter(literal.charAt(start - 1))) {
      start--;
    }
    return literal.substring(start);
  }

  private static String gluedStart(String literal) {
    int end = 0;
    while (end < literal.length() && Character.isLetter(literal.charAt(end))) {
      end++;
    }
    return literal.substring(0, end);
  }

  /** Learns the words behind hours, minutes and seconds, and those that announce a time. */
  private void addTimePattern(String pattern) {
    List<Piece> pieces = pieces(pattern);
    boolean isSigned = pattern.indexOf(':') >= 0 || pattern.indexOf("H.m") >= 0;
    for (int i = 0; i + 1 < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      DateTokens behind = DateTokens.of(pieces.get(i + 1).literal());
      if (!piece.isField() || behind.count() == 0 || !behind.isWord(0)) {
        continue;
      }
      DateWord word = word(behind.word(0));
      if (isSigned) {
        word.isFiller = true;
      } else {
        switch (piece.letter()) {
          case 'H', 'h', 'k', 'K' -> word.unit = DateWord.Unit.HOUR;
          case 'm' -> word.unit = DateWord.Unit.MINUTE;
          case 's' -> word.unit = DateWord.Unit.SECOND;
          default -> {}
        }
      }
    }
  }
}
