package io.broadsheet.parse;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What records write as their language, as BCP 47 tags: {@code en-GB}, {@code en_GB.UTF-8}, {@code
 * eng}, {@code English} and {@code Deutsch} are recognised, in any case.
 */
public final class LanguageTags {
  private static final int LONGEST = 40;
  private static final int CACHED = 1_000;

  /** What was asked before. Few spellings occur in a job; hostile input cannot fill the memory. */
  private static final Map<String, String> TAGS = new ConcurrentHashMap<>();

  private LanguageTags() {}

  /**
   * The tag of a language as a record declares it.
   *
   * @return the tag with its script and region where they are given, or empty if it is no language
   */
  public static String of(String declared) {
    if (declared.isEmpty()) {
      return "";
    }
    String tag = TAGS.get(declared);
    if (tag == null) {
      tag = read(declared);
      if (TAGS.size() < CACHED) {
        TAGS.put(declared, tag);
      }
    }
    return tag;
  }

  /** The language of a tag without script and region: {@code en} of {@code en-GB}. */
  static String primary(String tag) {
    int dash = tag.indexOf('-');
    return dash < 0 ? tag : tag.substring(0, dash);
  }

  private static String read(String declared) {
    String name = declared.strip();
    // POSIX locales add an encoding and a variant.
    int cut = indexOfAny(name, ".@");
    if (cut > 0) {
      name = name.substring(0, cut);
    }
    name = name.replace('_', '-');
    if (name.isEmpty() || name.length() > LONGEST) {
      return "";
    }
    String byName = Names.TAGS.get(UCharacter.foldCase(name, true));
    if (byName != null) {
      return byName;
    }
    String[] parts = name.split("-", -1);
    if (!Names.LANGUAGES.contains(parts[0].toLowerCase(Locale.ROOT))) {
      return "";
    }
    parts[0] = Names.BIBLIOGRAPHIC.getOrDefault(parts[0].toLowerCase(Locale.ROOT), parts[0]);
    String tag = ULocale.forLanguageTag(String.join("-", parts)).toLanguageTag();
    // Only language, script and region; what else stands in a tag is of no use here.
    ULocale locale = ULocale.createCanonical(ULocale.forLanguageTag(tag));
    ULocale.Builder builder = new ULocale.Builder().setLanguage(locale.getLanguage());
    builder.setScript(locale.getScript()).setRegion(locale.getCountry());
    String result = builder.build().toLanguageTag();
    return result.equals("und") ? "" : result;
  }

  private static int indexOfAny(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /** Loaded when the first language is read. */
  private static final class Names {
    /** ISO 639-2 has two codes for some languages; ICU knows the terminological ones. */
    static final Map<String, String> BIBLIOGRAPHIC =
        Map.ofEntries(
            Map.entry("alb", "sq"),
            Map.entry("arm", "hy"),
            Map.entry("baq", "eu"),
            Map.entry("bur", "my"),
            Map.entry("chi", "zh"),
            Map.entry("cze", "cs"),
            Map.entry("dut", "nl"),
            Map.entry("fre", "fr"),
            Map.entry("geo", "ka"),
            Map.entry("ger", "de"),
            Map.entry("gre", "el"),
            Map.entry("ice", "is"),
            Map.entry("mac", "mk"),
            Map.entry("may", "ms"),
            Map.entry("per", "fa"),
            Map.entry("rum", "ro"),
            Map.entry("slo", "sk"),
            Map.entry("tib", "bo"),
            Map.entry("wel", "cy"));

    static final Set<String> LANGUAGES = new HashSet<>();

    /** Case-folded English and own names. */
    static final Map<String, String> TAGS = new HashMap<>();

    static {
      for (String code : ULocale.getISOLanguages()) {
        LANGUAGES.add(code);
        LANGUAGES.add(new ULocale(code).getISO3Language());
      }
      LANGUAGES.addAll(BIBLIOGRAPHIC.keySet());
      LANGUAGES.addAll(Set.of("iw", "in", "ji", "no", "sh", "tl"));
      LANGUAGES.removeAll(Set.of("", "und", "mul", "mis", "zxx"));
      Map<String, Integer> seen = new HashMap<>();
      for (ULocale locale : ULocale.getAvailableLocales()) {
        if (locale.getCountry().isEmpty() && locale.getScript().isEmpty()) {
          String tag = locale.toLanguageTag();
          name(locale.getDisplayLanguage(ULocale.ENGLISH), tag, seen);
          name(locale.getDisplayLanguage(locale), tag, seen);
        }
      }
      TAGS.keySet().removeIf(name -> seen.get(name) > 1);
      TAGS.put("norwegian", "no");
      TAGS.put("mandarin", "zh");
      TAGS.put("farsi", "fa");
    }

    private static void name(String name, String tag, Map<String, Integer> seen) {
      String folded = UCharacter.foldCase(name, true);
      if (folded.length() > 3 || folded.codePoints().anyMatch(c -> c > 0x7f)) {
        String before = TAGS.put(folded, tag);
        if (!tag.equals(before)) {
          seen.merge(folded, 1, Integer::sum);
        }
      }
    }
  }
}
