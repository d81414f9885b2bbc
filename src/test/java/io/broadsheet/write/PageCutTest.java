package io.broadsheet.write;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.broadsheet.page.BestRows;
import io.broadsheet.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PageCutTest {
  @Test
  void leavesOutOnlyWhatThePageWouldNotShow() {
    Random random = new Random(8);
    BestRows all = new BestRows();
    BestRows kept = new BestRows();
    List<Integer> numbers = new ArrayList<>();
    for (int part = 0; part < 3; part++) {
      PageCut cut = new PageCut(Tables.REJECTS);
      for (int i = 0; i < 2_000; i++) {
        int rank = random.nextInt(40);
        if (cut.takes(0, rank)) {
          numbers.add(part * 2_000 + i);
          kept.offer(-rank);
        }
        all.offer(-rank);
      }
    }
    assertThat(numbers.size() < 4_000, is(true));
    int[] shown = kept.chosen(500).stream().map(numbers::get).toArray();
    assertThat(shown, is(all.chosen(500).stream().toArray()));
  }

  @Test
  void keepsAllOfWhatIsChosenLater() {
    PageCut cut = new PageCut(Tables.ARTICLES);
    for (int i = 0; i < 5_000; i++) {
      assertThat(cut.takes(0, i), is(true));
    }
  }
}
