package io.broadsheet.count;

import io.broadsheet.article.Hash128;
import io.broadsheet.copies.StoryClusters;
import io.broadsheet.copies.StoryClusters.Sketch;
import io.broadsheet.copies.StoryClusters.Story;
import io.broadsheet.copies.StorySettings;
import io.broadsheet.count.CopiedArticles.Print;
import io.broadsheet.count.StorySketches.Entry;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.TableOutput;
import io.broadsheet.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Gathers articles into stories, and writes their table.
 *
 * <p>Input: {@link StorySketches} under one key, because a story goes on from day to day. Output:
 * the articles of stories as a side input, and {@link Outcome}s. A copy belongs to the story of its
 * original. Memory: some 1,500 bytes an article of the whole run, in one place.
 */
public final class FindStories extends PTransform<PCollection<KV<Integer, byte[]>>, RunFindings> {
  private static final TupleTag<byte[]> STORIES = new TupleTag<>() {};
  private static final TupleTag<byte[]> OUTCOMES = new TupleTag<>() {};

  private final StorySettings settings;
  private final boolean isWritten;
  private final TableOutput.Factory output;
  private final PCollectionView<List<byte[]>> duplicates;
  private final PCollectionView<List<byte[]>> copies;

  private FindStories(
      StorySettings settings,
      boolean isWritten,
      TableOutput.Factory output,
      PCollectionView<List<byte[]>> duplicates,
      PCollectionView<List<byte[]>> copies) {
    this.settings = settings;
    this.isWritten = isWritten;
    this.output = output;
    this.duplicates = duplicates;
    this.copies = copies;
  }

  /**
   * Finds stories among articles that {@link ReadArticles} read.
   *
   * @param tables the names of the tables to write
   */
  public static FindStories of(
      ReadArticles.Result articles,
      RunFindings copies,
      List<String> tables,
      TableOutput.Factory output) {
    return new FindStories(
        articles.evidence().stories(),
        tables.contains(Tables.STORIES.name()),
        output,
        articles.duplicates(),
        copies.view());
  }

  @Override
  public RunFindings expand(PCollection<KV<Integer, byte[]>> sketches) {
    if (!settings.find()) {
      return RunFindings.nothing(sketches.getPipeline());
    }
    PCollectionTuple found =
        sketches
            .apply("GroupSketches", GroupByKey.create())
            .apply(
                "ClusterStories",
                ParDo.of(new ClusterStoriesFn(settings, isWritten, output, duplicates, copies))
                    .withSideInputs(duplicates, copies)
                    .withOutputTags(STORIES, TupleTagList.of(OUTCOMES)));
    return RunFindings.of(found.get(STORIES), found.get(OUTCOMES));
  }

  static final class ClusterStoriesFn extends DoFn<KV<Integer, Iterable<byte[]>>, byte[]> {
    private static final Comparator<Entry> BY_DATE =
        Comparator.comparingLong(Entry::publishedMillis).thenComparing(Entry::id);

    private final StorySettings settings;
    private final boolean isWritten;
    private final TableOutput.Factory outputs;
    private final PCollectionView<List<byte[]>> duplicatesView;
    private final PCollectionView<List<byte[]>> copiesView;

    ClusterStoriesFn(
        StorySettings settings,
        boolean isWritten,
        TableOutput.Factory outputs,
        PCollectionView<List<byte[]>> duplicatesView,
        PCollectionView<List<byte[]>> copiesView) {
      this.settings = settings;
      this.isWritten = isWritten;
      this.outputs = outputs;
      this.duplicatesView = duplicatesView;
      this.copiesView = copiesView;
    }

    /** A story and all prints of its texts, by date. */
    private record Written(Story story, List<Entry> prints) {}

    @ProcessElement
    public void process(ProcessContext context) throws IOException {
      DuplicateRecords duplicates = DuplicateRecords.of(context.sideInput(duplicatesView));
      CopiedArticles copies = CopiedArticles.of(context.sideInput(copiesView));
      TermDictionary dictionary = new TermDictionary(1 << 14);
      List<Entry> originals = new ArrayList<>();
      Map<Hash128, List<Entry>> copiesByOriginal = new HashMap<>();
      for (byte[] block : context.element().getValue()) {
        StorySketches.read(
            block,
            dictionary,
            entry -> {
              if (duplicates.contains(entry.sourceName(), entry.offset())) {
                return;
              }
              Print print = copies.print(entry.id());
              if (print == null || print.original().equals(entry.id())) {
                originals.add(entry);
              } else {
                copiesByOriginal
                    .computeIfAbsent(print.original(), id -> new ArrayList<>())
                    .add(entry);
              }
            });
      }
      originals.sort(BY_DATE);
      StoryWords words = new StoryWords(dictionary);
      originals.forEach(entry -> words.count(entry.terms(), entry.weights()));
      List<Sketch> sketches = new ArrayList<>(originals.size());
      for (Entry entry : originals) {
        sketches.add(words.sketch(entry));
      }
      List<Written> stories = new ArrayList<>();
      for (Story story : StoryClusters.of(settings, sketches, words.size())) {
        List<Entry> prints = new ArrayList<>();
        for (int place : story.articles()) {
          prints.add(originals.get(place));
          prints.addAll(copiesByOriginal.getOrDefault(originals.get(place).id(), List.of()));
        }
        if (prints.size() > 1) {
          prints.sort(BY_DATE);
          stories.add(new Written(story, prints));
        }
      }
      stories.sort(Comparator.comparing(story -> story.prints().get(0).id()));
      StoryArticles.Builder articles = new StoryArticles.Builder();
      for (Written story : stories) {
        Hash128 id = story.prints().get(0).id();
        story.prints().forEach(print -> articles.add(print.id(), id));
      }
      context.output(STORIES, articles.build());
      if (!isWritten) {
        return;
      }
      try (TableOutput output = outputs.open("stories")) {
        RowWriter rows = output.begin(Tables.STORIES, TableOutput.NO_WINDOW, 0);
        for (Written story : stories) {
          write(story, originals, words, rows);
        }
        output.end();
        context.output(OUTCOMES, new Outcome.Written(output.finish()).toBytes());
      }
    }

    private static void write(
        Written story, List<Entry> originals, StoryWords words, RowWriter rows) throws IOException {
      List<Entry> prints = story.prints();
      Set<String> outlets = new HashSet<>();
      prints.forEach(print -> outlets.add(print.outlet()));
      rows.text(prints.get(0).id().toHex());
      writeDate(prints.get(0), rows);
      writeDate(prints.get(prints.size() - 1), rows);
      rows.integer(prints.size());
      rows.integer(story.story().articles().size());
      rows.integer(outlets.size());
      String headline = originals.get(story.story().headline()).title();
      if (headline.isEmpty()) {
        rows.empty();
      } else {
        rows.text(headline);
      }
      List<String> topTerms = new ArrayList<>();
      for (int term : story.story().topTerms()) {
        topTerms.add(words.text(term));
      }
      rows.texts(topTerms);
      rows.endRow();
    }

    private static void writeDate(Entry article, RowWriter rows) throws IOException {
      if (article.publishedMillis() == StorySketches.UNDATED) {
        rows.empty();
      } else {
        rows.timestamp(article.publishedMillis());
      }
    }
  }
}
