package io.broadsheet.copies;

import io.broadsheet.article.Article;
import io.broadsheet.article.UserException;
import io.broadsheet.stats.Similarity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the pairs of copies among texts.
 *
 * <p>Candidates come from an inverted index over a sample of each text's shingles: those whose hash
 * is a multiple of 2ᵏ, with k growing with the length of the text so that {@value #SAMPLES} to
 * twice as many are left (the sketches modulo m of A. Broder, "On the resemblance and containment
 * of documents", SEQUENCES 1997). Two texts sample alike, so that of <i>s</i> common shingles the
 * coarser of both samples holds <i>s</i> ÷ 2ᵏ on average, wherever the cuts are; short texts are
 * sampled whole. Every candidate is then verified on all shingles of both, and if too few of them
 * are common, by how much of the texts runs side by side ({@link Alignment}).
 *
 * <p>Cost: one sort of some 100 numbers a text; pairs grow with the copies and not with their
 * square, because a shingle of many texts proposes only a few partners for each. Memory: eight
 * bytes for each sampled shingle, twelve for each proposed pair, and the shingles of the texts that
 * are verified.
 */
public final class CopyFinder {
  private static final int SAMPLES = 64;

  /** Up to so many texts with a shingle are all paired with each other. */
  private static final int ALL_PAIRED = 32;

  /** In more than that each is paired with the first and with the nearest before it. */
  private static final int PARTNERS = 8;

  /** Common samples that are asked for: a share of the smaller sample, but so many at least. */
  private static final double COMMON_SAMPLES = 0.03;

  private static final int FEWEST_COMMON_SAMPLES = 3;

  /** Common samples that are asked for, as a share of those that the thinnest copy would have. */
  private static final double SLACK = 0.15;

  /** The shortest text, in shingles, of which a part can prove it a copy. */
  private static final int SHORTEST_CONTAINED = 25;

  /** The shortest text, in shingles, that may prove a copy by how it runs beside another. */
  private static final int SHORTEST_ALIGNED = 80;

  private final CopySettings settings;
  private final List<Fingerprint> texts;
  private final Fingerprint.Boilerplate boilerplate;
  private final int[] sizes;
  private final int[][] sets;

  private CopyFinder(
      CopySettings settings, List<Fingerprint> texts, Fingerprint.Boilerplate boilerplate) {
    this.settings = settings;
    this.texts = texts;
    this.boilerplate = boilerplate;
    this.sizes = new int[texts.size()];
    this.sets = new int[texts.size()][];
  }

  /**
   * The pairs among {@code texts}, by their places.
   *
   * @param texts in {@link Fingerprint#ORIGINAL_FIRST}
   * @param since pairs of two texts from before this instant are left out, as they were found
   *     elsewhere
   * @throws UserException if there are more than {@link CopySettings#mostPairs}
   */
  public static List<CopyPair> find(
      CopySettings settings,
      List<Fingerprint> texts,
      long since,
      Fingerprint.Boilerplate boilerplate) {
    return new CopyFinder(settings, texts, boilerplate).find(since);
  }

  private List<CopyPair> find(long since) {
    PairCounts common = countCommonSamples(samples(), since);
    long[] pairs = common.pairs();
    Arrays.sort(pairs);
    double thinnest = SLACK * Math.min(settings.containment(), settings.jaccard());
    List<CopyPair> copies = new ArrayList<>();
    for (long pair : pairs) {
      int first = (int) (pair >>> 32);
      int second = (int) pair;
      int level = Math.max(level(sizes[first]), level(sizes[second]));
      int sample = Math.min(sizes[first], sizes[second]) >> level;
      double wanted =
          Math.min(thinnest * sample, Math.max(FEWEST_COMMON_SAMPLES, COMMON_SAMPLES * sample));
      if (common.count(pair) >= wanted) {
        verify(first, second, copies);
        settings.checkPairs(copies.size());
      }
    }
    return copies;
  }

  /**
   * Every sampled shingle that more than one text may have, above the place of its text; sorted,
   * each once.
   */
  private long[] samples() {
    long[] samples = new long[Math.max(16, texts.size() * SAMPLES)];
    int count = 0;
    for (int text = 0; text < texts.size(); text++) {
      int[] shingles = texts.get(text).shingles(boilerplate);
      sizes[text] = shingles.length;
      int mask = (1 << level(shingles.length)) - 1;
      for (int shingle : shingles) {
        if ((shingle & mask) == 0) {
          if (count == samples.length) {
            samples = Arrays.copyOf(samples, count + count / 2);
          }
          samples[count++] = (long) shingle << 32 | text;
        }
      }
    }
    count = withPartners(samples, count);
    Arrays.sort(samples, 0, count);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || samples[i] != samples[i - 1]) {
        samples[distinct++] = samples[i];
      }
    }
    return Arrays.copyOf(samples, distinct);
  }

  /**
   * Moves the samples whose shingle occurs again to the front and returns how many they are. Most
   * shingles occur once, and need not be sorted to be found alone. Shingles that share a bit of the
   * table count as one, so a few are kept without need.
   */
  private static int withPartners(long[] samples, int count) {
    int bits = Math.max(6, Integer.SIZE - Integer.numberOfLeadingZeros(count) + 3);
    int shift = Long.SIZE - Math.min(bits, 30);
    long[] once = new long[1 << (Long.SIZE - 6 - shift)];
    long[] again = new long[once.length];
    for (int i = 0; i < count; i++) {
      int place = tablePlace(samples[i], shift);
      long bit = 1L << place;
      again[place >> 6] |= once[place >> 6] & bit;
      once[place >> 6] |= bit;
    }
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int place = tablePlace(samples[i], shift);
      if ((again[place >> 6] & 1L << place) != 0) {
        samples[kept++] = samples[i];
      }
    }
    return kept;
  }

  /** A sample's shingle is a hash, but its last bits are zeros where a text is long. */
  private static int tablePlace(long sample, int shift) {
    return (int) (((sample >>> 32) * 0x9E3779B97F4A7C15L) >>> shift);
  }

  private static int level(int size) {
    return size < 2 * SAMPLES ? 0 : Integer.SIZE - 1 - Integer.numberOfLeadingZeros(size / SAMPLES);
  }

  private PairCounts countCommonSamples(long[] samples, long since) {
    PairCounts common = new PairCounts();
    for (int start = 0; start < samples.length; ) {
      int end = start + 1;
      while (end < samples.length && samples[end] >> 32 == samples[start] >> 32) {
        end++;
      }
      boolean all = end - start <= ALL_PAIRED;
      for (int i = start + 1; i < end; i++) {
        int second = (int) samples[i];
        boolean isOld = texts.get(second).publishedMillis() < since;
        for (int j = start; j < i; j++) {
          if (!all && j - start >= PARTNERS && i - j > PARTNERS) {
            j = i - PARTNERS;
          }
          int first = (int) samples[j];
          if (isOld && texts.get(first).publishedMillis() < since) {
            continue;
          }
          if (texts.get(first).isWithin(settings.spanMillis(), texts.get(second))) {
            common.add((long) first << 32 | second);
          }
        }
      }
      start = end;
    }
    return common;
  }

  private void verify(int first, int second, List<CopyPair> copies) {
    int[] a = set(first);
    int[] b = set(second);
    int shorter = Math.min(a.length, b.length);
    int common = common(a, b);
    if (common == 0) {
      return;
    }
    double jaccard = Similarity.jaccard(common, a.length, b.length);
    double containment = (double) common / shorter;
    if (jaccard >= settings.jaccard()
        || (shorter >= SHORTEST_CONTAINED && containment >= neededContainment(first, second))
        || (shorter >= SHORTEST_ALIGNED && isAligned(first, second))) {
      copies.add(new CopyPair(first, second, jaccard, containment));
    }
  }

  /**
   * Whether enough of the shorter text runs beside the other. Within an outlet that is no evidence:
   * its regular notices are alike but for the figures.
   */
  private boolean isAligned(int first, int second) {
    String outlet = texts.get(first).outlet();
    double needed = Math.max(settings.aligned(), settings.containment());
    if (needed >= 1) {
      return false;
    }
    if (outlet.equals(texts.get(second).outlet()) && !outlet.equals(Article.UNKNOWN_OUTLET)) {
      return false;
    }
    int[] a = texts.get(first).shingles(boilerplate);
    int[] b = texts.get(second).shingles(boilerplate);
    int aligned = a.length <= b.length ? Alignment.length(a, b) : Alignment.length(b, a);
    return aligned >= needed * Math.min(a.length, b.length);
  }

  /**
   * Within an outlet half as much may be missing: what two columns of one author have in common may
   * be an introduction, while a text that was cut on its way is another outlet's.
   */
  private double neededContainment(int first, int second) {
    boolean sameOutlet = texts.get(first).outlet().equals(texts.get(second).outlet());
    return sameOutlet ? (1 + settings.containment()) / 2 : settings.containment();
  }

  private int[] set(int text) {
    if (sets[text] == null) {
      sets[text] = texts.get(text).shingleSet(boilerplate);
    }
    return sets[text];
  }

  private static int common(int[] a, int[] b) {
    int common = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      int x = a[i];
      int y = b[j];
      if (x == y) {
        common++;
      }
      i += x <= y ? 1 : 0;
      j += y <= x ? 1 : 0;
    }
    return common;
  }
}
