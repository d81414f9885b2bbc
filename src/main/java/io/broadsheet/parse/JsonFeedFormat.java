package io.broadsheet.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import io.broadsheet.parse.html.HtmlText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON Feed, versions 1 and 1.1: an article an item. The outlet is the feed's title. Items before
 * damage are kept, and what follows it is one reject.
 *
 * <p>Memory: the feed, which may not be larger than the record limit.
 */
public final class JsonFeedFormat implements Format {
  private static final String MARK = "jsonfeed.org/version/";

  @Override
  public String name() {
    return "json-feed";
  }

  @Override
  public String recognise(Head head) {
    String text = head.text();
    String start = text.stripLeading();
    if (!start.startsWith("{")) {
      return "";
    }
    int mark = text.indexOf(MARK);
    boolean isMarked = mark >= 0 || text.contains("jsonfeed.org\\/version\\/");
    int version = text.indexOf("\"version\"");
    return isMarked && version >= 0 && (mark < 0 || version < mark)
        ? "is a JSON object whose version is that of JSON Feed"
        : "";
  }

  @Override
  public boolean expectsUtf8() {
    return true;
  }

  @Override
  public void parse(RecordInput input, ParseOptions options, RecordOutput output)
      throws IOException {
    Utf8Buffer buffer = Utf8Buffer.open(input, options, this);
    Emitter emitter = new Emitter(input, options, output);
    boolean hasMore = true;
    while (hasMore && buffer.length() <= options.recordLimit()) {
      hasMore = buffer.fill();
    }
    String excerpt = buffer.excerpt(buffer.start(), buffer.end());
    if (buffer.length() > options.recordLimit()) {
      emitter.reject(
          0,
          RejectReason.TOO_LARGE,
          "The feed is larger than " + options.recordLimit() + " bytes",
          excerpt);
      return;
    }
    new Reading(buffer, options, emitter, excerpt).read();
  }

  /** One feed on its way. */
  private static final class Reading {
    /** An item, and where it lies in the buffer. */
    private record Item(RawArticle article, int from, int to) {}

    private final Utf8Buffer buffer;
    private final Emitter emitter;
    private final String excerpt;
    private final JsonFactory factory;
    private final List<Item> items = new ArrayList<>();
    private String title = "";
    private String home = "";
    private String language = "";
    private final List<String> authors = new ArrayList<>();

    Reading(Utf8Buffer buffer, ParseOptions options, Emitter emitter, String excerpt) {
      this.buffer = buffer;
      this.emitter = emitter;
      this.excerpt = excerpt;
      factory = JsonRecordReader.bounded(options.nestingLimit()).build();
    }

    void read() throws IOException {
      String problem = "";
      RejectReason reason = RejectReason.MALFORMED;
      byte[] bytes = buffer.bytes();
      int start = buffer.start();
      boolean isWide = buffer.length() > 1 && (bytes[start] == 0 || bytes[start + 1] == 0);
      if (isWide) {
        // Jackson would take this for UTF-16, and the buffer holds UTF-8.
        problem = "A zero byte where JSON was expected";
      } else {
        try (JsonParser parser = factory.createParser(bytes, start, buffer.length())) {
          problem = feed(parser);
        } catch (JsonEOFException e) {
          reason = RejectReason.TRUNCATED;
          problem = "The file ends inside the feed";
        } catch (StreamConstraintsException e) {
          reason = RejectReason.TOO_DEEP;
          problem = e.getOriginalMessage();
        } catch (JsonProcessingException e) {
          boolean isAtEnd =
              e.getLocation() != null && e.getLocation().getByteOffset() >= buffer.length();
          reason = isAtEnd ? RejectReason.TRUNCATED : RejectReason.MALFORMED;
          problem = e.getOriginalMessage();
        }
      }
      long offset = buffer.sourceOffset(buffer.start());
      items.forEach(this::handOn);
      if (!problem.isEmpty()) {
        String kept = items.isEmpty() ? "" : "; " + items.size() + " items before it were read";
        emitter.reject(offset, reason, problem + kept, excerpt);
      }
    }

    private String feed(JsonParser parser) throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return "This is no JSON object";
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        JsonToken token = parser.nextToken();
        switch (name) {
          case "title" -> title = scalar(parser);
          case "home_page_url" -> home = scalar(parser);
          case "language" -> language = scalar(parser);
          case "author", "authors" -> people(parser, authors);
          case "items" -> {
            if (token == JsonToken.START_ARRAY) {
              items(parser);
            } else {
              parser.skipChildren();
            }
          }
          default -> parser.skipChildren();
        }
      }
      return "";
    }

    private void items(JsonParser parser) throws IOException {
      int base = buffer.start();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        int from = base + (int) parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
          RawArticle article = new RawArticle(emitter.source(0));
          item(parser, article);
          items.add(new Item(article, from, base + (int) parser.currentLocation().getByteOffset()));
        } else {
          parser.skipChildren();
        }
      }
    }

    private void item(JsonParser parser, RawArticle into) throws IOException {
      String html = "";
      String summary = "";
      String modified = "";
      String external = "";
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        switch (name) {
          case "id" -> into.id = scalar(parser);
          case "url" -> into.url = scalar(parser);
          case "external_url" -> external = scalar(parser);
          case "title" -> into.title = scalar(parser);
          case "content_html" -> html = scalar(parser);
          case "content_text" -> into.body = scalar(parser);
          case "summary" -> summary = scalar(parser);
          case "date_published" -> into.published = scalar(parser);
          case "date_modified" -> modified = scalar(parser);
          case "language" -> into.language = scalar(parser);
          case "author", "authors" -> people(parser, into.authors);
          case "tags" -> texts(parser, into.tags);
          default -> parser.skipChildren();
        }
      }
      String content = html.isBlank() ? "" : HtmlText.lines(html);
      into.body = content.isBlank() ? into.body : content;
      into.body = into.body.isBlank() ? summary : into.body;
      into.published = into.published.isBlank() ? modified : into.published;
      into.url = into.url.isBlank() ? external : into.url;
      into.url = into.url.isBlank() && WebAddress.isOnWeb(into.id) ? into.id : into.url;
    }

    /** A value of the current name, or empty if it is no text or number. */
    private static String scalar(JsonParser parser) throws IOException {
      JsonToken token = parser.currentToken();
      if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
        return whole(parser.getText());
      }
      parser.skipChildren();
      return "";
    }

    /** Escapes can write half a character, which no encoding can. */
    private static String whole(String text) {
      StringBuilder clean = null;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (!Character.isSurrogate(c)) {
          continue;
        }
        if (Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
        } else {
          clean = clean == null ? new StringBuilder(text) : clean;
          clean.setCharAt(i, '\ufffd');
        }
      }
      return clean == null ? text : clean.toString();
    }

    private static void texts(JsonParser parser, List<String> into) throws IOException {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        String text = scalar(parser);
        if (!text.isBlank()) {
          into.add(text);
        }
        return;
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        String text = scalar(parser);
        if (!text.isBlank()) {
          into.add(text);
        }
      }
    }

    /** A person is an object with a name; several are a list. */
    private static void people(JsonParser parser, List<String> into) throws IOException {
      if (parser.currentToken() == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          person(parser, into);
        }
      } else {
        person(parser, into);
      }
    }

    private static void person(JsonParser parser, List<String> into) throws IOException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        String name = scalar(parser);
        if (!name.isBlank()) {
          into.add(name);
        }
        return;
      }
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        parser.nextToken();
        String value = scalar(parser);
        if (key.equals("name") && !value.isBlank()) {
          into.add(value);
        }
      }
    }

    private void handOn(Item item) {
      long before = buffer.undecodableBefore(item.from());
      long offset = buffer.sourceOffset(item.from());
      RawArticle found = item.article();
      RawArticle article = new RawArticle(emitter.source(offset));
      article.undecodable = (int) (buffer.undecodableBefore(item.to()) - before);
      article.id = found.id;
      article.title = found.title;
      article.body = found.body;
      article.published = found.published;
      article.url = found.url.isBlank() ? "" : WebAddress.resolve(found.url, home);
      article.outlet = title;
      article.language = found.language.isBlank() ? language : found.language;
      article.tags.addAll(found.tags);
      article.authors.addAll(found.authors.isEmpty() ? authors : found.authors);
      if (Emitter.hasText(article)) {
        emitter.article(article);
      } else {
        emitter.reject(
            offset,
            RejectReason.NO_TEXT,
            "The item has neither a title nor a text",
            article.url.isEmpty() ? article.id : article.url);
      }
    }
  }
}
