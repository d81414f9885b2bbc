package io.broadsheet.count;

import io.broadsheet.table.RowWriter;
import java.io.IOException;

/**
 * Articles of the window itself as a {@link KeynessReference}: all of them, or those of a slice.
 */
final class WindowReference implements KeynessReference {
  private final TermCounter counter;
  private final TermFrequencies frequencies;
  private final TermCounter all;
  private final TermListing listing;

  /**
   * @param counter of the reference
   * @param frequencies of {@code counter}
   * @param all of the whole window
   */
  WindowReference(
      TermCounter counter, TermFrequencies frequencies, TermCounter all, TermListing listing) {
    this.counter = counter;
    this.frequencies = frequencies;
    this.all = all;
    this.listing = listing;
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
    return counter.termCount(term);
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
  public boolean isListable(int term, int minDocs) {
    return all.docCount(term) >= minDocs && listing.isListable(all, term);
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
