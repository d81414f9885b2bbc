package io.broadsheet.state;

/** What reading files makes: each kind goes its own way through the job. */
public enum Product {
  BLOCK,
  READINGS,
  FINGERPRINTS,
  LINES,
  SKETCHES,
  OUTCOME;

  /** Takes products one by one. */
  public interface Taker {
    /**
     * Takes one.
     *
     * @param key the shard it goes to
     * @param timestamp in epoch milliseconds, for blocks; else 0
     */
    void take(Product product, int key, long timestamp, byte[] bytes) throws java.io.IOException;
  }
}
