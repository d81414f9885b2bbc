package io.broadsheet.table;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealsTest {
  private static final MathContext ROUNDING = new MathContext(12, RoundingMode.HALF_EVEN);
  private static final long SEED = 20240611;

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "-1, -1",
    "0.5, 0.5",
    "10, 10",
    "100, 100",
    "1234.5, 1234.5",
    "0.1, 0.1",
    "-0.3333333333333333, -0.333333333333",
    "0.6666666666666666, 0.666666666667",
    "123456789012.5, 123456789012",
    "123456789013.5, 123456789014",
    "1234567890125, 1234567890120",
    "1234567890135, 1234567890140",
    "0.000001, 0.000001",
    "0.0000012345678901234, 0.00000123456789012",
    "0.0000009999999999994, 9.99999999999e-07",
    "0.0000009999999999999, 0.000001",
    "9.999999999994e14, 999999999999000",
    "1e15, 1000000000000000",
    "9.9999999999999e14, 1000000000000000",
    "1.00000000001e15, 1.00000000001e+15",
    "1.5e-7, 1.5e-07",
    "-2e-300, -2e-300",
    "1e20, 1e+20",
    "1.25e123, 1.25e+123",
    "4.9e-324, 4.94065645841e-324",
    "1.7976931348623157e308, 1.79769313486e+308",
    "NaN, ''",
    "Infinity, ''",
    "-Infinity, ''",
  })
  void writesTwelveSignificantDigits(double value, String expected) {
    assertThat(Reals.toString(value), is(expected));
  }

  @Test
  void writesAtTheOffsetAndLeavesWhatIsBeforeIt() {
    byte[] bytes = new byte[2 + Reals.MAX_LENGTH];
    bytes[0] = 'x';
    bytes[1] = ',';
    int end = Reals.write(-0.25, bytes, 2);
    assertThat(new String(bytes, 0, end, StandardCharsets.US_ASCII), is("x,-0.25"));
    assertThat(Reals.write(Double.NaN, bytes, 2), is(2));
  }

  @Test
  void agreesWithBigDecimalOnRandomBits() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 500_000; i++) {
      check(Double.longBitsToDouble(random.nextLong()));
    }
  }

  @Test
  void agreesWithBigDecimalOnTypicalNumbers() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 200_000; i++) {
      check((double) random.nextInt(1, 1000) / random.nextInt(1, 10_000_000));
      check(StrictMath.pow(10, random.nextDouble(-8, 17)));
      check(random.nextLong(1_000_000_000_000_000L) / 8.0);
    }
  }

  @Test
  void agreesWithBigDecimalAtAndBesideTies() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 120_000; i++) {
      long digits = random.nextLong(100_000_000_000L, 1_000_000_000_000L);
      int scale = random.nextInt(-310, 325);
      double tie = BigDecimal.valueOf(digits * 10 + 5, scale).doubleValue();
      check(tie);
      check(StrictMath.nextUp(tie));
      check(StrictMath.nextDown(tie));
      double whole = BigDecimal.valueOf(digits, scale).doubleValue();
      check(whole);
      check(StrictMath.nextDown(whole));
      // A multiple of a power of two, whose decimals end: many are exact ties.
      check(
          random.nextLong(1, 1L << random.nextInt(1, 53))
              * StrictMath.scalb(1.0, -random.nextInt(60)));
    }
  }

  @Test
  void agreesWithBigDecimalAtPowersOfTenAndTwo() {
    for (int exponent = -324; exponent <= 308; exponent++) {
      double power = Double.parseDouble("1e" + exponent);
      check(power);
      check(StrictMath.nextUp(power));
      check(StrictMath.nextDown(power));
    }
    for (int exponent = -1074; exponent <= 1023; exponent++) {
      double power = StrictMath.scalb(1.0, exponent);
      check(power);
      check(StrictMath.nextUp(power));
      check(StrictMath.nextDown(power));
    }
  }

  /** What readers get who turn the text back into a number, to the bit. */
  private static void checkRounded(double value) {
    if (Double.isFinite(value)) {
      double read = Double.parseDouble(Reals.toString(value));
      assertThat(
          "of " + value,
          Double.doubleToRawLongBits(Reals.rounded(value)),
          is(Double.doubleToRawLongBits(read)));
    }
  }

  private static void check(double value) {
    checkRounded(value);
    if (!Double.isFinite(value)) {
      return;
    }
    byte[] bytes = new byte[Reals.MAX_LENGTH];
    int end = Reals.write(value, bytes, 0);
    String written = new String(bytes, 0, end, StandardCharsets.US_ASCII);
    if (!written.equals(slowly(value))) {
      throw new AssertionError(
          value + " is written " + written + " instead of " + slowly(value) + ", seed " + SEED);
    }
  }

  /** The same by the book. */
  private static String slowly(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(ROUNDING).stripTrailingZeros();
    BigDecimal size = rounded.abs();
    if (size.compareTo(new BigDecimal("1e-6")) >= 0
        && size.compareTo(new BigDecimal("1e15")) <= 0) {
      return rounded.toPlainString();
    }
    String digits = size.unscaledValue().toString();
    int exponent = size.precision() - size.scale() - 1;
    return (rounded.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + String.format(Locale.ROOT, "e%+03d", exponent);
  }

  @Test
  void writesWholeNumbers() {
    SplittableRandom random = new SplittableRandom(SEED);
    byte[] bytes = new byte[Integers.MAX_LENGTH];
    for (int i = 0; i < 300_000; i++) {
      long number = random.nextLong() >> random.nextInt(64);
      checkInteger(number, bytes);
    }
    for (long power = 1; power > 0 && power < Long.MAX_VALUE / 10; power *= 10) {
      for (long number : new long[] {power - 1, power, power + 1}) {
        checkInteger(number, bytes);
        checkInteger(-number, bytes);
      }
    }
    checkInteger(Long.MAX_VALUE, bytes);
    checkInteger(Long.MIN_VALUE, bytes);
  }

  private static void checkInteger(long number, byte[] bytes) {
    int end = Integers.write(number, bytes, 0);
    assertThat(end, lessThanOrEqualTo(Integers.MAX_LENGTH));
    assertThat(
        "seed " + SEED,
        new String(bytes, 0, end, StandardCharsets.US_ASCII),
        is(Long.toString(number)));
  }
}
