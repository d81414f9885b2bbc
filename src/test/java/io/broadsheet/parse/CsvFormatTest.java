package io.broadsheet.parse;

import static io.broadsheet.article.RejectReason.MALFORMED;
import static io.broadsheet.article.RejectReason.NO_TEXT;
import static io.broadsheet.article.RejectReason.TOO_LARGE;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.broadsheet.article.RawArticle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFormatTest {
  private static final Format FORMAT = new CsvFormat();

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void readsAnyDelimiter(String delimiter) {
    String text =
        """
        id,outlet,date,section,title,text,link
        7,Harbour Post,2024-05-01,Fish,Herring,"All, of; the|fish	swam.",https://harbour.example/7
        8,Harbour Post,2024-05-02,,Cod,Plain,
        """
            .replace("All, of; the|fish\tswam.", "@")
            .replace(",", delimiter)
            .replace("@", "All, of; the|fish\tswam.");
    Parsed parsed = Parsed.of(FORMAT, text);
    assertThat(parsed.rejections, empty());
    RawArticle first = parsed.articles.get(0);
    assertThat(first.id, is("7"));
    assertThat(first.outlet, is("Harbour Post"));
    assertThat(first.published, is("2024-05-01"));
    assertThat(first.topics, contains("Fish"));
    assertThat(first.title, is("Herring"));
    assertThat(first.body, is("All, of; the|fish\tswam."));
    assertThat(first.url, is("https://harbour.example/7"));
    assertThat(parsed.articles.get(1).topics, empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void readsAnyLineEnd(String lineEnd) {
    String text =
        "title,text\na,\"one\ntwo\"\n\nb,\"say \"\"x\"\"\"\nc,last".replace("\n", lineEnd);
    Parsed parsed = Parsed.of(FORMAT, text);
    assertThat(parsed.rejections, empty());
    assertThat(
        parsed.articles.stream().map(article -> article.title + "=" + article.body).toList(),
        contains("a=one" + lineEnd + "two", "b=say \"x\"", "c=last"));
  }

  @Test
  void givesEveryRowItsOffset() {
    Parsed parsed = Parsed.of(FORMAT, "\ufefftitle,text\r\né,\"x\ny\"\r\n\r\nb,c\r\n");
    assertThat(parsed.offsets(), contains(15L, 27L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sep=;\ntitle;text\na;b\n", "sep=;\r\ntitle;text\r\na;b\r\n"})
  void passesOverTheLineInWhichSpreadsheetsNameTheDelimiter(String text) {
    assertThat(Parsed.of(FORMAT, text).only().body, is("b"));
  }

  @Test
  void readsAFileOfOneColumnWhateverIsInIt() {
    Parsed parsed = Parsed.of(FORMAT, "text\nOne, two; three\n\"Four\nfive\"\n");
    assertThat(
        parsed.articles.stream().map(article -> article.body).toList(),
        contains("One, two; three", "Four\nfive"));
  }

  @Test
  void doesNotTakeTheRowNumberForAnIdentifier() {
    RawArticle article = Parsed.of(FORMAT, ",title,text\n0,a,b\n").only();
    assertThat(article.id, is(""));
    assertThat(article.title, is("a"));
  }

  @Test
  void keepsARowOfAnotherLengthIfItHasText() {
    Parsed parsed = Parsed.of(FORMAT, "id,title,text\n1,a\n2,b,c,d,e\n3\n4,,\n");
    assertThat(parsed.titles(), contains("a", "b"));
    assertThat(parsed.reasons(), contains(MALFORMED, NO_TEXT));
    assertThat(parsed.rejections.get(0).detail(), containsString("1 fields, the header 3"));
    assertThat(parsed.rejections.get(1).detail(), containsString("id, title, text"));
  }

  @Test
  void doesNotLetAnUnclosedQuoteSwallowTheFile() {
    String good = "1,\"good\",\"text, with a comma\"\n";
    Parsed parsed =
        Parsed.of(FORMAT, "id,title,text\n" + good + "2,\"bad,text\n" + good.repeat(1_000));
    assertThat(parsed.articles.size(), is(1_001));
    assertThat(parsed.reasons(), contains(MALFORMED));
    assertThat(parsed.rejections.get(0).excerpt().startsWith("2,\"bad"), is(true));
  }

  @Test
  void doesNotLetAnUnclosedQuoteSwallowRowsWithoutQuotes() {
    Parsed parsed =
        Parsed.of(FORMAT, "id,title,text\n2,\"bad,text\n" + "1,good,text\n".repeat(50_000));
    assertThat(parsed.articles.size(), is(50_000));
    assertThat(parsed.reasons(), contains(MALFORMED));
    Parsed limited =
        Parsed.of(
            FORMAT,
            "id,title,text\n2,\"bad,text\n" + "1,good,text\n".repeat(50_000),
            Parsed.withLimits(10_000, 64));
    assertThat(limited.articles.size(), is(50_000));
    assertThat(limited.reasons(), contains(TOO_LARGE));
  }

  @Test
  void skipsARowOverTheLimit() {
    Parsed parsed =
        Parsed.of(
            FORMAT,
            "title,text\na,b\nlong," + "x".repeat(3_000_000) + "\nc,d\n",
            Parsed.withLimits(1_000_000, 64));
    assertThat(parsed.titles(), contains("a", "c"));
    assertThat(parsed.reasons(), contains(TOO_LARGE));
  }

  @Test
  void takesQuotesInTabSeparatedFilesLiterallyWhereTheyDoNotBalance() {
    String text =
        """
        headline\ttext\turl
        "Herring" is back\tThe fish said "no".\tu1
        "Cod\tOne quote only\tu2
        Plaice\t"Quoted whole"\tu3
        """;
    Parsed parsed = Parsed.of(FORMAT, text);
    assertThat(parsed.titles(), contains("\"Herring\" is back", "\"Cod", "Plaice"));
    assertThat(parsed.articles.get(2).body, is("\"Quoted whole\""));
  }

  @Test
  void takesQuotesInTabSeparatedFilesForQuotesWhereTheyBalance() {
    String text = "headline\ttext\na\t\"two\nlines \"\"here\"\"\"\nb\t\"tab\there\"\n";
    Parsed parsed = Parsed.of(FORMAT, text);
    assertThat(
        parsed.articles.stream().map(article -> article.body).toList(),
        contains("two\nlines \"here\"", "tab\there"));
  }

  @Test
  void readsAQuoteInsideAFieldAsAQuote() {
    Parsed parsed =
        Parsed.of(FORMAT, "title,text\n5\" pipe,a 6\" pipe\nx,\"He said \"hi\" to, me\"\ny,z\n");
    assertThat(
        parsed.articles.stream().map(article -> article.title + "=" + article.body).toList(),
        contains("5\" pipe=a 6\" pipe", "x=He said \"hi\" to, me", "y=z"));
  }

  @Test
  void mapsColumnsAsTheSpecSays() {
    ParseOptions options =
        new ParseOptions(
            Map.of("title", List.of("Überschrift"), "body", List.of("Inhalt")),
            Map.of("topics", ";"),
            "",
            "",
            16 << 20,
            64);
    RawArticle article =
        Parsed.of(
                FORMAT,
                "Überschrift,Inhalt,Topics\nHering,Fisch,Meer; Handel;\n"
                    .getBytes(StandardCharsets.UTF_8),
                options)
            .only();
    assertThat(article.title, is("Hering"));
    assertThat(article.body, is("Fisch"));
    assertThat(article.topics, contains("Meer", " Handel"));
  }

  /** FastCSV as the second opinion, on what RFC 4180 allows. */
  @Test
  void agreesWithAnotherReaderOnWellFormedFiles() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      char delimiter = ",;\t|".charAt(random.nextInt(4));
      String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
      StringBuilder text = new StringBuilder("title" + delimiter + "body" + lineEnd);
      for (int row = 0; row < 30; row++) {
        text.append("t").append(row).append(delimiter).append(field(random)).append(lineEnd);
      }
      List<String> expected = new ArrayList<>();
      for (CsvRecord row :
          CsvReader.builder().fieldSeparator(delimiter).ofCsvRecord(text.toString())) {
        expected.add(row.getField(0) + "=" + row.getField(1));
      }
      expected.remove(0);
      Parsed parsed =
          Parsed.of(
              FORMAT,
              "file",
              new Trickle(text.toString().getBytes(StandardCharsets.UTF_8), random),
              ParseOptions.defaults());
      assertThat("seed " + seed, parsed.rejections, empty());
      List<String> found =
          parsed.articles.stream()
              .map(article -> article.title + "=" + article.body)
              .collect(Collectors.toList());
      // Blank values count as absent.
      expected.replaceAll(
          value ->
              value.substring(value.indexOf('=') + 1).isBlank()
                  ? value.strip().replaceAll("=.*", "=").strip()
                  : value);
      assertThat("seed " + seed, found, is(expected));
    }
  }

  private static String field(Random random) {
    StringBuilder field = new StringBuilder();
    boolean isQuoted = random.nextBoolean();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      String one = "ab é日,;\t|\n\"".substring(0, isQuoted ? 11 : 5);
      char c = one.charAt(random.nextInt(one.length()));
      field.append(c == '"' ? "\"\"" : c);
    }
    return isQuoted ? "\"" + field + "\"" : field.toString().replace(' ', '_');
  }
}
