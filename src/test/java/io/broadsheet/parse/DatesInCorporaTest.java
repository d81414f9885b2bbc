package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.broadsheet.article.DateOrder;
import io.broadsheet.article.DateStatus;
import io.broadsheet.article.PublicationDate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Date strings of real pages, feeds and archives, where they are at hand: the folder that the
 * environment variable BROADSHEET_CORPORA names.
 */
final class DatesInCorporaTest {
  private static final DateReader READER =
      DateReader.of(
          ZoneId.of("UTC"),
          LocalDate.of(1700, 1, 1),
          Instant.parse("2026-11-01T00:00:00Z").toEpochMilli());

  private static Path corpora;

  @BeforeAll
  static void findCorpora() {
    String folder = System.getenv("BROADSHEET_CORPORA");
    assumeTrue(folder != null, "BROADSHEET_CORPORA is not set");
    corpora = Path.of(folder);
  }

  private static List<Path> files(String folder, String pattern) throws IOException {
    Path start = corpora.resolve(folder);
    assumeTrue(Files.isDirectory(start), folder + " is missing");
    Pattern name = Pattern.compile(pattern);
    try (Stream<Path> all = Files.walk(start)) {
      return all.filter(path -> name.matcher(path.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }

  @Test
  void readsThePublishedTimesOfPages() throws IOException {
    List<String> unread = new ArrayList<>();
    int read = 0;
    for (Path file : files("12-html-readability", "expected-metadata\\.json")) {
      JsonNode page = new ObjectMapper().readTree(file.toFile());
      String text = page.path("publishedTime").asText("");
      if (!text.isEmpty() && !text.equals("null")) {
        PublicationDate date = READER.read(text, page.path("lang").asText(""), false, "");
        read++;
        boolean isRight =
            date.status() == DateStatus.EXPLICIT && text.startsWith(localDay(date, text));
        if (!isRight) {
          unread.add(text + " gave " + date);
        }
      }
    }
    assertThat(unread, is(empty()));
    assertThat(read, is(greaterThan(20)));
  }

  /** The day in the zone that the text itself writes. */
  private static String localDay(PublicationDate date, String text) {
    Matcher offset = Pattern.compile("T.*([+-]\\d\\d):?(\\d\\d)$").matcher(text);
    ZoneOffset zone =
        offset.find() ? ZoneOffset.of(offset.group(1) + ":" + offset.group(2)) : ZoneOffset.UTC;
    return Instant.ofEpochMilli(date.epochMillis()).atOffset(zone).toLocalDate().toString();
  }

  @Test
  void readsTheDatesOfFeedsAsTheirExpectationsSay() throws IOException {
    Pattern expectation =
        Pattern.compile("_parsed'\\] == \\((\\d+), (\\d+), (\\d+), (\\d+), (\\d+), (\\d+)");
    Pattern element =
        Pattern.compile(
            "<(?:\\w+:)?(?:pubDate|date|published|updated|issued|created|modified|lastBuildDate"
                + "|expirationDate)>([^<]+)<");
    List<String> wrong = new ArrayList<>();
    int read = 0;
    for (Path file : files("14-feeds-feedparser", ".*\\.xml")) {
      String feed = Files.readString(file, StandardCharsets.ISO_8859_1);
      Matcher expected = expectation.matcher(feed);
      if (!expected.find()) {
        continue;
      }
      int[] numbers = new int[6];
      for (int i = 0; i < 6; i++) {
        numbers[i] = Integer.parseInt(expected.group(i + 1));
      }
      long instant =
          LocalDateTime.of(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
              .toInstant(ZoneOffset.UTC)
              .toEpochMilli();
      Matcher dates = element.matcher(feed);
      boolean isFound = false;
      int found = 0;
      while (dates.find()) {
        found++;
        isFound |= READER.read(dates.group(1), "", false, "").epochMillis() == instant;
      }
      if (found > 0) {
        read++;
        if (!isFound) {
          wrong.add(corpora.relativize(file).toString());
        }
      }
    }
    assertThat(wrong, is(empty()));
    assertThat(read, is(greaterThan(10)));
  }

  @Test
  void readsEveryDateOfAgencyTapes() throws IOException {
    Pattern element = Pattern.compile("<DATE>([^<]*)</DATE>");
    int read = 0;
    int unread = 0;
    for (Path file : files("02-news-en-reuters21578", ".*\\.sgm")) {
      Matcher dates = element.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      while (dates.find()) {
        boolean isRead = READER.read(dates.group(1), "en", false, "").isDated();
        read += isRead ? 1 : 0;
        unread += isRead ? 0 : 1;
      }
    }
    assertThat(read, is(greaterThan(4_900)));
    assertThat(unread, is(0));
  }

  @Test
  void infersTheOrderOfAPortugueseCollection() throws IOException {
    DayMonthEvidence evidence = new DayMonthEvidence();
    List<String> texts = new ArrayList<>();
    for (Path file : files("06-news-pt-fakebr", ".*-meta\\.txt")) {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      String text = lines.get(3).strip();
      texts.add(text);
      READER
          .readWithEvidence(text, "pt", false, "")
          .evidence()
          .ifPresent(found -> evidence.add(found, text));
    }
    assertThat(evidence.toString(), evidence.decide(), is(DateOrder.DMY));
    long dated =
        texts.stream()
            .filter(text -> READER.readInferred(text, "pt", DateOrder.DMY).isDated())
            .count();
    assertThat(dated * 100, is(greaterThan(texts.size() * 98L)));
  }
}
