package io.broadsheet.parse.crawl;

import io.broadsheet.article.RejectReason;
import io.broadsheet.parse.Emitter;
import io.broadsheet.parse.Format;
import io.broadsheet.parse.Head;
import io.broadsheet.parse.ParseOptions;
import io.broadsheet.parse.RecordInput;
import io.broadsheet.parse.RecordOutput;
import io.broadsheet.parse.crawl.CrawledPages.Description;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * WARC (ISO 28500): what web crawlers keep. Responses with a page and resources are articles by the
 * rules for HTML pages, conversions (WET) are articles by their text; everything else is skipped.
 *
 * <p>After a record that does not follow the grammar reading goes on at the next line that starts
 * one.
 */
public final class WarcFormat implements Format {
  private static final Pattern VERSION = Pattern.compile("WARC/\\d{1,3}\\.\\d{1,3}[ \\t]*");

  @Override
  public String name() {
    return "warc";
  }

  @Override
  public String recognise(Head head) {
    byte[] bytes = head.bytes();
    int at = 0;
    while (at < bytes.length && (bytes[at] == '\r' || bytes[at] == '\n')) {
      at++;
    }
    int end = at;
    while (end < bytes.length && end - at < 16 && bytes[end] != '\r' && bytes[end] != '\n') {
      end++;
    }
    String line = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
    return VERSION.matcher(line).matches() ? "starts with " + line.strip() : "";
  }

  @Override
  public void parse(RecordInput input, ParseOptions options, RecordOutput output)
      throws IOException {
    Emitter emitter = new Emitter(input, options, output);
    RecordGrammar grammar = new RecordGrammar(emitter);
    Resuming.read(
        input.stream(), stream -> grammar.read(stream, new CrawledPages(stream, options, emitter)));
  }

  /** What a file's records look like. */
  private static final class RecordGrammar {
    private static final int LONGEST_LINE = 64 << 10;
    private static final int MOST_HEADERS = 1_000;

    private final Emitter emitter;

    RecordGrammar(Emitter emitter) {
      this.emitter = emitter;
    }

    void read(CrawlStream stream, CrawledPages pages) throws IOException {
      boolean isInStep = true;
      while (stream.skipLineEnds()) {
        long offset = stream.offset();
        String line = stream.readLine(LONGEST_LINE);
        boolean isStart = line.startsWith("WARC/") && VERSION.matcher(line).matches();
        if (isStart) {
          isInStep = readRecord(stream, pages, offset);
        } else if (isInStep) {
          emitter.reject(
              offset, RejectReason.MALFORMED, "No record starts here; the next one is read", line);
          isInStep = false;
        }
      }
    }

    /** Reads one record; false if its headers are wrong, so that its end is not known. */
    private boolean readRecord(CrawlStream stream, CrawledPages pages, long offset)
        throws IOException {
      Map<String, String> headers = new HashMap<>();
      String name = "";
      int lines = 0;
      String line = stream.readLine(LONGEST_LINE);
      while (line != null && !line.isEmpty()) {
        int colon = line.indexOf(':');
        boolean isFolded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
        if (lines++ > MOST_HEADERS || (colon <= 0 && !isFolded)) {
          emitter.reject(offset, RejectReason.MALFORMED, "A header is broken: " + line, line);
          return false;
        }
        if (!isFolded) {
          name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
          headers.putIfAbsent(name, utf8(line.substring(colon + 1).strip()));
        }
        line = stream.readLine(LONGEST_LINE);
      }
      String type = headers.getOrDefault("warc-type", "").toLowerCase(Locale.ROOT);
      if (line == null) {
        emitter.reject(offset, RejectReason.TRUNCATED, "The file ends in the headers", type);
        return true;
      }
      String length = headers.getOrDefault("content-length", "");
      if (!length.matches("\\d{1,18}")) {
        String detail = length.isEmpty() ? "No Content-Length" : "Content-Length is " + length;
        emitter.reject(offset, RejectReason.MALFORMED, detail, type);
        return false;
      }
      Description record =
          new Description(
              offset,
              address(headers.getOrDefault("warc-target-uri", "")),
              headers.getOrDefault("warc-date", ""),
              headers.getOrDefault("content-type", ""),
              headers.getOrDefault("warc-identified-content-language", ""),
              Long.parseLong(length),
              !headers.getOrDefault("warc-truncated", "").isEmpty());
      // Segments of a record that was split over files would be articles cut in the middle.
      boolean isSegment = !headers.getOrDefault("warc-segment-number", "").isEmpty();
      switch (isSegment ? "" : type) {
        case "response", "resource" -> pages.response(record);
        case "conversion" -> pages.text(record);
        default -> pages.skip(record);
      }
      return true;
    }

    /** Headers are UTF-8; the stream's lines have a character for each byte. */
    private static String utf8(String bytes) {
      return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Old writers put the address between angle brackets. */
    private static String address(String uri) {
      return uri.length() > 1 && uri.startsWith("<") && uri.endsWith(">")
          ? uri.substring(1, uri.length() - 1)
          : uri;
    }
  }
}
