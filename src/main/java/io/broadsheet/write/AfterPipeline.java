package io.broadsheet.write;

import io.broadsheet.article.UserException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The commit of a run whose pipeline runs in this process, carried out when the pipeline is over.
 *
 * <p>The DirectRunner looks for work without a pause as long as there is a pipeline, which takes a
 * whole processor from a commit that could use all of them. A pipeline that runs elsewhere commits
 * by itself: nobody waits for it here.
 */
public final class AfterPipeline implements AutoCloseable {
  private static final Map<String, AfterPipeline> WAITING = new ConcurrentHashMap<>();

  /** What there is to do. */
  interface Commit {
    void run() throws IOException;
  }

  private final String run;
  private Commit commit;

  private AfterPipeline(String run) {
    this.run = run;
  }

  /**
   * Asks for the commit of a run.
   *
   * @param stage the staging folder of its first sink, which no other run has
   */
  public static AfterPipeline of(String stage) {
    AfterPipeline waiting = new AfterPipeline(stage);
    WAITING.put(stage, waiting);
    return waiting;
  }

  /** Leaves a commit to the one who asked for it; carries it out if nobody did. */
  static void run(String stage, Commit commit) throws IOException {
    AfterPipeline waiting = WAITING.get(stage);
    if (waiting == null) {
      commit.run();
    } else {
      waiting.leave(commit);
    }
  }

  private synchronized void leave(Commit left) {
    commit = left;
  }

  /**
   * Commits what was left here; nothing if the pipeline has committed elsewhere.
   *
   * @throws UserException as {@link Sink#commit}
   */
  public synchronized void commit() {
    try {
      if (commit != null) {
        commit.run();
      }
    } catch (IOException e) {
      throw new UserException("Cannot write the tables: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    WAITING.remove(run, this);
  }
}
