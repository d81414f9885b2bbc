package io.broadsheet.count;

import java.io.Serializable;

/**
 * How slices are compared with the rest of their window.
 *
 * @param priorWeight how many words of prior knowledge the log-odds have: α₀ of {@link
 *     io.broadsheet.stats.LogOdds}
 */
public record KeynessRules(double priorWeight) implements Serializable {}
