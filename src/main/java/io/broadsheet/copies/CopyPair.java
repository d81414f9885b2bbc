package io.broadsheet.copies;

/**
 * Two texts of which one is a copy of the other.
 *
 * @param first the place of the one that comes first in {@link Fingerprint#ORIGINAL_FIRST}
 * @param second the place of the other
 * @param jaccard common shingles ÷ shingles of either
 * @param containment common shingles ÷ shingles of the shorter
 */
public record CopyPair(int first, int second, double jaccard, double containment) {}
