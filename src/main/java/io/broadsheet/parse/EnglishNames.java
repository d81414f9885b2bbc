package io.broadsheet.parse;

/**
 * The English names of months and weekdays as machines write them, in any case, told apart by their
 * first three letters without a map. All other languages are in {@link DateWords}.
 */
public final class EnglishNames {
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

  private static final int[] MONTH_KEYS = keys(MONTHS);
  private static final int[] WEEKDAY_KEYS = keys(WEEKDAYS);

  private EnglishNames() {}

  private static int[] keys(String[] names) {
    int[] keys = new int[names.length];
    for (int i = 0; i < names.length; i++) {
      keys[i] = key(names[i], 0);
    }
    return keys;
  }

  /** The first three letters, small, in one number. */
  private static int key(String text, int start) {
    return (text.charAt(start) | 0x20) << 16
        | (text.charAt(start + 1) | 0x20) << 8
        | (text.charAt(start + 2) | 0x20);
  }

  /**
   * The month that some letters name: 1 to 12 for a full name, its first three letters or {@code
   * Sept}; 0 for anything else.
   *
   * @param length how many letters of ASCII stand from {@code start} on
   */
  public static int month(String text, int start, int length) {
    int index = index(MONTH_KEYS, MONTHS, text, start, length);
    boolean isName =
        index >= 0
            && (length == 3 || length == MONTHS[index].length() || (index == 8 && length == 4));
    return isName ? index + 1 : 0;
  }

  /** True for a full weekday or three to five first letters of it. */
  public static boolean isWeekday(String text, int start, int length) {
    int index = index(WEEKDAY_KEYS, WEEKDAYS, text, start, length);
    return index >= 0 && (length <= 5 || length == WEEKDAYS[index].length());
  }

  private static int index(int[] keys, String[] names, String text, int start, int length) {
    if (length < 3 || length > 9) {
      return -1;
    }
    int key = key(text, start);
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] == key) {
        boolean isBeginning =
            length == 3
                || (length <= names[i].length()
                    && text.regionMatches(true, start, names[i], 0, length));
        return isBeginning ? i : -1;
      }
    }
    return -1;
  }
}
