package io.broadsheet.write;

import io.broadsheet.state.WindowSet;
import java.util.Map;

/**
 * Which part of what a target holds a run's tables replace. Rows outside any window are replaced in
 * any case where there are new ones.
 *
 * @param id of the state that the target has afterwards; empty if no later run will ask for it
 * @param before id of the state that it must have; empty if all is replaced
 * @param windows that are replaced; the others stay
 * @param staying how many rows each table has in windows that stay
 */
record Replacement(String id, String before, WindowSet windows, Map<String, Long> staying) {
  Replacement {
    staying = Map.copyOf(staying);
  }

  /** Of all that there is. */
  static Replacement whole(String id) {
    return new Replacement(id, "", WindowSet.all(), Map.of());
  }

  boolean isWhole() {
    return windows.isAll();
  }

  /** Whether a target in some state is what this fits, or what it has been applied to already. */
  boolean fits(String state) {
    return !state.isEmpty() && (state.equals(before) || state.equals(id));
  }
}
