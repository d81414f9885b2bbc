package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.broadsheet.article.Article;
import io.broadsheet.article.DateStatus;
import io.broadsheet.article.Note;
import io.broadsheet.article.RawArticle;
import io.broadsheet.article.Source;
import io.broadsheet.window.ForeignDefaults;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ForeignDefaults.class)
final class ArticleAssemblerTest {
  private static final ArticleAssembler ASSEMBLER =
      new ArticleAssembler(
          DateReader.of(
              ZoneId.of("UTC"),
              LocalDate.of(1700, 1, 1),
              Instant.parse("2025-08-01T00:00:00Z").toEpochMilli()),
          Map.of("Harbour  Times (Web)", "Harbour Times", "n/a", ""));

  private static RawArticle raw() {
    RawArticle raw = new RawArticle(new Source("news.jsonl", "", 42));
    raw.outlet = "Harbour Times";
    raw.title = "Ferry returns";
    raw.body = "The ferry is back.";
    raw.published = "2025-07-02";
    return raw;
  }

  private static Article assemble(RawArticle raw) {
    return ASSEMBLER.assemble(raw).orElseThrow();
  }

  @Test
  void keepsWhatIsCleanAlready() {
    RawArticle raw = raw();
    raw.id = "7";
    raw.url = "https://harbour.example/ferry?a=1&b=2";
    raw.language = "en-GB";
    raw.topics.add("Transport");
    raw.tags.add("ferries");
    raw.authors.add("A. Writer");
    Article article = assemble(raw);
    assertThat(article.source(), is(raw.source));
    assertThat(article.outlet(), is("Harbour Times"));
    assertThat(article.title(), is("Ferry returns"));
    assertThat(article.body(), is("The ferry is back."));
    assertThat(article.url(), is("https://harbour.example/ferry?a=1&b=2"));
    assertThat(article.language(), is("en-GB"));
    assertThat(article.topics(), contains("Transport"));
    assertThat(article.tags(), contains("ferries"));
    assertThat(article.authors(), contains("A. Writer"));
    assertThat(article.published().status(), is(DateStatus.EXPLICIT));
  }

  @Test
  void keepsTheSpellingOfAnOutletThatIsRenamed() {
    RawArticle raw = raw();
    raw.outlet = "Harbour Times (Web) ";
    raw.undecodable = 3;
    Article article = assemble(raw);
    assertThat(article.outlet(), is("Harbour Times"));
    assertThat(
        article.notes(),
        contains(
            new Note(Note.OUTLET_SPELLING, "Harbour Times (Web)"),
            new Note(Note.UNDECODABLE_BYTES, "3")));
    assertThat(assemble(raw()).notes(), is(empty()));
  }

  @Test
  void takesTheOutletOfTheWholeInput() {
    RawArticle raw = raw();
    raw.outlet = "harbour.example";
    Article article =
        new ArticleAssembler(
                DateReader.of(ZoneId.of("UTC"), LocalDate.of(1700, 1, 1), 0),
                Map.of("harbour.example", "Other"),
                " Harbour  Times ")
            .assemble(raw)
            .orElseThrow();
    assertThat(article.outlet(), is("Harbour Times"));
    assertThat(article.notes(), contains(new Note(Note.OUTLET_SPELLING, "harbour.example")));
  }

  @Test
  void notesWhatElseTheRecordSays() {
    RawArticle raw = raw();
    raw.authors.addAll(List.of("A. Writer", "B|C \\ D"));
    raw.modified = " 2025-07-04 ";
    raw.fieldSources = "title=heading";
    assertThat(
        assemble(raw).notes(),
        contains(
            new Note(Note.AUTHORS, "A. Writer|B\\|C \\\\ D"),
            new Note(Note.FIELD_SOURCES, "title=heading"),
            new Note(Note.MODIFIED, "2025-07-04")));
  }

  @Test
  void notesThatItRepairedATextThatWasMisread() {
    RawArticle raw = raw();
    raw.title = "Les p\u00c3\u00aacheurs sont rentr\u00c3\u00a9s";
    Article article = assemble(raw);
    assertThat(article.title(), is("Les p\u00eacheurs sont rentr\u00e9s"));
    assertThat(article.notes().get(0).kind(), is(Note.MOJIBAKE_REPAIRED));
  }

  @Test
  void namesWhatIsMissing() {
    RawArticle raw = raw();
    raw.outlet = " \u00a0";
    raw.topics.addAll(List.of("", " "));
    Article article = assemble(raw);
    assertThat(article.outlet(), is(Article.UNKNOWN_OUTLET));
    assertThat(article.topics(), contains(Article.NO_TOPIC));
    assertThat(article.tags(), is(empty()));
    assertThat(article.language(), is(""));
  }

  @Test
  void cleansNamesAndDropsRepetitions() {
    RawArticle raw = raw();
    raw.outlet = "Harbour\u00a0Times (Web)\n";
    raw.topics.addAll(
        List.of("Arts &amp; Crafts", "", "Arts  & Crafts ", "Cafe\u0301s", "Caf\u00e9s"));
    raw.tags.addAll(List.of("b", "a", "b"));
    raw.authors.add(" ");
    Article article = assemble(raw);
    assertThat(article.outlet(), is("Harbour Times"));
    assertThat(article.topics(), contains("Arts & Crafts", "Caf\u00e9s"));
    assertThat(article.tags(), contains("b", "a"));
    assertThat(article.authors(), is(empty()));
  }

  @Test
  void letsAnAliasSayThatThereIsNoOutlet() {
    RawArticle raw = raw();
    raw.outlet = "n/a";
    assertThat(assemble(raw).outlet(), is(Article.UNKNOWN_OUTLET));
  }

  @Test
  void refusesARecordWithoutText() {
    RawArticle raw = raw();
    raw.title = "\u00a0";
    raw.body = "\n&nbsp;\r\n";
    assertThat(ASSEMBLER.assemble(raw), is(Optional.empty()));
    raw.title = "A title alone";
    assertThat(assemble(raw).body(), is(""));
    raw.title = "";
    raw.body = "A body alone";
    assertThat(assemble(raw).title(), is(""));
  }

  @Test
  void readsTheDateWithTheRecordsLanguageAndDeclarations() {
    RawArticle raw = raw();
    raw.published = "3 listopada 2024";
    assertThat(assemble(raw).published().status(), is(DateStatus.AMBIGUOUS));
    raw.language = "Polish";
    assertThat(
        Instant.ofEpochMilli(assemble(raw).published().epochMillis()),
        is(Instant.parse("2024-11-03T00:00:00Z")));
    raw.published = "03-07-2025";
    assertThat(assemble(raw).published().status(), is(DateStatus.AMBIGUOUS));
    raw.dayFirstDeclared = true;
    assertThat(assemble(raw).published().status(), is(DateStatus.DECLARED));
    raw.published = "3 hours ago";
    raw.fetched = "2025-07-02T10:00:00Z";
    assertThat(
        Instant.ofEpochMilli(assemble(raw).published().epochMillis()),
        is(Instant.parse("2025-07-02T07:00:00Z")));
  }

  @Test
  void givesCleanedReadingsOfOneArticleOneIdentity() {
    RawArticle raw = raw();
    RawArticle same = raw();
    same.outlet = "Harbour Times (Web)";
    same.title = " Ferry  returns";
    same.body = "The ferry is back.\r\n";
    assertThat(assemble(same).id(), is(assemble(raw).id()));
    assertThat(assemble(same).duplicateKey(), is(assemble(raw).duplicateKey()));
  }

  @Test
  void tellsDuplicatesByOwnIdThenAddressThenText() {
    RawArticle one = raw();
    RawArticle other = raw();
    other.body = "The ferry is back, again.";
    assertThat(assemble(other).duplicateKey(), is(not(assemble(one).duplicateKey())));
    one.url = "https://harbour.example/ferry";
    other.url = one.url;
    assertThat(assemble(other).duplicateKey(), is(assemble(one).duplicateKey()));
    one.id = "7";
    other.id = "8";
    assertThat(assemble(other).duplicateKey(), is(not(assemble(one).duplicateKey())));
    other.id = "7";
    other.url = "https://harbour.example/other";
    assertThat(assemble(other).duplicateKey(), is(assemble(one).duplicateKey()));
    assertThat("each text has its own id", assemble(other).id(), is(not(assemble(one).id())));
  }

  @Test
  void survivesSerialization() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
      output.writeObject(ASSEMBLER);
    }
    try (ObjectInputStream input =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      ArticleAssembler copy = (ArticleAssembler) input.readObject();
      assertThat(copy.assemble(raw()), is(Optional.of(assemble(raw()))));
    }
  }
}
