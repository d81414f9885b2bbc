package io.broadsheet.write;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * The decimal text of a real: 12 significant digits without trailing zeros, plain from 1e-6 to
 * 1e15, else {@code d.ddde-NN} or {@code d.ddde+NN}. Exact, and slow.
 */
final class RealText {
  private static final MathContext TWELVE_DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

  private RealText() {}

  /** Writes a finite number, at most 20 bytes, and returns the offset behind it. */
  static int write(double value, byte[] buffer, int offset) {
    byte[] text = text(value).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, buffer, offset, text.length);
    return offset + text.length;
  }

  private static String text(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(TWELVE_DIGITS).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -6 && exponent < 15) {
      return rounded.toPlainString();
    }
    String digits = rounded.unscaledValue().abs().toString();
    StringBuilder text = new StringBuilder(20);
    if (rounded.signum() < 0) {
      text.append('-');
    }
    text.append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    text.append('e').append(exponent < 0 ? '-' : '+');
    int size = Math.abs(exponent);
    if (size < 10) {
      text.append('0');
    }
    return text.append(size).toString();
  }
}
