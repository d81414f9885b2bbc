package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.broadsheet.article.RawArticle;
import io.broadsheet.parse.FieldNames.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldNamesTest {
  private static final Format JSONL = new JsonLinesFormat();

  @ParameterizedTest
  @CsvSource({
    "_id, ID",
    "GUID, ID",
    "articleId, ID",
    "outlet, OUTLET",
    "source, OUTLET",
    "Publisher, OUTLET",
    "site, OUTLET",
    "siteName, OUTLET",
    "newspaper, OUTLET",
    "published, PUBLISHED",
    "Date, PUBLISHED",
    "published_at, PUBLISHED",
    "publishedAt, PUBLISHED",
    "pubDate, PUBLISHED",
    "publish-date, PUBLISHED",
    "datePublished, PUBLISHED",
    "PUB_DATE, PUBLISHED",
    "timestamp, PUBLISHED",
    "created at, PUBLISHED",
    "topic, TOPICS",
    "topics, TOPICS",
    "section, TOPICS",
    "category, TOPICS",
    "categories, TOPICS",
    "tag, TAGS",
    "keywords, TAGS",
    "title, TITLE",
    "Headline, TITLE",
    "body, BODY",
    "text, BODY",
    "content, BODY",
    "article, BODY",
    "maintext, BODY",
    "full_text, BODY",
    "articleBody, BODY",
    "url, URL",
    "link, URL",
    "author, AUTHORS",
    "authors, AUTHORS",
    "byline, AUTHORS",
    "language, LANGUAGE",
    "lang, LANGUAGE",
    "date_extracted, FETCHED",
    "fetched_at, FETCHED",
    "date_download, FETCHED",
    "crawl_date, FETCHED"
  })
  void knowsTheUsualNames(String name, Field field) {
    List<FieldNames.Target> targets =
        FieldNames.of(ParseOptions.defaults()).targets(FieldNames.normalise(name));
    assertThat(targets.stream().map(FieldNames.Target::field).toList(), contains(field));
  }

  @Test
  void givesEveryDefaultNameToOneFieldOnly() {
    Map<String, String> owners = new HashMap<>();
    FieldNames.defaults()
        .forEach(
            (label, names) -> {
              for (String name : names) {
                assertThat(name, owners.put(FieldNames.normalise(name), label), is((String) null));
              }
            });
    assertThat(FieldNames.defaults().keySet().size(), is(Field.values().length));
  }

  @Test
  void prefersContentToTheOriginalContent() {
    assertThat(
        Parsed.of(JSONL, "{\"title\":\"t\",\"content_original\":\"no\",\"content\":\"yes\"}")
            .only()
            .body,
        is("yes"));
  }

  @Test
  void prefersTheEarlierNameWhateverTheOrderInTheRecord() {
    List<String> names = Field.BODY.defaultNames();
    for (int i = 0; i + 1 < names.size(); i++) {
      String first = names.get(i);
      String second = names.get(i + 1);
      String record = "{\"%s\":\"%s\",\"%s\":\"%s\"}";
      assertThat(
          Parsed.of(JSONL, String.format(record, first, first, second, second)).only().body,
          is(first));
      assertThat(
          Parsed.of(JSONL, String.format(record, second, second, first, first)).only().body,
          is(first));
      assertThat(
          Parsed.of(JSONL, String.format(record, second, second, first, " ")).only().body,
          is(second));
    }
  }

  @Test
  void replacesTheDefaultNamesOfAFieldByTheSpecs() {
    ParseOptions options =
        Parsed.withFields(Map.of("title", List.of("Kopf"), "topics", List.of("source", "rubric")));
    RawArticle article =
        Parsed.of(
                JSONL,
                "{\"title\":\"no\",\"kopf\":\"yes\",\"source\":\"Fish\",\"publisher\":\"P\"}",
                options)
            .only();
    assertThat(article.title, is("yes"));
    assertThat(article.topics, contains("Fish"));
    // What the spec gives to the topics is no longer the outlet.
    assertThat(article.outlet, is("P"));
  }

  @Test
  void mayGiveOneNameToTwoFields() {
    ParseOptions options =
        Parsed.withFields(Map.of("topics", List.of("section"), "tags", List.of("section")));
    RawArticle article = Parsed.of(JSONL, "{\"title\":\"t\",\"section\":\"Fish\"}", options).only();
    assertThat(article.topics, contains("Fish"));
    assertThat(article.tags, contains("Fish"));
  }

  @Test
  void refusesAFieldThatNoArticleHas() {
    ParseOptions options = Parsed.withFields(Map.of("headline", List.of("x")));
    assertThrows(IllegalArgumentException.class, () -> FieldNames.of(options));
  }

  @Test
  void splitsOnlyWhereTheSpecSaysSo() {
    String line = "{\"title\":\"t\",\"topics\":\"Fish, Trade\",\"tags\":\"a; b;;c\"}";
    assertThat(Parsed.of(JSONL, line).only().topics, contains("Fish, Trade"));
    RawArticle article =
        Parsed.of(JSONL, line, Parsed.withSplit(Map.of("tags", ";", "topics", ", "))).only();
    assertThat(article.topics, contains("Fish", "Trade"));
    assertThat(article.tags, contains("a", " b", "c"));
    assertThat(article.authors, empty());
  }

  @Test
  void readsARecordOfVeryManyNames() {
    StringBuilder line = new StringBuilder("{\"title\":\"t\"");
    for (int i = 0; i < 200_000; i++) {
      line.append(",\"n").append(i).append("\":1");
    }
    assertThat(Parsed.of(JSONL, line.append('}').toString()).only().title, is("t"));
  }
}
