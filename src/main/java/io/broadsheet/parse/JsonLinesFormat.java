package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import java.io.IOException;

/**
 * JSON Lines: one JSON object a line. Lines are independent: a broken one is one rejection, and the
 * next is read; a file may be read in ranges by several workers at once.
 */
public final class JsonLinesFormat implements Format {
  /** How many lines of a head are looked at. */
  private static final int LOOKED_AT = 50;

  @Override
  public String name() {
    return "jsonl";
  }

  /**
   * It is JSON Lines if at least two lines are there and most of the first lines are an object
   * each.
   */
  @Override
  public String recognise(Head head) {
    String text = head.text();
    int whole = 0;
    int lines = 0;
    int from = 0;
    while (from < text.length() && lines < LOOKED_AT) {
      int found = text.indexOf('\n', from);
      boolean isCut = found < 0 && !head.isWhole();
      int to = found < 0 ? text.length() : found;
      String line = text.substring(from, to).strip();
      from = to + 1;
      if (line.isEmpty() || isCut) {
        continue;
      }
      lines++;
      if (line.startsWith("{") && line.endsWith("}")) {
        whole++;
      }
    }
    // A lone object on one line is read as JSON; the extension decides where the head ends early.
    boolean isNamed = head.hasExtension("jsonl", "ndjson", "jsonlines");
    boolean startsWithObject = text.stripLeading().startsWith("{");
    if (lines >= 2 && whole * 4 >= lines * 3) {
      return whole + " of the first " + lines + " lines are a JSON object each";
    }
    if (isNamed && startsWithObject && lines <= 1) {
      return "starts with a JSON object and is named as JSON Lines";
    }
    return "";
  }

  @Override
  public boolean isSplittable() {
    return true;
  }

  @Override
  public boolean expectsUtf8() {
    return true;
  }

  @Override
  public void parse(RecordInput input, ParseOptions options, RecordOutput output)
      throws IOException {
    Utf8Buffer buffer = Utf8Buffer.open(input, options, this);
    Lines lines = new Lines(buffer, options.recordLimit());
    JsonRecordReader reader = new JsonRecordReader(options);
    Emitter emitter = new Emitter(input, options, output);
    if (input.start() > 0) {
      // The rest of a line that belongs to the range before.
      lines.next();
    }
    while (lines.next() && lines.offset() < input.end()) {
      if (lines.isTooLong()) {
        emitter.reject(
            lines.offset(),
            RejectReason.TOO_LARGE,
            "The line is longer than " + options.recordLimit() + " bytes",
            lines.excerpt());
      } else if (!lines.isBlank()) {
        readLine(buffer, lines, reader, emitter);
      }
    }
  }

  private static void readLine(
      Utf8Buffer buffer, Lines lines, JsonRecordReader reader, Emitter emitter) {
    byte[] bytes = buffer.bytes();
    int from = lines.from();
    int to = lines.to();
    while (Utf8.isSpace(bytes[from])) {
      from++;
    }
    long offset = buffer.sourceOffset(from);
    long undecodableBefore = buffer.undecodableBefore(from);
    RawArticle article = new RawArticle(emitter.source(offset));
    JsonRecordReader.Outcome outcome = reader.read(bytes, from, to, false, article);
    RejectReason reason = RejectReason.MALFORMED;
    String detail = reader.problem();
    switch (outcome) {
      case RECORD -> {
        if (!Utf8.isBlank(bytes, reader.end(), to)) {
          detail = "Something follows the object on its line";
        } else if (!Emitter.hasText(article)) {
          reason = RejectReason.NO_TEXT;
          detail = noText(reader, bytes, from, to);
        } else {
          article.undecodable = (int) (buffer.undecodableBefore(to) - undecodableBefore);
          emitter.article(article);
          return;
        }
      }
      case INCOMPLETE -> {
        reason = lines.isTerminated() ? RejectReason.MALFORMED : RejectReason.TRUNCATED;
        detail = "The line ends inside the object: " + reader.problem();
      }
      case TOO_DEEP -> reason = RejectReason.TOO_DEEP;
      case MALFORMED, LIST -> {
        // The reader has said why.
      }
    }
    emitter.reject(offset, reason, detail, lines.excerpt());
  }

  /** Says which names the record has, so that a person can map them. */
  static String noText(JsonRecordReader reader, byte[] bytes, int from, int to) {
    return "No title and no body among its fields: " + reader.describeNames(bytes, from, to);
  }
}
