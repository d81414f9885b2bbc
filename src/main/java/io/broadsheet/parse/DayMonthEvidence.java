package io.broadsheet.parse;

import io.broadsheet.article.DateOrder;
import io.broadsheet.article.OrderEvidence;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * What the numeric dates of one outlet say about the order of day and month: how many prove each
 * order, and how many none. Evidence is added and merged in any order with the same result. Dates
 * whose order is declared are counted apart, and decide nothing about the others.
 *
 * <p>Memory: a few counts and as many short texts.
 */
public final class DayMonthEvidence implements Serializable {
  private static final long serialVersionUID = 1;

  /** The orders by the places of {@link #counts}; NONE counts the dates that prove nothing. */
  private static final DateOrder[] PLACES = {
    DateOrder.NONE, DateOrder.DMY, DateOrder.MDY, DateOrder.YMD
  };

  /** From here on {@link #counts} are those of declared dates. */
  private static final int DECLARED = PLACES.length;

  private final long[] counts = new long[2 * PLACES.length];

  /** The smallest text of each kind; empty if there is none. */
  private final String[] examples = new String[2 * PLACES.length];

  public DayMonthEvidence() {
    Arrays.fill(examples, "");
  }

  /**
   * Adds a date.
   *
   * @param text the date as the record writes it
   */
  public void add(OrderEvidence evidence, String text) {
    add(
        evidence.declared() == DateOrder.NONE
            ? place(evidence.proves())
            : DECLARED + place(evidence.declared()),
        1,
        text);
  }

  /** Adds several dates that prove an order, or none. */
  public void add(DateOrder proved, long dates, String example) {
    add(place(proved), dates, example);
  }

  /** Adds all that another one has seen. */
  public void merge(DayMonthEvidence other) {
    for (int place = 0; place < counts.length; place++) {
      if (other.counts[place] > 0) {
        add(place, other.counts[place], other.examples[place]);
      }
    }
  }

  private void add(int place, long dates, String example) {
    if (counts[place] == 0 || example.compareTo(examples[place]) < 0) {
      examples[place] = example;
    }
    counts[place] += dates;
  }

  private static int place(DateOrder order) {
    return Arrays.asList(PLACES).indexOf(order);
  }

  /** How many dates prove this order; for {@link DateOrder#NONE} how many prove none. */
  public long count(DateOrder order) {
    return counts[place(order)];
  }

  /** The first, by characters, of the dates that prove this order; empty if none does. */
  public String example(DateOrder order) {
    return examples[place(order)];
  }

  /** True if dates prove different orders. */
  public boolean isContradictory() {
    return orders(0) > 1;
  }

  /** The order that at least one date proves and no other date disproves; else NONE. */
  public DateOrder decide() {
    return only(0);
  }

  /** The order that is declared for some dates and no other for others; else NONE. */
  public DateOrder declared() {
    return only(DECLARED);
  }

  private DateOrder only(int start) {
    DateOrder only = DateOrder.NONE;
    if (orders(start) == 1) {
      for (int place = 1; place < PLACES.length; place++) {
        only = counts[start + place] > 0 ? PLACES[place] : only;
      }
    }
    return only;
  }

  /** How many orders have dates, among those from {@code start} on. */
  private int orders(int start) {
    int orders = 0;
    for (int place = 1; place < PLACES.length; place++) {
      orders += counts[start + place] > 0 ? 1 : 0;
    }
    return orders;
  }

  /**
   * The evidence for a person, such as {@code dmy: 3 dates, such as 27-03-2025; no order: 12 dates,
   * such as 03-07-2025}. Empty if there is none.
   */
  public String describe() {
    return describe(0);
  }

  /** The declared dates for a person, such as {@code declared dmy: 3 dates, such as 02-03-2025}. */
  public String describeDeclared() {
    return describe(DECLARED);
  }

  private String describe(int start) {
    StringBuilder sentence = new StringBuilder();
    for (int place : new int[] {1, 2, 3, 0}) {
      long count = counts[start + place];
      if (count > 0) {
        sentence
            .append(sentence.isEmpty() ? "" : "; ")
            .append(start == DECLARED ? "declared " : "")
            .append(place == 0 ? "no order" : PLACES[place].label())
            .append(": ")
            .append(count)
            .append(count == 1 ? " date, " : " dates, such as ")
            .append(examples[start + place]);
      }
    }
    return sentence.toString();
  }

  /** Writes this in a form that is the same for equal evidence. */
  public void writeTo(ByteWriter out) {
    for (int place = 0; place < counts.length; place++) {
      out.writeVarLong(counts[place]);
      if (counts[place] > 0) {
        out.writeText(examples[place]);
      }
    }
  }

  /** Reads what {@link #writeTo} wrote. */
  public static DayMonthEvidence readFrom(ByteReader in) {
    DayMonthEvidence evidence = new DayMonthEvidence();
    for (int place = 0; place < evidence.counts.length; place++) {
      evidence.counts[place] = in.readVarLong();
      if (evidence.counts[place] > 0) {
        evidence.examples[place] = in.readText();
      }
    }
    return evidence;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof DayMonthEvidence other
        && Arrays.equals(counts, other.counts)
        && Arrays.equals(examples, other.examples);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(counts), Arrays.hashCode(examples));
  }

  @Override
  public String toString() {
    return describe();
  }
}
