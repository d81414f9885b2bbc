package io.broadsheet.parse;

/**
 * The English names of months and weekdays as machines write them, in any case, told apart without
 * a map. All other languages are in {@link DateWords}.
 */
final class EnglishNames {
  private static final String[] MONTHS = {
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december"
  };

  private static final String[] WEEKDAYS = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
  };

  private EnglishNames() {}

  /** 1 to 12 for a full name, its first three letters or {@code Sept}; 0 for anything else. */
  static int month(String text, int start, int length) {
    if (length < 3 || length > 9) {
      return 0;
    }
    for (int i = 0; i < 12; i++) {
      String name = MONTHS[i];
      if (matches(name, text, start, length)
          && (length == 3 || length == name.length() || (i == 8 && length == 4))) {
        return i + 1;
      }
    }
    return 0;
  }

  /** True for a full name or three or four first letters of it. */
  static boolean isWeekday(String text, int start, int length) {
    if (length < 3 || length > 9) {
      return false;
    }
    for (String name : WEEKDAYS) {
      if (matches(name, text, start, length) && (length <= 5 || length == name.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String name, String text, int start, int length) {
    return length <= name.length() && text.regionMatches(true, start, name, 0, length);
  }
}
