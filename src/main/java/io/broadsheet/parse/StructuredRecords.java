package io.broadsheet.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Makes articles of records that have a schema of their own (Avro, Parquet) by the rules that hold
 * for JSON: the same names, the same nested objects and lists. Each record is written as a JSON
 * object, which costs less than it is worth to have one set of rules.
 *
 * <p>Memory: one record, twice.
 */
public final class StructuredRecords {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int SHOWN_NAMES = 30;

  private final ParseOptions options;
  private final Emitter emitter;
  private final FieldNames names;
  private final JsonRecordReader reader;
  private final Output output = new Output();
  private JsonGenerator generator;
  private long bytes;

  /** Lets its bytes be read without a copy. */
  private static final class Output extends ByteArrayOutputStream {
    byte[] bytes() {
      return buf;
    }
  }

  public StructuredRecords(ParseOptions options, Emitter emitter) {
    this.options = options;
    this.emitter = emitter;
    names = FieldNames.of(options);
    reader = new JsonRecordReader(options);
  }

  /** True if a record's field of this name can fill a field of an article. */
  public boolean isWanted(String name) {
    String normalised = FieldNames.normalise(name);
    return !names.targets(normalised).isEmpty() || names.leadsFurther(normalised);
  }

  /**
   * Rejects a file that can hold no article because of how its fields are called.
   *
   * @return true if there is a field that may hold a title or a body
   */
  public boolean haveText(List<String> fields) {
    boolean mayHave = false;
    for (String field : fields) {
      String normalised = FieldNames.normalise(field);
      mayHave |= names.isText(normalised) || names.leadsFurther(normalised);
    }
    if (!mayHave) {
      String shown = String.join(", ", fields.subList(0, Math.min(fields.size(), SHOWN_NAMES)));
      emitter.reject(
          0, RejectReason.NO_TEXT, "No title and no body among its fields: " + shown, shown);
    }
    return mayHave;
  }

  /** Starts a record; its fields are written as the members of the object that is open. */
  public JsonGenerator start() throws IOException {
    output.reset();
    generator = FACTORY.createGenerator(output);
    generator.writeStartObject();
    return generator;
  }

  /**
   * Ends the record and hands on an article or a rejection.
   *
   * @param ordinal the record's number in its file, from 0
   * @param undecodable bytes of its texts that were no text
   */
  public void end(long ordinal, int undecodable) throws IOException {
    generator.writeEndObject();
    generator.close();
    int length = output.size();
    bytes += length;
    if (length > options.recordLimit()) {
      emitter.reject(
          ordinal,
          RejectReason.TOO_LARGE,
          "The record is larger than " + options.recordLimit() + " bytes",
          "");
      return;
    }
    RawArticle article = new RawArticle(emitter.source(ordinal));
    JsonRecordReader.Outcome outcome = reader.read(output.bytes(), 0, length, false, article);
    if (outcome == JsonRecordReader.Outcome.RECORD && Emitter.hasText(article)) {
      article.undecodable = undecodable;
      emitter.article(article);
      return;
    }
    RejectReason reason =
        switch (outcome) {
          case RECORD -> RejectReason.NO_TEXT;
          case TOO_DEEP -> RejectReason.TOO_DEEP;
          case MALFORMED, INCOMPLETE, LIST -> RejectReason.MALFORMED;
        };
    String detail =
        reason == RejectReason.NO_TEXT ? "Neither a title nor a body" : reader.problem();
    String excerpt =
        new String(
            output.bytes(), 0, Math.min(length, 600), java.nio.charset.StandardCharsets.UTF_8);
    emitter.reject(ordinal, reason, detail, excerpt);
  }

  /** How many bytes all records took so far, to compare them with those of the file. */
  public long bytes() {
    return bytes;
  }
}
