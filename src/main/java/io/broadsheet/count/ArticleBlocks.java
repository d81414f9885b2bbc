package io.broadsheet.count;

import io.broadsheet.article.Article;
import io.broadsheet.article.Hash128;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.count.FindDuplicates.Reading;
import io.broadsheet.state.Lateness;
import io.broadsheet.state.PackTail;
import io.broadsheet.state.Product;
import io.broadsheet.state.WindowRanges;
import io.broadsheet.state.WindowSet;
import io.broadsheet.text.LanguageDetector;
import io.broadsheet.text.TextRules;
import io.broadsheet.text.Tokenizer;
import io.broadsheet.window.WindowScheme;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Packs articles whose dates are settled into blocks by their windows, and gathers what duplicates,
 * copies and stories are found by.
 *
 * <p>Used by one thread at a time, after {@link #setUp}. Memory: {@link #MEMORY_OF_BLOCKS}, and
 * what refers to duplicates.
 */
final class ArticleBlocks implements Serializable {
  private static final long serialVersionUID = 1;

  /** All blocks of a task that are under construction; beyond it they travel on. */
  static final int MEMORY_OF_BLOCKS = 48 << 20;

  private final WindowScheme scheme;
  private final Shards shards;
  private final TextRules text;
  private final EvidenceSettings settings;
  private transient Tokenizer tokenizer;
  private transient LanguageDetector detector;

  ArticleBlocks(WindowScheme scheme, Shards shards, TextRules text, EvidenceSettings settings) {
    this.scheme = scheme;
    this.shards = shards;
    this.text = text;
    this.settings = settings;
  }

  WindowScheme scheme() {
    return scheme;
  }

  Shards shards() {
    return shards;
  }

  TextRules text() {
    return text;
  }

  EvidenceSettings settings() {
    return settings;
  }

  /** Makes what does not travel. */
  void setUp() {
    tokenizer = text.tokenizer();
    if (text.detectsLanguages()) {
      detector =
          text.languages().isEmpty()
              ? new LanguageDetector()
              : new LanguageDetector(Set.copyOf(text.languages()));
    }
  }

  /**
   * The blocks of one task.
   *
   * @param wanted the windows whose articles are wanted
   * @param lateness which windows are closed
   */
  Writer to(Product.Taker output, WindowRanges wanted, Lateness lateness) {
    return new Writer(output, wanted, lateness);
  }

  /** Where a block goes. */
  private record Destination(long runStart, int shard) {}

  /** The blocks that one task fills. */
  final class Writer {
    private final Product.Taker output;
    private final WindowRanges wanted;
    private final Lateness lateness;
    private final SortedMap<Long, Long> windows = new TreeMap<>();
    private final SortedMap<Long, Long> outside = new TreeMap<>();
    private final CopyEvidence evidence =
        settings.copies().find()
            ? new CopyEvidence(settings.copies(), scheme.zone(), shards.count())
            : null;
    private final StorySketches sketches =
        settings.stories().find() ? new StorySketches(settings.stories()) : null;
    private final ArticleBlockBuilder<Destination> builder =
        new ArticleBlockBuilder<>(
            evidence == null ? null : evidence.fingerprinter(),
            sketches,
            settings.bodies(),
            settings.copies().dropsBoilerplate(),
            settings.sketched());
    private final ByteWriter[] readings = new ByteWriter[shards.count()];
    private final SortedMap<Long, ByteWriter> keys = new TreeMap<>();

    private Writer(Product.Taker output, WindowRanges wanted, Lateness lateness) {
      this.output = output;
      this.wanted = wanted;
      this.lateness = lateness;
      Arrays.setAll(readings, shard -> new ByteWriter(1 << 10));
    }

    /** How many articles each window has got since this was last asked, by an article's first. */
    SortedMap<Long, Long> takeWindows() {
      SortedMap<Long, Long> taken = new TreeMap<>(windows);
      windows.clear();
      return taken;
    }

    /** How many articles were left out of each window. */
    SortedMap<Long, Long> outside() {
      return outside;
    }

    /** The second halves of the duplicate keys of all articles, by window; see {@link PackTail}. */
    SortedMap<Long, long[]> keys() {
      SortedMap<Long, long[]> byWindow = new TreeMap<>();
      keys.forEach(
          (window, written) -> {
            long[] ofWindow = new long[written.length() / Long.BYTES];
            ByteReader in = written.reader();
            Arrays.setAll(ofWindow, i -> in.readLong());
            byWindow.put(window, ofWindow);
          });
      return byWindow;
    }

    /**
     * Takes an article.
     *
     * @param firstRead the "now" of the run that read its file first
     * @return whether its windows are wanted; if not, it is left out
     */
    boolean add(Article found, long firstRead) {
      boolean isDated = found.published().isDated();
      long[] starts =
          isDated ? scheme.startsContaining(found.published().epochMillis()) : new long[0];
      if (isDated && !wanted.contains(starts[0])) {
        outside.merge(starts[0], 1L, Long::sum);
        return false;
      }
      boolean isLate = wanted.isAll() && lateness.isLate(starts, firstRead);
      Article article =
          detector != null && found.language().isEmpty()
              ? found.withLanguage(detector.detect(found.title(), found.body()))
              : found;
      boolean isInWindows = isDated && !isLate;
      new Reading(
              article.duplicateKey(),
              isInWindows ? article.published().epochMillis() : Long.MAX_VALUE,
              article.id(),
              article.source().name(),
              article.source().offset())
          .writeTo(readings[shards.ofDuplicateKey(article.duplicateKey())]);
      keep(article.duplicateKey(), isInWindows ? starts[0] : WindowSet.NO_WINDOW);
      if (isLate) {
        // It stands in the reconciliation of the window for which it is late.
        keep(article.duplicateKey(), starts[0]);
      }
      if (!isInWindows) {
        int shard = Shards.ofUndated(article.id());
        add(article, new Destination(scheme.runStart(0), shard), !isLate);
        return true;
      }
      windows.merge(starts[0], 1L, Long::sum);
      Destination previous = null;
      for (long start : starts) {
        Destination destination = new Destination(scheme.runStart(start), shards.ofWindow(start));
        if (!destination.equals(previous)) {
          add(article, destination, previous == null);
        }
        previous = destination;
      }
      return true;
    }

    private void keep(Hash128 duplicateKey, long window) {
      keys.computeIfAbsent(window, start -> new ByteWriter(64)).writeLong(duplicateKey.low());
    }

    private void add(Article article, Destination destination, boolean isFirst) {
      int words = builder.add(destination, article, tokenizer);
      if (evidence != null && isFirst) {
        evidence.add(article, words);
      }
      if (sketches != null) {
        if (isFirst) {
          sketches.keep(article);
        } else {
          sketches.forget();
        }
      }
      int length =
          builder.length()
              + (evidence == null ? 0 : evidence.length())
              + (sketches == null ? 0 : sketches.length());
      if (length >= MEMORY_OF_BLOCKS) {
        flushBlocks();
      }
    }

    /** Hands over what is left. */
    void finish() {
      flushBlocks();
      if (builder.sketch() != null) {
        output.take(Product.TERM_SKETCH, 0, 0, builder.sketch().toBytes());
      }
      for (int shard = 0; shard < readings.length; shard++) {
        if (readings[shard].length() > 0) {
          output.take(Product.READINGS, shard, 0, readings[shard].toByteArray());
        }
      }
    }

    private void flushBlocks() {
      if (sketches != null) {
        builder.buildSketches((stretch, block) -> output.take(Product.SKETCHES, stretch, 0, block));
      }
      builder.build(
          (destination, block) ->
              output.take(Product.BLOCK, destination.shard(), destination.runStart(), block));
      if (evidence != null) {
        evidence.flush(
            (stretch, block) -> output.take(Product.FINGERPRINTS, stretch, 0, block),
            (shard, lines) -> output.take(Product.LINES, shard, 0, lines));
      }
    }
  }
}
