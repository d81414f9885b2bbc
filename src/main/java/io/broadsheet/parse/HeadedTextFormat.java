package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Headed text: lines of {@code KEY: value} or, in capitals, {@code KEY value}; a blank line; the
 * body. Another article of the file starts where, after a blank line or a ruler, a line has the key
 * with which the first article starts and is followed by another line with a key of its head.
 *
 * <p>Memory: one article.
 */
public final class HeadedTextFormat implements Format {
  private static final Pattern WITH_COLON =
      Pattern.compile("\\s{0,3}([\\p{L}][\\p{L}\\p{N}_ .-]{0,30}?)\\s{0,9}:(?!//)(?:\\s+(.*))?");
  private static final Pattern WITHOUT_COLON =
      Pattern.compile("([\\p{Lu}][\\p{Lu}\\p{N}_-]{1,30})(?:\\s+(.*))?");
  private static final Pattern RULER = Pattern.compile("\\s*([-=*#_~])\\1{2,}\\s*");
  private static final int FEWEST_LINES = 2;

  @Override
  public String name() {
    return "headed-text";
  }

  @Override
  public String recognise(Head head) {
    return recognise(head, ParseOptions.defaults());
  }

  @Override
  public String recognise(Head head, ParseOptions options) {
    if (!head.isText()) {
      return "";
    }
    HeadFields fields = new HeadFields(options);
    int lines = 0;
    int known = 0;
    boolean isEnded = false;
    Iterator<String> rest = head.text().lines().dropWhile(HeadedTextFormat::isMargin).iterator();
    while (rest.hasNext()) {
      String line = rest.next();
      String[] pair = pair(line);
      boolean goesOn = lines > 0 && !line.isBlank() && Character.isWhitespace(line.charAt(0));
      if (pair == null && goesOn) {
        continue;
      }
      if (pair == null) {
        isEnded = line.isBlank();
        break;
      }
      lines++;
      known += fields.isKnown(pair[0]) ? 1 : 0;
      if (fields.isBody(pair[0])) {
        isEnded = true;
        break;
      }
    }
    boolean isHead = lines >= FEWEST_LINES && known >= FEWEST_LINES && known * 2 >= lines;
    return isHead && (isEnded || lines == head.text().lines().count())
        ? "starts with " + lines + " lines of a key and a value"
        : "";
  }

  private static boolean isMargin(String line) {
    return line.isBlank() || RULER.matcher(line).matches();
  }

  /** The key and the value of a line; null if it has none. */
  private static String[] pair(String line) {
    Matcher matcher = WITH_COLON.matcher(line);
    if (!matcher.matches()) {
      matcher = WITHOUT_COLON.matcher(line);
      if (!matcher.matches()) {
        return null;
      }
    }
    String value = matcher.group(2);
    return new String[] {matcher.group(1), value == null ? "" : value.strip()};
  }

  @Override
  public void parse(RecordInput input, ParseOptions options, RecordOutput output)
      throws IOException {
    Utf8Buffer buffer = Utf8Buffer.open(input, options, this);
    Lines lines = new Lines(buffer, options.recordLimit());
    Reading reading = new Reading(new Emitter(input, options, output), options);
    while (lines.next()) {
      reading.line(lines);
    }
    reading.end();
  }

  /** One file on its way. */
  private static final class Reading {
    private final Emitter emitter;
    private final HeadFields fields;
    private final int limit;

    /** The keys of the first head; the first of them starts every article. */
    private final List<String> keys = new ArrayList<>();

    private Map<String, String> pairs = new LinkedHashMap<>();
    private StringBuilder body = new StringBuilder();
    private long offset;
    private int undecodable;
    private boolean isInHead = true;
    private boolean isTooLarge;
    private boolean isAfterGap = true;
    private String lastKey = "";
    private String excerpt = "";

    /** A line that starts the next article if a second line of a head follows. */
    private String candidate;

    private long candidateOffset;
    private int candidateUndecodable;

    Reading(Emitter emitter, ParseOptions options) {
      this.emitter = emitter;
      fields = new HeadFields(options);
      limit = options.recordLimit();
    }

    void line(Lines lines) {
      long at = lines.offset();
      int damaged = lines.undecodable();
      String text = lines.text();
      String[] pair = lines.isTooLong() ? null : pair(text);
      isTooLarge |= lines.isTooLong();
      if (excerpt.isEmpty()) {
        excerpt = lines.excerpt();
      }
      if (candidate != null) {
        String first = candidate;
        candidate = null;
        if (pair != null && keys.contains(key(pair))) {
          finish();
          start(candidateOffset, first);
          undecodable = candidateUndecodable;
          head(pair(first));
        } else {
          undecodable += candidateUndecodable;
          append(first);
        }
      }
      boolean startsArticle =
          !isInHead
              && isAfterGap
              && pair != null
              && !keys.isEmpty()
              && key(pair).equals(keys.get(0));
      if (startsArticle && keys.size() > 1) {
        candidate = text;
        candidateOffset = at;
        candidateUndecodable = damaged;
        return;
      }
      undecodable += damaged;
      isAfterGap = isMargin(text);
      if (!isInHead) {
        append(text);
      } else if (pair != null && !isContinued(text)) {
        if (pairs.isEmpty()) {
          offset = at;
        }
        head(pair);
      } else if (isContinued(text)) {
        pairs.computeIfPresent(lastKey, (key, value) -> (value + ' ' + text.strip()).strip());
      } else if (!pairs.isEmpty()) {
        isInHead = false;
        append(text);
      } else if (!isMargin(text)) {
        offset = at;
        isInHead = false;
        append(text);
      }
    }

    private boolean isContinued(String text) {
      return !pairs.isEmpty()
          && !text.isBlank()
          && (text.startsWith("  ") || text.startsWith("\t"));
    }

    private static String key(String[] pair) {
      return pair[0].toLowerCase(Locale.ROOT);
    }

    private void start(long at, String text) {
      offset = at;
      excerpt = text;
    }

    private void head(String[] pair) {
      if (isFirstArticle && !keys.contains(key(pair))) {
        keys.add(key(pair));
      }
      lastKey = pair[0];
      if (fields.isBody(pair[0])) {
        isInHead = false;
        append(pair[1]);
      } else if (!pair[1].isEmpty()) {
        pairs.merge(pair[0], pair[1], (one, other) -> one + '\n' + other);
      } else {
        pairs.putIfAbsent(pair[0], "");
      }
    }

    private boolean isFirstArticle = true;

    private void append(String line) {
      isTooLarge |= body.length() > limit - line.length();
      if (!isTooLarge) {
        body.append(line).append('\n');
      }
    }

    /** Hands on what was read, and starts anew. */
    private void finish() {
      RawArticle article = new RawArticle(emitter.source(offset));
      fields.fill(pairs, article);
      article.body = withoutRuler(body.toString());
      article.undecodable = undecodable;
      if (isTooLarge) {
        emitter.reject(
            offset,
            RejectReason.TOO_LARGE,
            "The article is larger than " + limit + " bytes",
            excerpt);
      } else if (Emitter.hasText(article)) {
        emitter.article(article);
      } else if (!pairs.isEmpty() || isFirstArticle) {
        emitter.reject(
            offset, RejectReason.NO_TEXT, "The article has neither a title nor a text", excerpt);
      }
      pairs = new LinkedHashMap<>();
      body = new StringBuilder();
      undecodable = 0;
      isInHead = true;
      isTooLarge = false;
      isFirstArticle = false;
      excerpt = "";
    }

    /** What parts an article from the next one is part of neither. */
    private static String withoutRuler(String text) {
      String stripped = text.stripTrailing();
      int last = stripped.lastIndexOf('\n');
      boolean isRuled = last >= 0 && RULER.matcher(stripped.substring(last + 1)).matches();
      return isRuled ? stripped.substring(0, last) : stripped;
    }

    void end() {
      if (candidate != null) {
        append(candidate);
        undecodable += candidateUndecodable;
        candidate = null;
      }
      finish();
    }
  }
}
