package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.state.Archive;
import io.broadsheet.state.Pack;
import io.broadsheet.state.Product;
import io.broadsheet.state.RunTask;
import io.broadsheet.state.WindowLedger;
import io.broadsheet.state.WindowSet;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Decides, once new files have been read, which windows of an archive must be made again, and which
 * of its packs are given again for them.
 *
 * <p>Input: the {@link Pack}s that were made, as bytes. Output: tasks that replay packs, the small
 * products of all other packs, and the {@link WindowSet}. Memory: eight bytes for each article of
 * the archive, in one place.
 */
final class DecideReplays extends PTransform<PCollection<byte[]>, PCollectionTuple> {
  static final TupleTag<KV<Integer, byte[]>> TASKS = new TupleTag<>() {};
  static final TupleTag<byte[]> WINDOWS = new TupleTag<>() {};

  private final Archive archive;
  private final WindowScheme scheme;
  private final long keptFrom;

  private DecideReplays(Archive archive, WindowScheme scheme, long keptFrom) {
    this.archive = archive;
    this.scheme = scheme;
    this.keptFrom = keptFrom;
  }

  /**
   * Of an archive.
   *
   * @param keptFrom windows that end at or before it are no longer kept
   */
  static DecideReplays of(Archive archive, WindowScheme scheme, long keptFrom) {
    return new DecideReplays(archive, scheme, keptFrom);
  }

  @Override
  public PCollectionTuple expand(PCollection<byte[]> packs) {
    PCollectionView<Iterable<byte[]>> view = packs.apply("SharePacks", ShareBlocks.asSideInput());
    PCollectionTuple decided =
        packs
            .getPipeline()
            .apply("Once", OnceAfter.of(List.of(view)))
            .apply(
                "Decide",
                ParDo.of(new DecideFn(archive, scheme, keptFrom, view))
                    .withSideInputs(view)
                    .withOutputTags(
                        TASKS,
                        TupleTagList.of(WINDOWS)
                            .and(ReadArticles.READINGS)
                            .and(ReadArticles.OUTCOMES)
                            .and(ReadArticles.ORDER_EVIDENCE)));
    KvCoder<Integer, byte[]> keyed = KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());
    decided.get(TASKS).setCoder(keyed);
    decided.get(ReadArticles.READINGS).setCoder(keyed);
    decided.get(WINDOWS).setCoder(ByteArrayCoder.of());
    decided.get(ReadArticles.OUTCOMES).setCoder(ByteArrayCoder.of());
    decided.get(ReadArticles.ORDER_EVIDENCE).setCoder(ByteArrayCoder.of());
    return decided;
  }

  static final class DecideFn extends DoFn<KV<Integer, Iterable<Integer>>, KV<Integer, byte[]>> {
    private final Archive archive;
    private final WindowScheme scheme;
    private final long keptFrom;
    private final PCollectionView<Iterable<byte[]>> packsView;

    DecideFn(
        Archive archive,
        WindowScheme scheme,
        long keptFrom,
        PCollectionView<Iterable<byte[]>> packsView) {
      this.archive = archive;
      this.scheme = scheme;
      this.keptFrom = keptFrom;
      this.packsView = packsView;
    }

    @ProcessElement
    public void process(ProcessContext context) throws IOException {
      List<Pack> read = new ArrayList<>();
      for (byte[] pack : ShareBlocks.read(context, packsView)) {
        read.add(Pack.fromBytes(pack));
      }
      WindowSet windows = decide(read, context);
      ByteWriter out = new ByteWriter(256);
      windows.writeTo(out);
      context.output(WINDOWS, out.toByteArray());
      context.output(ReadArticles.OUTCOMES, new Outcome.Remade(windows).toBytes());
    }

    private WindowSet decide(List<Pack> read, ProcessContext context) throws IOException {
      Tasks tasks = new Tasks(context);
      if (read.stream().anyMatch(pack -> pack.held() > 0)) {
        // They wait for an order of day and month, and can belong to any window.
        archive.kept().forEach(pack -> tasks.add(new RunTask.Replay(pack)));
        archive.added().forEach(pack -> tasks.add(new RunTask.Replay(pack)));
        return WindowSet.all();
      }
      List<Outcome.Tallied> expired = new ArrayList<>();
      WindowSet made =
          archive.decide(
              read,
              keptAgain(),
              DecideFn::keep,
              new Archive.Needs() {
                @Override
                public void blocks(String pack) {
                  tasks.add(new RunTask.ReplayBlocks(pack));
                }

                @Override
                public void product(Product product, int key, byte[] bytes) {
                  if (product == Product.READINGS) {
                    context.output(ReadArticles.READINGS, KV.of(key, bytes));
                  } else if (product == Product.OUTCOME
                      && Outcome.fromBytes(bytes) instanceof Outcome.Tallied tallied) {
                    expired.add(tallied);
                  } else {
                    context.output(
                        product == Product.OUTCOME
                            ? ReadArticles.OUTCOMES
                            : ReadArticles.ORDER_EVIDENCE,
                        bytes);
                  }
                }
              });
      // Of windows that stay as they were, that is known.
      for (Outcome.Tallied tallied : expired) {
        SortedMap<Long, Tally> ofMade = new TreeMap<>(tallied.windows());
        ofMade.keySet().retainAll(made.starts());
        context.output(ReadArticles.OUTCOMES, new Outcome.Tallied(ofMade).toBytes());
      }
      return made;
    }

    /** Windows that were not kept and would be now: the clock was set back. */
    private List<Long> keptAgain() {
      List<Long> windows = new ArrayList<>();
      for (Map.Entry<Long, WindowLedger.Entry> window : archive.ledger().windows().entrySet()) {
        long start = window.getKey();
        if (start != WindowSet.NO_WINDOW
            && scheme.end(start) > keptFrom
            && Tally.fromBytes(window.getValue().tally()).expired() > 0) {
          windows.add(start);
        }
      }
      return windows;
    }

    private static byte[] keep(byte[] readings, LongPredicate wanted) {
      ByteWriter kept = new ByteWriter(256);
      ByteReader in = new ByteReader(readings);
      while (in.hasMore()) {
        FindDuplicates.Reading reading = FindDuplicates.Reading.readFrom(in);
        if (wanted.test(reading.duplicateKey().low())) {
          reading.writeTo(kept);
        }
      }
      return kept.toByteArray();
    }
  }

  /** Numbers tasks, so that they can be spread. */
  private static final class Tasks {
    private final DoFn<?, KV<Integer, byte[]>>.ProcessContext context;
    private int count;

    Tasks(DoFn<?, KV<Integer, byte[]>>.ProcessContext context) {
      this.context = context;
    }

    void add(RunTask task) {
      context.output(KV.of(count++, task.toBytes()));
    }
  }
}
