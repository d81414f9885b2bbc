package io.broadsheet.parse;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the zone names mean that stand behind a time.
 *
 * <p>The names of RFC 822 have the meaning which it gives them; its military letters are read as
 * UTC, as RFC 5322, section 4.3, asks, because their signs were published wrongly. A name with
 * several meanings is read by the language of the text or else not at all.
 */
final class ZoneNames {
  private ZoneNames() {}

  /** Names with one meaning, in seconds east of Greenwich. */
  private static final Map<String, Integer> OFFSETS = new HashMap<>();

  /** Names for whatever a place's clocks show at the time. */
  private static final Map<String, ZoneId> PLACES =
      Map.of(
          "ET", ZoneId.of("America/New_York"),
          "CT", ZoneId.of("America/Chicago"),
          "MT", ZoneId.of("America/Denver"),
          "PT", ZoneId.of("America/Los_Angeles"),
          "EASTERN TIME", ZoneId.of("America/New_York"),
          "CENTRAL TIME", ZoneId.of("America/Chicago"),
          "MOUNTAIN TIME", ZoneId.of("America/Denver"),
          "PACIFIC TIME", ZoneId.of("America/Los_Angeles"));

  private static final Set<String> REGIONS = ZoneId.getAvailableZoneIds();

  static {
    hours(0, "GMT", "UTC", "UT", "Z", "WET", "GREENWICH MEAN TIME", "COORDINATED UNIVERSAL TIME");
    hours(1, "CET", "MEZ", "MET", "WEST", "BST", "WAT", "CENTRAL EUROPEAN TIME");
    hours(1, "CENTRAL EUROPEAN STANDARD TIME", "BRITISH SUMMER TIME");
    hours(2, "CEST", "MESZ", "MEST", "EET", "OEZ", "CAT", "SAST", "CENTRAL EUROPEAN SUMMER TIME");
    hours(2, "EASTERN EUROPEAN STANDARD TIME");
    hours(3, "EEST", "OESZ", "MSK", "МСК", "EAT", "TRT", "IDT", "EASTERN EUROPEAN SUMMER TIME");
    hours(3, "MOSCOW STANDARD TIME");
    hours(4, "MSD", "GST", "GULF STANDARD TIME");
    hours(5, "PKT", "UZT");
    hours(7, "WIB", "ICT");
    hours(8, "HKT", "SGT", "MYT", "PHT", "WITA", "AWST", "CHINA STANDARD TIME");
    hours(9, "JST", "KST", "WIT", "JAPAN STANDARD TIME", "KOREAN STANDARD TIME");
    hours(10, "AEST");
    hours(11, "AEDT");
    hours(12, "NZST");
    hours(13, "NZDT");
    hours(-3, "ADT", "ART", "BRT", "CLST", "UYT");
    hours(-4, "EDT", "CLT", "EASTERN DAYLIGHT TIME");
    hours(-5, "CDT", "PET", "COT", "EASTERN STANDARD TIME", "CENTRAL DAYLIGHT TIME");
    hours(-6, "MDT", "CENTRAL STANDARD TIME", "MOUNTAIN DAYLIGHT TIME");
    hours(-7, "PDT", "MOUNTAIN STANDARD TIME", "PACIFIC DAYLIGHT TIME");
    hours(-8, "AKDT", "PACIFIC STANDARD TIME");
    hours(-9, "AKST");
    hours(-10, "HST");
    hours(-5, "EST");
    hours(-6, "CST");
    hours(-7, "MST");
    hours(-8, "PST");
    hours(-4, "AST");
    minutes(-150, "NDT");
    minutes(-210, "NST");
    minutes(210, "IRST");
    minutes(270, "AFT");
    minutes(330, "INDIA STANDARD TIME");
    minutes(345, "NPT");
    minutes(390, "MMT");
    minutes(570, "ACST");
    minutes(630, "ACDT");
  }

  private static final Set<String> INDIAN =
      Set.of("hi", "bn", "ta", "te", "mr", "gu", "kn", "ml", "pa", "or", "as", "en-IN");

  private static void hours(int hours, String... names) {
    minutes(hours * 60, names);
  }

  private static void minutes(int minutes, String... names) {
    for (String name : names) {
      OFFSETS.put(name, minutes * 60);
    }
  }

  /**
   * The offset of a name that means the same everywhere and always.
   *
   * @param name in capitals
   * @param language the BCP 47 tag of the text's language, or empty
   * @return seconds, or {@link FoundDate#NO_OFFSET}
   */
  static int offset(String name, String language) {
    String primary = LanguageTags.primary(language);
    if (name.equals("IST")) {
      if (INDIAN.contains(primary) || INDIAN.contains(language)) {
        return 330 * 60;
      }
      if (primary.equals("he") || language.equals("en-IL")) {
        return 2 * 3600;
      }
      return primary.equals("ga") || language.equals("en-IE") ? 3600 : FoundDate.NO_OFFSET;
    }
    if (name.equals("CST") && primary.equals("zh")) {
      return 8 * 3600;
    }
    if (name.equals("AST") && primary.equals("ar")) {
      return 3 * 3600;
    }
    if (name.length() == 1 && name.charAt(0) >= 'A' && name.charAt(0) <= 'Z') {
      return name.equals("J") ? FoundDate.NO_OFFSET : 0;
    }
    Integer seconds = OFFSETS.get(name);
    return seconds == null ? FoundDate.NO_OFFSET : seconds;
  }

  /** The zone whose clocks a name such as {@code ET} means, or null. */
  static ZoneId place(String name) {
    return PLACES.get(name);
  }

  /** The zone of a name such as {@code Europe/Paris}, or null. */
  static ZoneId region(String name) {
    return REGIONS.contains(name) ? ZoneId.of(name) : null;
  }

  /** True if a name in small letters is surely a zone and no word of a language. */
  static boolean isKnownInSmallLetters(String name) {
    return SMALL.contains(name.toLowerCase(Locale.ROOT));
  }

  private static final Set<String> SMALL =
      Set.of(
          "gmt", "utc", "edt", "cdt", "mdt", "pdt", "cst", "mst", "pst", "bst", "cet", "cest",
          "msk", "мск", "mez", "mesz", "ist", "et", "pt", "ct", "mt", "wib");
}
