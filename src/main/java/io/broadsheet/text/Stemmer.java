package io.broadsheet.text;

import com.ibm.icu.lang.UCharacter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.ArabicStemmer;
import org.tartarus.snowball.ext.ArmenianStemmer;
import org.tartarus.snowball.ext.BasqueStemmer;
import org.tartarus.snowball.ext.CatalanStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.EstonianStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.GreekStemmer;
import org.tartarus.snowball.ext.HindiStemmer;
import org.tartarus.snowball.ext.HungarianStemmer;
import org.tartarus.snowball.ext.IndonesianStemmer;
import org.tartarus.snowball.ext.IrishStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.LithuanianStemmer;
import org.tartarus.snowball.ext.NepaliStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SerbianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;
import org.tartarus.snowball.ext.TamilStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;
import org.tartarus.snowball.ext.YiddishStemmer;

/**
 * Cuts words to their stems by the Snowball algorithm of their language (M. F. Porter, "Snowball: A
 * language for stemming algorithms", 2001), as Lucene keeps it. Stop words stay whole, so that they
 * are still recognised; so do acronyms, tags, URLs and all that is not made of letters alone.
 *
 * <p>One stemmer serves one thread. Memory: one short result for each of the last {@value #KEPT}
 * distinct words.
 */
public final class Stemmer {
  /** Leaves words as they are. */
  static final Stemmer NONE = new Stemmer("", null);

  private static final int KEPT = 1 << 14;

  private static final Map<String, Supplier<SnowballStemmer>> BY_LANGUAGE =
      Map.ofEntries(
          Map.entry("ar", ArabicStemmer::new),
          Map.entry("ca", CatalanStemmer::new),
          Map.entry("da", DanishStemmer::new),
          Map.entry("de", GermanStemmer::new),
          Map.entry("el", GreekStemmer::new),
          Map.entry("en", EnglishStemmer::new),
          Map.entry("es", SpanishStemmer::new),
          Map.entry("et", EstonianStemmer::new),
          Map.entry("eu", BasqueStemmer::new),
          Map.entry("fi", FinnishStemmer::new),
          Map.entry("fr", FrenchStemmer::new),
          Map.entry("ga", IrishStemmer::new),
          Map.entry("hi", HindiStemmer::new),
          Map.entry("hu", HungarianStemmer::new),
          Map.entry("hy", ArmenianStemmer::new),
          Map.entry("id", IndonesianStemmer::new),
          Map.entry("it", ItalianStemmer::new),
          Map.entry("lt", LithuanianStemmer::new),
          Map.entry("nb", NorwegianStemmer::new),
          Map.entry("ne", NepaliStemmer::new),
          Map.entry("nl", DutchStemmer::new),
          Map.entry("nn", NorwegianStemmer::new),
          Map.entry("no", NorwegianStemmer::new),
          Map.entry("pt", PortugueseStemmer::new),
          Map.entry("ro", RomanianStemmer::new),
          Map.entry("ru", RussianStemmer::new),
          Map.entry("sr", SerbianStemmer::new),
          Map.entry("sv", SwedishStemmer::new),
          Map.entry("ta", TamilStemmer::new),
          Map.entry("tr", TurkishStemmer::new),
          Map.entry("yi", YiddishStemmer::new));

  private final Set<String> stopWords;
  private final SnowballStemmer algorithm;
  private final Map<String, String> kept = new HashMap<>();

  private Stemmer(String language, SnowballStemmer algorithm) {
    this.stopWords = algorithm == null ? Set.of() : StopWords.of(language);
    this.algorithm = algorithm;
  }

  /** The languages that have one, as ISO 639 codes. */
  static Set<String> languages() {
    return BY_LANGUAGE.keySet();
  }

  /** The stemmer of a BCP 47 tag's language; {@link #NONE} if it has none. */
  public static Stemmer of(String tag) {
    String language = Languages.primary(tag);
    Supplier<SnowballStemmer> algorithm = BY_LANGUAGE.get(language);
    return algorithm == null ? NONE : new Stemmer(language, algorithm.get());
  }

  private static boolean isSmallLettersOnly(String term) {
    for (int i = 0; i < term.length(); i += Character.charCount(term.codePointAt(i))) {
      char c = term.charAt(i);
      if ((c < 'a' || c > 'z') && !isSmallLetterOrMark(term.codePointAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSmallLetterOrMark(int c) {
    int type = UCharacter.getType(c);
    return type == UCharacter.NON_SPACING_MARK
        || type == UCharacter.COMBINING_SPACING_MARK
        || (UCharacter.isLetter(c) && !UCharacter.isUUppercase(c));
  }

  /** The stem of a normalised term; never empty. */
  public String stem(String term) {
    if (algorithm == null) {
      return term;
    }
    String known = kept.get(term);
    if (known != null) {
      return known;
    }
    String stem = term;
    if (!stopWords.contains(term) && isSmallLettersOnly(term)) {
      algorithm.setCurrent(term);
      algorithm.stem();
      stem = algorithm.getCurrent().isEmpty() ? term : algorithm.getCurrent();
    }
    if (kept.size() == KEPT) {
      kept.clear();
    }
    kept.put(term, stem);
    return stem;
  }
}
