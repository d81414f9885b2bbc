package io.broadsheet.count;

import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.text.TextRules;
import io.broadsheet.window.WindowScheme;
import java.io.Serializable;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Opens the articles of a shard's windows, for the steps of a batch that go through them. What is
 * known of the articles of the whole run is read from side inputs once in each copy of a step.
 * Memory: {@link ShardArticles}, and what is known.
 */
final class ShardReader implements Serializable {
  private static final long serialVersionUID = 1;

  /**
   * The articles of a shard in a run of windows.
   *
   * @param isOurs whether a window, given by its start, is one of them; an article may also be in
   *     windows of other shards
   */
  record Shard(
      int number,
      IntervalWindow run,
      ShardArticles articles,
      Texts texts,
      DuplicateRecords duplicates,
      LongPredicate isOurs) {

    boolean isUndated() {
      return Shards.isUndated(number);
    }

    /** Whether an article is a further reading of another, which is not counted. */
    boolean isDuplicate(Entry article) {
      return duplicates.contains(article.document().sourceName(), article.document().offset());
    }

    /** A name for what is written of it, within a step. */
    String part() {
      return isUndated()
          ? "undated-" + Shards.order(number)
          : "windows-" + run.start().getMillis() + "-" + number;
    }
  }

  private final WindowScheme scheme;
  private final Shards shards;
  private final TextRules text;
  private final HandedProducts products;
  private final PCollectionView<Iterable<byte[]>> duplicatesView;
  private final PCollectionView<Iterable<byte[]>> copiesView;
  private final PCollectionView<Iterable<byte[]>> storiesView;
  private transient DuplicateRecords duplicates;
  private transient CopiedArticles copies;
  private transient StoryArticles stories;

  /**
   * @param stories null where it does not matter what is a story
   */
  ShardReader(
      ReadArticles.Result articles,
      PCollectionView<Iterable<byte[]>> copies,
      PCollectionView<Iterable<byte[]>> stories) {
    this.scheme = articles.scheme();
    this.shards = articles.shards();
    this.text = articles.text();
    this.products = articles.products();
    this.duplicatesView = articles.duplicates();
    this.copiesView = copies;
    this.storiesView = stories;
  }

  /** What a step must have to open a shard. */
  List<PCollectionView<Iterable<byte[]>>> sideInputs() {
    return Stream.of(duplicatesView, copiesView, storiesView).filter(view -> view != null).toList();
  }

  WindowScheme scheme() {
    return scheme;
  }

  Shards shards() {
    return shards;
  }

  /** The articles that an element is the blocks of. */
  Shard open(
      DoFn<KV<Integer, Iterable<byte[]>>, byte[]>.ProcessContext context,
      BoundedWindow beamWindow) {
    if (duplicates == null) {
      duplicates = DuplicateRecords.of(ShareBlocks.read(context, duplicatesView));
      copies = CopiedArticles.of(ShareBlocks.read(context, copiesView));
      stories =
          StoryArticles.of(
              storiesView == null ? List.of() : ShareBlocks.read(context, storiesView));
    }
    IntervalWindow run = (IntervalWindow) beamWindow;
    int number = context.element().getKey();
    ShardArticles articles =
        new ShardArticles(products.open(context.element().getValue()), text, copies.boilerplate());
    return new Shard(
        number,
        run,
        articles,
        new Texts(articles, copies, stories),
        duplicates,
        start ->
            shards.ofWindow(start) == number && scheme.runStart(start) == run.start().getMillis());
  }
}
