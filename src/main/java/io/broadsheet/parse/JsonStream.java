package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import io.broadsheet.parse.JsonRecordReader.Outcome;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One file of JSON being read: finds its records and goes on after broken ones. The brackets
 * outside the records are read here, each record by {@link JsonRecordReader}.
 */
final class JsonStream {
  /** An error so close to the end of the bytes at hand may be none once more are there. */
  private static final int NEAR_END = 16;

  /** The longest white space, and the longest first name, by which a record's start is known. */
  private static final int LONGEST_SPACE = 1_000;

  private static final int LONGEST_NAME = 256;

  private final Utf8Buffer buffer;
  private final JsonRecordReader reader;
  private final Emitter emitter;
  private final ParseOptions options;

  /** The open brackets around the place that is being read. */
  private final Deque<Character> open = new ArrayDeque<>();

  /** The name with which the last good record started. */
  private String usualName = "";

  /** True after something broken: from then on brackets prove nothing. */
  private boolean isDamaged;

  JsonStream(Utf8Buffer buffer, ParseOptions options, Emitter emitter) {
    this.buffer = buffer;
    this.emitter = emitter;
    this.options = options;
    reader = new JsonRecordReader(options);
  }

  void read() throws IOException {
    while (skipSpace()) {
      byte next = buffer.bytes()[buffer.start()];
      switch (next) {
        case '{' -> readRecord(open.isEmpty(), false);
        case '[' -> openList();
        case ']', '}' -> close(next);
        case ',' -> readComma();
        default -> readStray(next);
      }
    }
    if (!open.isEmpty() && !isDamaged) {
      String kind = open.peek() == '[' ? "a list" : "an object";
      rejectHere(RejectReason.TRUNCATED, "The file ends inside " + kind);
    }
  }

  /** Goes to the next byte that is no white space and no record separator (RFC 7464). */
  private boolean skipSpace() throws IOException {
    while (true) {
      int at = buffer.start();
      while (at < buffer.end() && (Utf8.isSpace(buffer.bytes()[at]) || isSeparator(at))) {
        at++;
      }
      buffer.release(at);
      if (at < buffer.end()) {
        return true;
      }
      if (!buffer.fill()) {
        return false;
      }
    }
  }

  private boolean isSeparator(int at) {
    return buffer.bytes()[at] == 0x1e;
  }

  private void skip(int count) {
    buffer.release(buffer.start() + count);
  }

  private void openList() {
    if (open.size() < options.nestingLimit()) {
      open.push('[');
    } else if (!isDamaged) {
      rejectHere(RejectReason.TOO_DEEP, "More than " + options.nestingLimit() + " lists in lists");
      isDamaged = true;
    }
    skip(1);
  }

  private void close(byte bracket) {
    char opening = bracket == ']' ? '[' : '{';
    if (!open.isEmpty() && open.peek() == opening) {
      open.pop();
    } else if (!isDamaged) {
      rejectHere(RejectReason.MALFORMED, "A bracket closes that was not opened");
      isDamaged = true;
    }
    skip(1);
  }

  /** After a list the rest of the object around it is read like an object of its own. */
  private void readComma() throws IOException {
    if (open.isEmpty() || open.peek() != '{') {
      skip(1);
      return;
    }
    open.pop();
    buffer.bytes()[buffer.start()] = '{';
    readRecord(true, true);
  }

  /**
   * Reads the object at the buffer's start, fetching more of the file until it is whole. Each time
   * there is twice as much as before, so that starting again costs little.
   *
   * @param mayBeList true if it may be an object around a list of articles
   * @param isRest true if it is the rest of such an object
   */
  private void readRecord(boolean mayBeList, boolean isRest) throws IOException {
    long offset = buffer.sourceOffset(buffer.start());
    long undecodableBefore = buffer.undecodableBefore(buffer.start());
    while (true) {
      RawArticle article = new RawArticle(emitter.source(offset));
      int from = buffer.start();
      int to = (int) Math.min(buffer.end(), (long) from + options.recordLimit());
      Outcome outcome = reader.read(buffer.bytes(), from, to, mayBeList, article);
      boolean isCut =
          outcome == Outcome.INCOMPLETE
              || (outcome == Outcome.MALFORMED && reader.errorAt() > to - NEAR_END);
      boolean isAtLimit = to - from == options.recordLimit();
      if (isCut && isAtLimit) {
        skipTooLarge(offset);
        return;
      }
      if (isCut && buffer.fillTwofold(options.recordLimit())) {
        continue;
      }
      switch (outcome) {
        case RECORD -> finish(article, undecodableBefore, isRest);
        case LIST -> enterList();
        case INCOMPLETE -> {
          reject(offset, RejectReason.TRUNCATED, "The file ends inside this object");
          isDamaged = true;
          buffer.release(buffer.end());
        }
        case TOO_DEEP -> goOnAfter(offset, RejectReason.TOO_DEEP);
        case MALFORMED -> goOnAfter(offset, RejectReason.MALFORMED);
      }
      return;
    }
  }

  private void finish(RawArticle article, long undecodableBefore, boolean isRest) {
    int end = reader.end();
    if (!isRest) {
      usualName = reader.firstName();
    }
    if (isRest ? !article.body.isBlank() : Emitter.hasText(article)) {
      article.undecodable = (int) (buffer.undecodableBefore(end) - undecodableBefore);
      emitter.article(article);
    } else if (!isRest) {
      reject(
          article.source.offset(),
          RejectReason.NO_TEXT,
          JsonLinesFormat.noText(reader, buffer.bytes(), buffer.start(), end));
    }
    buffer.release(end);
  }

  private void enterList() {
    for (int i = 0; i < reader.listDepth(); i++) {
      open.push('{');
    }
    open.push('[');
    buffer.release(reader.end());
  }

  /** Rejects a record that is too large and goes behind it, by its brackets, without keeping it. */
  private void skipTooLarge(long offset) throws IOException {
    reject(
        offset,
        RejectReason.TOO_LARGE,
        "The record is larger than " + options.recordLimit() + " bytes");
    int depth = 0;
    boolean isText = false;
    boolean isEscaped = false;
    do {
      byte[] bytes = buffer.bytes();
      for (int i = buffer.start(); i < buffer.end(); i++) {
        byte b = bytes[i];
        if (isEscaped) {
          isEscaped = false;
        } else if (isText) {
          isEscaped = b == '\\';
          // A text cannot hold a line feed: its closing quote is missing.
          isText = b != '"' && b != '\n';
        } else if (b == '"') {
          isText = true;
        } else if (b == '{' || b == '[') {
          depth++;
        } else if ((b == '}' || b == ']') && --depth == 0) {
          buffer.release(i + 1);
          return;
        }
      }
      buffer.release(buffer.end());
    } while (buffer.fill());
    isDamaged = true;
  }

  /** Something that is neither object nor list. */
  private void readStray(byte first) throws IOException {
    boolean isValue = first == '"' || first == '-' || (first >= '0' && first <= '9');
    if (!open.isEmpty() && (isValue || first == 't' || first == 'f' || first == 'n')) {
      rejectHere(RejectReason.MALFORMED, "An object was expected, not a lone value");
      skipValue(first == '"');
      return;
    }
    long offset = buffer.sourceOffset(buffer.start());
    goOnAt(buffer.start() + 1, "", offset, RejectReason.MALFORMED, "This is no JSON");
  }

  private void skipValue(boolean isText) throws IOException {
    skip(1);
    boolean isEscaped = false;
    do {
      byte[] bytes = buffer.bytes();
      for (int i = buffer.start(); i < buffer.end(); i++) {
        byte b = bytes[i];
        boolean isEnd = isText ? b == '"' || b == '\n' : ",]}[{ \t\r\n\"".indexOf(b) >= 0;
        if (isEnd && !isEscaped) {
          buffer.release(isText ? i + 1 : i);
          return;
        }
        isEscaped = isText && b == '\\' && !isEscaped;
      }
      buffer.release(buffer.end());
    } while (buffer.fill());
  }

  private void goOnAfter(long offset, RejectReason reason) throws IOException {
    int from = Math.max(buffer.start() + 1, beforeMissingQuote(reader.errorAt()));
    goOnAt(from, reader.firstName(), offset, reason, reader.problem());
  }

  /**
   * Where a closing quote is missing, a text goes on to the first quote of the next record, and the
   * error is behind that. Then the record's brace is right before the error.
   */
  private int beforeMissingQuote(int errorAt) {
    byte[] bytes = buffer.bytes();
    int quote = Math.min(errorAt, buffer.end()) - 1;
    for (int tries = 0; tries < 2 && quote > buffer.start() && bytes[quote] != '"'; tries++) {
      quote--;
    }
    int brace = quote - 1;
    while (brace > buffer.start() && brace > quote - LONGEST_SPACE && Utf8.isSpace(bytes[brace])) {
      brace--;
    }
    boolean isFound = brace > buffer.start() && bytes[quote] == '"' && bytes[brace] == '{';
    return isFound ? brace : errorAt;
  }

  /**
   * Rejects what starts at the buffer's start, and goes on where the next record seems to start.
   *
   * @param from where to start looking
   * @param ownName the name with which the broken record starts
   */
  private void goOnAt(int from, String ownName, long offset, RejectReason reason, String problem)
      throws IOException {
    String excerpt = buffer.excerpt(buffer.start(), buffer.end());
    isDamaged = true;
    buffer.release(from);
    boolean isFound = findRecord(ownName);
    long skipped = buffer.sourceOffset(buffer.start()) - offset;
    String consequence =
        isFound
            ? "; read on " + skipped + " bytes later"
            : "; the rest of the file, " + skipped + " bytes, was not read";
    emitter.reject(offset, reason, problem + consequence, excerpt);
  }

  /** Goes to the next place that looks like the start of a record; false if there is none. */
  private boolean findRecord(String ownName) throws IOException {
    while (true) {
      int brace = Utf8.indexOf(buffer.bytes(), '{', buffer.start(), buffer.end());
      buffer.release(brace < 0 ? buffer.end() : brace);
      boolean hasMore = true;
      while (hasMore && buffer.length() < LONGEST_SPACE + LONGEST_NAME) {
        hasMore = buffer.fill();
      }
      if (brace < 0 && buffer.length() == 0) {
        return false;
      }
      if (buffer.bytes()[buffer.start()] == '{') {
        if (startsRecord(ownName)) {
          return true;
        }
        skip(1);
      }
    }
  }

  /** True if the brace at the buffer's start is followed by a name with which records start. */
  private boolean startsRecord(String ownName) {
    byte[] bytes = buffer.bytes();
    int at = buffer.start() + 1;
    int end = Math.min(buffer.end(), at + LONGEST_SPACE);
    while (at < end && Utf8.isSpace(bytes[at])) {
      at++;
    }
    if (at >= end || bytes[at] != '"') {
      return false;
    }
    int close = Utf8.indexOf(bytes, '"', at + 1, Math.min(buffer.end(), at + LONGEST_NAME));
    if (close < 0) {
      return false;
    }
    String name = buffer.text(at + 1, close);
    boolean isAnyName = usualName.isEmpty() && ownName.isEmpty();
    return isAnyName || name.equals(usualName) || name.equals(ownName);
  }

  private void rejectHere(RejectReason reason, String detail) {
    reject(buffer.sourceOffset(buffer.start()), reason, detail);
  }

  private void reject(long offset, RejectReason reason, String detail) {
    emitter.reject(offset, reason, detail, buffer.excerpt(buffer.start(), buffer.end()));
  }
}
