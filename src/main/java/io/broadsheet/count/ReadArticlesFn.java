package io.broadsheet.count;

import io.broadsheet.article.Article;
import io.broadsheet.article.DateStatus;
import io.broadsheet.article.Rejection;
import io.broadsheet.article.UserException;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.count.FindDuplicates.Reading;
import io.broadsheet.read.ArticleOutput;
import io.broadsheet.read.InputFile;
import io.broadsheet.read.ReadTask;
import io.broadsheet.read.RecordReader;
import io.broadsheet.state.Pack;
import io.broadsheet.state.PackReader;
import io.broadsheet.state.PackWriter;
import io.broadsheet.state.PackedFile;
import io.broadsheet.state.Product;
import io.broadsheet.state.RunTask;
import io.broadsheet.state.WindowRanges;
import io.broadsheet.text.LanguageDetector;
import io.broadsheet.text.TextRules;
import io.broadsheet.text.Tokenizer;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

/**
 * Reads one task, article by article, into blocks, and keeps them for later runs; or gives again
 * what an earlier run kept.
 */
final class ReadArticlesFn extends DoFn<byte[], KV<Integer, byte[]>> {
  /** All blocks of a task that are under construction; beyond it they travel on. */
  static final int MEMORY_OF_BLOCKS = 48 << 20;

  private static final int REJECTIONS_PER_OUTCOME = 1000;
  private static final long MODIFIED_JUST_NOW_MILLIS = 2_000;

  private final RecordReader reader;
  private final WindowScheme scheme;
  private final Shards shards;
  private final TextRules text;
  private final EvidenceSettings settings;
  private final Memory memory;
  private transient Tokenizer tokenizer;
  private transient LanguageDetector detector;

  ReadArticlesFn(
      RecordReader reader,
      WindowScheme scheme,
      Shards shards,
      TextRules text,
      EvidenceSettings settings,
      Memory memory) {
    this.reader = reader;
    this.scheme = scheme;
    this.shards = shards;
    this.text = text;
    this.settings = settings;
    this.memory = memory;
  }

  @Setup
  public void setUp() {
    tokenizer = text.stems() ? Tokenizer.thatStems() : new Tokenizer();
    if (text.detectsLanguages()) {
      detector =
          text.languages().isEmpty()
              ? new LanguageDetector()
              : new LanguageDetector(Set.copyOf(text.languages()));
    }
  }

  @ProcessElement
  public void process(@Element byte[] task, MultiOutputReceiver output) throws IOException {
    Product.Taker outputs = new Outputs(output);
    RunTask runTask = RunTask.fromBytes(task);
    if (runTask instanceof RunTask.Replay replay) {
      PackReader.read(memory.folder().pack(replay.pack()), outputs);
    } else if (runTask instanceof RunTask.Read read) {
      for (RunTask.NewPack pack : read.packs()) {
        if (pack.name().isEmpty()) {
          new Blocks(outputs, read.ranges()).read(pack);
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
    try (PackWriter writer = PackWriter.create(memory.folder().pack(name))) {
      Blocks blocks =
          new Blocks(
              (product, key, timestamp, bytes) -> {
                writer.take(product, key, timestamp, bytes);
                outputs.take(product, key, timestamp, bytes);
              },
              ranges);
      blocks.read(pack);
      Pack made = blocks.pack(name, writer.finish());
      memory.folder().keep(made, memory.context());
      outputs.take(Product.OUTCOME, 0, 0, new Outcome.Packed(made).toBytes());
    }
  }

  /** Sends each product on its way. */
  private record Outputs(MultiOutputReceiver output) implements Product.Taker {
    @Override
    public void take(Product product, int key, long timestamp, byte[] bytes) {
      switch (product) {
        case BLOCK ->
            output
                .get(ReadArticles.BLOCKS)
                .outputWithTimestamp(KV.of(key, bytes), Instant.ofEpochMilli(timestamp));
        case READINGS -> output.get(ReadArticles.READINGS).output(KV.of(key, bytes));
        case FINGERPRINTS -> output.get(ReadArticles.FINGERPRINTS).output(KV.of(key, bytes));
        case LINES -> output.get(ReadArticles.LINES).output(KV.of(key, bytes));
        case SKETCHES -> output.get(ReadArticles.SKETCHES).output(KV.of(key, bytes));
        case OUTCOME -> output.get(ReadArticles.OUTCOMES).output(bytes);
      }
    }
  }

  /** Where a block goes. */
  private record Destination(long runStart, int shard) {}

  /** The blocks that one task, or pack, fills. */
  private final class Blocks implements ArticleOutput {
    private final Product.Taker output;
    private final WindowRanges wanted;
    private final CopyEvidence evidence =
        settings.copies().find()
            ? new CopyEvidence(settings.copies(), scheme.zone(), shards.count())
            : null;
    private final StorySketches sketches = settings.stories().find() ? new StorySketches() : null;
    private final ArticleBlockBuilder<Destination> builder =
        new ArticleBlockBuilder<>(evidence == null ? null : evidence.fingerprinter(), sketches);
    private final ByteWriter[] readings = new ByteWriter[shards.count()];
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<PackedFile> files = new ArrayList<>();
    private final SortedMap<Long, Long> windows = new TreeMap<>();
    private final SortedMap<Long, Long> outsideWindows = new TreeMap<>();
    private long future;
    private long firstRead;
    private long articles;
    private long rejected;
    private long outside;

    Blocks(Product.Taker output, WindowRanges wanted) {
      this.output = output;
      this.wanted = wanted;
      Arrays.setAll(readings, shard -> new ByteWriter(1 << 10));
    }

    void read(RunTask.NewPack pack) throws IOException {
      List<ReadTask.Range> ranges = pack.files().ranges();
      for (int i = 0; i < ranges.size(); i++) {
        read(ranges.get(i), pack.firstRead().get(i));
      }
      finish();
    }

    private void read(ReadTask.Range range, long readFirst) throws IOException {
      firstRead = readFirst;
      articles = 0;
      rejected = 0;
      outside = 0;
      windows.clear();
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
              windows));
    }

    /**
     * A file that was written just before it was read may be written again without a new time: such
     * a time proves nothing.
     */
    private static InputFile settled(InputFile file, long now) {
      boolean isSettled = file.modifiedMillis() < now - MODIFIED_JUST_NOW_MILLIS;
      return isSettled ? file : new InputFile(file.input(), file.name(), file.bytes(), -1);
    }

    /** What is known of the files that were read. */
    Pack pack(String name, long bytes) {
      return new Pack(name, bytes, memory.asOf(), wanted, files, outsideWindows, future);
    }

    @Override
    public void article(Article found) {
      boolean isDated = found.published().isDated();
      long[] starts =
          isDated ? scheme.startsContaining(found.published().epochMillis()) : new long[0];
      if (isDated && !wanted.contains(starts[0])) {
        outside++;
        outsideWindows.merge(starts[0], 1L, Long::sum);
        return;
      }
      articles++;
      if (found.published().status() == DateStatus.FUTURE) {
        future++;
      }
      boolean isLate = isDated && wanted.isAll() && memory.lateness().isLate(starts, firstRead);
      boolean isInWindows = isDated && !isLate;
      Article article =
          detector != null && found.language().isEmpty()
              ? found.withLanguage(detector.detect(found.title(), found.body()))
              : found;
      new Reading(
              article.duplicateKey(),
              isInWindows ? article.published().epochMillis() : Long.MAX_VALUE,
              article.id(),
              article.source().name(),
              article.source().offset())
          .writeTo(readings[shards.ofDuplicateKey(article.duplicateKey())]);
      if (!isInWindows) {
        add(article, new Destination(scheme.runStart(0), Shards.ofUndated(article.id())), !isLate);
        return;
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

    private void finish() throws IOException {
      flushBlocks();
      flushRejections();
      for (int shard = 0; shard < readings.length; shard++) {
        if (readings[shard].length() > 0) {
          output.take(Product.READINGS, shard, 0, readings[shard].toByteArray());
        }
      }
    }

    private void flushBlocks() {
      if (sketches != null && sketches.length() > 0) {
        take(Product.SKETCHES, 0, 0, builder.buildSketches());
      }
      builder.build(
          (destination, block) ->
              take(Product.BLOCK, destination.shard(), destination.runStart(), block));
      if (evidence != null) {
        evidence.flush(
            (stretch, block) -> take(Product.FINGERPRINTS, stretch, 0, block),
            (shard, lines) -> take(Product.LINES, shard, 0, lines));
      }
    }

    private void flushRejections() {
      if (!rejections.isEmpty()) {
        emit(new Outcome.Rejected(rejections));
        rejections.clear();
      }
    }

    private void emit(Outcome outcome) {
      take(Product.OUTCOME, 0, 0, outcome.toBytes());
    }

    private void take(Product product, int key, long timestamp, byte[] bytes) {
      try {
        output.take(product, key, timestamp, bytes);
      } catch (IOException e) {
        throw new UserException(
            "Cannot keep what was read for later runs in "
                + memory.folder().path()
                + ": "
                + e.getMessage()
                + ".",
            e);
      }
    }
  }
}
