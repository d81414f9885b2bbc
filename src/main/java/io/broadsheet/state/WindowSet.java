package io.broadsheet.state;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The windows that a run makes anew, by their starts: all that there are, or some.
 *
 * @param isAll whether none is left out
 * @param starts of those that are made, if not all are
 */
public record WindowSet(boolean isAll, SortedSet<Long> starts) implements Serializable {
  /** Stands for what is in no window: undated and late articles. */
  public static final long NO_WINDOW = Long.MIN_VALUE;

  private static final WindowSet ALL = new WindowSet(true, new TreeSet<>());

  public WindowSet {
    starts = Collections.unmodifiableSortedSet(new TreeSet<>(starts));
  }

  /** Every window. */
  public static WindowSet all() {
    return ALL;
  }

  /** These alone. */
  public static WindowSet of(Collection<Long> starts) {
    return new WindowSet(false, new TreeSet<>(starts));
  }

  /** Whether a window is one of them. */
  public boolean contains(long start) {
    return isAll || starts.contains(start);
  }

  /** Writes what {@link #readFrom} reads. */
  public void writeTo(ByteWriter out) {
    out.writeByte(isAll ? 1 : 0);
    out.writeVarInt(starts.size());
    starts.forEach(out::writeSigned);
  }

  /** Reads what {@link #writeTo} wrote. */
  public static WindowSet readFrom(ByteReader in) {
    boolean isAll = in.readByte() == 1;
    SortedSet<Long> starts = new TreeSet<>();
    int count = in.readVarInt();
    for (int i = 0; i < count; i++) {
      starts.add(in.readSigned());
    }
    return new WindowSet(isAll, starts);
  }
}
