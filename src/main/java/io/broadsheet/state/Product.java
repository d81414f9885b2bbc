package io.broadsheet.state;

import java.util.Optional;
import java.util.stream.Stream;

/** What reading files makes: each kind goes its own way through the job. */
public enum Product {
  BLOCK('B'),
  READINGS('R'),
  FINGERPRINTS('F'),
  LINES('L'),
  SKETCHES('S'),
  TERM_SKETCH('T'),
  OUTCOME('O'),
  ORDER_EVIDENCE('E'),
  HELD('H');

  private final int code;

  Product(int code) {
    this.code = code;
  }

  /** How packs write it: less than 128. */
  public int code() {
    return code;
  }

  /** What packs write so. */
  static Optional<Product> of(int code) {
    return Stream.of(values()).filter(product -> product.code == code).findFirst();
  }

  /** Takes products one by one. */
  public interface Taker {
    /**
     * Takes one.
     *
     * @param key the shard it goes to
     * @param timestamp in epoch milliseconds, for blocks; else 0
     */
    void take(Product product, int key, long timestamp, byte[] bytes);
  }
}
