package io.broadsheet.write;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RealTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "-1.5, -1.5",
    "100, 100",
    "0.1, 0.1",
    "0.30000000000000004, 0.3",
    "0.333333333333333333, 0.333333333333",
    "-123456789.123456789, -123456789.123",
    "0.000001, 0.000001",
    "0.00000123456789012345, 0.00000123456789012",
    "0.00000099, 9.9e-07",
    "1e-100, 1e-100",
    "4.9e-324, 4.94065645841e-324",
    "123456789012345, 123456789012000",
    "2e15, 2e+15",
    "1.7976931348623157E308, 1.79769313486e+308",
  })
  void writesTwelveDigits(double value, String expected) {
    assertThat(text(value), is(expected));
  }

  @Test
  void staysCloseToTheNumber() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        double error = Math.abs(Double.parseDouble(text(value)) - value);
        assertThat(Double.toHexString(value), error, lessThan(Math.abs(value) * 5.1e-12 + 1e-320));
      }
    }
  }

  private static String text(double value) {
    byte[] buffer = new byte[32];
    return new String(buffer, 0, RealText.write(value, buffer, 0), US_ASCII);
  }
}
