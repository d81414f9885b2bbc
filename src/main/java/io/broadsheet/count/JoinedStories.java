package io.broadsheet.count;

import io.broadsheet.article.Hash128;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.count.StoryPieces.Copy;
import io.broadsheet.count.StoryPieces.Piece;
import io.broadsheet.count.StoryPieces.Print;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stories of all stretches of time, put together of their pieces: a piece goes on with the
 * story of the last article that it knows from before its stretch. Copies go with their originals.
 *
 * <p>Memory: some 125 bytes for each article of a story.
 */
final class JoinedStories {
  private final Map<Hash128, Story> storiesByArticle = new HashMap<>();
  private final Set<Story> stories = new LinkedHashSet<>();

  /** An article and when it was published. */
  record Placed(Hash128 id, long publishedMillis) {}

  /** A story that is being put together. */
  static final class Story {
    private Print first;
    private Print last;
    private final List<Placed> articles = new ArrayList<>();
    private int uniqueArticles;
    private final Set<String> outlets = new HashSet<>();
    private int largestPiece;
    private String headline = "";
    private List<String> topTerms = List.of();

    private static final Comparator<Print> BY_DATE =
        Comparator.comparingLong(Print::publishedMillis).thenComparing(Print::id);

    /** The first article, whose id is the story's. */
    Print first() {
      return first;
    }

    Print last() {
      return last;
    }

    /** All articles, copies included. */
    List<Placed> articles() {
      return articles;
    }

    /** How many articles without copies. */
    int uniqueArticles() {
      return uniqueArticles;
    }

    int outlets() {
      return outlets.size();
    }

    String headline() {
      return headline;
    }

    List<String> topTerms() {
      return topTerms;
    }

    private void add(Print print) {
      articles.add(new Placed(print.id(), print.publishedMillis()));
      outlets.add(print.outlet());
      first = first == null || BY_DATE.compare(print, first) < 0 ? print : first;
      last = last == null || BY_DATE.compare(print, last) > 0 ? print : last;
    }
  }

  private JoinedStories() {}

  /**
   * Joins the pieces of stretches.
   *
   * @param blocks of {@link StoryPieces}, one for each stretch
   * @return the stories of two prints or more by their ids
   */
  static List<Story> of(Iterable<byte[]> blocks) {
    List<byte[]> inOrder = new ArrayList<>();
    blocks.forEach(inOrder::add);
    inOrder.sort(Comparator.comparingInt(block -> new ByteReader(block).readInt()));
    JoinedStories joined = new JoinedStories();
    List<Copy> copies = new ArrayList<>();
    for (byte[] block : inOrder) {
      StoryPieces.read(block, joined::add, copies::add);
    }
    copies.forEach(joined::add);
    List<Story> result = new ArrayList<>();
    for (Story story : joined.stories) {
      if (story.articles.size() > 1) {
        result.add(story);
      }
    }
    result.sort(Comparator.comparing(story -> story.first.id()));
    return result;
  }

  private void add(Piece piece) {
    Story story = piece.before() == null ? begin() : storyOf(piece.before());
    piece.articles().forEach(article -> add(article, story));
    story.uniqueArticles += piece.articles().size();
    if (piece.articles().size() > story.largestPiece) {
      story.largestPiece = piece.articles().size();
      story.headline = piece.headline();
      story.topTerms = piece.topTerms();
    }
  }

  private Story begin() {
    Story story = new Story();
    stories.add(story);
    return story;
  }

  /** The story of an article, which was alone until now if it has none. */
  private Story storyOf(Print article) {
    Story known = storiesByArticle.get(article.id());
    if (known != null) {
      return known;
    }
    Story story = begin();
    add(article, story);
    story.uniqueArticles++;
    return story;
  }

  private void add(Print article, Story story) {
    story.add(article);
    storiesByArticle.put(article.id(), story);
  }

  private void add(Copy copy) {
    Story story = storiesByArticle.get(copy.original());
    if (story != null) { // In a stream the original's stretch may not have heard of the copy yet.
      story.add(copy.print());
    }
  }
}
