package io.broadsheet.parse.html;

import io.broadsheet.parse.EnglishNames;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates in forms made for machines, which can be read one way only. */
final class MachineDate {
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})"
              + "(?:(?:[T ]|\\s*,\\s*)\\s*(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,:]\\d{1,9})?)?"
              + "\\s*(Z|UTC|GMT|[A-Z]{3,4}|(?:UTC|GMT)?[+-]\\d{2}(?::?\\d{2})?)?)?(?:T|Z)?");
  private static final Pattern COMPACT =
      Pattern.compile(
          "(\\d{4})(\\d{2})(\\d{2})(?:[T"
              + " ]?(\\d{2}):?(\\d{2})(?::?(\\d{2}))?(?:\\.\\d+)?(Z|[+-]\\d{2}:?\\d{2})?)?");
  private static final Pattern EPOCH = Pattern.compile("\\d{10}(?:\\d{3})?");
  private static final Pattern RFC =
      Pattern.compile(
          "(?:[A-Za-z]{3,9},?\\s+)?(\\d{1,2})[\\s-]([A-Za-z]{3,9})[\\s-](\\d{4})"
              + "(?:\\s+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?\\s*([A-Z]{1,4}|[+-]\\d{4})?)?");
  private static final Pattern SCRIPT =
      Pattern.compile(
          "(?:[A-Za-z]{3}\\s+)?([A-Za-z]{3})\\s+(\\d{1,2})\\s+(\\d{4})\\s+(\\d{2}:\\d{2}:\\d{2})"
              + "(?:\\s+(?:GMT|UTC)?([+-]\\d{4}|Z)?)?(?:\\s*\\(.{0,60}\\))?");

  private static final int EARLIEST = 1600;
  private static final int LATEST = 2100;

  private MachineDate() {}

  /**
   * The date as ISO 8601, with time and offset where the text has them, or empty if the text is no
   * machine's date. Text that is ISO already comes back as it is.
   */
  static String read(String text) {
    String date = text.strip();
    if (date.length() < 8 || date.length() > 80) {
      return "";
    }
    try {
      return readChecked(date);
    } catch (DateTimeException noSuchDate) {
      return "";
    }
  }

  private static String readChecked(String date) {
    Matcher iso = ISO.matcher(date);
    if (iso.matches()) {
      LocalDate day = day(iso.group(1), iso.group(3), iso.group(4));
      checkTime(iso.group(5), iso.group(6), iso.group(7));
      boolean isIso =
          iso.group(2).equals("-") && iso.group(3).length() + iso.group(4).length() == 4;
      return isIso ? date : day + (iso.group(5) == null ? "" : date.substring(iso.end(4)));
    }
    Matcher compact = COMPACT.matcher(date);
    if (compact.matches() && isYear(compact.group(1))) {
      LocalDate day = day(compact.group(1), compact.group(2), compact.group(3));
      if (compact.group(4) == null) {
        return day.toString();
      }
      checkTime(compact.group(4), compact.group(5), compact.group(6));
      String seconds = compact.group(6) == null ? "" : ":" + compact.group(6);
      String zone = compact.group(7) == null ? "" : compact.group(7);
      return day + "T" + compact.group(4) + ":" + compact.group(5) + seconds + zone;
    }
    if (EPOCH.matcher(date).matches()) {
      long number = Long.parseLong(date);
      Instant instant =
          date.length() == 10 ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
      return instant.toString();
    }
    Matcher rfc = RFC.matcher(date);
    if (rfc.matches() && month(rfc.group(2)) > 0) {
      day(rfc.group(3), Integer.toString(month(rfc.group(2))), rfc.group(1));
      checkTime(rfc.group(4), rfc.group(5), rfc.group(6));
      return date;
    }
    Matcher script = SCRIPT.matcher(date);
    if (script.matches() && month(script.group(1)) > 0) {
      int month = month(script.group(1));
      LocalDate day = day(script.group(3), Integer.toString(month), script.group(2));
      String offset = script.group(5) == null ? "" : script.group(5);
      return day + "T" + script.group(4) + offset;
    }
    return "";
  }

  private static boolean isYear(String text) {
    int year = Integer.parseInt(text);
    return year >= EARLIEST && year <= LATEST;
  }

  private static LocalDate day(String year, String month, String day) {
    LocalDate date =
        LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    if (!isYear(year) || date.equals(LocalDate.EPOCH)) {
      throw new DateTimeException("A date that stands for none.");
    }
    return date;
  }

  private static void checkTime(String hour, String minute, String second) {
    if (hour != null) {
      int seconds = second == null ? 0 : Math.min(59, Integer.parseInt(second));
      LocalTime unused =
          LocalTime.of(Integer.parseInt(hour) % 24, Integer.parseInt(minute), seconds);
    }
  }

  /** The month of a word that machines write: 1 to 12, or 0. */
  static int month(String name) {
    return EnglishNames.month(name, 0, name.length());
  }
}
