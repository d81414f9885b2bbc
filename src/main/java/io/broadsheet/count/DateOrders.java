package io.broadsheet.count;

import io.broadsheet.article.Article;
import io.broadsheet.article.DateOrder;
import io.broadsheet.article.OrderEvidence;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.parse.DayMonthEvidence;
import io.broadsheet.table.CodePointOrder;
import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known about the order of day and month in numeric dates, for each outlet; for articles
 * that name no outlet, for each input.
 *
 * <p>Memory: some 300 bytes for each outlet with numeric dates.
 */
public final class DateOrders implements Serializable {
  private static final long serialVersionUID = 1;

  /**
   * Whose dates are looked at together.
   *
   * @param input the number of the input in the spec if the outlet is unknown, else {@link
   *     #ANY_INPUT}
   */
  public record Origin(String outlet, int input) implements Comparable<Origin>, Serializable {
    private static final Comparator<Origin> ORDER =
        Comparator.comparing(Origin::outlet, CodePointOrder.INSTANCE).thenComparing(Origin::input);

    static Origin of(Article article, int input) {
      boolean isKnown = !article.outlet().equals(Article.UNKNOWN_OUTLET);
      return new Origin(article.outlet(), isKnown ? ANY_INPUT : input);
    }

    @Override
    public int compareTo(Origin other) {
      return ORDER.compare(this, other);
    }
  }

  /** For outlets that are known: their dates are one outlet's in whatever input they stand. */
  public static final int ANY_INPUT = -1;

  private final TreeMap<Origin, DayMonthEvidence> evidence = new TreeMap<>();

  /** What is known, in the order of outlets. */
  public SortedMap<Origin, DayMonthEvidence> evidence() {
    return Collections.unmodifiableSortedMap(evidence);
  }

  public boolean isEmpty() {
    return evidence.isEmpty();
  }

  /** What an outlet's dates say so far, to be added to. */
  public DayMonthEvidence of(Origin origin) {
    return evidence.computeIfAbsent(origin, key -> new DayMonthEvidence());
  }

  /** The order that is proved; NONE if none is, or several are. */
  DateOrder decide(Origin origin) {
    DayMonthEvidence known = evidence.get(origin);
    return known == null ? DateOrder.NONE : known.decide();
  }

  void add(Origin origin, OrderEvidence found, String text) {
    of(origin).add(found, text);
  }

  /** Adds all that others know. */
  public void merge(DateOrders others) {
    others.evidence.forEach((origin, known) -> of(origin).merge(known));
  }

  /** The evidence in a form that is the same for equal evidence. */
  byte[] toBytes() {
    ByteWriter out = new ByteWriter(256);
    writeTo(out);
    return out.toByteArray();
  }

  void writeTo(ByteWriter out) {
    out.writeVarInt(evidence.size());
    evidence.forEach(
        (origin, known) -> {
          out.writeText(origin.outlet());
          out.writeSigned(origin.input());
          known.writeTo(out);
        });
  }

  static DateOrders readFrom(ByteReader in) {
    DateOrders orders = new DateOrders();
    int outlets = in.readVarInt();
    for (int i = 0; i < outlets; i++) {
      Origin origin = new Origin(in.readText(), (int) in.readSigned());
      orders.evidence.put(origin, DayMonthEvidence.readFrom(in));
    }
    return orders;
  }
}
