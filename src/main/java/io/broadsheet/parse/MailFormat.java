package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mail and Usenet messages (RFC 5322, 5536 and 2045): one a file, or a mailbox of many (RFC 4155).
 * Topics are the newsgroups, the outlet the mailing list or organisation.
 *
 * <p>Memory: one message.
 */
public final class MailFormat implements Format {
  /** Messages are bytes of no one encoding; this one keeps bytes as they are. */
  private static final String BYTES = "ISO-8859-1";

  private static final Pattern HEADER = Pattern.compile("([!-9;-~]{1,70}):(?:[ \\t].*)?");
  private static final Pattern SEPARATOR = Pattern.compile("From \\S.{0,200}\\d\\d.{0,60}");
  private static final Set<String> KNOWN =
      Set.of(
          "from",
          "to",
          "subject",
          "date",
          "message-id",
          "newsgroups",
          "path",
          "received",
          "return-path",
          "reply-to",
          "mime-version",
          "content-type",
          "content-transfer-encoding",
          "organization",
          "references",
          "in-reply-to",
          "xref",
          "sender",
          "lines",
          "distribution",
          "nntp-posting-host",
          "delivered-to",
          "cc",
          "article-i.d.",
          "keywords",
          "summary",
          "followup-to",
          "approved",
          "list-id",
          "list-unsubscribe");
  private static final int FEWEST_HEADERS = 2;
  private static final int LOOKED_AT = 60;

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public String recognise(Head head) {
    int known = 0;
    int seen = 0;
    boolean hasSender = false;
    boolean isMailbox = false;
    for (String line : head.text().lines().limit(LOOKED_AT).toList()) {
      boolean isContinued = line.startsWith(" ") || line.startsWith("\t");
      if (seen == 0 && SEPARATOR.matcher(line).matches()) {
        isMailbox = true;
        continue;
      }
      Matcher header = HEADER.matcher(line);
      if (header.matches()) {
        seen++;
        String name = header.group(1).toLowerCase(Locale.ROOT);
        known += KNOWN.contains(name) ? 1 : 0;
        hasSender |= name.equals("from") || name.equals("path") || name.equals("received");
      } else if (!isContinued || seen == 0) {
        if (!line.isBlank()) {
          return "";
        }
        break;
      }
    }
    boolean isMail = hasSender && known >= FEWEST_HEADERS && known * 3 >= seen;
    return isMail ? "starts with the headers of a " + (isMailbox ? "mailbox" : "message") : "";
  }

  @Override
  public void parse(RecordInput input, ParseOptions options, RecordOutput output)
      throws IOException {
    Utf8Buffer buffer = Utf8Buffer.open(input, BYTES, this);
    Reading reading = new Reading(new Emitter(input, options, output), options);
    Lines lines = new Lines(buffer, options.recordLimit());
    while (lines.next()) {
      reading.line(lines);
    }
    reading.finish();
  }

  /** One file on its way. */
  private static final class Reading {
    private final Emitter emitter;
    private final ParseOptions options;
    private StringBuilder message = new StringBuilder();
    private long offset;
    private boolean isMailbox;
    private boolean isFirstLine = true;
    private boolean isAfterBlank = true;
    private boolean isTooLarge;
    private boolean isStarted;
    private String excerpt = "";

    Reading(Emitter emitter, ParseOptions options) {
      this.emitter = emitter;
      this.options = options;
    }

    void line(Lines lines) {
      long at = lines.offset();
      String text = lines.text();
      boolean isSeparator =
          isAfterBlank && text.startsWith("From ") && SEPARATOR.matcher(text).matches();
      isMailbox |= isFirstLine && isSeparator;
      isFirstLine &= text.isBlank() && !lines.isTooLong();
      isAfterBlank = text.isBlank() && !lines.isTooLong();
      if (excerpt.isEmpty()) {
        excerpt = lines.excerpt();
      }
      if (isMailbox && isSeparator) {
        finish();
        offset = at;
        isStarted = true;
        return;
      }
      if (!isStarted && !isAfterBlank) {
        offset = at;
        isStarted = true;
      }
      isTooLarge |= lines.isTooLong() || message.length() > options.recordLimit() - text.length();
      if (isStarted && !isTooLarge) {
        boolean isQuoted = isMailbox && text.startsWith(">From ");
        message.append(isQuoted ? text.substring(1) : text).append('\n');
      }
    }

    /** Hands on the message that was read. */
    void finish() {
      if (isStarted || isTooLarge) {
        handOn();
      }
      message = new StringBuilder();
      isTooLarge = false;
      isStarted = false;
      excerpt = "";
    }

    private void handOn() {
      if (isTooLarge) {
        emitter.reject(
            offset,
            RejectReason.TOO_LARGE,
            "The message is larger than " + options.recordLimit() + " bytes",
            excerpt);
        return;
      }
      RawArticle article = new RawArticle(emitter.source(offset));
      new MailMessage(options).read(message.toString(), article);
      if (Emitter.hasText(article)) {
        emitter.article(article);
      } else {
        emitter.reject(
            offset, RejectReason.NO_TEXT, "The message has neither a subject nor a text", excerpt);
      }
    }
  }
}
