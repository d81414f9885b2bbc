package io.broadsheet.copies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Groups copies under their originals.
 *
 * <p>Articles are gone through once, in {@link Fingerprint#ORIGINAL_FIRST}. One that is a copy of
 * an original before it joins the most similar of them; every other begins a group of its own. So
 * the groups lie within the connected components of the pairs, and no chain of changes can lead
 * from a text to one that is unlike it: each member was compared with its original. Only where a
 * text is printed again and again for longer than the span, and original and reprint are therefore
 * never compared, a reprint follows the print that it resembles most.
 *
 * <p>One pass over sorted pairs settles it: there are no rounds that could fail to converge. Time:
 * a sort of the pairs. Memory: the pairs.
 */
public final class CopyGroups {
  private static final Comparator<CopyPair> BY_SECOND =
      Comparator.comparingInt(CopyPair::second).thenComparingInt(CopyPair::first);

  private CopyGroups() {}

  /**
   * A member of a group.
   *
   * @param original the first of the group; the article itself if it is the original
   * @param jaccard of the two texts (of the nearest print, if the original is out of the span); 1
   *     for the original
   * @param containment likewise
   */
  public record Member(
      Fingerprint article, Fingerprint original, double jaccard, double containment) {
    public boolean isOriginal() {
      return article.id().equals(original.id());
    }
  }

  /** The members of all groups of two or more, by the original's id, then by their own. */
  public static List<Member> of(CopyPairs copies, long spanMillis) {
    List<Fingerprint> articles = copies.articles();
    List<CopyPair> pairs = new ArrayList<>(copies.pairs());
    pairs.sort(BY_SECOND);
    int[] originals = new int[articles.size()];
    CopyPair[] reasons = new CopyPair[articles.size()];
    int[] sizes = new int[articles.size()];
    int next = 0;
    for (int article = 0; article < originals.length; article++) {
      CopyPair ofOriginal = null;
      CopyPair ofReprint = null;
      for (; next < pairs.size() && pairs.get(next).second() == article; next++) {
        CopyPair pair = pairs.get(next);
        int original = originals[pair.first()];
        if (original == pair.first()) {
          ofOriginal = better(ofOriginal, pair);
        } else if (!articles.get(original).isWithin(spanMillis, articles.get(article))) {
          ofReprint = better(ofReprint, pair);
        }
      }
      CopyPair reason = ofOriginal != null ? ofOriginal : ofReprint;
      reasons[article] = reason;
      originals[article] = reason == null ? article : originals[reason.first()];
      sizes[originals[article]]++;
    }
    List<Member> members = new ArrayList<>();
    for (int article = 0; article < originals.length; article++) {
      if (sizes[originals[article]] > 1) {
        CopyPair reason = reasons[article];
        members.add(
            new Member(
                articles.get(article),
                articles.get(originals[article]),
                reason == null ? 1 : reason.jaccard(),
                reason == null ? 1 : reason.containment()));
      }
    }
    members.sort(
        Comparator.comparing((Member member) -> member.original().id())
            .thenComparing(member -> member.article().id()));
    return members;
  }

  /** The more similar pair, the earlier if they are equal. */
  private static CopyPair better(CopyPair best, CopyPair pair) {
    return best == null || pair.jaccard() > best.jaccard() ? pair : best;
  }

  /**
   * The flows of copies from one outlet to another.
   *
   * @param articles how many
   * @param medianDelayMillis of the copies' dates behind their originals'; NaN without dates
   */
  public record Flow(String from, String to, long articles, double medianDelayMillis) {}

  /** How many copies each outlet has of each other's texts, by the two names. */
  public static List<Flow> flows(List<Member> members, Comparator<String> order) {
    List<Member> copies = new ArrayList<>();
    for (Member member : members) {
      if (!member.isOriginal()) {
        copies.add(member);
      }
    }
    Comparator<Member> byOutlets =
        Comparator.comparing((Member member) -> member.original().outlet(), order)
            .thenComparing(member -> member.article().outlet(), order);
    copies.sort(byOutlets);
    List<Flow> flows = new ArrayList<>();
    for (int start = 0; start < copies.size(); ) {
      int end = start;
      while (end < copies.size() && byOutlets.compare(copies.get(start), copies.get(end)) == 0) {
        end++;
      }
      Member first = copies.get(start);
      flows.add(
          new Flow(
              first.original().outlet(),
              first.article().outlet(),
              end - start,
              medianDelay(copies.subList(start, end))));
      start = end;
    }
    return flows;
  }

  private static double medianDelay(List<Member> copies) {
    long[] delays =
        copies.stream()
            .filter(copy -> copy.article().isDated())
            .mapToLong(copy -> copy.article().publishedMillis() - copy.original().publishedMillis())
            .toArray();
    if (delays.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(delays);
    int middle = delays.length / 2;
    return delays.length % 2 == 1
        ? delays[middle]
        : (delays[middle - 1] + (double) delays[middle]) / 2;
  }
}
