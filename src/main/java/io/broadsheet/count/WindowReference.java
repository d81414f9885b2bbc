package io.broadsheet.count;

import io.broadsheet.table.RowWriter;
import java.io.IOException;

/**
 * Articles of the window itself as a {@link KeynessReference}: all of them, or those of a slice.
 *
 * <p>Memory: 4 bytes for each term that {@link WindowTerms#repeated} does not exclude.
 */
final class WindowReference implements KeynessReference {
  private static final int FEW_OF = 4;

  private final TermCounter counter;
  private final TermFrequencies frequencies;
  private final TermCounter all;
  private final TermListing listing;
  private final int minDocs;

  /**
   * What is asked for of each term of each slice: twice its count, plus one if it may be listed
   * with {@link #minDocs}. A counter's memory is four times as large.
   */
  private final int[] countsAndListable;

  /**
   * @param counter of the reference
   * @param frequencies of {@code counter}
   * @param all of the whole window
   * @param minDocs what {@link #isListable} is mostly asked for
   */
  WindowReference(
      TermCounter counter,
      TermFrequencies frequencies,
      TermCounter all,
      TermListing listing,
      int minDocs) {
    this.counter = counter;
    this.frequencies = frequencies;
    this.all = all;
    this.listing = listing;
    this.minDocs = minDocs;
    int terms = counter.windowTerms().repeated();
    // A small window has few of its shard's words: not worth an array.
    countsAndListable = new int[frequencies.size() < terms / FEW_OF ? 0 : terms];
    for (int term = 0; term < countsAndListable.length; term++) {
      countsAndListable[term] =
          (counter.termCount(term) << 1) | (mayBeListed(term, minDocs) ? 1 : 0);
    }
  }

  @Override
  public boolean includesTarget() {
    return counter == all;
  }

  @Override
  public long totalTerms() {
    return counter.totalTerms();
  }

  @Override
  public int totalDocs() {
    return counter.totalDocs();
  }

  @Override
  public long count(int term) {
    return term < countsAndListable.length
        ? countsAndListable[term] >>> 1
        : counter.termCount(term);
  }

  @Override
  public TermFrequencies frequencies() {
    return frequencies;
  }

  @Override
  public int byFrequency(int place) {
    return frequencies.term(place);
  }

  @Override
  public boolean isListable(int term, int docs) {
    return (docs == minDocs && term < countsAndListable.length)
        ? (countsAndListable[term] & 1) != 0
        : mayBeListed(term, docs);
  }

  private boolean mayBeListed(int term, int docs) {
    return all.docCount(term) >= docs && listing.isListable(all, term);
  }

  @Override
  public int[] inOrder(int[] some) {
    return counter.windowTerms().inOrder(some);
  }

  @Override
  public int[] first(int[] some, int count) {
    return counter.windowTerms().first(some, count);
  }

  @Override
  public byte[] text(int term) {
    return counter.windowTerms().text(term);
  }

  @Override
  public void writeTo(RowWriter rows, int term) throws IOException {
    counter.windowTerms().writeTo(rows, term);
  }
}
