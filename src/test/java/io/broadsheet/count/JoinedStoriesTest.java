package io.broadsheet.count;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.broadsheet.article.Hash128;
import io.broadsheet.count.JoinedStories.Story;
import io.broadsheet.count.StoryPieces.Copy;
import io.broadsheet.count.StoryPieces.Piece;
import io.broadsheet.count.StoryPieces.Print;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JoinedStoriesTest {
  private final StoryPieces.Builder first = new StoryPieces.Builder(-1);
  private final StoryPieces.Builder second = new StoryPieces.Builder(0);

  private static Print article(int number) {
    return new Print(new Hash128(number, 0), number * 1000L, "Outlet " + number);
  }

  private static Piece piece(Print before, String headline, Integer... articles) {
    return new Piece(
        List.of(articles).stream().map(JoinedStoriesTest::article).toList(),
        before,
        headline,
        List.of("word"));
  }

  /** Stretches arrive in any order. */
  private List<String> stories() {
    return JoinedStories.of(List.of(second.build(), first.build())).stream()
        .map(JoinedStoriesTest::told)
        .toList();
  }

  private static String told(Story story) {
    return story.first().id().high()
        + " to "
        + story.last().id().high()
        + ", unique "
        + story.uniqueArticles()
        + ", outlets "
        + story.outlets()
        + ", "
        + story.headline()
        + ": "
        + story.articles().stream()
            .map(article -> Long.toString(article.id().high()))
            .sorted()
            .collect(Collectors.joining(" "));
  }

  @Test
  void goesOnWithTheStoryOfTheLastArticleBefore() {
    first.add(piece(null, "a beginning", 1, 2));
    second.add(piece(article(2), "the middle", 3, 4, 5));
    second.add(piece(null, "something else", 6, 7));
    assertThat(
        stories(),
        is(
            List.of(
                "1 to 5, unique 5, outlets 5, the middle: 1 2 3 4 5",
                "6 to 7, unique 2, outlets 2, something else: 6 7")));
  }

  @Test
  void beginsAStoryWithAnArticleThatWasAlone() {
    second.add(piece(article(1), "again", 3));
    assertThat(stories(), is(List.of("1 to 3, unique 2, outlets 2, again: 1 3")));
  }

  @Test
  void putsCopiesToTheStoriesOfTheirOriginals() {
    first.add(piece(null, "printed twice", 2));
    second.add(new Copy(article(2).id(), article(9)));
    assertThat(stories(), is(List.of("2 to 9, unique 1, outlets 2, printed twice: 2 9")));
  }

  @Test
  void listsNoStoryOfOnePrint() {
    first.add(piece(null, "alone", 1));
    assertThat(stories(), is(List.of()));
  }
}
