package io.broadsheet;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests of the sample's page in a browser; all of them share one run and one browser, which JUnit
 * closes.
 */
@ExtendWith(WithReportPage.RunOnce.class)
abstract class WithReportPage {
  static ReportPage report;
  static Chromium browser;

  /** For what a test makes; beside the sample's output. */
  static Path folder;

  static final class RunOnce implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
      ExtensionContext.Store store = context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL);
      if (store.get(ReportPage.class) == null) {
        store.put(ReportPage.class, ReportPage.ofSample());
      }
      report = store.get(ReportPage.class, ReportPage.class);
      browser = report.browser();
      folder = report.folder().getParent();
    }
  }

  @BeforeEach
  void openItAnew() {
    report.openAnew();
  }
}
