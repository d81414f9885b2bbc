package io.broadsheet.write;

import io.broadsheet.count.Tally;
import io.broadsheet.state.Archive;
import io.broadsheet.state.WindowLedger;
import io.broadsheet.state.WindowSet;
import io.broadsheet.window.WindowScheme;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeSet;

/**
 * The windows of a job of which each stands by itself, so that a run can leave some as they were:
 * what these add up to is known from the run that made them.
 *
 * @param archive where that is kept; null in a run that makes all windows
 * @param scheme of the windows
 * @param keptFrom windows that end at or before it are no longer kept
 */
public record CarriedWindows(Archive archive, WindowScheme scheme, long keptFrom)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** Adds them to what the run's parts told. */
  void addTo(CommitReports.Ending ending) {
    if (ending.remade.isAll()) {
      return;
    }
    TreeSet<Long> replaced = new TreeSet<>(ending.remade.starts());
    for (Map.Entry<Long, WindowLedger.Entry> window : archive.ledger().windows().entrySet()) {
      long start = window.getKey();
      if (ending.remade.contains(start)) {
        continue;
      }
      Tally tally = Tally.fromBytes(window.getValue().tally());
      if (start != WindowSet.NO_WINDOW && scheme.end(start) <= keptFrom) {
        tally = tally.whenExpired();
        replaced.add(start);
      } else {
        ending.staying.put(start, window.getValue());
      }
      ending.add(start, tally);
    }
    ending.remade = WindowSet.of(replaced);
  }
}
