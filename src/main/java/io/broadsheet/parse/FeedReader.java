package io.broadsheet.parse;

import io.broadsheet.article.RejectReason;
import java.io.IOException;
import java.util.Set;

/** Reads a feed's entries, one after the other, and what the feed says of itself. */
final class FeedReader {
  private static final Set<String> CONTAINERS = Set.of("rss", "rdf:rdf", "rdf", "channel", "feed");
  private static final Set<String> ENTRIES = Set.of("item", "entry");

  /** Takes what is found. */
  interface Output {
    void entry(FeedEntry entry, int undecodable);

    void broken(long offset, RejectReason reason, String detail, String excerpt);
  }

  private final XmlRecords records;
  private final Output output;
  private boolean isFeed;
  private boolean saysTypes;
  private String title = "";
  private String language = "";
  private String link = "";

  FeedReader(XmlTokens tokens, ParseOptions options, Output output) {
    this.output = output;
    records = new XmlRecords(tokens, options, new Parts());
  }

  /** Reads to the end of the input. */
  void read() throws IOException {
    records.read();
  }

  /** True if anything was found that only feeds have. */
  boolean isFeed() {
    return isFeed;
  }

  /** True if more should have come. */
  boolean isUnfinished() {
    return records.isUnfinished();
  }

  /** The feed's title as far as it has been read, or empty. */
  String title() {
    return title;
  }

  /** The feed's language as far as it has been read, or empty. */
  String language() {
    return language;
  }

  private final class Parts implements XmlRecords.Handler {
    @Override
    public boolean isContainer(String name) {
      return CONTAINERS.contains(name);
    }

    @Override
    public boolean isRecord(String name) {
      return ENTRIES.contains(name);
    }

    @Override
    public void container(XmlElement element) {
      isFeed = true;
      saysTypes |= element.name.equals("feed");
      language = element.language.isEmpty() ? language : element.language;
    }

    @Override
    public void record(XmlElement element, int undecodable) {
      if (ENTRIES.contains(element.name)) {
        boolean isAtom = saysTypes || (!isFeed && element.name.equals("entry"));
        isFeed = true;
        output.entry(FeedEntryReader.read(element, isAtom, link), undecodable);
      } else if (isFeed) {
        ofFeed(element);
      }
    }

    private void ofFeed(XmlElement element) {
      switch (element.name) {
        case "title", "dc:title" -> {
          if (title.isEmpty()) {
            title =
                String.join(" ", FeedEntryReader.text(element, saysTypes).lines().toList()).strip();
          }
        }
        case "language", "dc:language" -> language = element.text().strip();
        case "link" -> {
          String relation = element.attribute("rel");
          String address = element.attribute("href").strip();
          address = address.isEmpty() ? element.text().strip() : address;
          boolean isOwn = relation.isEmpty() || relation.equals("alternate");
          if (isOwn && link.isEmpty() && !address.isEmpty()) {
            link = WebAddress.resolve(address, element.base);
          }
        }
        default -> {
          // Of no use for articles.
        }
      }
    }

    @Override
    public void broken(long offset, RejectReason reason, String detail, String excerpt) {
      output.broken(offset, reason, detail, excerpt);
    }
  }
}
