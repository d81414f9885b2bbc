package io.broadsheet.write;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.broadsheet.table.Tables;
import org.junit.jupiter.api.Test;

final class PageRanksTest {
  @Test
  void largerScoresComeFirstAlsoBetweenWholeNumbers() {
    PageRanks ranks = PageRanks.of(Tables.TRENDS);
    assertThat(rank(ranks, 2.9), lessThan(rank(ranks, 2.8)));
    assertThat(rank(ranks, -2.9), is(rank(ranks, 2.9)));
    assertThat(rank(ranks, 1e9), is(0));
  }

  @Test
  void ofSlicesOnlyOutletsHaveKeyness() {
    PageRanks ranks = PageRanks.of(Tables.KEYNESS);
    assertThat(ranks.rank("topic", 9.0), is(PageRanks.NEVER));
    assertThat(ranks.rank("outlet", 9.0), is(rank(ranks, 9.0)));
  }

  @Test
  void eachOutletsFirstArticleOfAWindowComesBeforeAnySecond() {
    PageRanks ranks = PageRanks.of(Tables.ARTICLES);
    int first = ranks.rank("A", 0);
    int second = ranks.rank("A", 0);
    int ofAnother = ranks.rank("B", 0);
    assertThat(first, is(0));
    assertThat(ofAnother, allOf(greaterThan(first), lessThan(second)));
    ranks.endWindow();
    assertThat(ranks.rank("A", 0), is(first));
  }

  private static int rank(PageRanks ranks, double score) {
    return ranks.rank("outlet", score);
  }
}
