package io.broadsheet.count;

import io.broadsheet.article.Note;
import io.broadsheet.article.Source;
import io.broadsheet.count.ArticleBlock.Document;
import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import io.broadsheet.table.Tables;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.util.List;

/** Table {@code notes}: what is to be said about how articles were read. */
final class NoteRows implements WindowReport {
  private final WindowScheme scheme;

  NoteRows(WindowScheme scheme) {
    this.scheme = scheme;
  }

  @Override
  public Table table() {
    return Tables.NOTES;
  }

  @Override
  public void write(WindowArticles window, RowWriter rows) throws IOException {
    for (Entry article : ArticleRows.atHome(window, scheme)) {
      for (Note note : article.document().notes()) {
        rows.timestamp(window.start());
        rows.timestamp(window.end());
        write(article.document(), note, rows);
      }
    }
  }

  /** The rows of articles in no window. */
  static void writeUndated(List<Entry> articles, RowWriter rows) throws IOException {
    for (Entry article : ArticleRows.byId(articles)) {
      for (Note note : article.document().notes()) {
        rows.empty();
        rows.empty();
        write(article.document(), note, rows);
      }
    }
  }

  private static void write(Document document, Note note, RowWriter rows) throws IOException {
    rows.text(document.id().toHex());
    rows.text(note.kind());
    rows.text(note.value());
    rows.text(document.outlet());
    rows.text(new Source(document.sourceName(), "", document.offset()).toString());
    rows.endRow();
  }
}
