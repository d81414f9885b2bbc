import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/**
 * The same table by DuckDB: reads the same JSON Lines, cuts at everything that is no letter and no
 * digit (the generated text has nothing else to tell apart), and writes CSV in the same order.
 *
 * <p>Arguments: files (a glob), output, {@code full} for all columns of table {@code terms} or
 * {@code bare} for day, term and count.
 */
public final class DuckDbPeer {
  private static final String COUNTS =
      """
      WITH articles AS (
        SELECT published::DATE AS day, id, lower(title || ' ' || body) AS text
        FROM read_json('%s', format='newline_delimited', columns={id: 'VARCHAR',
             outlet: 'VARCHAR', published: 'VARCHAR', topic: 'VARCHAR', title: 'VARCHAR',
             body: 'VARCHAR'})),
      words AS (
        SELECT day, id, unnest(string_split(translate(text, '.,', ''), ' ')) AS term
        FROM articles),
      """;
  private static final String BARE =
      """
      counted AS (SELECT day, term, count(*) AS term_count FROM words GROUP BY day, term)
      SELECT day, term, term_count FROM counted ORDER BY day, term
      """;
  private static final String FULL =
      """
      by_article AS (SELECT day, id, term, count(*) AS n FROM words GROUP BY day, id, term),
      counted AS (
        SELECT day, term, sum(n)::BIGINT AS term_count, count(*) AS doc_count
        FROM by_article GROUP BY day, term),
      totals AS (SELECT day, sum(term_count)::BIGINT AS total_terms FROM counted GROUP BY day),
      docs AS (SELECT day, count(*) AS total_docs FROM articles GROUP BY day),
      rated AS (
        SELECT day, term, term_count, doc_count, total_terms, total_docs,
          term_count / total_terms AS term_ratio, doc_count / total_docs AS p,
          row_number() OVER (PARTITION BY day ORDER BY term_count DESC, doc_count DESC, term)
            AS rank
        FROM counted JOIN totals USING (day) JOIN docs USING (day))
      SELECT strftime(day, '%%Y-%%m-%%dT00:00:00Z') AS window_start,
        strftime(day + 1, '%%Y-%%m-%%dT00:00:00Z') AS window_end,
        'all' AS slice_type, 'all' AS slice, 1 AS n, term, rank, term_count, doc_count,
        total_terms, total_docs, term_ratio, p AS doc_ratio,
        ((p + 1.920729410347064 / total_docs) - 1.959963984540054 * sqrt((p * (1 - p)
          + 0.960364705173532 / total_docs) / total_docs)) / (1 + 3.841458820694128 / total_docs)
          AS doc_ratio_low,
        ((p + 1.920729410347064 / total_docs) + 1.959963984540054 * sqrt((p * (1 - p)
          + 0.960364705173532 / total_docs) / total_docs)) / (1 + 3.841458820694128 / total_docs)
          AS doc_ratio_high,
        term_ratio * 1e6 AS rate_per_million, term_ratio * ln(total_docs / doc_count) AS tf_idf
      FROM rated ORDER BY day, term
      """;

  private DuckDbPeer() {}

  public static void main(String[] arguments) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 2");
      String query =
          (COUNTS + (arguments[2].equals("full") ? FULL : BARE)).formatted(arguments[0]);
      statement.execute("COPY (" + query + ") TO '" + arguments[1] + "' (FORMAT csv, HEADER)");
    }
  }
}
