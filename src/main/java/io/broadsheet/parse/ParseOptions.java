package io.broadsheet.parse;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What the job spec says about one input.
 *
 * @param fields for each of our field names the names that records use, tried in order; replaces
 *     the default names of that field
 * @param split for each of our list fields (topics, tags, authors) the separator at which one
 *     string is several values
 * @param charset the encoding to assume whatever the content says, or empty
 * @param path a pattern such as {@code {topic}/{name}.txt}, matched against the end of the file's
 *     path, whose braces name fields; empty for none
 * @param dateFrom how a date is written in the file's path, as {@link PathDate} reads it; empty for
 *     none
 * @param recordLimit the largest record in bytes
 * @param nestingLimit the deepest nesting of JSON
 * @param ratioLimit unpacked ÷ packed bytes of what a record itself packs
 */
public record ParseOptions(
    Map<String, List<String>> fields,
    Map<String, String> split,
    String charset,
    String path,
    String dateFrom,
    int recordLimit,
    int nestingLimit,
    int ratioLimit)
    implements Serializable {

  private static final int USUAL_RATIO = 250;

  public ParseOptions {
    fields = Map.copyOf(fields);
    split = Map.copyOf(split);
  }

  /** Options with the usual limit for what records pack. */
  public ParseOptions(
      Map<String, List<String>> fields,
      Map<String, String> split,
      String charset,
      String path,
      int recordLimit,
      int nestingLimit) {
    this(fields, split, charset, path, "", recordLimit, nestingLimit, USUAL_RATIO);
  }

  /** The same options for content whose encoding is known; what the spec forces stays. */
  public ParseOptions in(String knownCharset) {
    return charset.isEmpty()
        ? new ParseOptions(
            fields, split, knownCharset, path, dateFrom, recordLimit, nestingLimit, ratioLimit)
        : this;
  }

  /** The options of an input about which the spec says nothing. */
  public static ParseOptions defaults() {
    return new ParseOptions(Map.of(), Map.of(), "", "", 16 << 20, 64);
  }
}
