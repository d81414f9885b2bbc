package io.broadsheet.parse;

import io.broadsheet.article.RejectReason;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * CSV and TSV (RFC 4180): a header row with the names of the columns, then a row for each article.
 * The delimiter and the meaning of quotes are found from the start of each file; see {@link
 * CsvDialect}.
 */
public final class CsvFormat implements Format {
  private static final int LONGEST_NAME = 60;

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String recognise(Head head) {
    return recognise(head, ParseOptions.defaults());
  }

  /**
   * A header is a row of at least two short, different names of which one is known as a title or a
   * body. Without a known name it takes rows below that all have as many fields, without blank
   * lines between them, and no path pattern, which speaks for text files.
   */
  @Override
  public String recognise(Head head, ParseOptions options) {
    byte[] text = head.utf8();
    FieldNames names = FieldNames.of(options);
    CsvDialect dialect = CsvDialect.of(text, 0, text.length, head.isWhole(), names);
    List<String> header = dialect.header();
    if (header.size() < 2
        || !head.isText()
        || !header.stream().allMatch(CsvFormat::looksLikeName)) {
      return "";
    }
    Set<String> different = new HashSet<>(header);
    int blank = different.remove("") ? 1 : 0;
    if (different.size() + blank < header.size()) {
      return "";
    }
    boolean hasText = header.stream().map(FieldNames::normalise).anyMatch(names::isText);
    boolean isRegular =
        dialect.rows() > 0
            && dialect.regular() == dialect.rows()
            && !dialect.hasGaps()
            && options.path().isEmpty();
    return hasText || isRegular
        ? "starts with a header of " + header.size() + " names" + describe(dialect.delimiter())
        : "";
  }

  /** Names are short and no sentences; the name of a row number may be empty. */
  private static boolean looksLikeName(String cell) {
    return cell.length() <= LONGEST_NAME
        && cell.chars().noneMatch(c -> c < ' ' || c == '<' || c == '{')
        && !cell.endsWith(".")
        && (cell.isEmpty() || cell.chars().anyMatch(Character::isLetter));
  }

  private static String describe(byte delimiter) {
    return switch (delimiter) {
      case '\t' -> " between tabs";
      case ',' -> " between commas";
      case ';' -> " between semicolons";
      default -> " between bars";
    };
  }

  @Override
  public void parse(RecordInput input, ParseOptions options, RecordOutput output)
      throws IOException {
    Utf8Buffer buffer = Utf8Buffer.open(input, options, this);
    boolean hasMore = true;
    while (hasMore && buffer.length() < Head.BYTES) {
      hasMore = buffer.fill();
    }
    if (buffer.length() == 0) {
      return;
    }
    FieldNames names = FieldNames.of(options);
    int sampleEnd = Math.min(buffer.end(), buffer.start() + Head.BYTES);
    boolean isWhole = !hasMore && sampleEnd == buffer.end();
    CsvDialect dialect = CsvDialect.of(buffer.bytes(), buffer.start(), sampleEnd, isWhole, names);
    Emitter emitter = new Emitter(input, options, output);
    if (dialect.header().isEmpty()) {
      emitter.reject(
          buffer.sourceOffset(buffer.start()),
          RejectReason.MALFORMED,
          "No header row in the first " + Head.BYTES + " bytes; the file was not read",
          buffer.excerpt(buffer.start(), buffer.end()));
      return;
    }
    buffer.release(dialect.headerEnd());
    new CsvRows(buffer, dialect, options, emitter).read();
  }
}
