package io.broadsheet.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * How much of what libraries log is shown; {@code simplelogger.properties} says what usually is.
 */
final class LogLevels {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private LogLevels() {}

  /** Shows all that is of interest. Has no effect on what has logged already. */
  static void showAll() {
    Properties usual = new Properties();
    try (InputStream in = LogLevels.class.getResourceAsStream("/simplelogger.properties")) {
      usual.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String key : usual.stringPropertyNames()) {
      if (key.equals(PREFIX + "defaultLogLevel") || key.startsWith(PREFIX + "log.")) {
        System.setProperty(key, "info");
      }
    }
  }
}
