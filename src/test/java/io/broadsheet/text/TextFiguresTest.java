package io.broadsheet.text;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.text.StringEscapeUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** How well texts are read, measured on public collections; skipped where they are missing. */
class TextFiguresTest {
  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

  /** Unicode 15.0 calls U+2701 an extended pictograph, which a joiner joins; 17.0 does not. */
  private static final String NO_PICTOGRAPH_ANY_MORE = "÷ 0061 × 200D × 2701 ÷";

  /** Codes of varieties and macrolanguages beside the tags of the detector. */
  private static final Map<String, String> SAME =
      Map.of("als", "sq", "ydd", "yi", "nb", "no", "nn", "no", "fil", "tl", "cmn", "zh");

  private static Path corpus(String name) {
    String corpora = System.getenv("BROADSHEET_CORPORA");
    assumeTrue(corpora != null, "BROADSHEET_CORPORA is not set");
    Path path = Path.of(corpora, name);
    assumeTrue(Files.exists(path), path + " is missing");
    return path;
  }

  private static void print(TestInfo test, String figures) {
    System.err.println(test.getDisplayName() + ": " + figures);
  }

  @Test
  void tellsTheLanguagesOfTheDeclarationOfHumanRights(TestInfo test) throws IOException {
    Set<String> claimed = LanguageDetector.languages();
    LanguageDetector detector = new LanguageDetector();
    int right = 0;
    int all = 0;
    Map<String, String> wrong = new TreeMap<>();
    for (Path file : declarations()) {
      String xml = Files.readString(file, StandardCharsets.UTF_8);
      Matcher tag = Pattern.compile("xml:lang=['\"]([^'\"-]*)").matcher(xml);
      if (!tag.find()) {
        continue;
      }
      String language = ULocale.forLanguageTag(tag.group(1)).getLanguage();
      language = SAME.getOrDefault(language, language);
      String text = paragraphs(xml);
      if (claimed.contains(language) && !text.isEmpty()) {
        all++;
        String told = detector.detect("", text);
        if (told.equals(language)) {
          right++;
        } else {
          wrong.put(file.getFileName().toString(), told);
        }
      }
    }
    print(test, right + " of " + all + " files, wrong " + wrong);
    assertThat((double) right / all, greaterThanOrEqualTo(0.97));
  }

  @Test
  void tellsTheLanguagesOfAfricanNews(TestInfo test) throws IOException {
    Path data = corpus("07-news-african-masakhanews").resolve("data");
    LanguageDetector detector = new LanguageDetector();
    for (String language : List.of("amh", "eng", "fra", "swa", "yor")) {
      List<String> lines = Files.readAllLines(data.resolve(language).resolve("dev.tsv"));
      String tag = ULocale.forLanguageTag(language).getLanguage();
      int right = 0;
      int all = 0;
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.split("\t", -1);
        if (fields.length < 3) {
          continue;
        }
        all++;
        if (detector.detect(NFC.normalize(fields[1]), NFC.normalize(fields[2])).equals(tag)) {
          right++;
        }
      }
      print(test, tag + " " + right + " of " + all + " articles");
      assertThat(language, (double) right / all, greaterThanOrEqualTo(0.97));
    }
  }

  @Test
  void findsWordsInEveryScript(TestInfo test) throws IOException {
    List<String> silent = new ArrayList<>();
    int files = 0;
    for (Path file : declarations()) {
      String text = paragraphs(Files.readString(file, StandardCharsets.UTF_8));
      if (text.isBlank()) {
        continue;
      }
      files++;
      long lines = text.lines().filter(line -> !line.isBlank()).count();
      long terms = new Tokenizer().tokenize(text, "", new Terms());
      if (terms == 0 || terms <= lines) {
        silent.add(file.getFileName() + " " + terms + " terms in " + lines + " lines");
      }
    }
    print(test, files + " files, without words " + silent);
    assertThat(silent, is(empty()));
  }

  @Test
  void cutsJapaneseHeadlinesLikeTheirEditors(TestInfo test) throws IOException {
    Path file = corpus("08-news-ja-wikinews").resolve("full-articles/origin.tsv.gz");
    long found = 0;
    long predicted = 0;
    long gold = 0;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String headline = line.split("\t", -1)[2].strip();
        String text = headline.replaceAll("\\s+", "");
        BitSet goldBreaks = new BitSet();
        int at = 0;
        for (String word : headline.split("\\s+", -1)) {
          at += word.length();
          goldBreaks.set(at);
        }
        BitSet breaks = breaks(text);
        goldBreaks.clear(text.length());
        breaks.clear(text.length());
        breaks.clear(0);
        gold += goldBreaks.cardinality();
        predicted += breaks.cardinality();
        breaks.and(goldBreaks);
        found += breaks.cardinality();
      }
    }
    double f1 = 2.0 * found / (gold + predicted);
    print(test, "boundary F1 " + f1);
    assertThat(f1, greaterThanOrEqualTo(0.90));
  }

  /** The boundaries of terms, and those around each character that is in no term. */
  private static BitSet breaks(String text) {
    Terms terms = new Terms();
    new Tokenizer().tokenize(text, "ja", terms);
    String small = text.toLowerCase(Locale.ROOT).replace('’', '\'').replace('‐', '-');
    BitSet breaks = new BitSet();
    int at = 0;
    for (String term : terms.terms) {
      int start = small.indexOf(term.toLowerCase(Locale.ROOT), at);
      if (start < 0) {
        continue;
      }
      for (int i = at; i <= start; i++) {
        breaks.set(i);
      }
      at = start + term.length();
    }
    for (int i = at; i <= text.length(); i++) {
      breaks.set(i);
    }
    return breaks;
  }

  @Test
  void agreesWithTheTokensOfATreebank(TestInfo test) throws IOException {
    Path file = corpus("25-tokens-ud-pud-english").resolve("en_pud-ud-test.conllu");
    long found = 0;
    long predicted = 0;
    long gold = 0;
    String text = "";
    List<String> words = new ArrayList<>();
    List<Boolean> spaces = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (line.startsWith("# text = ")) {
        text = line.substring(9);
      } else if (!line.isEmpty() && line.charAt(0) != '#') {
        String[] fields = line.split("\t", -1);
        if (fields[0].indexOf('-') < 0 && fields[0].indexOf('.') < 0) {
          words.add(fields[1]);
          spaces.add(!fields[9].contains("SpaceAfter=No"));
        }
      } else if (line.isEmpty() && !words.isEmpty()) {
        List<String> goldTerms = joined(words, spaces);
        Terms terms = new Terms();
        new Tokenizer().tokenize(text, "en", terms);
        Map<String, Integer> left = new HashMap<>();
        goldTerms.forEach(term -> left.merge(term, 1, Integer::sum));
        for (String term : terms.terms) {
          if (left.merge(term.toLowerCase(Locale.ROOT), -1, Integer::sum) >= 0) {
            found++;
          }
        }
        gold += goldTerms.size();
        predicted += terms.terms.size();
        words.clear();
        spaces.clear();
      }
    }
    double f1 = 2.0 * found / (gold + predicted);
    print(test, "F1 " + f1);
    assertThat(f1, greaterThanOrEqualTo(0.97));
  }

  /**
   * The gold tokens as terms: clitics ({@code n't}, {@code 's}) belong to the word before, and so
   * do the parts of a word that a treebank cuts without a space; punctuation is none.
   */
  private static List<String> joined(List<String> words, List<Boolean> spaces) {
    List<String> terms = new ArrayList<>();
    boolean joins = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).toLowerCase(Locale.ROOT).replace('’', '\'');
      boolean isWord = word.codePoints().anyMatch(Character::isLetterOrDigit);
      boolean isClitic =
          joins
              && (word.startsWith("'") || word.equals("n't") || word.equals("not"))
              && !terms.isEmpty();
      if (isClitic && isWord) {
        terms.set(terms.size() - 1, terms.get(terms.size() - 1) + word);
      } else if (isWord) {
        String plain = word.matches("(\\p{L}\\.)+") ? word.replace(".", "") : word;
        terms.add(plain.replaceAll("\\.$", ""));
      }
      joins = isWord && !spaces.get(i);
    }
    return terms;
  }

  @Test
  void breaksWordsWhereUnicodeDoes(TestInfo test) throws IOException {
    Path file = corpus("21-unicode-ucd-tests").resolve("auxiliary/WordBreakTest.txt");
    int cases = 0;
    List<String> different = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      String rule = line.replaceFirst("#.*", "").strip();
      if (rule.isEmpty()) {
        continue;
      }
      cases++;
      List<String> expected = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      StringBuilder segment = new StringBuilder();
      for (String part : rule.split("\\s+", -1)) {
        if (part.equals("÷")) {
          if (holdsWord(segment)) {
            expected.add(TermNormaliser.normalise(segment.toString(), LanguageRules.ANY));
          }
          segment.setLength(0);
        } else if (!part.equals("×")) {
          int character = Integer.parseInt(part, 16);
          segment.appendCodePoint(character);
          text.appendCodePoint(character);
        }
      }
      expected.removeIf(String::isEmpty);
      Terms terms = new Terms();
      new Tokenizer().tokenize(text.toString(), "", terms);
      if (!terms.terms.equals(expected) && !NO_PICTOGRAPH_ANY_MORE.equals(rule)) {
        different.add(rule + " gives " + terms.terms + ", not " + expected);
      }
    }
    print(test, (cases - different.size()) + " of " + cases + " cases alike");
    assertThat(different, is(empty()));
  }

  private static boolean holdsWord(CharSequence segment) {
    return segment.codePoints().anyMatch(com.ibm.icu.lang.UCharacter::isLetterOrDigit);
  }

  private static List<Path> declarations() throws IOException {
    try (Stream<Path> files = Files.list(corpus("09-text-udhr-464-languages"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("udhr_"))
          .sorted()
          .toList();
    }
  }

  private static String paragraphs(String xml) {
    StringBuilder text = new StringBuilder();
    Matcher paragraph = Pattern.compile("<para>(.*?)</para>", Pattern.DOTALL).matcher(xml);
    while (paragraph.find()) {
      String plain = StringEscapeUtils.unescapeXml(paragraph.group(1).replaceAll("<[^>]*>", " "));
      text.append(NFC.normalize(plain).strip()).append('\n');
    }
    return text.toString();
  }

  private static final class Terms implements TermSink {
    final List<String> terms = new ArrayList<>();

    @Override
    public void term(byte[] utf8, int length, int hash) {
      terms.add(new String(utf8, 0, length, StandardCharsets.UTF_8));
    }

    @Override
    public void stop() {}
  }
}
