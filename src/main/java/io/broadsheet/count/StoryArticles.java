package io.broadsheet.count;

import io.broadsheet.article.Hash128;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.util.HashMap;
import java.util.Map;

/** The articles in stories of two or more. Memory: some 100 bytes each. */
final class StoryArticles {
  private final Map<Hash128, Hash128> stories = new HashMap<>();

  /** Reads the blocks that a {@link Builder} makes. */
  static StoryArticles of(Iterable<byte[]> blocks) {
    StoryArticles articles = new StoryArticles();
    for (byte[] block : blocks) {
      ByteReader in = new ByteReader(block);
      while (in.hasMore()) {
        articles.stories.put(
            new Hash128(in.readLong(), in.readLong()), new Hash128(in.readLong(), in.readLong()));
      }
    }
    return articles;
  }

  /** The story of an article: the id of its first article, perhaps its own. */
  Hash128 story(Hash128 article) {
    return stories.getOrDefault(article, article);
  }

  /** Packs articles and their stories. */
  static final class Builder {
    private final ByteWriter out = new ByteWriter(1 << 10);

    void add(Hash128 article, Hash128 story) {
      out.writeLong(article.high());
      out.writeLong(article.low());
      out.writeLong(story.high());
      out.writeLong(story.low());
    }

    byte[] build() {
      return out.toByteArray();
    }
  }
}
