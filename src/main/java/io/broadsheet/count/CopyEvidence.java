package io.broadsheet.count;

import io.broadsheet.article.Article;
import io.broadsheet.article.DatePrecision;
import io.broadsheet.copies.CopySettings;
import io.broadsheet.copies.FingerprintBlock;
import io.broadsheet.copies.Fingerprinter;
import io.broadsheet.copies.OutletLines;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Gathers what copies and boilerplate are found by while articles are read: fingerprints by stretch
 * of time, and lines by outlet.
 *
 * <p>An article in the last {@code span} of a stretch is sent to the next one, too, so that every
 * pair within the span meets somewhere. Undated articles meet each other. Memory: {@link #length}.
 */
final class CopyEvidence {
  /** The key of undated articles. */
  static final int UNDATED = Integer.MIN_VALUE;

  /** About what a line takes until it is sent. */
  private static final int BYTES_PER_LINE = 200;

  private final CopySettings settings;
  private final ZoneId zone;

  /** 0 if lines are not gathered. */
  private final int lineShards;

  private final Fingerprinter fingerprinter = new Fingerprinter();
  private final Map<Integer, FingerprintBlock.Builder> blocks = new TreeMap<>();
  private OutletLines lines = new OutletLines();
  private int blockBytes;

  /**
   * @param lineShards over how many shards lines are spread; 0 if boilerplate is not looked for
   */
  CopyEvidence(CopySettings settings, ZoneId zone, int lineShards) {
    this.settings = settings;
    this.zone = zone;
    this.lineShards = lineShards;
  }

  /** Reads each article's body before {@link #add} is called with it. */
  Fingerprinter fingerprinter() {
    return fingerprinter;
  }

  /** Keeps what the fingerprinter made of an article. */
  void add(Article article, int words) {
    if (lineShards > 0) {
      lines.add(article.outlet(), article.duplicateKey(), article.body(), fingerprinter);
    }
    if (!article.published().isDated()) {
      add(article, UNDATED, 0, words);
      return;
    }
    long published = article.published().epochMillis();
    long day =
        article.published().precision() == DatePrecision.DAY ? published : startOfDay(published);
    for (int stretch : stretches(published, settings)) {
      add(article, stretch, day, words);
    }
  }

  private long startOfDay(long millis) {
    return Instant.ofEpochMilli(millis)
        .atZone(zone)
        .toLocalDate()
        .atStartOfDay(zone)
        .toInstant()
        .toEpochMilli();
  }

  private void add(Article article, int stretch, long dayMillis, int words) {
    FingerprintBlock.Builder block =
        blocks.computeIfAbsent(stretch, key -> new FingerprintBlock.Builder());
    int before = block.length();
    block.add(article, dayMillis, words, fingerprinter);
    blockBytes += block.length() - before;
  }

  /** The stretches of time in which an article is compared with others, ascending. */
  static int[] stretches(long published, CopySettings settings) {
    int stretch = Math.toIntExact(Math.floorDiv(published, settings.stretchMillis()));
    return published + settings.spanMillis() >= start(stretch + 1, settings)
        ? new int[] {stretch, stretch + 1}
        : new int[] {stretch};
  }

  /** Where a stretch begins, in epoch milliseconds. */
  static long start(int stretch, CopySettings settings) {
    return stretch * settings.stretchMillis();
  }

  /** About how many bytes of memory are in use. */
  int length() {
    return blockBytes + lines.size() * BYTES_PER_LINE;
  }

  /** Hands over what was gathered, by stretch and by shard of lines, and starts afresh. */
  void flush(BiConsumer<Integer, byte[]> fingerprints, BiConsumer<Integer, byte[]> someLines) {
    blocks.forEach((stretch, block) -> fingerprints.accept(stretch, block.build()));
    blocks.clear();
    blockBytes = 0;
    List<byte[]> parts = lines.toParts(lineShards);
    for (int shard = 0; shard < parts.size(); shard++) {
      if (parts.get(shard).length > 0) {
        someLines.accept(shard, parts.get(shard));
      }
    }
    lines = new OutletLines();
  }
}
