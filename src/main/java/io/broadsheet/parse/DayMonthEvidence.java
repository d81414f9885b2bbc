package io.broadsheet.parse;

import io.broadsheet.article.DateOrder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * What the numeric dates of one outlet say about the order of day and month: how many prove each
 * order, and how many none. Evidence is added and merged in any order with the same result.
 *
 * <p>Memory: a few counts and at most four short texts.
 */
public final class DayMonthEvidence implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int VERSION = 1;

  /** The orders by the places of {@link #counts}; NONE counts the dates that prove nothing. */
  private static final DateOrder[] PLACES = {
    DateOrder.NONE, DateOrder.DMY, DateOrder.MDY, DateOrder.YMD
  };

  private final long[] counts = new long[PLACES.length];

  /** The smallest text of each kind; empty if there is none. */
  private final String[] examples = {"", "", "", ""};

  /**
   * Adds a date.
   *
   * @param reading its numbers
   * @param text the date as the record writes it
   */
  public void add(NumericReading reading, String text) {
    int place = place(reading.proves());
    counts[place]++;
    addExample(place, text);
  }

  /** Adds all that another one has seen. */
  public void merge(DayMonthEvidence other) {
    for (int place = 0; place < counts.length; place++) {
      counts[place] += other.counts[place];
      if (!other.examples[place].isEmpty()) {
        addExample(place, other.examples[place]);
      }
    }
  }

  private void addExample(int place, String text) {
    if (examples[place].isEmpty() || text.compareTo(examples[place]) < 0) {
      examples[place] = text;
    }
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
    int proved = 0;
    for (int place = 1; place < counts.length; place++) {
      proved += counts[place] > 0 ? 1 : 0;
    }
    return proved > 1;
  }

  /** The order that at least one date proves and no other date disproves; else NONE. */
  public DateOrder decide() {
    if (!isContradictory()) {
      for (int place = 1; place < counts.length; place++) {
        if (counts[place] > 0) {
          return PLACES[place];
        }
      }
    }
    return DateOrder.NONE;
  }

  /**
   * The evidence for a person, such as {@code dmy: 3 dates, such as 27-03-2025; no order: 12 dates,
   * such as 03-07-2025}. Empty if no date was added.
   */
  public String describe() {
    StringBuilder sentence = new StringBuilder();
    for (int place : new int[] {1, 2, 3, 0}) {
      if (counts[place] > 0) {
        sentence
            .append(sentence.isEmpty() ? "" : "; ")
            .append(place == 0 ? "no order" : PLACES[place].label())
            .append(": ")
            .append(counts[place])
            .append(counts[place] == 1 ? " date, " : " dates, such as ")
            .append(examples[place]);
      }
    }
    return sentence.toString();
  }

  /** Writes this in a form that is the same for equal evidence. */
  public void write(DataOutput output) throws IOException {
    output.writeByte(VERSION);
    for (int place = 0; place < counts.length; place++) {
      output.writeLong(counts[place]);
      output.writeUTF(examples[place]);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is of another version, or {@code input} throws it
   */
  public static DayMonthEvidence read(DataInput input) throws IOException {
    int version = input.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("day-month evidence of version " + version + ", not " + VERSION);
    }
    DayMonthEvidence evidence = new DayMonthEvidence();
    for (int place = 0; place < PLACES.length; place++) {
      evidence.counts[place] = input.readLong();
      evidence.examples[place] = input.readUTF();
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
