package io.broadsheet.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * The one way in which real numbers are written: the true value of the double, rounded half to even
 * to 12 significant digits; plain ({@code 0.000001} to {@code 1000000000000000}) where the rounded
 * size is from 1e-6 to 1e15, else {@code 1.2345e-07} or {@code 1.2345e+20} with at least two digits
 * of exponent; no zeros at the end; minus zero as {@code 0}; nothing at all for NaN and the
 * infinities.
 *
 * <p>The digits are those of {@code new BigDecimal(value).round(new MathContext(12, HALF_EVEN))}. A
 * double is {@code m·2ᵉ}; multiplied by the power of ten that leaves 12 digits before the point,
 * its top 128 bits are exact for powers 10⁰ to 10²⁷, and for others, whose powers are kept in 64
 * bits, wrong by less than one in the last place of the upper 64: too little to matter but next to
 * a tie, where {@code BigDecimal} decides.
 */
public final class Reals {
  /** No number is longer than this. */
  public static final int MAX_LENGTH = 24;

  private static final int DIGITS = 12;
  private static final long TEN_TO_11 = 100_000_000_000L;
  private static final long TEN_TO_12 = 1_000_000_000_000L;
  private static final MathContext ROUNDING = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

  /** Powers of ten that bring the largest and the smallest double to 12 digits. */
  private static final int LOWEST_POWER = -297;

  private static final int HIGHEST_POWER = 335;

  /** From here to 10⁰ a power's odd part, 5ⁿ, fits into 64 bits. */
  private static final int HIGHEST_EXACT_POWER = 27;

  /** The upper 64 bits of each power, the highest of them set. */
  private static final long[] POWERS = powers();

  private static final byte[] PAIRS = pairs();

  private static final int EXPONENT_BITS = 11;
  private static final int EXPONENT_BIAS = 1 << (EXPONENT_BITS - 1);

  /** The powers of ten that are doubles. */
  private static final double[] EXACT_TENS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private Reals() {}

  /**
   * Writes a number in ASCII.
   *
   * @param into has at least {@link #MAX_LENGTH} bytes from the offset on, all of which may be
   *     overwritten
   * @return the offset behind the number; the same offset for NaN and the infinities
   */
  public static int write(double value, byte[] into, int offset) {
    long bits = Double.doubleToRawLongBits(value);
    int biased = (int) (bits >>> 52) & 0x7ff;
    long fraction = bits & ~(-1L << 52);
    if (biased == 0x7ff) {
      return offset;
    }
    if (biased == 0 && fraction == 0) {
      into[offset] = '0';
      return offset + 1;
    }
    int position = offset;
    if (bits < 0) {
      into[position++] = '-';
    }
    long decimal = decimal(Math.abs(value));
    return write(digits(decimal), exponent(decimal), into, position);
  }

  /**
   * The double next to what {@link #write} writes, which is what readers of its text get; NaN and
   * the infinities as they are.
   */
  public static double rounded(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      // Minus zero is written as zero.
      return value + 0.0;
    }
    long decimal = decimal(Math.abs(value));
    long digits = digits(decimal);
    int power = exponent(decimal) - (DIGITS - 1);
    double size;
    // Both numbers are exact, so the result is rounded once (Clinger 1990).
    if (power <= 0 && -power < EXACT_TENS.length) {
      size = digits / EXACT_TENS[-power];
    } else if (power > 0 && power < EXACT_TENS.length) {
      size = digits * EXACT_TENS[power];
    } else {
      size = Double.parseDouble(digits + "e" + power);
    }
    return Math.copySign(size, value);
  }

  /** A positive number's {@link #digits} and decimal {@link #exponent}, in one word. */
  private static long decimal(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int biased = (int) (bits >>> 52);
    long fraction = bits & ~(-1L << 52);
    long significand = biased == 0 ? fraction : fraction | 1L << 52;
    int shift = Long.numberOfLeadingZeros(significand);
    significand <<= shift;
    int binaryExponent = (biased == 0 ? 1 : biased) - 1075 - shift;
    // ⌊log₁₀ of the power of two below the value⌋: the decimal exponent or one too few.
    int exponent = (int) (((binaryExponent + 63) * 1_292_913_986L) >> 32);
    int power = DIGITS - 1 - exponent;
    long factor = POWERS[power - LOWEST_POWER];
    long high = unsignedMultiplyHigh(significand, factor);
    long low = significand * factor;
    boolean isExact = power >= 0 && power <= HIGHEST_EXACT_POWER;
    // The value times 10^power is high.low × 2^-pointBits, with the point below high.
    int pointBits = -(binaryExponent + exponentOfPower(power) + 64);
    long digits = high >>> pointBits;
    long rest = high & ~(-1L << pointBits);
    long half = 1L << (pointBits - 1);
    boolean isTie;
    boolean isAboveTie;
    boolean isUnsure;
    if (digits < TEN_TO_12) {
      isTie = rest == half && low == 0;
      isAboveTie = rest >= half;
      isUnsure = rest == half || rest == half - 1;
    } else {
      // One digit too many.
      exponent++;
      long last = digits % 10;
      digits /= 10;
      isTie = last == 5 && rest == 0 && low == 0;
      isAboveTie = last >= 5;
      isUnsure = (last == 5 && rest == 0) || (last == 4 && rest == 2 * half - 1);
    }
    if (isUnsure && !isExact) {
      BigDecimal rounded = new BigDecimal(value).round(ROUNDING);
      exponent = rounded.precision() - rounded.scale() - 1;
      digits = rounded.movePointRight(DIGITS - 1 - exponent).longValueExact();
    } else if (isTie ? (digits & 1) == 1 : isAboveTie) {
      digits++;
    }
    if (digits == TEN_TO_12) {
      digits = TEN_TO_11;
      exponent++;
    }
    return digits << EXPONENT_BITS | (exponent + EXPONENT_BIAS);
  }

  /** Twelve digits, the first of them not zero. */
  private static long digits(long decimal) {
    return decimal >>> EXPONENT_BITS;
  }

  /** The power of ten of the first digit. */
  private static int exponent(long decimal) {
    return (int) (decimal & ~(-1L << EXPONENT_BITS)) - EXPONENT_BIAS;
  }

  /** The number as {@link #write} writes it. */
  public static String toString(double value) {
    byte[] bytes = new byte[MAX_LENGTH];
    return new String(bytes, 0, write(value, bytes, 0), StandardCharsets.US_ASCII);
  }

  /** Writes {@code d.ddd × 10^exponent}, given as twelve digits. */
  private static int write(long digits, int exponent, byte[] into, int offset) {
    boolean isPlain = exponent >= -6 && (exponent <= 14 || (exponent == 15 && digits == TEN_TO_11));
    int leadingZeros = isPlain && exponent < 0 ? -exponent : 0;
    int wholeDigits = isPlain ? exponent + 1 : 1;
    if (leadingZeros > 0) {
      int position = offset;
      into[position++] = '0';
      into[position++] = '.';
      for (int zero = 1; zero < leadingZeros; zero++) {
        into[position++] = '0';
      }
      writeDigits(digits, into, position);
      return withoutZeros(into, position + DIGITS);
    }
    if (wholeDigits >= DIGITS) {
      writeDigits(digits, into, offset);
      int position = offset + DIGITS;
      for (int zero = DIGITS; zero < wholeDigits; zero++) {
        into[position++] = '0';
      }
      return position;
    }
    writeDigits(digits, into, offset + 1);
    for (int i = 0; i < wholeDigits; i++) {
      into[offset + i] = into[offset + i + 1];
    }
    int point = offset + wholeDigits;
    // A byte that is not a zero stops the search for the last digit.
    into[point] = '.';
    int position = withoutZeros(into, offset + 1 + DIGITS);
    if (position == point + 1) {
      position = point;
    }
    return isPlain ? position : writeExponent(exponent, into, position);
  }

  private static int writeExponent(int exponent, byte[] into, int offset) {
    int position = offset;
    into[position++] = 'e';
    into[position++] = (byte) (exponent < 0 ? '-' : '+');
    int size = Math.abs(exponent);
    if (size >= 100) {
      into[position++] = (byte) ('0' + size / 100);
      size %= 100;
    }
    into[position++] = PAIRS[2 * size];
    into[position++] = PAIRS[2 * size + 1];
    return position;
  }

  private static int withoutZeros(byte[] into, int end) {
    int position = end;
    while (into[position - 1] == '0') {
      position--;
    }
    return position;
  }

  private static void writeDigits(long digits, byte[] into, int offset) {
    int upper = (int) (digits / 1_000_000);
    writeSix(upper, into, offset);
    writeSix((int) (digits - upper * 1_000_000L), into, offset + 6);
  }

  private static void writeSix(int six, byte[] into, int offset) {
    int first = six / 10_000;
    int rest = six - first * 10_000;
    int second = rest / 100;
    writePair(first, into, offset);
    writePair(second, into, offset + 2);
    writePair(rest - second * 100, into, offset + 4);
  }

  /** Writes a number from 0 to 99 as two digits. */
  static void writePair(int pair, byte[] into, int offset) {
    into[offset] = PAIRS[2 * pair];
    into[offset + 1] = PAIRS[2 * pair + 1];
  }

  /** {@code ⌊log₂ 10^power⌋ − 63}: the exponent of the lowest bit in {@link #POWERS}. */
  private static int exponentOfPower(int power) {
    return (int) ((power * 14_267_572_527L) >> 32) - 63;
  }

  private static long unsignedMultiplyHigh(long a, long b) {
    // Both have their highest bit set, which counts as −2⁶⁴ in a signed product.
    return Math.multiplyHigh(a, b) + a + b;
  }

  private static long[] powers() {
    long[] powers = new long[HIGHEST_POWER - LOWEST_POWER + 1];
    BigInteger ten = BigInteger.TEN;
    BigInteger power = BigInteger.ONE;
    for (int exponent = 0; exponent <= HIGHEST_POWER; exponent++) {
      powers[exponent - LOWEST_POWER] = upper64(power);
      if (exponent > 0 && exponent <= -LOWEST_POWER) {
        BigInteger dividend = BigInteger.ONE.shiftLeft(power.bitLength() + 64);
        powers[-exponent - LOWEST_POWER] = upper64(dividend.divide(power));
      }
      power = power.multiply(ten);
    }
    return powers;
  }

  private static long upper64(BigInteger number) {
    int shift = number.bitLength() - 64;
    return shift >= 0 ? number.shiftRight(shift).longValue() : number.shiftLeft(-shift).longValue();
  }

  private static byte[] pairs() {
    byte[] pairs = new byte[200];
    for (int pair = 0; pair < 100; pair++) {
      pairs[2 * pair] = (byte) ('0' + pair / 10);
      pairs[2 * pair + 1] = (byte) ('0' + pair % 10);
    }
    return pairs;
  }
}
