package io.broadsheet.stats;

/** How often a term is used, as plain quotients. */
public final class Rates {
  private Rates() {}

  /** {@code count ÷ total}; NaN for a total of 0. */
  public static double ratio(long count, long total) {
    Counts.check(count, total);
    return (double) count / total;
  }

  /** {@code count ÷ total × 1,000,000}; NaN for a total of 0. */
  public static double perMillion(long count, long total) {
    Counts.check(count, total);
    return total == 0 ? Double.NaN : 1e6 * count / total;
  }

  /**
   * {@code tf · idf} with {@code tf = count ÷ total} and {@code idf = ln(documents ÷
   * documentsWithTerm)}: G. Salton and C. Buckley, "Term-weighting approaches in automatic text
   * retrieval", Information Processing and Management 24 (1988); K. Spärck Jones, "A statistical
   * interpretation of term specificity", Journal of Documentation 28 (1972).
   *
   * @param count how often the term occurs
   * @param total all terms
   * @param documentsWithTerm in how many documents it occurs
   * @param documents all documents
   * @return at least 0; 0 for a term in every document; NaN without terms, or for a term in no
   *     document
   */
  public static double tfIdf(long count, long total, long documentsWithTerm, long documents) {
    Counts.check(documentsWithTerm, documents);
    if (documentsWithTerm == 0) {
      return Double.NaN;
    }
    double others = (double) (documents - documentsWithTerm) / documentsWithTerm;
    return ratio(count, total) * StrictMath.log1p(others);
  }
}
