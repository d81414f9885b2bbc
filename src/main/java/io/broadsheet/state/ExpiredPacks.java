package io.broadsheet.state;

import io.broadsheet.article.FileTrouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongPredicate;

/**
 * Takes the articles out of packs of which no window is kept any more. What else is known of their
 * files stays: that they were read, what was rejected, which articles others repeat.
 *
 * @param isExpired whether a window, by its start, is no longer kept
 * @param told what a pack says in place of its articles, by how many each window had
 */
public record ExpiredPacks(LongPredicate isExpired, Function<SortedMap<Long, Long>, byte[]> told) {

  /** Where all windows are kept. */
  public static ExpiredPacks none() {
    return new ExpiredPacks(start -> false, articles -> new byte[0]);
  }

  /** Whether a pack lacks articles of windows that are kept now. */
  boolean lacksArticles(Pack pack) {
    return pack.isEmptied() && !pack.windows().stream().allMatch(isExpired::test);
  }

  /** The same packs, of which those that are no longer needed have been replaced. */
  List<Pack> emptied(List<Pack> packs, StateFolder folder) {
    List<Pack> all = new ArrayList<>();
    for (Pack pack : packs) {
      all.add(canBeEmptied(pack) ? emptied(pack, folder) : pack);
    }
    return all;
  }

  private boolean canBeEmptied(Pack pack) {
    long articles = pack.files().stream().mapToLong(PackedFile::articles).sum();
    long inWindows =
        pack.files().stream()
            .flatMap(file -> file.windows().values().stream())
            .mapToLong(Long::longValue)
            .sum();
    return !pack.isEmptied()
        && articles > 0
        && articles == inWindows
        && pack.windows().stream().allMatch(isExpired::test);
  }

  private Pack emptied(Pack pack, StateFolder folder) {
    String name = StateFolder.newPack();
    Path before = folder.pack(pack.name());
    try (PackWriter writer = PackWriter.create(folder.pack(name))) {
      PackReader.read(
          before,
          (product, key, timestamp, bytes) -> {
            if (product != Product.BLOCK) {
              writer.take(product, key, timestamp, bytes);
            }
          });
      SortedMap<Long, long[]> keys = PackTail.read(before).keys();
      SortedMap<Long, Long> articles = new TreeMap<>();
      keys.forEach((window, its) -> articles.put(window, (long) its.length));
      writer.take(Product.OUTCOME, 0, 0, told.apply(articles));
      return pack.emptied(name, writer.finish(keys));
    } catch (IOException e) {
      throw FileTrouble.with("write", folder.pack(name), e);
    }
  }
}
