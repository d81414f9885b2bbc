package io.broadsheet.count;

import io.broadsheet.article.UserException;
import io.broadsheet.copies.CopySettings;
import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.text.TextRules;
import io.broadsheet.window.WindowScheme;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Makes the {@link FrequencyList} that slices are compared with, where the spec names one, and
 * shares it: of the articles of earlier windows, or of a file.
 *
 * <p>Input: the blocks that windows are written from. The windows that the list is made of
 * are counted here and once more for their own reports. Memory: {@link FrequencyList}, once more
 * while lists are added up.
 */
final class KeynessReferences
    extends PTransform<PCollection<KV<Integer, byte[]>>, PCollectionView<List<byte[]>>> {
  private static final long serialVersionUID = 1;

  private final CountFn countFn;
  private final KeynessRules.Reference reference;
  private final TextRules text;
  private final int longest;
  private final List<PCollectionView<List<byte[]>>> sideInputs;

  /**
   * @param longest how many words the longest terms have
   */
  KeynessReferences(
      ReadArticles.Result articles,
      PCollectionView<List<byte[]>> copies,
      KeynessRules.Reference reference,
      int longest) {
    this.reference = reference;
    this.text = articles.text();
    this.longest = longest;
    this.sideInputs = List.of(articles.duplicates(), copies);
    this.countFn = new CountFn(articles, copies, reference, longest);
  }

  /** The list that was shared. */
  static FrequencyList of(List<byte[]> shared) {
    FrequencyList list = new FrequencyList();
    shared.forEach(list::addAll);
    return list;
  }

  @Override
  public PCollectionView<List<byte[]>> expand(PCollection<KV<Integer, byte[]>> blocks) {
    PCollection<byte[]> lists =
        reference.isFile()
            ? blocks
                .getPipeline()
                .apply("NameFile", Create.of(reference.file()))
                .apply("ReadFile", ParDo.of(new ReadFn(text, longest)))
                .setCoder(ByteArrayCoder.of())
            : blocks
                .apply("GroupByWindowRun", GroupAwaiting.of(sideInputs))
                .apply("CountWindows", ParDo.of(countFn).withSideInputs(sideInputs))
                .setCoder(ByteArrayCoder.of())
                .apply("Unwindow", Window.into(new GlobalWindows()))
                .apply("AddUp", Combine.globally(new AddListsFn()).withoutDefaults());
    return lists.apply("Share", ShareBlocks.asSideInput());
  }

  static final class ReadFn extends DoFn<String, byte[]> {
    private static final long serialVersionUID = 1;

    private final TextRules text;
    private final int longest;

    ReadFn(TextRules text, int longest) {
      this.text = text;
      this.longest = longest;
    }

    @ProcessElement
    public void process(@Element String file, OutputReceiver<byte[]> lists) throws IOException {
      String name = "the file of keyness.reference.file, " + file;
      try (InputStream in =
          Channels.newInputStream(
              FileSystems.open(FileSystems.matchSingleFileSpec(file).resourceId()))) {
        lists.output(FrequencyFile.read(in, name, text, longest).toBytes());
      } catch (FileNotFoundException e) {
        throw new UserException(name + ", is not there", e);
      }
    }
  }

  static final class CountFn extends DoFn<KV<Integer, Iterable<byte[]>>, byte[]> {
    private static final long serialVersionUID = 1;

    private final WindowScheme scheme;
    private final Shards shards;
    private final TextRules text;
    private final HandedProducts products;
    private final CopySettings copySettings;
    private final KeynessRules.Reference reference;
    private final int longest;
    private final PCollectionView<List<byte[]>> duplicatesView;
    private final PCollectionView<List<byte[]>> copiesView;

    CountFn(
        ReadArticles.Result articles,
        PCollectionView<List<byte[]>> copiesView,
        KeynessRules.Reference reference,
        int longest) {
      this.scheme = articles.scheme();
      this.shards = articles.shards();
      this.text = articles.text();
      this.products = articles.products();
      this.copySettings = articles.evidence().copies();
      this.reference = reference;
      this.longest = longest;
      this.duplicatesView = articles.duplicates();
      this.copiesView = copiesView;
    }

    @ProcessElement
    public void process(ProcessContext context, BoundedWindow beamWindow) {
      IntervalWindow run = (IntervalWindow) beamWindow;
      int shardNumber = context.element().getKey();
      boolean isBefore = run.end().getMillis() <= reference.windowsFrom();
      boolean isBehind = run.start().getMillis() >= reference.windowsEnd();
      if (Shards.isUndated(shardNumber) || isBefore || isBehind) {
        return;
      }
      DuplicateRecords duplicates = DuplicateRecords.of(ShareBlocks.read(context, duplicatesView));
      CopiedArticles copies = CopiedArticles.of(ShareBlocks.read(context, copiesView));
      ShardArticles shard =
          new ShardArticles(
              products.open(context.element().getValue()), text, copies.boilerplate());
      Texts texts = new Texts(shard, copies, StoryArticles.of(List.of()));
      Map<Long, List<Entry>> articlesByWindow = new TreeMap<>();
      for (Entry article : shard.entries()) {
        long start = scheme.startsContaining(article.document().publishedMillis())[0];
        if (reference.hasWindow(start)
            && shards.ofWindow(start) == shardNumber
            && scheme.runStart(start) == run.start().getMillis()
            && !duplicates.contains(article.document().sourceName(), article.document().offset())) {
          articlesByWindow.computeIfAbsent(start, window -> new ArrayList<>()).add(article);
        }
      }
      FrequencyList list = new FrequencyList();
      WindowCounts.Counters counters = new WindowCounts.Counters();
      for (List<Entry> articles : articlesByWindow.values()) {
        WindowCounts counts =
            new WindowCounts(shard, texts, articles, counters, copySettings, false);
        for (int n = 1; n <= longest; n++) {
          TermCounter counter = counts.all(n);
          for (int term : counter.terms()) {
            list.add(n, counter.windowTerms().text(term), counter.termCount(term));
          }
        }
      }
      if (!articlesByWindow.isEmpty()) {
        context.output(list.toBytes());
      }
    }
  }

  static final class AddListsFn extends Combine.CombineFn<byte[], byte[], byte[]> {
    private static final long serialVersionUID = 1;

    @Override
    public byte[] createAccumulator() {
      return new FrequencyList().toBytes();
    }

    @Override
    public byte[] addInput(byte[] sum, byte[] list) {
      return of(List.of(sum, list)).toBytes();
    }

    @Override
    public byte[] mergeAccumulators(Iterable<byte[]> sums) {
      FrequencyList all = new FrequencyList();
      sums.forEach(all::addAll);
      return all.toBytes();
    }

    @Override
    public byte[] extractOutput(byte[] sum) {
      return sum;
    }
  }
}
