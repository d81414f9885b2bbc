package io.broadsheet.count;

import io.broadsheet.state.Lateness;
import io.broadsheet.state.StateCommit;
import io.broadsheet.state.StateFolder;
import java.io.Serializable;
import java.util.Optional;

/**
 * What a run has of those before it.
 *
 * @param folder where products of reading are kept; null if none are
 * @param context what the run was asked for
 * @param lateness which windows are closed
 * @param asOf the run's "now", in epoch milliseconds
 * @param keptFrom windows that end at or before it are no longer kept
 */
public record Memory(
    StateFolder folder, String context, Lateness lateness, long asOf, long keptFrom)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** Of a run that plans to commit what it knows, or not. */
  public static Memory of(
      Optional<StateCommit> commit, Lateness lateness, long asOf, long keptFrom) {
    return new Memory(
        commit.map(StateCommit::folder).orElse(null),
        commit.map(StateCommit::context).orElse(""),
        lateness,
        asOf,
        keptFrom);
  }
}
