package io.broadsheet.write;

import io.broadsheet.page.PageBudgets;
import io.broadsheet.page.ReportData;
import io.broadsheet.table.Table;
import java.util.Arrays;

/**
 * Which rows of a part a page may still have room for: as soon as there are as many of better rank
 * as it shows of the whole table, others need not be written. Memory: a number for each rank.
 */
final class PageCut {
  private static final class Band {
    private final long room;
    private long[] counts = new long[16];
    private int last = Integer.MAX_VALUE;
    private long within;

    Band(long room) {
      this.room = room;
    }

    boolean takes(int rank) {
      if (rank > last || room == 0) {
        return false;
      }
      if (rank >= counts.length) {
        counts = Arrays.copyOf(counts, Math.max(counts.length * 2, rank + 1));
      }
      counts[rank]++;
      within++;
      if (within >= room) {
        last = Math.min(last, counts.length - 1);
        while (within - counts[last] >= room) {
          within -= counts[last--];
        }
      }
      return true;
    }
  }

  private final Band[] bands;

  /** For a part of a table. */
  PageCut(Table table) {
    boolean isWeighedLater = ReportData.order(table) > 0;
    bands =
        Arrays.stream(PageBudgets.of(table))
            .mapToObj(room -> new Band(isWeighedLater ? Long.MAX_VALUE : room))
            .toArray(Band[]::new);
  }

  /** Counts a row, and tells whether it may be shown. */
  boolean takes(int band, int rank) {
    return bands[band].takes(rank);
  }
}
