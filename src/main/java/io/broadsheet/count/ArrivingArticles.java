package io.broadsheet.count;

import io.broadsheet.article.Article;
import io.broadsheet.article.Rejection;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.count.FindDuplicates.Reading;
import io.broadsheet.read.ArticleOutput;
import io.broadsheet.read.RecordReader;
import io.broadsheet.text.LanguageDetector;
import io.broadsheet.text.TextRules;
import io.broadsheet.text.Tokenizer;
import io.broadsheet.window.WindowScheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Packs the articles of a stream into a block for each window, as they arrive. Memory: {@link
 * #MEMORY} of blocks under construction.
 */
final class ArrivingArticles implements ArticleOutput {
  /** Beyond it the blocks travel on. */
  private static final int MEMORY = 16 << 20;

  private static final int REJECTIONS_PER_OUTCOME = 1000;

  /** Where things go. */
  interface Output {
    /** A block of articles for a window, see {@link WindowKeys}. */
    void block(long window, byte[] block);

    /** {@link Reading}s of a shard. */
    void readings(int shard, byte[] readings);

    /** What copies of a stretch of time are found by. */
    void fingerprints(int stretch, byte[] block);

    /** What stories of a stretch of time are found by. */
    void sketches(int stretch, byte[] block);

    void outcome(Outcome outcome);
  }

  private final WindowScheme scheme;
  private final Shards shards;
  private final Tokenizer tokenizer;
  private final LanguageDetector detector;

  /** Null if copies are not looked for. */
  private final CopyEvidence evidence;

  /** Null if stories are not looked for. */
  private final StorySketches sketches;

  private final ArticleBlockBuilder<Long> builder;
  private final DateOrders knownOrders;
  private final ByteWriter[] readings;
  private final List<Rejection> rejections = new ArrayList<>();
  private DateOrders orders = new DateOrders();
  private RecordReader reader;
  private int input;
  private Output output;
  private long articles;
  private long rejected;

  ArrivingArticles(ReportStream.Rules rules, Shards shards) {
    this.scheme = rules.scheme();
    this.shards = shards;
    this.tokenizer = rules.text().tokenizer();
    this.detector = detector(rules.text());
    EvidenceSettings settings = rules.evidence();
    this.evidence =
        settings.copies().find() ? new CopyEvidence(settings.copies(), scheme.zone(), 0) : null;
    this.sketches = settings.stories().find() ? new StorySketches(settings.stories()) : null;
    this.builder =
        new ArticleBlockBuilder<>(
            evidence == null ? null : evidence.fingerprinter(),
            sketches,
            settings.bodies(),
            false,
            1);
    this.knownOrders = rules.evidence().orders().known();
    this.readings = new ByteWriter[shards.count()];
    Arrays.setAll(readings, shard -> new ByteWriter(1 << 8));
  }

  private static LanguageDetector detector(TextRules text) {
    if (!text.detectsLanguages()) {
      return null;
    }
    return text.languages().isEmpty()
        ? new LanguageDetector()
        : new LanguageDetector(Set.copyOf(text.languages()));
  }

  /**
   * Takes what is read until the next call.
   *
   * @param from reads it
   * @param number of the input that it is read from
   * @param to where what is full goes at once
   */
  void begin(RecordReader from, int number, Output to) {
    reader = from;
    input = number;
    output = to;
    articles = 0;
    rejected = 0;
  }

  /** Articles since {@link #begin}. */
  long articles() {
    return articles;
  }

  /** Rejected records since {@link #begin}. */
  long rejected() {
    return rejected;
  }

  @Override
  public void article(Article article) {
    articles++;
    if (article.orderEvidence().isEmpty()) {
      add(article);
      return;
    }
    DateOrders.Origin origin = DateOrders.Origin.of(article, input);
    orders.add(origin, article.orderEvidence().get(), article.published().text());
    // A window can't wait for dates that are still to come: what is known decides.
    add(
        HeldArticles.isHeld(article)
            ? reader.inOrder(article, input, knownOrders.decide(origin))
            : article);
  }

  private void add(Article found) {
    Article article =
        detector != null && found.language().isEmpty()
            ? found.withLanguage(detector.detect(found.title(), found.body()))
            : found;
    boolean isDated = article.published().isDated();
    Reading reading =
        new Reading(
            article.duplicateKey(),
            isDated ? article.published().epochMillis() : Long.MAX_VALUE,
            article.id(),
            article.source().name(),
            article.source().offset());
    reading.writeTo(readings[shards.ofDuplicateKey(article.duplicateKey())]);
    boolean isFirst = true;
    for (long window : WindowKeys.of(reading, scheme)) {
      int words = builder.add(window, article, tokenizer);
      if (evidence != null && isFirst) {
        evidence.add(article, words);
      }
      if (sketches != null && isFirst) {
        sketches.keep(article);
      } else if (sketches != null) {
        sketches.forget();
      }
      isFirst = false;
    }
    if (length() >= MEMORY) {
      flush();
    }
  }

  private int length() {
    return builder.length()
        + (evidence == null ? 0 : evidence.length())
        + (sketches == null ? 0 : sketches.length());
  }

  @Override
  public void rejection(Rejection rejection) {
    rejected++;
    rejections.add(rejection);
    if (rejections.size() == REJECTIONS_PER_OUTCOME) {
      flushRejections();
    }
  }

  /** Hands over all there is. */
  void flush() {
    if (sketches != null) {
      builder.buildSketches(output::sketches);
    }
    builder.build(output::block);
    if (evidence != null) {
      evidence.flush(output::fingerprints, (shard, lines) -> {});
    }
    for (int shard = 0; shard < readings.length; shard++) {
      if (readings[shard].length() > 0) {
        output.readings(shard, readings[shard].toByteArray());
        readings[shard].clear();
      }
    }
    flushRejections();
    if (!orders.isEmpty()) {
      output.outcome(new Outcome.DatesSeen(orders));
      orders = new DateOrders();
    }
  }

  private void flushRejections() {
    if (!rejections.isEmpty()) {
      output.outcome(new Outcome.Rejected(rejections));
      rejections.clear();
    }
  }
}
