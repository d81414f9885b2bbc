package io.broadsheet.table;

/** The one way in which whole numbers are written: plain decimal digits. */
public final class Integers {
  /** No number is longer than this. */
  public static final int MAX_LENGTH = 20;

  private Integers() {}

  /**
   * Writes a number in ASCII.
   *
   * @param into has room for the number from the offset on, {@link #MAX_LENGTH} bytes at most
   * @return the offset behind the number
   */
  public static int write(long value, byte[] into, int offset) {
    int start = offset;
    if (value < 0) {
      into[start++] = '-';
    }
    // Negative numbers reach one further than positive ones.
    long negative = value < 0 ? value : -value;
    int end = start + length(negative);
    int position = end;
    while (negative <= -100) {
      long quotient = negative / 100;
      position -= 2;
      Reals.writePair((int) (quotient * 100 - negative), into, position);
      negative = quotient;
    }
    if (negative <= -10) {
      Reals.writePair((int) -negative, into, position - 2);
    } else {
      into[position - 1] = (byte) ('0' - negative);
    }
    return end;
  }

  /** How many digits a number has. */
  private static int length(long negative) {
    int length = 1;
    long limit = -10;
    while (length < 19 && negative <= limit) {
      length++;
      limit *= 10;
    }
    return length;
  }
}
