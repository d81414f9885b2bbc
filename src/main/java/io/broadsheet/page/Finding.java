package io.broadsheet.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A sentence made from numbers. Numbers and dates in it stay what they are, so that the page can
 * set them as its reader's language does.
 *
 * @param parts plain text and values in turn
 * @param view where the page shows what it says: a fragment such as {@code #q=consular}
 */
record Finding(List<Part> parts, String view) {
  enum Kind {
    /** Plain words. */
    WORDS,
    /** A term, as counted, or a headline. */
    TERM,
    /** An outlet. */
    NAME,
    /** The start of a window, in ISO 8601. */
    WINDOW,
    /** A moment of which only the day is said, in ISO 8601. */
    DAY,
    COUNT,
    /** How many times as much. */
    RATIO,
    /** From 0 to 1. */
    SHARE
  }

  record Part(Kind kind, String text, double number) {}

  Finding {
    parts = List.copyOf(parts);
  }

  static final class Builder {
    private final List<Part> parts = new ArrayList<>();

    Builder words(String text) {
      parts.add(new Part(Kind.WORDS, text, 0));
      return this;
    }

    Builder text(Kind kind, String text) {
      parts.add(new Part(kind, text, 0));
      return this;
    }

    Builder number(Kind kind, double number) {
      parts.add(new Part(kind, "", number));
      return this;
    }

    Builder count(long number) {
      return number(Kind.COUNT, (double) number);
    }

    /** {@code 1 article}, {@code 2 articles}. */
    Builder count(long number, String one, String several) {
      return count(number).words(" " + (number == 1 ? one : several));
    }

    Finding showing(String view) {
      return new Finding(parts, view);
    }
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("view", view);
    json.writeArrayFieldStart("parts");
    for (Part part : parts) {
      json.writeStartArray();
      json.writeString(part.kind().name().toLowerCase(Locale.ROOT));
      if (part.text().isEmpty()) {
        json.writeNumber(part.number());
      } else {
        json.writeString(part.text());
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  String toMarkdown() {
    StringBuilder sentence = new StringBuilder();
    for (Part part : parts) {
      sentence.append(
          switch (part.kind()) {
            case TERM -> "*" + Markdown.escape(part.text()) + "*";
            case NAME -> Markdown.escape(part.text());
            default -> plain(part);
          });
    }
    return sentence.toString();
  }

  /** For a terminal: article text may stand in it. */
  String toText() {
    StringBuilder sentence = new StringBuilder();
    for (Part part : parts) {
      sentence.append(part.kind() == Kind.TERM ? "“" + part.text() + "”" : plain(part));
    }
    return sentence.toString();
  }

  private static String plain(Part part) {
    return switch (part.kind()) {
      case WORDS, TERM, NAME -> part.text();
      case WINDOW -> Markdown.window(part.text());
      case DAY -> part.text().substring(0, 10);
      case COUNT -> Markdown.count((long) part.number());
      case RATIO -> String.format(Locale.ROOT, part.number() < 10 ? "%.1f" : "%.0f", part.number());
      case SHARE -> Markdown.share(part.number());
    };
  }
}
