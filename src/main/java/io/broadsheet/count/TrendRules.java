package io.broadsheet.count;

import java.io.Serializable;

/**
 * How tables {@code trends} and {@code bursts} are made.
 *
 * @param baseline how many windows before a window it is compared with
 * @param atLeast how many of them must have articles for the window to have rows
 * @param minDocs in how many articles of window and baseline together a term must be to be tested
 * @param season how many windows a rhythm has: 7 for days of the week; 1 for none
 */
public record TrendRules(int baseline, int atLeast, int minDocs, int season)
    implements Serializable {}
