package io.broadsheet.write;

import io.broadsheet.page.PageBudgets;
import io.broadsheet.page.ReportData;
import io.broadsheet.page.ReportFiles;
import io.broadsheet.table.Table;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The page that people look at: {@code index.html}, one file with everything in it, and its twins
 * {@code report.md} and {@code report.txt}. Memory: what {@link PageBudgets} allow, and a few
 * numbers for each window, outlet and topic that occur together.
 *
 * @param windows of the run
 */
public record HtmlPages(WindowScheme windows) implements FolderFormat {
  private static final long serialVersionUID = 1;

  @Override
  public String name() {
    return "html";
  }

  @Override
  public RowFormat rows() {
    return new PageFormat();
  }

  @Override
  public int order(Table table) {
    return ReportData.order(table);
  }

  @Override
  public Writer open(Path version, Path scratch) {
    return new PageWriter(new ReportData(windows));
  }

  private record PageWriter(ReportData data) implements Writer {
    @Override
    public TableFile write(TableRows rows) throws IOException {
      ReportData.TableTaker taker = data.begin(rows.table(), rows.rows());
      PageRows.read(rows, taker);
      return new TableFile(rows.table().name(), "html", ReportFiles.PAGE, taker.rows(), 0);
    }

    @Override
    public Map<String, byte[]> pages(byte[] runReport) {
      return ReportFiles.of(data, runReport);
    }
  }
}
