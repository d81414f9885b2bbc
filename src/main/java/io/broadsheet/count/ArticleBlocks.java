package io.broadsheet.count;

import io.broadsheet.article.Article;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.count.FindDuplicates.Reading;
import io.broadsheet.text.LanguageDetector;
import io.broadsheet.text.TextRules;
import io.broadsheet.text.Tokenizer;
import io.broadsheet.window.WindowScheme;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

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

  /** The blocks of one task, on their way to the tags of {@link ReadArticles}. */
  Writer to(MultiOutputReceiver output) {
    return new Writer(output);
  }

  /** Where a block goes. */
  private record Destination(long runStart, int shard) {}

  /** The blocks that one task fills. */
  final class Writer {
    private final MultiOutputReceiver output;
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

    private Writer(MultiOutputReceiver output) {
      this.output = output;
      Arrays.setAll(readings, shard -> new ByteWriter(1 << 10));
    }

    void add(Article found) {
      Article article =
          detector != null && found.language().isEmpty()
              ? found.withLanguage(detector.detect(found.title(), found.body()))
              : found;
      boolean isDated = article.published().isDated();
      new Reading(
              article.duplicateKey(),
              isDated ? article.published().epochMillis() : Long.MAX_VALUE,
              article.id(),
              article.source().name(),
              article.source().offset())
          .writeTo(readings[shards.ofDuplicateKey(article.duplicateKey())]);
      if (!isDated) {
        add(article, new Destination(scheme.runStart(0), Shards.ofUndated(article.id())), true);
        return;
      }
      Destination previous = null;
      for (long start : scheme.startsContaining(article.published().epochMillis())) {
        Destination destination = new Destination(scheme.runStart(start), shards.ofWindow(start));
        if (!destination.equals(previous)) {
          add(article, destination, previous == null);
        }
        previous = destination;
      }
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
        output.get(ReadArticles.TERM_SKETCHES).output(KV.of(0, builder.sketch().toBytes()));
      }
      for (int shard = 0; shard < readings.length; shard++) {
        if (readings[shard].length() > 0) {
          output.get(ReadArticles.READINGS).output(KV.of(shard, readings[shard].toByteArray()));
        }
      }
    }

    private void flushBlocks() {
      if (sketches != null) {
        builder.buildSketches(
            (stretch, block) -> output.get(ReadArticles.SKETCHES).output(KV.of(stretch, block)));
      }
      builder.build(
          (destination, block) ->
              output
                  .get(ReadArticles.BLOCKS)
                  .outputWithTimestamp(
                      KV.of(destination.shard(), block),
                      Instant.ofEpochMilli(destination.runStart())));
      if (evidence != null) {
        evidence.flush(
            (stretch, block) -> output.get(ReadArticles.FINGERPRINTS).output(KV.of(stretch, block)),
            (shard, lines) -> output.get(ReadArticles.LINES).output(KV.of(shard, lines)));
      }
    }
  }
}
