package io.broadsheet.count;

import java.io.Serializable;
import java.util.List;

/**
 * Which pairs of words table {@code collocations} lists.
 *
 * @param span how many words apart two words of a sentence may be; 1 for neighbours
 * @param minCount the smallest count that is listed
 * @param slices the slices whose pairs are listed: of {@code all}, {@code language}, {@code
 *     outlet}, {@code topic}
 */
public record CollocationRules(int span, long minCount, List<String> slices)
    implements Serializable {
  public CollocationRules {
    slices = List.copyOf(slices);
  }
}
