package io.broadsheet.copies;

import io.broadsheet.article.DatePrecision;
import io.broadsheet.article.Hash128;
import io.broadsheet.bytes.ByteReader;
import java.util.Arrays;
import java.util.Comparator;

/**
 * One article as copies are found by it: who published it when, and its shingles, which stay in the
 * block that they came in.
 *
 * @param dayMillis the first instant of the day it was published on; 0 if undated
 * @param publishedMillis when it was published; 0 if undated
 * @param words in title and body
 * @param block the bytes that hold its shingles
 * @param start where they start
 */
public record Fingerprint(
    Hash128 id,
    DatePrecision precision,
    long dayMillis,
    long publishedMillis,
    int words,
    String outlet,
    String sourceName,
    long offset,
    ByteReader block,
    int start) {

  /**
   * The order in which texts count as originals: by day, then precise dates before days and among
   * themselves, then the longest, then by id.
   */
  public static final Comparator<Fingerprint> ORIGINAL_FIRST =
      Comparator.comparingLong(Fingerprint::dayMillis)
          .thenComparing(Fingerprint::precision)
          .thenComparingLong(Fingerprint::publishedMillis)
          .thenComparing(Comparator.comparingInt(Fingerprint::words).reversed())
          .thenComparing(Fingerprint::id);

  /** Says which lines are boilerplate of an outlet. */
  public interface Boilerplate {
    boolean contains(String outlet, long lineHash);
  }

  /**
   * The hashes of the text's shingles, those that touch a line of boilerplate left out; not sorted,
   * and with repetitions.
   */
  int[] shingles(Boilerplate boilerplate) {
    block.seek(start);
    int candidates = block.readVarInt();
    int[] from = new int[candidates];
    int[] to = new int[candidates];
    int dropped = 0;
    for (int i = 0; i < candidates; i++) {
      long hash = block.readLong();
      int first = block.readVarInt();
      int count = block.readVarInt();
      if (count > 0 && boilerplate.contains(outlet, hash)) {
        from[dropped] = first;
        to[dropped] = first + count + Fingerprinter.WORDS_PER_SHINGLE - 1;
        dropped++;
      }
    }
    int count = block.readVarInt();
    int[] shingles = new int[count];
    block.readInts(shingles);
    if (dropped == 0) {
      return shingles;
    }
    int kept = 0;
    int range = 0;
    for (int i = 0; i < count; i++) {
      while (range < dropped && i >= to[range]) {
        range++;
      }
      if (range == dropped || i < from[range]) {
        shingles[kept++] = shingles[i];
      }
    }
    return kept == count ? shingles : Arrays.copyOf(shingles, kept);
  }

  /** The same as an ascending set, in the order of signed numbers. */
  int[] shingleSet(Boilerplate boilerplate) {
    int[] shingles = shingles(boilerplate);
    Arrays.sort(shingles);
    int distinct = 0;
    for (int i = 0; i < shingles.length; i++) {
      if (i == 0 || shingles[i] != shingles[i - 1]) {
        shingles[distinct++] = shingles[i];
      }
    }
    return distinct == shingles.length ? shingles : Arrays.copyOf(shingles, distinct);
  }

  /** True if the article has a date. */
  public boolean isDated() {
    return precision != DatePrecision.NONE;
  }

  /** True if no more than a span lies between the dates; undated articles have no distance. */
  boolean isWithin(long spanMillis, Fingerprint other) {
    return Math.abs(publishedMillis - other.publishedMillis) <= spanMillis;
  }
}
