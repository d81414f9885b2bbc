package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.broadsheet.Runs.Ended;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The sample's report in a browser: its tables, and what the page says of them. */
final class ReportPage implements AutoCloseable {
  /** Keeps what the page saves, as text, instead of letting the browser download it. */
  static final String CATCH_SAVES =
      "window.saves = []; URL.createObjectURL = blob => { window.saves.push(blob); return '#'; };"
          + " HTMLAnchorElement.prototype.click = function () { window.savedName = this.download;"
          + " }; true";

  private final Chromium browser;
  private final Path out;

  private ReportPage(Chromium browser, Path out) {
    this.browser = browser;
    this.out = out;
  }

  /** Runs the sample into a new folder; a machine without a browser skips the test. */
  static ReportPage ofSample() throws IOException {
    Chromium browser = Chromium.start().orElse(null);
    if (browser == null && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("there is no chromium: .ci/run installs it");
    }
    assumeTrue(browser != null, "there is no chromium on this machine");
    Path out = Files.createTempDirectory("report-page").resolve("sample");
    run(out, "sample-input/*/**");
    return new ReportPage(browser, out);
  }

  static void run(Path folder, String files) {
    Ended ended =
        Runs.execute(
            "run",
            "pipelines/sample.yaml",
            "--as-of=2025-07-14",
            "--debug",
            "--set",
            "input.0.files=" + files,
            "--set",
            "output=[{csv: '" + folder + "'}, {html: '" + folder + "'}]");
    assertThat(ended.err(), ended.exitCode(), is(0));
  }

  Chromium browser() {
    return browser;
  }

  Path folder() {
    return out;
  }

  Path file() {
    return out.resolve("index.html");
  }

  /** Opens it on a wide, light screen without filters. */
  void openAnew() {
    browser.resize(1280, 900);
    browser.show("screen", "light");
    browser.open(file(), "");
  }

  /** The number of articles that the filter bar says. */
  int count() {
    return Integer.parseInt(
        browser.text("document.querySelector('#count').innerText.replace(/\\D/g, '')"));
  }

  /** The CSV that a figure saves. */
  List<NamedCsvRecord> saved(String figure) throws IOException {
    browser.evaluate(CATCH_SAVES);
    browser.evaluate(
        "[...document.querySelectorAll('#figure-"
            + figure
            + " .tools button')].find(b => b.textContent === 'CSV').click()");
    return read(browser.evaluate("window.saves[0].text()").asText().replaceFirst("^\uFEFF", ""));
  }

  /** A table of the run. */
  List<NamedCsvRecord> table(String name) throws IOException {
    return read(Files.readString(out.resolve("tables/" + name + ".csv")));
  }

  private static List<NamedCsvRecord> read(String csv) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
      return reader.stream().toList();
    }
  }

  /** A value as it stands in a fragment. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() throws IOException {
    browser.close();
    Runs.delete(out.getParent());
  }
}
