package io.broadsheet.count;

import io.broadsheet.table.RowWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;

/**
 * A {@link FrequencyList} as a {@link KeynessReference} of one window. The list's terms that the
 * window lacks are numbered behind the window's terms, in the order of the list.
 *
 * <p>Memory: 8 bytes for each term of the window, and 4 for each of the list.
 */
final class ListReference implements KeynessReference {
  private final FrequencyList.Length list;
  private final TermCounter all;
  private final WindowTerms terms;
  private final TermListing listing;
  private final Set<String> stopWords;

  /** For each term of the window its count in the list. */
  private final long[] counts;

  /** For each term of the list its number. */
  private final int[] numbers;

  private final TermFrequencies frequencies;

  /**
   * @param all the counts of the window
   * @param stopWords hide terms that only the list has
   * @param some the terms of the list that are looked at, among them all that {@code all} has; null
   *     if it is all of them
   */
  ListReference(
      FrequencyList.Length list,
      TermCounter all,
      TermListing listing,
      Set<String> stopWords,
      BitSet some) {
    this.list = list;
    this.all = all;
    this.terms = all.windowTerms();
    this.listing = listing;
    this.stopWords = stopWords;
    this.frequencies =
        some == null
            ? list.frequencies()
            : new TermFrequencies(some.stream().toArray(), list::count);
    this.counts = new long[terms.size()];
    this.numbers = new int[list.terms().size()];
    Arrays.setAll(numbers, term -> Math.addExact(terms.size(), term));
    for (int term : all.terms()) {
      int known = list.terms().find(terms.text(term));
      if (known >= 0) {
        counts[term] = list.count(known);
        numbers[known] = term;
      }
    }
  }

  @Override
  public boolean includesTarget() {
    return false;
  }

  @Override
  public long totalTerms() {
    return list.total();
  }

  @Override
  public int totalDocs() {
    return Integer.MAX_VALUE;
  }

  @Override
  public long count(int term) {
    return term < counts.length ? counts[term] : list.count(term - counts.length);
  }

  @Override
  public TermFrequencies frequencies() {
    return frequencies;
  }

  @Override
  public int byFrequency(int place) {
    return numbers[frequencies.term(place)];
  }

  @Override
  public boolean isListable(int term, int minDocs) {
    if (term < counts.length) {
      return listing.isListable(all, term);
    }
    String text = list.terms().text(term - counts.length);
    return !listing.hidesStopWords()
        || !(stopWords.contains(text.substring(0, (text + " ").indexOf(' ')))
            || stopWords.contains(text.substring(text.lastIndexOf(' ') + 1)));
  }

  @Override
  public int[] inOrder(int[] some) {
    return Arrays.stream(some)
        .boxed()
        .sorted((a, b) -> Arrays.compareUnsigned(text(a), text(b)))
        .mapToInt(term -> term)
        .toArray();
  }

  @Override
  public int[] first(int[] some, int count) {
    return Arrays.copyOf(inOrder(some), count);
  }

  @Override
  public byte[] text(int term) {
    if (term < counts.length) {
      return terms.text(term);
    }
    TermDictionary texts = list.terms();
    int start = texts.start(term - counts.length);
    return Arrays.copyOfRange(texts.arena(), start, start + texts.length(term - counts.length));
  }

  @Override
  public void writeTo(RowWriter rows, int term) throws IOException {
    byte[] text = text(term);
    rows.utf8(text, 0, text.length);
  }
}
