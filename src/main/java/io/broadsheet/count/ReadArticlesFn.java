package io.broadsheet.count;

import io.broadsheet.article.Article;
import io.broadsheet.article.DateStatus;
import io.broadsheet.article.Rejection;
import io.broadsheet.read.ArticleOutput;
import io.broadsheet.read.InputFile;
import io.broadsheet.read.ReadTask;
import io.broadsheet.read.RecordReader;
import io.broadsheet.state.Pack;
import io.broadsheet.state.PackWriter;
import io.broadsheet.state.PackedFile;
import io.broadsheet.state.Product;
import io.broadsheet.state.RunTask;
import io.broadsheet.state.WindowRanges;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Reads one task, article by article, into blocks, and keeps them for later runs; or gives again
 * what an earlier run kept. Articles whose dates need an order that only the whole input can prove
 * are held back, as they are.
 */
final class ReadArticlesFn extends DoFn<byte[], KV<Integer, byte[]>> {
  private static final int REJECTIONS_PER_OUTCOME = 1000;
  private static final long MODIFIED_JUST_NOW_MILLIS = 2_000;
  private static final int BYTES_OF_HELD_ARTICLES = 4 << 20;

  private final RecordReader reader;
  private final ArticleBlocks blocks;
  private final OrderSettings orders;
  private final Memory memory;

  ReadArticlesFn(RecordReader reader, ArticleBlocks blocks, Memory memory) {
    this.reader = reader;
    this.blocks = blocks;
    this.orders = blocks.settings().orders();
    this.memory = memory;
  }

  @Setup
  public void setUp() {
    blocks.setUp();
  }

  @ProcessElement
  public void process(@Element byte[] task, MultiOutputReceiver output) throws IOException {
    Product.Taker outputs = MakeProducts.to(output);
    RunTask runTask = RunTask.fromBytes(task);
    if (runTask instanceof RunTask.Replay replay) {
      memory.products().handOn(replay.pack(), EnumSet.allOf(Product.class), outputs);
    } else if (runTask instanceof RunTask.ReplayBlocks replay) {
      memory.products().handOn(replay.pack(), EnumSet.of(Product.BLOCK), outputs);
    } else if (runTask instanceof RunTask.Read read) {
      for (RunTask.NewPack pack : read.packs()) {
        if (pack.name().isEmpty()) {
          new Reading(memory.products().themselves(outputs), read.ranges()).read(pack);
        } else {
          readIntoPack(pack, read.ranges(), outputs);
        }
      }
    }
  }

  private void readIntoPack(RunTask.NewPack pack, WindowRanges ranges, Product.Taker outputs)
      throws IOException {
    // A bundle that runs again, or twice at once, makes another pack; only one is told of.
    String name = UUID.randomUUID() + "-" + pack.name();
    HandedProducts products = memory.products();
    try (PackWriter writer = PackWriter.create(memory.folder().pack(name))) {
      Reading reading =
          new Reading(
              (product, key, timestamp, bytes) ->
                  products.handOn(
                      name, writer.write(product, key, timestamp, bytes), bytes, outputs),
              ranges);
      reading.read(pack);
      Pack made = reading.pack(name, writer.finish(reading.writer.keys()));
      memory.folder().keep(made, memory.context());
      outputs.take(Product.OUTCOME, 0, 0, new Outcome.Packed(made).toBytes());
    }
  }

  /** One task, or pack, on its way. */
  private final class Reading implements ArticleOutput {
    private final Product.Taker output;
    private final WindowRanges wanted;
    private final ArticleBlocks.Writer writer;
    private final DateOrders evidence = new DateOrders();
    private final HeldArticles held = new HeldArticles();
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<PackedFile> files = new ArrayList<>();
    private int input;
    private long firstRead;
    private long articles;
    private long rejected;
    private long outside;
    private long heldArticles;
    private long future;

    Reading(Product.Taker output, WindowRanges wanted) {
      this.output = output;
      this.wanted = wanted;
      this.writer = blocks.to(output, wanted, memory.lateness());
    }

    void read(RunTask.NewPack pack) {
      List<ReadTask.Range> ranges = pack.files().ranges();
      for (int i = 0; i < ranges.size(); i++) {
        read(ranges.get(i), pack.firstRead().get(i));
      }
      finish();
    }

    private void read(ReadTask.Range range, long readFirst) {
      if (readFirst != firstRead) {
        flushHeld();
      }
      firstRead = readFirst;
      input = range.file().input();
      articles = 0;
      rejected = 0;
      outside = 0;
      long started = System.currentTimeMillis();
      RecordReader.Reading reading = reader.read(range, this);
      InputFile file = range.file();
      emit(
          new Outcome.FileRead(
              file.name(),
              reading.format(),
              file.bytes(),
              range.start(),
              reading.sha256(),
              articles,
              rejected,
              reading.skipped()));
      files.add(
          new PackedFile(
              settled(file, started),
              range.start(),
              range.end(),
              reading.sha256(),
              firstRead,
              articles,
              rejected,
              outside,
              writer.takeWindows()));
    }

    /**
     * A file that was written just before it was read may be written again without a new time: such
     * a time proves nothing, and neither does none.
     */
    private static InputFile settled(InputFile file, long now) {
      boolean isSettled =
          file.modifiedMillis() > 0 && file.modifiedMillis() < now - MODIFIED_JUST_NOW_MILLIS;
      return isSettled ? file : new InputFile(file.input(), file.name(), file.bytes(), -1);
    }

    /** What is known of the files that were read. */
    Pack pack(String name, long bytes) {
      return new Pack(
          name, bytes, memory.asOf(), wanted, files, writer.outside(), heldArticles, false, future);
    }

    @Override
    public void article(Article article) {
      if (article.orderEvidence().isEmpty()) {
        place(article);
        return;
      }
      DateOrders.Origin origin = DateOrders.Origin.of(article, input);
      evidence.add(origin, article.orderEvidence().get(), article.published().text());
      if (!HeldArticles.isHeld(article)) {
        place(article);
      } else if (orders.waits()) {
        articles++;
        heldArticles++;
        held.add(article, input);
        if (held.length() >= BYTES_OF_HELD_ARTICLES) {
          flushHeld();
        }
      } else {
        place(reader.inOrder(article, input, orders.known().decide(origin)));
      }
    }

    private void place(Article article) {
      if (!writer.add(article, firstRead)) {
        outside++;
        return;
      }
      articles++;
      if (article.published().status() == DateStatus.FUTURE) {
        future++;
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

    private void finish() {
      writer.finish();
      flushHeld();
      flushRejections();
      if (!evidence.isEmpty()) {
        output.take(Product.ORDER_EVIDENCE, 0, 0, evidence.toBytes());
      }
    }

    private void flushHeld() {
      if (held.length() > 0) {
        output.take(Product.HELD, 0, 0, held.build(wanted, firstRead));
      }
    }

    private void flushRejections() {
      if (!rejections.isEmpty()) {
        emit(new Outcome.Rejected(rejections));
        rejections.clear();
      }
    }

    private void emit(Outcome outcome) {
      output.take(Product.OUTCOME, 0, 0, outcome.toBytes());
    }
  }
}
