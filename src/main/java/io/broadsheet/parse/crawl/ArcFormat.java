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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ARC, the Internet Archive's format before WARC, in both versions: a line with address, IP
 * address, date, type and length, then the response. Pages are articles, all else is skipped.
 *
 * <p>After a line that is none, reading goes on at the next line that is.
 */
public final class ArcFormat implements Format {
  private static final String FIRST = "filedesc:";
  private static final int LONGEST_LINE = 64 << 10;

  /** The address may have spaces in it, so what follows it is looked for from the end. */
  private static final Pattern VERSION_1 =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*:.*) (\\S+) (\\d{14}) (\\S+) (\\d{1,18})");

  private static final Pattern VERSION_2 =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9+.-]*:.*) (\\S+) (\\d{14}) (\\S+) \\S+ \\S+ \\S+ \\S+ \\S+"
              + " (\\d{1,18})");

  /** What seems meant as the first line of a record. */
  private static final Pattern BROKEN =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:\\S* \\S+ \\d{8,} \\S+ \\S+");

  private static final Pattern DIGITS =
      Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)");

  @Override
  public String name() {
    return "arc";
  }

  @Override
  public String recognise(Head head) {
    byte[] bytes = head.bytes();
    int length = Math.min(bytes.length, 500);
    String start = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    int end = start.indexOf('\n');
    boolean hasDate = end > 0 && start.substring(0, end).matches(".* \\d{8,} .*\\r?");
    return start.startsWith(FIRST + "//") && hasDate ? "starts with " + FIRST + "//" : "";
  }

  @Override
  public void parse(RecordInput input, ParseOptions options, RecordOutput output)
      throws IOException {
    Emitter emitter = new Emitter(input, options, output);
    Resuming.read(
        input.stream(),
        stream -> read(stream, new CrawledPages(stream, options, emitter), emitter));
  }

  private static void read(CrawlStream stream, CrawledPages pages, Emitter emitter)
      throws IOException {
    boolean isInStep = true;
    while (stream.skipLineEnds()) {
      long offset = stream.offset();
      String line = stream.readLine(LONGEST_LINE);
      Matcher header = VERSION_2.matcher(line);
      boolean isHeader = header.matches();
      if (!isHeader) {
        header = VERSION_1.matcher(line);
        isHeader = header.matches();
      }
      if (isHeader) {
        isInStep = true;
        Description record =
            new Description(
                offset,
                header.group(1),
                DIGITS.matcher(header.group(3)).replaceFirst("$1-$2-$3T$4:$5:$6Z"),
                header.group(4).equals("no-type") ? "" : header.group(4),
                "",
                Long.parseLong(header.group(5)),
                false);
        if (line.startsWith(FIRST)) {
          pages.skip(record);
        } else {
          pages.response(record);
        }
      } else if (line.startsWith(FIRST)) {
        // A description without a length; it ends where a record starts.
        isInStep = false;
      } else if (isInStep || BROKEN.matcher(line).matches()) {
        emitter.reject(
            offset, RejectReason.MALFORMED, "No record starts here; the next one is read", line);
        isInStep = false;
      }
    }
  }
}
