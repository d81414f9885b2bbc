package io.broadsheet.count;

import io.broadsheet.article.UserException;
import io.broadsheet.copies.CopySettings;
import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.count.ShardReader.Shard;
import io.broadsheet.text.TextRules;
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
 * <p>Input: the blocks that windows are written from. The windows that the list is made of are
 * counted here and once more for their own reports. Memory: {@link FrequencyList}, once more while
 * lists are added up.
 */
final class KeynessReferences
    extends PTransform<PCollection<KV<Integer, byte[]>>, PCollectionView<Iterable<byte[]>>> {
  private static final long serialVersionUID = 1;

  private final CountFn countFn;
  private final KeynessRules.Reference reference;
  private final TextRules text;
  private final int longest;
  private final List<PCollectionView<Iterable<byte[]>>> sideInputs;

  /**
   * @param longest how many words the longest terms have
   */
  KeynessReferences(
      ReadArticles.Result articles,
      PCollectionView<Iterable<byte[]>> copies,
      KeynessRules.Reference reference,
      int longest) {
    this.reference = reference;
    this.text = articles.text();
    this.longest = longest;
    ShardReader reader = new ShardReader(articles, copies, null);
    this.sideInputs = reader.sideInputs();
    this.countFn = new CountFn(reader, articles.evidence().copies(), reference, longest);
  }

  /** The list that was shared. */
  static FrequencyList of(List<byte[]> shared) {
    FrequencyList list = new FrequencyList();
    shared.forEach(list::addAll);
    return list;
  }

  @Override
  public PCollectionView<Iterable<byte[]>> expand(PCollection<KV<Integer, byte[]>> blocks) {
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

    private final ShardReader reader;
    private final CopySettings copySettings;
    private final KeynessRules.Reference reference;
    private final int longest;

    CountFn(
        ShardReader reader,
        CopySettings copySettings,
        KeynessRules.Reference reference,
        int longest) {
      this.reader = reader;
      this.copySettings = copySettings;
      this.reference = reference;
      this.longest = longest;
    }

    @ProcessElement
    public void process(ProcessContext context, BoundedWindow beamWindow) {
      IntervalWindow run = (IntervalWindow) beamWindow;
      boolean isBefore = run.end().getMillis() <= reference.windowsFrom();
      boolean isBehind = run.start().getMillis() >= reference.windowsEnd();
      if (Shards.isUndated(context.element().getKey()) || isBefore || isBehind) {
        return;
      }
      Shard shard = reader.open(context, beamWindow);
      Map<Long, List<Entry>> articlesByWindow = new TreeMap<>();
      for (Entry article : shard.articles().entries()) {
        long start = reader.scheme().startsContaining(article.document().publishedMillis())[0];
        if (reference.hasWindow(start)
            && shard.isOurs().test(start)
            && !shard.isDuplicate(article)) {
          articlesByWindow.computeIfAbsent(start, window -> new ArrayList<>()).add(article);
        }
      }
      FrequencyList list = new FrequencyList();
      WindowCounts.Counters counters = new WindowCounts.Counters();
      for (List<Entry> articles : articlesByWindow.values()) {
        WindowCounts counts =
            new WindowCounts(
                shard.articles(), shard.texts(), articles, counters, copySettings, false);
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
