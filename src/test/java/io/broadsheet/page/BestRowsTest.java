package io.broadsheet.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

final class BestRowsTest {
  private static String chosen(long room, double... weights) {
    BestRows rows = new BestRows();
    for (double weight : weights) {
      rows.offer(weight);
    }
    BitSet chosen = rows.chosen(room);
    return chosen.toString();
  }

  @Test
  void takesAllForWhichThereIsRoomButNoneThatIsNeverShown() {
    assertThat(chosen(4, 3, Double.NaN, 1, 2), is("{0, 2, 3}"));
    assertThat(chosen(3, 3, Double.NaN, 1, 2), is("{0, 2, 3}"));
  }

  @Test
  void takesTheLargestWeights() {
    assertThat(chosen(2, 3, Double.NaN, 1, 2), is("{0, 3}"));
    assertThat(chosen(0, 3, 1), is("{}"));
  }

  @Test
  void spreadsWhatIsEquallyGoodOverTheTable() {
    assertThat(chosen(3, 0, 0, 0, 0, 0, 9, 0), is("{2, 5, 6}"));
    assertThat(chosen(3, 0, 0, 0, 0, 0, 0), is("{1, 3, 5}"));
  }
}
