package io.broadsheet.write;

import io.broadsheet.article.DateOrder;
import io.broadsheet.article.DateStatus;
import io.broadsheet.count.DateOrders;
import io.broadsheet.count.DateOrders.Origin;
import io.broadsheet.count.Tally;
import io.broadsheet.parse.DayMonthEvidence;
import io.broadsheet.table.RowWriter;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rows of table {@code dates}: how each outlet's articles were dated, and by what order. */
final class DateRows {
  private final DateOrders seen;
  private final DateOrders known;

  /**
   * @param seen what the dates of this run say
   * @param known what earlier runs found out
   */
  DateRows(DateOrders seen, DateOrders known) {
    this.seen = seen;
    this.known = known;
  }

  void write(Tally tally, RowWriter rows) throws IOException {
    for (var outlet : tally.articlesByOutletAndStatus().entrySet()) {
      Map<Origin, DayMonthEvidence> evidence = evidenceOf(outlet.getKey());
      List<Map.Entry<DateStatus, Long>> statuses =
          outlet.getValue().entrySet().stream()
              .sorted(Comparator.comparing(status -> status.getKey().label()))
              .toList();
      for (Map.Entry<DateStatus, Long> status : statuses) {
        rows.text(outlet.getKey());
        rows.text(status.getKey().label());
        rows.integer(status.getValue());
        textOrEmpty(order(evidence, status.getKey()), rows);
        textOrEmpty(describe(evidence, status.getKey()), rows);
        rows.endRow();
      }
    }
  }

  private static void textOrEmpty(String text, RowWriter rows) throws IOException {
    if (text.isEmpty()) {
      rows.empty();
    } else {
      rows.text(text);
    }
  }

  private Map<Origin, DayMonthEvidence> evidenceOf(String outlet) {
    return new TreeMap<>(
        seen.evidence()
            .subMap(
                new Origin(outlet, DateOrders.ANY_INPUT), new Origin(outlet, Integer.MAX_VALUE)));
  }

  /** The one order that holds for all; empty if there is none, or several. */
  private String order(Map<Origin, DayMonthEvidence> evidence, DateStatus status) {
    Set<DateOrder> orders = new LinkedHashSet<>();
    evidence.forEach(
        (origin, found) ->
            orders.add(status == DateStatus.DECLARED ? found.declared() : decide(origin, found)));
    orders.remove(DateOrder.NONE);
    return orders.size() == 1 ? orders.iterator().next().label() : "";
  }

  private DateOrder decide(Origin origin, DayMonthEvidence found) {
    DayMonthEvidence all = new DayMonthEvidence();
    all.merge(found);
    all.merge(earlier(origin));
    return all.decide();
  }

  private DayMonthEvidence earlier(Origin origin) {
    return known.evidence().getOrDefault(origin, new DayMonthEvidence());
  }

  private String describe(Map<Origin, DayMonthEvidence> evidence, DateStatus status) {
    return evidence.entrySet().stream()
        .map(found -> describe(found.getKey(), found.getValue(), status))
        .filter(sentence -> !sentence.isEmpty())
        .collect(Collectors.joining(" / "));
  }

  private String describe(Origin origin, DayMonthEvidence found, DateStatus status) {
    String sentence = status == DateStatus.DECLARED ? found.describeDeclared() : found.describe();
    if (sentence.isEmpty()) {
      return "";
    }
    String input = origin.input() == DateOrders.ANY_INPUT ? "" : "input " + origin.input() + ": ";
    String earlier = status == DateStatus.DECLARED ? "" : earlier(origin).describe();
    return input + sentence + (earlier.isEmpty() ? "" : "; earlier: " + earlier);
  }
}
