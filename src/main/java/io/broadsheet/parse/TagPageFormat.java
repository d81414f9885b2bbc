package io.broadsheet.parse;

import java.io.IOException;
import java.util.regex.Pattern;

/**
 * A tag page: the text of a news site's page that lists the latest articles on one tag.
 *
 * <pre>
 * Latest news with #TAG
 *
 *
 * OUTLET
 * DD-MM-YYYY
 * - TOPIC
 * - OUTLET
 * TITLE
 * BODY
 * </pre>
 *
 * <p>Items are parted by blank lines. An item whose outlet is missing starts with its date, after
 * at least one blank line; the last of its bullets may repeat the outlet. Bodies may hold blank
 * lines, dates and bullets: an item starts only where a whole head stands. The format declares that
 * dates are written day first.
 */
public final class TagPageFormat implements Format {
  static final Pattern HEADLINE = Pattern.compile("Latest news with #(\\S.*?)\\s*");
  static final Pattern DATE = Pattern.compile("\\s*\\d{2}-\\d{2}-\\d{4}\\s*");
  static final Pattern BULLET = Pattern.compile("\\s*-\\s+(\\S.*?)\\s*");

  @Override
  public String name() {
    return "tag-page";
  }

  @Override
  public String recognise(Head head) {
    String first = head.text().lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    return HEADLINE.matcher(first).matches() ? "starts with \"Latest news with #\"" : "";
  }

  @Override
  public void parse(RecordInput input, ParseOptions options, RecordOutput output)
      throws IOException {
    Utf8Buffer buffer = Utf8Buffer.open(input, options, this);
    Lines lines = new Lines(buffer, options.recordLimit());
    TagPageReader reader =
        new TagPageReader(new Emitter(input, options, output), options.recordLimit());
    while (lines.next()) {
      reader.line(lines);
    }
    reader.end();
  }
}
