package io.broadsheet.count;

import io.broadsheet.article.Article;
import io.broadsheet.article.Rejection;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.count.FindDuplicates.Reading;
import io.broadsheet.read.ArticleOutput;
import io.broadsheet.read.ReadTask;
import io.broadsheet.read.RecordReader;
import io.broadsheet.text.LanguageDetector;
import io.broadsheet.text.TextRules;
import io.broadsheet.text.Tokenizer;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

/** Reads one task, article by article, into blocks. */
final class ReadArticlesFn extends DoFn<byte[], KV<Integer, byte[]>> {
  /** All blocks of a task that are under construction; beyond it they travel on. */
  static final int MEMORY_OF_BLOCKS = 48 << 20;

  private static final int REJECTIONS_PER_OUTCOME = 1000;

  private final RecordReader reader;
  private final WindowScheme scheme;
  private final Shards shards;
  private final TextRules text;
  private final EvidenceSettings settings;
  private transient Tokenizer tokenizer;
  private transient LanguageDetector detector;

  ReadArticlesFn(
      RecordReader reader,
      WindowScheme scheme,
      Shards shards,
      TextRules text,
      EvidenceSettings settings) {
    this.reader = reader;
    this.scheme = scheme;
    this.shards = shards;
    this.text = text;
    this.settings = settings;
  }

  @Setup
  public void setUp() {
    tokenizer = text.tokenizer();
    if (text.detectsLanguages()) {
      detector =
          text.languages().isEmpty()
              ? new LanguageDetector()
              : new LanguageDetector(Set.copyOf(text.languages()));
    }
  }

  @ProcessElement
  public void process(@Element byte[] task, MultiOutputReceiver output) throws IOException {
    Blocks blocks = new Blocks(output);
    for (ReadTask.Range range : ReadTask.fromBytes(task).ranges()) {
      blocks.read(range);
    }
    blocks.finish();
  }

  /** Where a block goes. */
  private record Destination(long runStart, int shard) {}

  /** The blocks that one task fills. */
  private final class Blocks implements ArticleOutput {
    private final MultiOutputReceiver output;
    private final CopyEvidence evidence =
        settings.copies().find()
            ? new CopyEvidence(settings.copies(), scheme.zone(), shards.count())
            : null;
    private final StorySketches sketches = settings.stories().find() ? new StorySketches() : null;
    private final ArticleBlockBuilder<Destination> builder =
        new ArticleBlockBuilder<>(
            evidence == null ? null : evidence.fingerprinter(),
            sketches,
            settings.bodies(),
            settings.sketched());
    private final ByteWriter[] readings = new ByteWriter[shards.count()];
    private final List<Rejection> rejections = new ArrayList<>();
    private long articles;
    private long rejected;

    Blocks(MultiOutputReceiver output) {
      this.output = output;
      Arrays.setAll(readings, shard -> new ByteWriter(1 << 10));
    }

    void read(ReadTask.Range range) throws IOException {
      articles = 0;
      rejected = 0;
      RecordReader.Reading reading = reader.read(range, this);
      emit(
          new Outcome.FileRead(
              range.file().name(),
              reading.format(),
              range.file().bytes(),
              range.start(),
              reading.sha256(),
              articles,
              rejected,
              reading.skipped()));
    }

    @Override
    public void article(Article found) {
      articles++;
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

    @Override
    public void rejection(Rejection rejection) {
      rejected++;
      rejections.add(rejection);
      if (rejections.size() == REJECTIONS_PER_OUTCOME) {
        flushRejections();
      }
    }

    void finish() {
      flushBlocks();
      flushRejections();
      if (builder.sketch() != null) {
        output.get(ReadArticles.TERM_SKETCHES).output(builder.sketch().toBytes());
      }
      for (int shard = 0; shard < readings.length; shard++) {
        if (readings[shard].length() > 0) {
          output.get(ReadArticles.READINGS).output(KV.of(shard, readings[shard].toByteArray()));
        }
      }
    }

    private void flushBlocks() {
      if (sketches != null && sketches.length() > 0) {
        output.get(ReadArticles.SKETCHES).output(KV.of(0, builder.buildSketches()));
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

    private void flushRejections() {
      if (!rejections.isEmpty()) {
        emit(new Outcome.Rejected(rejections));
        rejections.clear();
      }
    }

    private void emit(Outcome outcome) {
      output.get(ReadArticles.OUTCOMES).output(outcome.toBytes());
    }
  }
}
