/**
 * Statistics: pure functions from counts to numbers, each with its formula and its paper.
 *
 * <p>Imports nothing of this project and no Beam. Every function works in double precision and is
 * written so that nothing cancels at 10¹² words: differences of products are taken exactly in 128
 * bits, sums have terms of one sign, and tails are computed as tails. {@code StrictMath} is used
 * throughout, so that a number is the same to the last bit on every machine.
 *
 * <p>A number that does not exist for its input (a rate of nothing, say) is NaN, which a table
 * shows as an empty cell. A negative count, a count above its total and a total that does not fit
 * into 61 bits are mistakes of the caller and throw {@link IllegalArgumentException}.
 *
 * <p>Start reading at {@link io.broadsheet.stats.LogLikelihood}; {@code docs/statistics.md} says
 * the same in plain words.
 */
package io.broadsheet.stats;
