package io.broadsheet.count;

import io.broadsheet.article.DatePrecision;
import io.broadsheet.article.Source;
import io.broadsheet.count.ArticleBlock.Document;
import io.broadsheet.count.CopiedArticles.Print;
import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import io.broadsheet.table.TableOutput;
import io.broadsheet.table.Tables;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Table {@code articles}: each article once, in the first window that contains it, by article id.
 */
final class ArticleRows implements WindowReport {
  private static final Comparator<Entry> BY_ID =
      Comparator.comparing((Entry entry) -> entry.document().id())
          .thenComparing(ShardArticles.ORDER);

  private final WindowScheme scheme;
  private final EvidenceSettings evidence;

  ArticleRows(WindowScheme scheme, EvidenceSettings evidence) {
    this.scheme = scheme;
    this.evidence = evidence;
  }

  @Override
  public Table table() {
    return Tables.ARTICLES;
  }

  @Override
  public void write(WindowArticles window, RowWriter rows) throws IOException {
    for (Entry article : atHome(window, scheme)) {
      RowWriter row = rows.row(article.document().outlet(), 0);
      row.timestamp(window.start());
      row.timestamp(window.end());
      write(article, window.texts(), row);
    }
  }

  /** The articles of which the window is the first that contains them, by id. */
  static List<Entry> atHome(WindowArticles window, WindowScheme scheme) {
    List<Entry> atHome = new ArrayList<>();
    for (Entry article : window.articles()) {
      if (scheme.startsContaining(article.document().publishedMillis())[0] == window.start()) {
        atHome.add(article);
      }
    }
    atHome.sort(BY_ID);
    return atHome;
  }

  static List<Entry> byId(List<Entry> articles) {
    List<Entry> byId = new ArrayList<>(articles);
    byId.sort(BY_ID);
    return byId;
  }

  /**
   * The rows of articles in no window.
   *
   * @param order their place among all of these
   */
  void writeUndated(List<Entry> articles, Texts texts, int order, TableOutput output)
      throws IOException {
    RowWriter rows = output.begin(Tables.ARTICLES, TableOutput.NO_WINDOW, order);
    for (Entry article : byId(articles)) {
      RowWriter row = rows.row(article.document().outlet(), 0);
      row.empty();
      row.empty();
      write(article, texts, row);
    }
    output.end();
  }

  private void write(Entry article, Texts texts, RowWriter rows) throws IOException {
    Document document = article.document();
    rows.text(document.id().toHex());
    rows.text(document.outlet());
    rows.texts(document.topics());
    rows.texts(document.tags());
    if (document.datePrecision() == DatePrecision.NONE) {
      rows.empty();
      rows.empty();
    } else {
      rows.timestamp(document.publishedMillis());
      rows.text(document.datePrecision().label());
    }
    rows.text(document.dateStatus().label());
    textOrEmpty(document.language(), rows);
    textOrEmpty(document.title(), rows);
    textOrEmpty(document.url(), rows);
    rows.integer(document.words());
    Print print = texts.print(article);
    if (print == null || print.original().equals(document.id())) {
      rows.empty();
    } else {
      rows.text(print.original().toHex());
    }
    if (evidence.stories().find()) {
      rows.text(texts.story(article).toHex());
    } else {
      rows.empty();
    }
    rows.text(new Source(document.sourceName(), "", document.offset()).toString());
    rows.endRow();
  }

  private static void textOrEmpty(String text, RowWriter rows) throws IOException {
    if (text.isEmpty()) {
      rows.empty();
    } else {
      rows.text(text);
    }
  }
}
