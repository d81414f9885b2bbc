package io.broadsheet.window;

import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs a test class on a Turkish machine in Nepal, where dotless i and odd offsets bite. */
public final class ForeignDefaults implements BeforeAllCallback, AfterAllCallback {
  private Locale locale;
  private TimeZone zone;

  @Override
  public void beforeAll(ExtensionContext context) {
    locale = Locale.getDefault();
    zone = TimeZone.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
  }
}
