package io.broadsheet.page;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The files that people read, of one model: the page, and its twins in Markdown and plain text. */
public final class ReportFiles {
  /** The page's name in the output folder. */
  public static final String PAGE = "index.html";

  /** The Markdown twin's name. */
  public static final String MARKDOWN = "report.md";

  /** The name of the twin for a terminal. */
  public static final String TEXT = "report.txt";

  private ReportFiles() {}

  /**
   * Makes them.
   *
   * @param data the run's tables
   * @param runReport {@code run.json}
   * @return bytes by name
   */
  public static Map<String, byte[]> of(ReportData data, byte[] runReport) {
    RunFacts run = RunFacts.of(runReport);
    List<Finding> findings = Findings.of(data, run);
    ReportSummary summary = ReportSummary.of(data, run, findings);
    return Map.of(
        PAGE,
        HtmlPage.of(run.job(), data.toJson(runReport, findings)),
        MARKDOWN,
        MarkdownReport.of(summary).getBytes(StandardCharsets.UTF_8),
        TEXT,
        TextReport.of(summary).getBytes(StandardCharsets.UTF_8));
  }
}
