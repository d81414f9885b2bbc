package io.broadsheet.count;

import io.broadsheet.article.Article;
import io.broadsheet.article.Rejection;
import io.broadsheet.read.ArticleOutput;
import io.broadsheet.read.ReadTask;
import io.broadsheet.read.RecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Reads one task, article by article, into blocks. Articles whose dates need an order that only the
 * whole input can prove are held back, as they are.
 */
final class ReadArticlesFn extends DoFn<byte[], byte[]> {
  private static final int REJECTIONS_PER_OUTCOME = 1000;
  private static final int BYTES_OF_HELD_ARTICLES = 4 << 20;

  private final RecordReader reader;
  private final ArticleBlocks blocks;
  private final OrderSettings orders;

  ReadArticlesFn(RecordReader reader, ArticleBlocks blocks) {
    this.reader = reader;
    this.blocks = blocks;
    this.orders = blocks.settings().orders();
  }

  @Setup
  public void setUp() {
    blocks.setUp();
  }

  @ProcessElement
  public void process(@Element byte[] task, MultiOutputReceiver output) throws IOException {
    Reading reading = new Reading(output);
    for (ReadTask.Range range : ReadTask.fromBytes(task).ranges()) {
      reading.read(range);
    }
    reading.finish();
  }

  /** One task on its way. */
  private final class Reading implements ArticleOutput {
    private final MultiOutputReceiver output;
    private final ArticleBlocks.Writer writer;
    private final DateOrders evidence = new DateOrders();
    private final HeldArticles held = new HeldArticles();
    private final List<Rejection> rejections = new ArrayList<>();
    private int input;
    private long articles;
    private long rejected;

    Reading(MultiOutputReceiver output) {
      this.output = output;
      this.writer = blocks.to(output);
    }

    void read(ReadTask.Range range) throws IOException {
      input = range.file().input();
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
    public void article(Article article) {
      articles++;
      if (article.orderEvidence().isEmpty()) {
        writer.add(article);
        return;
      }
      DateOrders.Origin origin = DateOrders.Origin.of(article, input);
      evidence.add(origin, article.orderEvidence().get(), article.published().text());
      if (!HeldArticles.isHeld(article)) {
        writer.add(article);
      } else if (orders.waits()) {
        held.add(article, input);
        if (held.length() >= BYTES_OF_HELD_ARTICLES) {
          flushHeld();
        }
      } else {
        writer.add(reader.inOrder(article, input, orders.known().decide(origin)));
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
      writer.finish();
      flushHeld();
      flushRejections();
      if (!evidence.isEmpty()) {
        output.get(ReadArticles.ORDER_EVIDENCE).output(evidence.toBytes());
      }
    }

    private void flushHeld() {
      if (held.length() > 0) {
        output.get(ReadArticles.HELD).output(held.build());
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
