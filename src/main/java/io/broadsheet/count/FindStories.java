package io.broadsheet.count;

import io.broadsheet.article.Hash128;
import io.broadsheet.bytes.NumberSort;
import io.broadsheet.copies.StoryClusters;
import io.broadsheet.copies.StoryClusters.Story;
import io.broadsheet.copies.StorySettings;
import io.broadsheet.copies.StorySketch;
import io.broadsheet.count.StoryPieces.Copy;
import io.broadsheet.count.StoryPieces.Piece;
import io.broadsheet.count.StoryPieces.Print;
import io.broadsheet.count.StorySketches.Entry;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.TableOutput;
import io.broadsheet.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.ByteArrayCoder;
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
 * Gathers articles into stories, and writes their table.
 *
 * <p>Input: {@link StorySketches} keyed by stretch of time. Output: the articles of stories as a
 * side input, and {@link Outcome}s. A stretch is clustered by itself, from some days before it on,
 * and what it found goes on with the stories of the stretch before. A copy belongs to the story of
 * its original. Memory: some 700 bytes an article of a stretch and of the days before it, then some
 * 175 bytes for each article of a story of the whole run, in one place.
 */
public final class FindStories extends PTransform<PCollection<KV<Integer, byte[]>>, RunFindings> {
  private static final TupleTag<byte[]> STORIES = new TupleTag<>() {};
  private static final TupleTag<byte[]> OUTCOMES = new TupleTag<>() {};

  private final StorySettings settings;
  private final boolean isWritten;
  private final TableOutput.Factory output;
  private final PCollectionView<Iterable<byte[]>> duplicates;
  private final PCollectionView<Iterable<byte[]>> copies;
  private final HandedProducts products;

  private FindStories(
      StorySettings settings,
      boolean isWritten,
      TableOutput.Factory output,
      PCollectionView<Iterable<byte[]>> duplicates,
      PCollectionView<Iterable<byte[]>> copies,
      HandedProducts products) {
    this.settings = settings;
    this.isWritten = isWritten;
    this.output = output;
    this.duplicates = duplicates;
    this.copies = copies;
    this.products = products;
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
        copies.view(),
        articles.products());
  }

  @Override
  public RunFindings expand(PCollection<KV<Integer, byte[]>> sketches) {
    if (!settings.find()) {
      return RunFindings.nothing(sketches.getPipeline());
    }
    PCollectionView<Iterable<byte[]>> pieces =
        sketches
            .apply("GroupSketches", GroupAwaiting.of(List.of(duplicates, copies)))
            .apply(
                "ClusterStories",
                ParDo.of(new ClusterStoriesFn(settings, products, duplicates, copies))
                    .withSideInputs(duplicates, copies))
            .setCoder(ByteArrayCoder.of())
            .apply("SharePieces", ShareBlocks.asSideInput());
    PCollectionTuple found =
        sketches
            .getPipeline()
            .apply("Once", OnceAfter.of(List.of(pieces)))
            .apply(
                "JoinStories",
                ParDo.of(new JoinStoriesFn(isWritten, output, pieces))
                    .withSideInputs(pieces)
                    .withOutputTags(STORIES, TupleTagList.of(OUTCOMES)));
    return RunFindings.of(found.get(STORIES), found.get(OUTCOMES));
  }

  /** Finds the stories of one stretch of time. */
  static final class ClusterStoriesFn extends DoFn<KV<Integer, Iterable<byte[]>>, byte[]> {
    private static final Comparator<Entry> BY_DATE =
        Comparator.comparingLong(Entry::publishedMillis).thenComparing(Entry::id);

    private final StorySettings settings;
    private final HandedProducts products;
    private final PCollectionView<Iterable<byte[]>> duplicatesView;
    private final PCollectionView<Iterable<byte[]>> copiesView;

    ClusterStoriesFn(
        StorySettings settings,
        HandedProducts products,
        PCollectionView<Iterable<byte[]>> duplicatesView,
        PCollectionView<Iterable<byte[]>> copiesView) {
      this.settings = settings;
      this.products = products;
      this.duplicatesView = duplicatesView;
      this.copiesView = copiesView;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      DuplicateRecords duplicates = DuplicateRecords.of(ShareBlocks.read(context, duplicatesView));
      CopiedArticles copies = CopiedArticles.of(ShareBlocks.read(context, copiesView));
      context.output(
          pieces(
              settings,
              context.element().getKey(),
              products.open(context.element().getValue()),
              duplicates,
              copies));
    }

    /**
     * Finds the stories of one stretch of time, as {@link StoryPieces}.
     *
     * @param blocks of sketches; a record that is there twice counts once
     */
    static byte[] pieces(
        StorySettings settings,
        int stretch,
        Iterable<byte[]> blocks,
        DuplicateRecords duplicates,
        CopiedArticles copies) {
      long firstDay =
          stretch == StorySketches.UNDATED_STRETCH ? Long.MIN_VALUE : settings.firstDay(stretch);
      TermDictionary dictionary = new TermDictionary(1 << 14);
      List<Entry> originals = new ArrayList<>();
      Set<Hash128> ids = new HashSet<>();
      StoryPieces.Builder pieces = new StoryPieces.Builder(stretch);
      for (byte[] block : blocks) {
        StorySketches.read(
            block,
            dictionary,
            entry -> {
              if (duplicates.contains(entry.sourceName(), entry.offset()) || !ids.add(entry.id())) {
                return;
              }
              CopiedArticles.Print print = copies.print(entry.id());
              if (print == null || print.original().equals(entry.id())) {
                originals.add(entry);
              } else if (entry.day() >= firstDay) {
                pieces.add(new Copy(print.original(), Print.of(entry)));
              }
            });
      }
      NumberSort.sort(
          originals, BY_DATE, List.of(Entry::publishedMillis, entry -> entry.id().roughly()));
      StoryWords words = new StoryWords(dictionary, originals);
      List<StorySketch> sketches = new ArrayList<>(originals.size());
      originals.forEach(entry -> sketches.add(words.sketch(entry)));
      for (Story story : StoryClusters.of(settings, sketches, words.size())) {
        List<Entry> all = story.articles().stream().map(originals::get).toList();
        List<Entry> articles = new ArrayList<>();
        Print before = null;
        for (Entry article : all) {
          if (article.day() >= firstDay) {
            articles.add(article);
          } else {
            before = Print.of(article);
          }
        }
        if (!articles.isEmpty() && (all.size() > 1 || copies.print(articles.get(0).id()) != null)) {
          pieces.add(
              new Piece(
                  articles.stream().map(Print::of).toList(),
                  before,
                  originals.get(story.headline()).title(),
                  words.texts(story.topWords(), all)));
        }
      }
      return pieces.build();
    }
  }

  /** Joins the stories of all stretches, and writes the table. */
  static final class JoinStoriesFn extends DoFn<KV<Integer, Iterable<Integer>>, byte[]> {
    private final boolean isWritten;
    private final TableOutput.Factory outputs;
    private final PCollectionView<Iterable<byte[]>> piecesView;

    JoinStoriesFn(
        boolean isWritten,
        TableOutput.Factory outputs,
        PCollectionView<Iterable<byte[]>> piecesView) {
      this.isWritten = isWritten;
      this.outputs = outputs;
      this.piecesView = piecesView;
    }

    @ProcessElement
    public void process(ProcessContext context) throws IOException {
      List<JoinedStories.Story> stories = JoinedStories.of(ShareBlocks.read(context, piecesView));
      StoryArticles.Builder articles = new StoryArticles.Builder();
      for (JoinedStories.Story story : stories) {
        Hash128 id = story.first().id();
        story.articles().forEach(article -> articles.add(article.id(), id));
      }
      context.output(articles.build());
      if (!isWritten) {
        return;
      }
      try (TableOutput output = outputs.open("stories")) {
        write(stories, output);
        context.output(OUTCOMES, new Outcome.Written(output.finish()).toBytes());
      }
    }

    static void write(List<JoinedStories.Story> stories, TableOutput output) throws IOException {
      RowWriter rows = output.begin(Tables.STORIES, TableOutput.NO_WINDOW, 0);
      for (JoinedStories.Story story : stories) {
        write(story, rows);
      }
      output.end();
    }

    private static void write(JoinedStories.Story story, RowWriter table) throws IOException {
      RowWriter rows = table.row("", story.articles().size());
      rows.text(story.first().id().toHex());
      writeDate(story.first(), rows);
      writeDate(story.last(), rows);
      rows.integer(story.articles().size());
      rows.integer(story.uniqueArticles());
      rows.integer(story.outlets());
      if (story.headline().isEmpty()) {
        rows.empty();
      } else {
        rows.text(story.headline());
      }
      rows.texts(story.topTerms());
      rows.endRow();
    }

    private static void writeDate(Print article, RowWriter rows) throws IOException {
      if (article.publishedMillis() == StorySketches.UNDATED) {
        rows.empty();
      } else {
        rows.timestamp(article.publishedMillis());
      }
    }
  }
}
