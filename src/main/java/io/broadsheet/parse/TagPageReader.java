package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Takes the lines of a tag page one by one and finds the items. Lines that may be the head of an
 * item are held back until the head is whole or proves to be none; then they belong to the body of
 * the item before.
 */
final class TagPageReader {
  /** Blank lines between items whose outlet is named, unless the page shows fewer at its start. */
  private static final int USUAL_GAP = 2;

  private static final int LONGEST_OUTLET = 200;
  private static final int MOST_BULLETS = 64;

  /** What was read of a head so far. */
  private enum Head {
    NONE,
    OUTLET,
    DATE,
    BULLETS
  }

  private final Emitter emitter;
  private final int limit;

  private String tag = "";
  private int gap = USUAL_GAP;
  private int blankLines;

  /** True at the start of the page and behind its headline, where any gap will do. */
  private boolean isAtTop = true;

  private Head head = Head.NONE;

  /** The lines of the head so far, and of the first of them the offset. */
  private final List<String> held = new ArrayList<>();

  private long heldOffset;
  private int heldBytes;
  private int heldUndecodable;
  private int heldGap;

  /** The item being read; empty before the first. */
  private Optional<RawArticle> item = Optional.empty();

  private final StringBuilder body = new StringBuilder();
  private long itemBytes;

  /** Text before the first item: where it starts and how. */
  private long strayOffset = -1;

  private String strayExcerpt = "";

  TagPageReader(Emitter emitter, int limit) {
    this.emitter = emitter;
    this.limit = limit;
  }

  /** Takes the next line. */
  void line(Lines line) {
    if (line.isTooLong()) {
      dropHead();
      itemBytes = limit + 1L;
      addToBody(line, "");
      return;
    }
    String text = line.text();
    if (head != Head.NONE) {
      if (continuesHead(text)) {
        hold(line, text);
        return;
      }
      if (head == Head.BULLETS && !text.isBlank()) {
        startItem(line, text);
        return;
      }
      dropHead();
    }
    if (text.isBlank()) {
      blankLines++;
      itemBytes++;
    } else if (!isHeadline(text) && !startsHead(line, text)) {
      addToBody(line, text);
    }
  }

  /** Takes the end of the page. */
  void end() {
    dropHead();
    endItem();
  }

  private boolean continuesHead(String text) {
    boolean isDate = TagPageFormat.DATE.matcher(text).matches();
    boolean isBullet = TagPageFormat.BULLET.matcher(text).matches();
    switch (head) {
      case OUTLET -> {
        if (isDate) {
          head = Head.DATE;
        }
        return isDate;
      }
      case DATE, BULLETS -> {
        boolean goesOn = isBullet && held.size() < MOST_BULLETS;
        if (goesOn) {
          head = Head.BULLETS;
        }
        return goesOn;
      }
      case NONE -> throw new IllegalStateException("No head");
    }
    throw new IllegalStateException("Unreachable");
  }

  private boolean startsHead(Lines line, String text) {
    if (TagPageFormat.DATE.matcher(text).matches()) {
      if (!isAtTop && blankLines == 0) {
        return false;
      }
      head = Head.DATE;
    } else {
      boolean isGap = isAtTop || blankLines >= gap;
      if (!isGap
          || text.length() > LONGEST_OUTLET
          || TagPageFormat.BULLET.matcher(text).matches()) {
        return false;
      }
      head = Head.OUTLET;
    }
    heldOffset = line.offset();
    heldGap = blankLines;
    hold(line, text);
    return true;
  }

  private void hold(Lines line, String text) {
    held.add(text);
    heldBytes += line.to() - line.from();
    heldUndecodable += line.undecodable();
  }

  private boolean isHeadline(String text) {
    Matcher matcher = TagPageFormat.HEADLINE.matcher(text);
    if ((!isAtTop && blankLines < gap) || !matcher.matches()) {
      return false;
    }
    endItem();
    tag = matcher.group(1);
    isAtTop = true;
    blankLines = 0;
    return true;
  }

  /** The head was none: its lines are body. */
  private void dropHead() {
    if (head == Head.NONE) {
      return;
    }
    for (String text : held) {
      appendToBody(text, heldOffset, text);
    }
    itemBytes += heldBytes;
    item.ifPresent(article -> article.undecodable += heldUndecodable);
    forgetHead();
  }

  private void forgetHead() {
    head = Head.NONE;
    held.clear();
    heldBytes = 0;
    heldUndecodable = 0;
  }

  private void startItem(Lines titleLine, String title) {
    endItem();
    RawArticle article = new RawArticle(emitter.source(heldOffset));
    int dateLine = TagPageFormat.DATE.matcher(held.get(0)).matches() ? 0 : 1;
    if (dateLine == 1) {
      article.outlet = held.get(0).strip();
    }
    article.published = held.get(dateLine).strip();
    article.dayFirstDeclared = true;
    for (String bullet : held.subList(dateLine + 1, held.size())) {
      Matcher matcher = TagPageFormat.BULLET.matcher(bullet);
      if (matcher.matches()) {
        article.topics.add(matcher.group(1));
      }
    }
    int last = article.topics.size() - 1;
    if (article.topics.get(last).equalsIgnoreCase(article.outlet)) {
      article.topics.remove(last);
    }
    if (!tag.isEmpty()) {
      article.tags.add(tag);
    }
    article.title = title;
    article.undecodable = heldUndecodable + titleLine.undecodable();
    if (isAtTop) {
      gap = dateLine == 0 ? USUAL_GAP : Math.max(1, Math.min(heldGap, USUAL_GAP));
    }
    item = Optional.of(article);
    itemBytes = (long) heldBytes + title.length();
    isAtTop = false;
    blankLines = 0;
    forgetHead();
  }

  private void addToBody(Lines line, String text) {
    itemBytes += line.to() - line.from();
    item.ifPresent(article -> article.undecodable += line.undecodable());
    appendToBody(text, line.offset(), line.excerpt());
  }

  private void appendToBody(String text, long offset, String excerpt) {
    isAtTop = false;
    if (item.isEmpty()) {
      if (strayOffset < 0) {
        strayOffset = offset;
        strayExcerpt = excerpt;
      }
    } else if (itemBytes <= limit) {
      if (body.length() > 0) {
        body.append("\n".repeat(blankLines + 1));
      }
      body.append(text);
    } else {
      body.setLength(0);
    }
    blankLines = 0;
  }

  private void endItem() {
    if (strayOffset >= 0) {
      emitter.reject(
          strayOffset,
          RejectReason.MALFORMED,
          "Text that stands below no item's head (outlet, date, topics, title)",
          strayExcerpt);
      strayOffset = -1;
    }
    item.ifPresent(this::hand);
    item = Optional.empty();
    body.setLength(0);
    itemBytes = 0;
  }

  private void hand(RawArticle article) {
    if (itemBytes > limit) {
      emitter.reject(
          article.source.offset(),
          RejectReason.TOO_LARGE,
          "The item is larger than " + limit + " bytes",
          article.title);
    } else {
      article.body = body.toString();
      emitter.article(article);
    }
  }
}
