package io.broadsheet.count;

import io.broadsheet.copies.CopySettings;
import io.broadsheet.copies.StorySettings;
import io.broadsheet.table.Tables;
import java.io.Serializable;
import java.util.List;

/**
 * What is gathered, while articles are read, besides the articles themselves.
 *
 * @param bodies whether their texts are kept, for {@link ContextRows}
 * @param sketched terms of two up to this many words are counted in a {@link TermSketch}; 1 for
 *     none
 */
public record EvidenceSettings(
    CopySettings copies, StorySettings stories, OrderSettings orders, boolean bodies, int sketched)
    implements Serializable {

  /** What some tables need. */
  public static EvidenceSettings of(
      CopySettings copies,
      StorySettings stories,
      OrderSettings orders,
      List<String> tables,
      TermListing listing) {
    boolean listsRising = WindowReports.hasTrends(tables) && listing.top() < Integer.MAX_VALUE;
    return new EvidenceSettings(
        copies,
        stories,
        orders,
        tables.contains(Tables.CONTEXTS.name()),
        listsRising ? listing.longest() : 1);
  }
}
