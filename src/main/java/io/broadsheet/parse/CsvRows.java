package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import io.broadsheet.parse.FieldNames.Target;
import java.io.IOException;
import java.util.List;

/** The rows of one CSV file below its header. */
final class CsvRows {
  /** Lines are read again after a broken row until this many times the file has been read. */
  private static final int MOST_OFTEN = 4;

  private static final int SHOWN_NAMES = 8;

  private final Utf8Buffer buffer;
  private final CsvDialect dialect;
  private final CsvRow row;
  private final Emitter emitter;
  private final FieldCollector fields;
  private final List<List<Target>> targets;
  private final int limit;

  /** Bytes that were looked at in vain, and bytes of the file that are done with. */
  private long lookedAtAgain;

  private long done;

  CsvRows(Utf8Buffer buffer, CsvDialect dialect, ParseOptions options, Emitter emitter) {
    this.buffer = buffer;
    this.dialect = dialect;
    this.emitter = emitter;
    FieldNames names = FieldNames.of(options);
    row = new CsvRow(dialect.delimiter(), dialect.isQuoted(), dialect.header().size());
    fields = new FieldCollector(options);
    targets =
        dialect.header().stream().map(name -> names.targets(FieldNames.normalise(name))).toList();
    limit = options.recordLimit();
  }

  void read() throws IOException {
    boolean isLast = false;
    while (buffer.length() > 0 || (isLast = !buffer.fill()) == false) {
      int from = buffer.start();
      switch (row.find(buffer.bytes(), from, buffer.end(), isLast)) {
        case ROW -> finish();
        case MISPLACED_QUOTE ->
            goOnAtNextLine(
                RejectReason.MALFORMED,
                "A field opens with a quote inside a quoted field, whose quote is never closed");
        case INCOMPLETE -> {
          if (buffer.length() > limit) {
            goOnAtNextLine(
                RejectReason.TOO_LARGE,
                "The row is larger than " + limit + " bytes, or a quote in it is never closed");
          } else if (isLast) {
            goOnAtNextLine(RejectReason.MALFORMED, "A quote is never closed");
          } else {
            isLast = !buffer.fillTwofold(limit + 1);
          }
        }
      }
    }
  }

  private void finish() {
    int from = buffer.start();
    int to = row.next();
    byte[] bytes = buffer.bytes();
    if (to - from > limit) {
      reject(RejectReason.TOO_LARGE, "The row is larger than " + limit + " bytes");
    } else if (row.fields() > 1 || !Utf8.isBlank(bytes, from, to)) {
      readRow(from, to);
    }
    release(to);
  }

  private void readRow(int from, int to) {
    RawArticle article = new RawArticle(emitter.source(buffer.sourceOffset(from)));
    fields.startRecord(article);
    int columns = Math.min(row.fields(), targets.size());
    for (int column = 0; column < columns; column++) {
      if (!targets.get(column).isEmpty()) {
        fields.startName(targets.get(column));
        fields.value(row.text(buffer, column));
      }
    }
    fields.endRecord();
    if (Emitter.hasText(article)) {
      long before = buffer.undecodableBefore(from);
      article.undecodable = (int) (buffer.undecodableBefore(to) - before);
      emitter.article(article);
    } else if (row.fields() != targets.size()) {
      String detail =
          "The row has " + row.fields() + " fields, the header " + targets.size() + ", and no text";
      reject(RejectReason.MALFORMED, detail);
    } else {
      reject(RejectReason.NO_TEXT, "No title and no body in its columns: " + columns());
    }
  }

  private String columns() {
    List<String> header = dialect.header();
    String names = String.join(", ", header.subList(0, Math.min(SHOWN_NAMES, header.size())));
    return header.size() > SHOWN_NAMES ? names + ", …" : names;
  }

  /**
   * Rejects the row at the buffer's start and takes the line below it as the next row: behind a
   * quote that is never closed stand rows that are none the worse for it. What was looked at for
   * the end of the quote is looked at again; so that this stays in proportion to the file's size,
   * it is skipped once it has happened too often.
   */
  private void goOnAtNextLine(RejectReason reason, String problem) throws IOException {
    int lookedAt = buffer.length();
    if (lookedAtAgain > MOST_OFTEN * (done + lookedAt)) {
      reject(reason, problem + "; " + lookedAt + " bytes were skipped");
      release(buffer.end());
    } else {
      reject(reason, problem);
    }
    skipLine();
    lookedAtAgain += Math.min(lookedAt, buffer.length());
  }

  private void skipLine() throws IOException {
    do {
      int lineEnd = Utf8.indexOf(buffer.bytes(), '\n', buffer.start(), buffer.end());
      release(lineEnd < 0 ? buffer.end() : lineEnd + 1);
      if (lineEnd >= 0) {
        return;
      }
    } while (buffer.fill());
  }

  private void release(int index) {
    done += index - buffer.start();
    buffer.release(index);
  }

  private void reject(RejectReason reason, String detail) {
    int from = buffer.start();
    emitter.reject(buffer.sourceOffset(from), reason, detail, buffer.excerpt(from, buffer.end()));
  }
}
