package io.broadsheet.count;

import io.broadsheet.article.Note;
import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.stats.Wilson;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Table {@code field_sources}: where in an outlet's web pages the fields of its articles were
 * found. Articles that came from no web page are in no row.
 */
final class FieldSourceRows implements WindowReport {

  @Override
  public Table table() {
    return Tables.FIELD_SOURCES;
  }

  @Override
  public void write(WindowArticles window, RowWriter rows) throws IOException {
    for (Map.Entry<String, List<Entry>> outlet : window.byOutlet().entrySet()) {
      writeOutlet(window, outlet.getKey(), outlet.getValue(), rows);
    }
  }

  private static void writeOutlet(
      WindowArticles window, String outlet, List<Entry> articles, RowWriter rows)
      throws IOException {
    Map<String, Integer> pages = new TreeMap<>();
    for (Entry article : articles) {
      for (Note note : article.document().notes()) {
        if (note.kind().equals(Note.FIELD_SOURCES)) {
          pages.merge(note.value(), 1, Integer::sum);
        }
      }
    }
    int total = pages.values().stream().mapToInt(Integer::intValue).sum();
    for (Map.Entry<String, Map<String, Integer>> field : byField(pages).entrySet()) {
      for (Map.Entry<String, Integer> source : field.getValue().entrySet()) {
        int count = source.getValue();
        rows.timestamp(window.start());
        rows.timestamp(window.end());
        rows.text(outlet);
        rows.text(field.getKey());
        rows.text(source.getKey());
        rows.integer(count);
        rows.integer(total);
        rows.real((double) count / total);
        rows.real(Wilson.low(count, total));
        rows.real(Wilson.high(count, total));
        rows.endRow();
      }
    }
  }

  private static Map<String, Map<String, Integer>> byField(Map<String, Integer> pages) {
    Map<String, Map<String, Integer>> fields = new TreeMap<>();
    pages.forEach(
        (sources, count) -> {
          for (String pair : sources.split(" ", -1)) {
            int equals = pair.indexOf('=');
            fields
                .computeIfAbsent(pair.substring(0, equals), field -> new TreeMap<>())
                .merge(pair.substring(equals + 1), count, Integer::sum);
          }
        });
    return fields;
  }
}
