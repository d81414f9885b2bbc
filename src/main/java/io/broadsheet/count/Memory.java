package io.broadsheet.count;

import io.broadsheet.state.Archive;
import io.broadsheet.state.Lateness;
import io.broadsheet.state.RunPlan;
import io.broadsheet.state.StateCommit;
import io.broadsheet.state.StateFolder;
import java.io.Serializable;
import java.util.Optional;

/**
 * What a run has of those before it.
 *
 * @param archive what the target was made of, if only some of its windows are made again; or null
 * @param folder where products of reading are kept; null if none are
 * @param context what the run was asked for
 * @param lateness which windows are closed
 * @param asOf the run's "now", in epoch milliseconds
 * @param keptFrom windows that end at or before it are no longer kept
 */
public record Memory(
    Archive archive,
    StateFolder folder,
    String context,
    Lateness lateness,
    long asOf,
    long keptFrom)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** How products travel. */
  HandedProducts products() {
    return HandedProducts.of(folder);
  }

  /** Of a run that goes by a plan. */
  public static Memory of(RunPlan plan, long asOf, long keptFrom) {
    Optional<StateCommit> commit = plan.commit();
    return new Memory(
        plan.archive().orElse(null),
        commit.map(StateCommit::folder).orElse(null),
        commit.map(StateCommit::context).orElse(""),
        plan.lateness(),
        asOf,
        keptFrom);
  }
}
