package io.broadsheet.write;

import io.broadsheet.article.UserException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryServices;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryServicesImpl;

/** The sink {@code bigquery}. Its libraries come with the Maven profile of that name. */
public final class BigQuerySinks implements SinkProvider {
  private static final Pattern DATASET =
      Pattern.compile("([a-z0-9.-]+(?::[a-z0-9.-]+)?)[:.]([A-Za-z0-9_]{1,1024})");

  private static final Pattern LABEL = Pattern.compile("\\p{Ll}[\\p{Ll}\\p{N}_-]{0,62}");
  private static final Pattern LABEL_VALUE = Pattern.compile("[\\p{Ll}\\p{N}_-]{0,63}");

  @Override
  public String kind() {
    return "bigquery";
  }

  @Override
  public PreparedSink prepare(SinkRequest request) {
    Matcher dataset = DATASET.matcher(request.target());
    if (!dataset.matches()) {
      throw new UserException(
          "The dataset of the bigquery sink must be PROJECT:DATASET, not `"
              + request.target()
              + "`.");
    }
    Map<String, String> labels = labels(request.option("labels"));
    int badRows = Integer.parseInt(request.option("bad_rows"));
    BigQueryTables layout = BigQueryTables.of(request);
    String work = request.option("work");
    WorkFolder folder =
        WorkFolder.temporary(
            Path.of(work.equals("none") ? System.getProperty("java.io.tmpdir") : work));
    return new PreparedSink(
        new BigQuerySink(
            dataset.group(1),
            dataset.group(2),
            request.option("staging").replaceAll("/+$", ""),
            layout,
            labels,
            badRows,
            folder.stage().toString(),
            services()),
        folder::close);
  }

  /** Those of Google, unless the class path offers others, as that of tests does. */
  private static BigQueryServices services() {
    return ServiceLoader.load(BigQueryServices.class)
        .findFirst()
        .orElseGet(BigQueryServicesImpl::new);
  }

  private static Map<String, String> labels(String option) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String entry : option.isEmpty() ? new String[0] : option.split(",", -1)) {
      String[] label = entry.split("=", 2);
      if (label.length < 2
          || !LABEL.matcher(label[0]).matches()
          || !LABEL_VALUE.matcher(label[1]).matches()) {
        throw new UserException(
            "BigQuery takes no label `"
                + entry
                + "`: only small letters, digits, _ and -, at most 63 of them.");
      }
      labels.put(label[0], label[1]);
    }
    return labels;
  }
}
