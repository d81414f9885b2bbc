package io.broadsheet.text;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is particular to a language when its words become terms.
 *
 * @param hasDotlessI {@code I} is the capital of {@code ı}, as in Turkish and Azerbaijani
 * @param foldsAlef alef with hamza, madda or wasla is alef, as Arabic is often typed
 * @param elided words that lose their last vowel before another, without the apostrophe: {@code l}
 *     of {@code l'été}
 */
record LanguageRules(String language, boolean hasDotlessI, boolean foldsAlef, Set<String> elided) {

  private static final Map<String, Set<String>> ELIDED =
      Map.of(
          "fr",
          Set.of(
              "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"),
          "it",
          Set.of(
              "l", "d", "c", "m", "t", "s", "v", "n", "un", "all", "dall", "dell", "nell", "sull",
              "coll", "quell", "quest", "bell", "sant", "gl", "agl", "dagl", "degl", "negl",
              "sugl"),
          "ca",
          Set.of("l", "d", "m", "t", "s", "n"));

  private static final Map<String, LanguageRules> KNOWN = new ConcurrentHashMap<>();

  /** The rules that hold where no language is known. */
  static final LanguageRules ANY = of("");

  LanguageRules {
    elided = Set.copyOf(elided);
  }

  /**
   * The rules of a language.
   *
   * @param tag a BCP 47 tag, of which the language is looked at; empty or unknown means none
   */
  static LanguageRules of(String tag) {
    String language = Languages.primary(tag);
    return KNOWN.computeIfAbsent(
        language.length() <= 3 ? language : "",
        key ->
            new LanguageRules(
                key,
                key.equals("tr") || key.equals("az"),
                key.equals("ar"),
                ELIDED.getOrDefault(key, Set.of())));
  }

  boolean elides() {
    return !elided.isEmpty();
  }
}
