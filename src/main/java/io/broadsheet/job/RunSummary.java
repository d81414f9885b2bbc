package io.broadsheet.job;

import java.util.List;

/**
 * What a run found, in short: what the command prints at its end.
 *
 * @param reconciliation where every record read went
 * @param sections short lists, such as windows, outlets, topics, terms and rejects
 * @param screen the report's first screen in plain text, if there is a page; printed instead of the
 *     lists
 * @param written the folders and files that now hold the tables
 * @param figures for those who watch over the job
 */
public record RunSummary(
    Reconciliation reconciliation,
    List<Section> sections,
    String screen,
    List<String> written,
    List<RunMetrics.Figure> figures) {

  public RunSummary {
    sections = List.copyOf(sections);
    written = List.copyOf(written);
    figures = List.copyOf(figures);
  }

  /** Without figures. */
  public RunSummary(
      Reconciliation reconciliation, List<Section> sections, String screen, List<String> written) {
    this(reconciliation, sections, screen, written, List.of());
  }

  /** The whole run's row of table {@code reconciliation}. */
  public record Reconciliation(
      long read, long counted, long duplicates, long rejected, long undated, long late) {}

  /**
   * A list under a heading.
   *
   * @param title what is listed, such as {@code outlets}
   * @param total how many there are, of which {@code first} shows a few
   * @param first the foremost, in order
   */
  public record Section(String title, long total, List<Line> first) {
    public Section {
      first = List.copyOf(first);
    }
  }

  /**
   * One entry.
   *
   * @param label article text may stand in it
   * @param count articles, or whatever the section counts
   */
  public record Line(String label, long count) {}
}
