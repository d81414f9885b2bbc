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
    assertThat(ranks.rank(new Object[] {"topic", 9.0}), is(PageRanks.NEVER));
    assertThat(ranks.rank(new Object[] {"outlet", 9.0}), is(rank(ranks, 9.0)));
  }

  @Test
  void eachOutletsFirstArticleOfAWindowComesBeforeAnySecond() {
    PageRanks ranks = PageRanks.of(Tables.ARTICLES);
    int first = ranks.rank(new Object[] {1L, "A"});
    int second = ranks.rank(new Object[] {1L, "A"});
    int ofAnother = ranks.rank(new Object[] {1L, "B"});
    assertThat(first, is(0));
    assertThat(ofAnother, allOf(greaterThan(first), lessThan(second)));
    assertThat(ranks.rank(new Object[] {2L, "A"}), is(first));
  }

  private static int rank(PageRanks ranks, double score) {
    return ranks.rank(new Object[] {"outlet", score});
  }
}
