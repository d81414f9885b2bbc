package io.broadsheet.count;

import io.broadsheet.count.CopiedArticles.Print;
import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.stats.Wilson;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Tables {@code outlets}, {@code topics}, {@code outlet_topics} and {@code languages}: how many
 * articles each has.
 */
final class CoverageRows implements WindowReport {

  private enum Cut {
    OUTLET,
    TOPIC,
    OUTLET_TOPIC,
    LANGUAGE
  }

  private final Table table;
  private final Cut cut;
  private final EvidenceSettings evidence;

  private CoverageRows(Table table, Cut cut, EvidenceSettings evidence) {
    this.table = table;
    this.cut = cut;
    this.evidence = evidence;
  }

  static CoverageRows ofOutlets(EvidenceSettings evidence) {
    return new CoverageRows(Tables.OUTLETS, Cut.OUTLET, evidence);
  }

  static CoverageRows ofTopics(EvidenceSettings evidence) {
    return new CoverageRows(Tables.TOPICS, Cut.TOPIC, evidence);
  }

  static CoverageRows ofOutletTopics(EvidenceSettings evidence) {
    return new CoverageRows(Tables.OUTLET_TOPICS, Cut.OUTLET_TOPIC, evidence);
  }

  static CoverageRows ofLanguages(EvidenceSettings evidence) {
    return new CoverageRows(Tables.LANGUAGES, Cut.LANGUAGE, evidence);
  }

  @Override
  public Table table() {
    return table;
  }

  @Override
  public void write(WindowArticles window, RowWriter rows) throws IOException {
    if (cut == Cut.TOPIC) {
      for (Map.Entry<String, List<Entry>> topic : window.byTopic().entrySet()) {
        writeRow(window, rows, topic.getValue(), topic.getKey());
      }
      return;
    }
    if (cut == Cut.LANGUAGE) {
      for (Map.Entry<String, List<Entry>> language : window.byLanguage().entrySet()) {
        writeRow(window, rows, language.getValue(), language.getKey());
      }
      return;
    }
    for (Map.Entry<String, List<Entry>> outlet : window.byOutlet().entrySet()) {
      if (cut == Cut.OUTLET) {
        writeRow(window, rows, outlet.getValue(), outlet.getKey());
        continue;
      }
      for (Map.Entry<String, List<Entry>> topic :
          WindowArticles.byTopic(outlet.getValue()).entrySet()) {
        writeRow(window, rows, topic.getValue(), outlet.getKey(), topic.getKey());
      }
    }
  }

  private void writeRow(
      WindowArticles window, RowWriter rows, List<Entry> articles, String... names)
      throws IOException {
    rows.timestamp(window.start());
    rows.timestamp(window.end());
    for (String name : names) {
      rows.text(name);
    }
    long words = 0;
    for (Entry article : articles) {
      words += article.document().words();
    }
    long count = articles.size();
    long total = window.articles().size();
    rows.integer(count);
    if (evidence.copies().find()) {
      rows.integer(window.texts().count(articles));
    } else {
      rows.empty();
    }
    if (evidence.stories().find()) {
      rows.integer(window.texts().countStories(articles));
    } else {
      rows.empty();
    }
    rows.integer(words);
    rows.integer(total);
    rows.real((double) count / total);
    rows.real(Wilson.low(count, total));
    rows.real(Wilson.high(count, total));
    writeOrigins(window, articles, rows);
    rows.endRow();
  }

  private void writeOrigins(WindowArticles window, List<Entry> articles, RowWriter rows)
      throws IOException {
    if (!evidence.copies().find()) {
      rows.empty();
      rows.empty();
      rows.empty();
      return;
    }
    long copied = 0;
    long agency = 0;
    for (Entry article : articles) {
      Print print = window.texts().print(article);
      copied += print != null && print.isFromOther() ? 1 : 0;
      agency += print != null && print.isAgency(window.end()) ? 1 : 0;
    }
    rows.integer(articles.size() - copied);
    rows.integer(copied);
    rows.integer(agency);
  }
}
