package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.article.RejectReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Feeds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, and their forerunners, well-formed or not; an
 * article an entry. The outlet is the title of the feed that an entry comes from.
 *
 * <p>They are read by tags of our own ({@link XmlTokens}) rather than by a library: those build the
 * whole document in memory, know no offsets, and refuse what is not well-formed, which a tenth of
 * the feeds out there is not.
 *
 * <p>Memory: one entry, and entries before the feed's title, up to {@link #WAITING_CHARS}.
 */
public final class FeedFormat implements Format {
  private static final int WAITING_CHARS = 4 << 20;

  @Override
  public String name() {
    return "feed";
  }

  @Override
  public String recognise(Head head) {
    String text = head.text();
    String root = XmlInput.rootName(text);
    String local = root.substring(root.indexOf(':') + 1);
    return switch (local) {
      case "rss" -> "starts with <" + root + ">";
      case "feed", "channel" ->
          text.contains("<entry")
                  || text.contains("atom")
                  || text.contains("<title")
                  || text.contains("<item")
                  || text.contains("<ITEM")
                  || text.contains("Atom")
              ? "starts with <" + root + ">"
              : "";
      case "entry" ->
          text.contains("w3.org/2005/Atom") || text.contains("purl.org/atom")
              ? "is an Atom <entry>"
              : "";
      case "rdf" ->
          text.contains("<item")
                  || text.contains("<channel")
                  || text.contains(":item")
                  || text.contains("purl.org/rss/")
                  || text.contains("my.netscape.com/")
              ? "is RDF with a <channel> or <item>s"
              : "";
      default -> "";
    };
  }

  @Override
  public void parse(RecordInput input, ParseOptions options, RecordOutput output)
      throws IOException {
    Utf8Buffer buffer = XmlInput.open(input, options, this);
    XmlTokens tokens = new XmlTokens(buffer, options.recordLimit());
    Waiting waiting = new Waiting(new Emitter(input, options, output));
    FeedReader reader = new FeedReader(tokens, options, waiting);
    waiting.reader = reader;
    String excerpt = buffer.excerpt(buffer.start(), buffer.end());
    reader.read();
    waiting.handOn();
    boolean isCutOff = reader.isUnfinished();
    if (waiting.records == 0 && (!reader.isFeed() || isCutOff || tokens.isIllFormed())) {
      String detail =
          reader.isFeed() ? "The feed is damaged and no entry is left" : "This is no feed";
      waiting.emitter.reject(
          0, isCutOff ? RejectReason.TRUNCATED : RejectReason.MALFORMED, detail, excerpt);
    }
  }

  /** Keeps entries back until the feed's title is known, which is their outlet. */
  private static final class Waiting implements FeedReader.Output {
    private record Held(FeedEntry entry, int undecodable) {}

    private final Emitter emitter;
    private final List<Held> held = new ArrayList<>();
    private FeedReader reader;
    private long heldChars;
    private long records;

    Waiting(Emitter emitter) {
      this.emitter = emitter;
    }

    @Override
    public void entry(FeedEntry entry, int undecodable) {
      records++;
      held.add(new Held(entry, undecodable));
      heldChars += 500 + entry.summary().length() + entry.content().length();
      if (!reader.title().isEmpty() || heldChars > WAITING_CHARS) {
        handOn();
      }
    }

    @Override
    public void broken(long offset, RejectReason reason, String detail, String excerpt) {
      records++;
      emitter.reject(offset, reason, detail, excerpt);
    }

    void handOn() {
      for (Held one : held) {
        FeedEntry entry = one.entry();
        RawArticle article =
            entry.article(emitter.source(entry.offset()), reader.title(), reader.language());
        article.undecodable = one.undecodable();
        if (Emitter.hasText(article)) {
          emitter.article(article);
        } else {
          emitter.reject(
              entry.offset(),
              RejectReason.NO_TEXT,
              "The entry has neither a title nor a text",
              entry.link().isEmpty() ? entry.id() : entry.link());
        }
      }
      held.clear();
      heldChars = 0;
    }
  }
}
