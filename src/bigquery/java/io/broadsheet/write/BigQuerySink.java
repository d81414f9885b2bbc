package io.broadsheet.write;

import io.broadsheet.article.FileTrouble;
import io.broadsheet.article.UserException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryServices;

/**
 * Tables of a data set in BigQuery. Rows are files of Cloud Storage, which load jobs let take the
 * place of partition after partition: BigQuery itself reads them, and no row is ever an element.
 *
 * <p>BigQuery replaces a partition whole or not at all, but each by itself: a commit that fails may
 * have replaced some. The next run replaces all of its windows again.
 *
 * @param project which has the data set, and pays for jobs
 * @param staging a folder of Cloud Storage, without a slash at the end
 * @param layout the partitions
 * @param labels for new tables and for jobs
 * @param badRows how many rows of a partition BigQuery may refuse
 * @param stage for parts
 * @param services BigQuery
 */
record BigQuerySink(
    String project,
    String dataset,
    String staging,
    BigQueryTables layout,
    Map<String, String> labels,
    int badRows,
    String stage,
    BigQueryServices services)
    implements Sink {
  private static final long serialVersionUID = 1;

  BigQuerySink {
    labels = Map.copyOf(labels);
  }

  @Override
  public String name() {
    return "bigquery at " + target();
  }

  @Override
  public String target() {
    return project + ":" + dataset;
  }

  @Override
  public String afterFailure() {
    return "has in each partition the old rows or the new";
  }

  @Override
  public List<RowFormat> formats() {
    return List.of(new JsonLinesFormat());
  }

  @Override
  public void commit(RunTables tables, Function<List<TableFile>, byte[]> report) {
    connected(
        target -> target.keep(report.apply(target.replace(tables.in(new JsonLinesFormat())))));
  }

  @Override
  public void commitVersions(RunTables tables, Function<List<TableFile>, byte[]> report) {
    connected(
        target ->
            BigQueryVersions.of(stage).commit(target, tables.in(new JsonLinesFormat()), report));
  }

  private interface Work {
    void on(BigQueryCommit target) throws IOException, InterruptedException;
  }

  private void connected(Work work) {
    try (BigQueryCommit target = BigQueryCommit.begin(this)) {
      work.on(target);
    } catch (IOException e) {
      throw new UserException(
          "Cannot write to " + target() + ": " + FileTrouble.reason(e) + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserException("Interrupted while BigQuery was loading into " + target() + ".", e);
    }
  }
}
