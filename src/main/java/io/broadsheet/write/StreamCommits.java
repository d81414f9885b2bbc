package io.broadsheet.write;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What this JVM has committed of each stream: how the step that commits tells the one before it.
 * Both run in the same task, so in the same JVM; a JVM that starts afresh knows of no commit and
 * does the last one again.
 */
final class StreamCommits {
  private static final ConcurrentMap<String, StreamCommits> STREAMS = new ConcurrentHashMap<>();

  private long committed = -1;
  private long costMillis;
  private List<byte[]> superseded = List.of();

  /** What a commit may be made of; null if nothing newer than the last one. */
  private StreamSnapshot ready;

  private StreamCommits() {}

  /**
   * Those of a stream.
   *
   * @param parts its folder of parts
   */
  static StreamCommits of(String parts) {
    return STREAMS.computeIfAbsent(parts, key -> new StreamCommits());
  }

  /** The number of the last snapshot that was committed; -1 for none. */
  synchronized long committed() {
    return committed;
  }

  /** How long the last commit took, in milliseconds. */
  synchronized long costMillis() {
    return costMillis;
  }

  /** Notes that all a snapshot was made of is safe. It takes the place of older ones. */
  synchronized void ready(StreamSnapshot snapshot) {
    if (snapshot.number() > committed) {
      ready = ready == null ? snapshot : snapshot.after(ready);
    }
  }

  /** Whether something may be committed. */
  synchronized boolean isReady() {
    return ready != null;
  }

  /** What may be committed, of which the caller takes care. */
  synchronized StreamSnapshot takeReady() {
    StreamSnapshot taken = ready;
    ready = null;
    return taken;
  }

  /**
   * Notes a commit.
   *
   * @param unneeded parts that the committed snapshot and all later ones do without
   * @return parts that the one before does without as well, so that they may go
   */
  synchronized List<byte[]> commit(long number, long millis, List<byte[]> unneeded) {
    List<byte[]> deletable = new ArrayList<>(superseded);
    committed = number;
    costMillis = millis;
    superseded = unneeded;
    return deletable;
  }

  /** A restored job may begin at a lower number again. */
  static void forget(String parts) {
    STREAMS.remove(parts);
  }
}
