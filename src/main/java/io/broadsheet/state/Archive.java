package io.broadsheet.state;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/**
 * What a target was made of before a run that makes only some of its windows again.
 *
 * @param folder of the state
 * @param manifest the name of the one that the target was made of
 * @param id of that manifest
 * @param kept names of the packs that it is still made of
 * @param added names of packs that it was not made of: what a killed run had completed
 * @param dropped names of packs that it is no longer made of
 */
public record Archive(
    StateFolder folder,
    String manifest,
    String id,
    List<String> kept,
    List<String> added,
    List<String> dropped)
    implements Serializable {
  private static final long serialVersionUID = 1;

  public Archive {
    kept = List.copyOf(kept);
    added = List.copyOf(added);
    dropped = List.copyOf(dropped);
  }

  /** What a run must have of the packs that are as they were. */
  public interface Needs {
    /** All that the pack holds of articles in windows; the run takes those of its windows. */
    void blocks(String pack);

    /** Small products that are about the run as a whole, and readings of some articles. */
    void product(Product product, int key, byte[] bytes);
  }

  /** Takes of some readings those whose keys' second halves are wanted. */
  public interface ReadingFilter {
    byte[] keep(byte[] readings, LongPredicate wanted);
  }

  /**
   * Decides which windows are made again, and gives what they need.
   *
   * <p>Windows with articles of changed packs are, and those with an article that has another
   * reading in a changed pack: which of the two counts may be another now. For these windows all
   * blocks are needed, and all readings of their articles, wherever else the articles were read.
   *
   * @param read the packs that this run made
   * @param besides windows that are made again for other reasons
   */
  public WindowSet decide(
      Collection<Pack> read, Collection<Long> besides, ReadingFilter filter, Needs needs)
      throws IOException {
    Map<String, PackTail> tails = new LinkedHashMap<>();
    for (String name : kept) {
      tails.put(name, PackTail.read(folder.pack(name)));
    }
    Set<Long> windows = new TreeSet<>(besides);
    KeySet keys = new KeySet();
    List<String> changed = new ArrayList<>(dropped);
    changed.addAll(added);
    read.forEach(pack -> changed.add(pack.name()));
    for (String name : changed) {
      PackTail tail = PackTail.read(folder.pack(name));
      windows.addAll(tail.keys().keySet());
      tail.keys().values().forEach(keys::addAll);
    }
    for (PackTail tail : tails.values()) {
      tail.keys()
          .forEach(
              (window, its) -> {
                if (keys.containsAny(its)) {
                  windows.add(window);
                }
              });
    }
    for (PackTail tail : tails.values()) {
      tail.keys()
          .forEach(
              (window, its) -> {
                if (windows.contains(window)) {
                  keys.addAll(its);
                }
              });
    }
    for (String name : added) {
      tails.put(name, PackTail.read(folder.pack(name)));
    }
    for (Map.Entry<String, PackTail> pack : tails.entrySet()) {
      give(pack.getKey(), pack.getValue(), windows, keys, filter, needs);
    }
    return WindowSet.of(windows);
  }

  private void give(
      String name, PackTail tail, Set<Long> windows, KeySet keys, ReadingFilter filter, Needs needs)
      throws IOException {
    if (tail.keys().keySet().stream().anyMatch(windows::contains)) {
      needs.blocks(name);
    }
    EnumSet<Product> wanted = EnumSet.of(Product.OUTCOME, Product.ORDER_EVIDENCE);
    if (tail.keys().values().stream().anyMatch(keys::containsAny)) {
      wanted.add(Product.READINGS);
    }
    tail.give(
        folder.pack(name),
        place -> wanted.contains(place.product()),
        (product, key, timestamp, bytes) -> {
          byte[] some = product == Product.READINGS ? filter.keep(bytes, keys::contains) : bytes;
          if (some.length > 0) {
            needs.product(product, key, some);
          }
        });
  }

  /** What each window added up to. */
  public WindowLedger ledger() {
    return folder.ledger(manifest).orElseThrow();
  }
}
