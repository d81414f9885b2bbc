package io.broadsheet.count;

import io.broadsheet.state.Lateness;
import io.broadsheet.state.StateFolder;
import java.io.Serializable;
import java.util.Optional;

/**
 * What a run has of those before it.
 *
 * @param folder where products of reading are kept; null if none are
 * @param lateness which windows are closed
 * @param asOf the run's "now", in epoch milliseconds
 */
public record Memory(StateFolder folder, Lateness lateness, long asOf) implements Serializable {
  private static final long serialVersionUID = 1;

  /** With a folder or without. */
  public static Memory of(Optional<StateFolder> folder, Lateness lateness, long asOf) {
    return new Memory(folder.orElse(null), lateness, asOf);
  }
}
