package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.broadsheet.article.PublicationDate;
import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import io.broadsheet.article.Rejection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/**
 * Measures the feed readers on the test feeds of two other parsers and holds them to their figures.
 * {@code -Dfigures.pages=true} prints every expectation that does not hold.
 */
class FeedFiguresTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final boolean SHOWS_MISSES = Boolean.getBoolean("figures.pages");
  private static final DateReader DATES =
      DateReader.of(ZoneOffset.UTC, LocalDate.of(1700, 1, 1), 4_000_000_000_000L);

  /** What one file holds. */
  private static final class Feed implements FeedReader.Output {
    final List<FeedEntry> entries = new ArrayList<>();

    @Override
    public void entry(FeedEntry entry, int undecodable) {
      entries.add(entry);
    }

    @Override
    public void broken(long offset, RejectReason reason, String detail, String excerpt) {}

    static Feed of(byte[] bytes) {
      Feed feed = new Feed();
      RecordInput input = RecordInput.whole("f", "", new ByteArrayInputStream(bytes));
      ParseOptions options = ParseOptions.defaults();
      try {
        Utf8Buffer buffer = XmlInput.open(input, options, new FeedFormat());
        new FeedReader(new XmlTokens(buffer, options.recordLimit()), options, feed).read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return feed;
    }
  }

  private static final Pattern EXPECTATION =
      Pattern.compile(
          "entries\\[(\\d+)\\]\\['(title|link|summary|description|content|title_detail"
              + "|summary_detail|published|updated|published_parsed|updated_parsed|date_parsed)'\\]"
              + "((?:\\[[^\\]]+\\])*)\\s*==\\s*"
              + "('''.*?'''|u?'(?:[^'\\\\]|\\\\.)*'|u?\"(?:[^\"\\\\]|\\\\.)*\"|\\([^)]*\\))");

  @Test
  void holdsWhatTheWellFormedFeedsExpect() throws IOException {
    Path folder = corpus("14-feeds-feedparser/tests/wellformed");
    Map<String, int[]> byField = new TreeMap<>();
    int held = 0;
    int all = 0;
    List<String> misses = new ArrayList<>();
    for (Path file : files(folder)) {
      byte[] bytes = Files.readAllBytes(file);
      Feed feed = null;
      for (String expect : expectations(bytes)) {
        Matcher matcher = EXPECTATION.matcher(expect);
        while (matcher.find()) {
          String path = matcher.group(3);
          boolean isOther =
              !path.isEmpty() && !path.endsWith("['value']") && !path.endsWith("[\"value\"]");
          boolean isDetail =
              matcher.group(2).endsWith("detail") || matcher.group(2).equals("content");
          if (isOther || (isDetail && path.isEmpty())) {
            continue;
          }
          feed = feed == null ? Feed.of(bytes) : feed;
          int index = Integer.parseInt(matcher.group(1));
          String field = matcher.group(2).replace("_detail", "").replace("description", "summary");
          String found =
              index < feed.entries.size() ? value(feed.entries.get(index), field) : "(no entry)";
          boolean holds = agrees(field, matcher.group(4), found);
          all++;
          held += holds ? 1 : 0;
          int[] count = byField.computeIfAbsent(field, key -> new int[2]);
          count[0] += holds ? 1 : 0;
          count[1]++;
          if (!holds) {
            misses.add(
                folder.relativize(file) + " " + field + ": " + matcher.group(4) + " | " + found);
          }
        }
      }
    }
    byField.forEach((field, count) -> print("14 " + field, count[0], count[1]));
    print("14 expectations that hold", held, all);
    show(misses);
    assertThat((double) held / all, greaterThanOrEqualTo(0.97));
  }

  private static String value(FeedEntry entry, String field) {
    return switch (field) {
      case "title" -> entry.title();
      case "link" -> entry.link();
      case "summary" -> entry.summary().isEmpty() ? entry.content() : entry.summary();
      case "content" -> entry.content().isEmpty() ? entry.summary() : entry.content();
      case "published", "published_parsed" -> entry.published();
      default -> entry.updated().isEmpty() ? entry.published() : entry.updated();
    };
  }

  private static boolean agrees(String field, String literal, String found) {
    if (field.endsWith("parsed")) {
      return instant(found).equals(tuple(literal));
    }
    String expected = unquoted(literal);
    return isSameText(expected, found);
  }

  /** Expected texts are HTML or plain; ours are plain. White space makes no difference. */
  private static boolean isSameText(String expected, String found) {
    String ours = collapse(found);
    return ours.equals(collapse(expected))
        || ours.equals(collapse(Jsoup.parse(expected).wholeText()))
        || ours.equals(collapse(Jsoup.parse(expected).text()));
  }

  private static String collapse(String text) {
    return text.replaceAll("[\\s\u00a0]+", " ").replaceAll("[\\x00-\\x1f]", "").strip();
  }

  private static String instant(String date) {
    PublicationDate read = DATES.read(date, "en", false, "");
    return read.isDated() ? Instant.ofEpochMilli(read.epochMillis()).toString() : "(" + date + ")";
  }

  private static String tuple(String literal) {
    String[] parts = literal.replaceAll("[()\\s]", "").split(",", -1);
    return String.format(
        Locale.ROOT,
        "%04d-%02d-%02dT%02d:%02d:%02dZ",
        (Object[]) Stream.of(parts).limit(6).map(Integer::valueOf).toArray(Integer[]::new));
  }

  private static String unquoted(String literal) {
    int quotes = literal.startsWith("'''") ? 3 : 1;
    int from = literal.startsWith("u") ? 2 : quotes;
    String inner = literal.substring(from, literal.length() - quotes);
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < inner.length()) {
      char c = inner.charAt(i);
      char next = i + 1 < inner.length() ? inner.charAt(i + 1) : ' ';
      if (c != '\\' || i + 1 == inner.length()) {
        out.append(c);
        i++;
      } else if (next == 'x' || next == 'u') {
        int end = i + (next == 'x' ? 4 : 6);
        out.append((char) Integer.parseInt(inner.substring(i + 2, end), 16));
        i = end;
      } else {
        int control = "ntr".indexOf(next);
        out.append(control < 0 ? next : "\n\t\r".charAt(control));
        i += 2;
      }
    }
    return out.toString();
  }

  private static List<String> expectations(byte[] bytes) {
    String text =
        bytes.length > 1 && (bytes[0] == -1 || bytes[0] == -2)
            ? new String(bytes, StandardCharsets.UTF_16)
            : new String(bytes, StandardCharsets.UTF_8);
    Matcher matcher = Pattern.compile("(?m)^\\s*Expect:(.*)$").matcher(text);
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void givesWhatTheOtherParserExpects() throws IOException {
    Path folder = corpus("15-feeds-gofeed/testdata");
    int right = 0;
    int all = 0;
    List<String> misses = new ArrayList<>();
    for (Path file : files(folder)) {
      Path gold = Path.of(file.toString().replaceAll("\\.(xml|rss|atom)$", ".json"));
      if (gold.equals(file) || !Files.exists(gold)) {
        continue;
      }
      JsonNode expected = JSON.readTree(gold.toFile());
      Feed feed = Feed.of(Files.readAllBytes(file));
      String difference = difference(expected, feed.entries);
      all++;
      right += difference.isEmpty() ? 1 : 0;
      if (!difference.isEmpty()) {
        misses.add(folder.relativize(file) + " " + difference);
      }
    }
    print("15 feeds whose entries are equal", right, all);
    show(misses);
    assertThat((double) right / all, greaterThanOrEqualTo(0.95));
  }

  private static String difference(JsonNode expected, List<FeedEntry> entries) {
    JsonNode items = expected.has("items") ? expected.get("items") : expected.path("entries");
    if (items.size() != entries.size()) {
      return "entries " + items.size() + " | " + entries.size();
    }
    for (int i = 0; i < entries.size(); i++) {
      JsonNode item = items.get(i);
      FeedEntry entry = entries.get(i);
      if (!isSameText(item.path("title").asText(""), entry.title())) {
        return "title " + item.path("title") + " | " + entry.title();
      }
      String link = link(item);
      if (!link.isEmpty() && !link.equals(entry.link())) {
        return "link " + link + " | " + entry.link();
      }
      for (String key : List.of("pubDate", "published")) {
        String date = item.path(key).asText("");
        if (!date.isEmpty()
            && !instant(date)
                .equals(
                    instant(entry.published().isEmpty() ? entry.updated() : entry.published()))) {
          return key + " " + date + " | " + entry.published();
        }
      }
      String content = content(item.path("content"));
      String body = entry.content().isEmpty() ? entry.summary() : entry.content();
      if (!content.isEmpty() && !isSameText(content, entry.content())) {
        return "content " + content + " | " + entry.content();
      }
      String summary = item.path("description").asText(item.path("summary").asText(""));
      if (content.isEmpty() && !summary.isEmpty() && !isSameText(summary, body)) {
        return "summary " + summary + " | " + body;
      }
    }
    return "";
  }

  private static String link(JsonNode item) {
    if (item.path("link").isTextual()) {
      return item.path("link").asText();
    }
    for (JsonNode link : item.path("links")) {
      if (link.isTextual()) {
        return link.asText();
      }
      if (link.path("rel").asText("").equals("alternate")) {
        return link.path("href").asText("");
      }
    }
    return "";
  }

  private static String content(JsonNode content) {
    return content.isTextual() ? content.asText() : content.path("value").asText("");
  }

  @Test
  void survivesEveryFeedAndExplainsEveryReject() throws IOException {
    int files = 0;
    int articles = 0;
    Map<String, Integer> reasons = new HashMap<>();
    for (String name : List.of("14-feeds-feedparser/tests", "15-feeds-gofeed/testdata")) {
      for (Path file : files(corpus(name))) {
        byte[] bytes = Files.readAllBytes(file);
        for (Format format : List.of(new FeedFormat())) {
          Parsed parsed = Parsed.of(format, bytes, ParseOptions.defaults());
          articles += parsed.articles.size();
          for (Rejection rejection : parsed.rejections) {
            assertThat(file + " " + rejection, rejection.detail().isBlank(), is(false));
            reasons.merge(rejection.reason() + " " + rejection.detail(), 1, Integer::sum);
          }
        }
        files++;
      }
    }
    System.out.printf(
        Locale.ROOT, "14, 15 files read %d, articles %d, rejects %s%n", files, articles, reasons);
    assertThat(files, greaterThanOrEqualTo(2_500));
  }

  @Test
  void readsEveryReutersArticleAsMarked() throws IOException {
    int read = 0;
    int withoutTopic = 0;
    int withoutBody = 0;
    int asMarked = 0;
    List<String> misses = new ArrayList<>();
    for (Path file : files(corpus("02-news-en-reuters21578"))) {
      if (!file.toString().endsWith(".sgm")) {
        continue;
      }
      byte[] bytes = Files.readAllBytes(file);
      Formats.Detection detection =
          Formats.detect(new Head(bytes, true, "f"), ParseOptions.defaults());
      assertThat(detection.reason(), detection.format().orElseThrow().name(), is("reuters-sgml"));
      Parsed parsed = Parsed.of(new ReutersFormat(), bytes, ParseOptions.defaults());
      assertThat(parsed.rejections.toString(), parsed.rejections.size(), is(0));
      String[] marked = new String(bytes, StandardCharsets.ISO_8859_1).split("<REUTERS ", -1);
      for (int i = 0; i < parsed.articles.size(); i++) {
        RawArticle article = parsed.articles.get(i);
        String text = marked[i + 1];
        String topics = between(text, "<TOPICS>", "</TOPICS>").replaceAll("(<D>|</D>)+", " ");
        boolean isDated = DATES.read(article.published, "en", false, "").isDated();
        boolean isRight =
            text.contains("NEWID=\"" + article.id + "\"")
                && article.published.equals(between(text, "<DATE>", "</DATE>").strip())
                && isDated
                && String.join(" ", article.topics).equals(topics.strip())
                && isSameText(between(text, "<TITLE>", "</TITLE>"), article.title)
                && (!text.contains("<BODY>")
                    || isSameText(between(text, "<BODY>", "</BODY>"), article.body));
        asMarked += isRight ? 1 : 0;
        if (!isRight) {
          misses.add("NEWID " + article.id + " " + article.published + " " + article.title);
        }
        withoutTopic += article.topics.isEmpty() ? 1 : 0;
        withoutBody += text.contains("<BODY>") ? 0 : 1;
      }
      read += parsed.articles.size();
    }
    System.out.printf(
        Locale.ROOT,
        "02 articles read %d, as marked %d, without topic %d, without body %d%n",
        read,
        asMarked,
        withoutTopic,
        withoutBody);
    show(misses);
    assertThat(read, is(5_000));
    assertThat(asMarked, is(5_000));
    assertThat(withoutTopic, is(2_240));
    assertThat(withoutBody, is(416));
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start);
    int to = text.indexOf(end, Math.max(from, 0));
    return from < 0 || to < 0 ? "" : text.substring(from + start.length(), to);
  }

  private static void print(String figure, int right, int all) {
    System.out.printf(
        Locale.ROOT, "%-40s %.4f (%d of %d)%n", figure, (double) right / all, right, all);
  }

  private static void show(List<String> misses) {
    if (SHOWS_MISSES) {
      misses.forEach(miss -> System.out.println("  " + collapse(miss)));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  static Path corpus(String name) {
    String root = System.getenv("BROADSHEET_CORPORA");
    assumeTrue(root != null, "BROADSHEET_CORPORA is not set: this test needs the corpora");
    Path folder = Path.of(root, name);
    assumeTrue(Files.exists(folder), folder + " is missing");
    return folder;
  }
}
