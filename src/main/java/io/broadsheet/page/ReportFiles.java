package io.broadsheet.page;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The files that people read: {@code index.html} and {@code report.md}, of one model. */
public final class ReportFiles {
  /** The page's name in the output folder. */
  public static final String PAGE = "index.html";

  /** The Markdown twin's name. */
  public static final String MARKDOWN = "report.md";

  private ReportFiles() {}

  /**
   * Makes both.
   *
   * @param data the run's tables
   * @param runReport {@code run.json}
   * @return bytes by name
   */
  public static Map<String, byte[]> of(ReportData data, byte[] runReport) {
    RunFacts run = RunFacts.of(runReport);
    List<Finding> findings = Findings.of(data, run);
    return Map.of(
        PAGE,
        HtmlPage.of(run.job(), data.toJson(runReport, findings)),
        MARKDOWN,
        MarkdownReport.of(data, run, findings).getBytes(StandardCharsets.UTF_8));
  }
}
