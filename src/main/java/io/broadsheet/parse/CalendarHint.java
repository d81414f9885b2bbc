package io.broadsheet.parse;

import java.util.Locale;

/** Which way of counting years a language suggests beside the Gregorian one. */
enum CalendarHint {
  NONE,
  /** Buddhist years are usual. */
  THAI,
  /** Persian years are usual. */
  PERSIAN,
  /** Chinese in traditional characters: three-digit years count from 1912. */
  MINGUO,
  /** Chinese in simplified characters: no other years. */
  CHINESE;

  /** The hint of a BCP 47 tag. */
  static CalendarHint of(String language) {
    if (language.length() < 2) {
      return NONE;
    }
    String tag = language.toLowerCase(Locale.ROOT);
    return switch (LanguageTags.primary(tag)) {
      case "th" -> THAI;
      case "fa", "ps" -> PERSIAN;
      case "zh" -> tag.contains("hant") || tag.contains("tw") ? MINGUO : CHINESE;
      default -> NONE;
    };
  }

  /** True if two-digit years need not be Gregorian ones. */
  boolean hasOtherShortYears() {
    return this == THAI || this == PERSIAN;
  }
}
