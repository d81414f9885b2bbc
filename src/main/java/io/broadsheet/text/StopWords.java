package io.broadsheet.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.WordlistLoader;

/**
 * Function words per language, from the lists that Lucene keeps (Snowball's and its own) and, for
 * Chinese, Jcseg's. They decide only which terms a table lists, never what is counted.
 */
public final class StopWords {
  private static final String ROOT = "/org/apache/lucene/analysis/";
  private static final Map<String, String> SNOWBALL =
      Map.ofEntries(
          Map.entry("da", "danish"),
          Map.entry("de", "german"),
          Map.entry("en", "english"),
          Map.entry("es", "spanish"),
          Map.entry("fi", "finnish"),
          Map.entry("fr", "french"),
          Map.entry("hu", "hungarian"),
          Map.entry("it", "italian"),
          Map.entry("nl", "dutch"),
          Map.entry("no", "norwegian"),
          Map.entry("pt", "portuguese"),
          Map.entry("ru", "russian"),
          Map.entry("sv", "swedish"));
  private static final List<String> LUCENE =
      List.of(
          "ar", "bg", "bn", "br", "ca", "ckb", "el", "et", "eu", "fa", "ga", "gl", "hi", "hy", "id",
          "ja", "lt", "lv", "ne", "ro", "sr", "ta", "te", "th", "tr");

  /** Jcseg's list; it also has English words and punctuation, which are left out. */
  private static final String CHINESE = "/lexicon/lex-stopword.lex";

  /** Written languages and macrolanguages that share a list. */
  private static final Map<String, String> SAME_LIST =
      Map.of("nb", "no", "nn", "no", "bs", "sr", "hr", "sr", "ms", "id");

  /** What English contractions leave where a text has lost its apostrophes: {@code it s}. */
  private static final Set<String> PIECES =
      Set.of(
          "s", "t", "d", "m", "ll", "re", "ve", "n't", "isn", "aren", "wasn", "weren", "hasn",
          "haven", "hadn", "doesn", "didn", "couldn", "shouldn", "wouldn");

  private static final Map<String, String> FILES = files();
  private static final Map<String, Set<String>> LOADED = new ConcurrentHashMap<>();

  private StopWords() {}

  private static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    SNOWBALL.forEach((code, name) -> files.put(code, ROOT + "snowball/" + name + "_stop.txt"));
    LUCENE.forEach(code -> files.put(code, ROOT + code + "/stopwords.txt"));
    files.put("cs", ROOT + "cz/stopwords.txt");
    files.put("zh", CHINESE);
    return files;
  }

  /** The languages that have a list, as ISO 639 codes. */
  public static Set<String> languages() {
    return FILES.keySet();
  }

  /**
   * The function words of a language, normalised like terms.
   *
   * @param language a BCP 47 tag, of which the language is looked at; empty means English, and a
   *     language without a list has none
   */
  public static Set<String> of(String language) {
    String code = Languages.primary(language);
    code = code.isEmpty() ? "en" : SAME_LIST.getOrDefault(code, code);
    return FILES.containsKey(code) ? LOADED.computeIfAbsent(code, StopWords::load) : Set.of();
  }

  private static Set<String> load(String language) {
    String file = FILES.get(language);
    try (InputStream in = CharArraySet.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + file);
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      CharArraySet words =
          file.contains("/snowball/")
              ? WordlistLoader.getSnowballWordSet(reader)
              : WordlistLoader.getWordSet(reader, "#");
      LanguageRules rules = LanguageRules.of(language);
      Set<String> normalised = new HashSet<>();
      for (Object word : words) {
        String text = new String((char[]) word);
        if (!file.equals(CHINESE) || Character.isIdeographic(text.codePointAt(0))) {
          normalised.add(TermNormaliser.normalise(text, rules));
        }
      }
      if (language.equals("en")) {
        normalised.addAll(PIECES);
      }
      for (String elided : rules.elided()) {
        normalised.add(elided + "'");
      }
      return Set.copyOf(normalised);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
