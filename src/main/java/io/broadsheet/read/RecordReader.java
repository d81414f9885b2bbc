package io.broadsheet.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.broadsheet.article.*;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Reads files into articles and rejections. */
public final class RecordReader implements Serializable {
  private static final long serialVersionUID = 1;

  /**
   * What reading a range found out about its file.
   *
   * @param format the name of its format; empty if no format recognises it
   * @param sha256 of the whole file in hexadecimal; empty if only a part was read
   */
  public record Reading(String format, String sha256) {}

  public List<ReadTask> plan(List<InputFile> files, int tasks) {
    return ReadTask.plan(files, f -> false, tasks);
  }

  /** Reads a range of a file; whatever is wrong with it becomes a rejection. */
  public Reading read(ReadTask.Range range, ArticleOutput output) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(range.file().name()));
        JsonParser p = new JsonFactory().createParser(in)) {
      String id = "", outlet = "", date = "", title = "", body = "", topic = "", name = "";
      long at = 0;
      for (JsonToken t = p.nextToken(); t != null; t = p.nextToken()) {
        if (t == JsonToken.START_OBJECT) {
          at = p.currentTokenLocation().getByteOffset();
        } else if (t == JsonToken.FIELD_NAME) {
          name = p.currentName();
        } else if (t == JsonToken.VALUE_STRING) {
          switch (name) {
            case "id" -> id = p.getText();
            case "outlet" -> outlet = p.getText();
            case "published" -> date = p.getText();
            case "title" -> title = p.getText();
            case "body" -> body = p.getText();
            case "topic" -> topic = p.getText();
            default -> {}
          }
        } else if (t == JsonToken.END_OBJECT) {
          output.article(
              new Article(
                  new Source(range.file().name(), "", at),
                  ArticleIds.articleId(outlet, id, "", date, title, body),
                  ArticleIds.duplicateKey(outlet, id, "", title, body),
                  outlet,
                  List.of(topic),
                  List.of(),
                  PublicationDate.onDay(
                      DateStatus.EXPLICIT,
                      LocalDate.parse(date.substring(0, 10)).toEpochDay() * 86400000L,
                      date),
                  "",
                  title,
                  body,
                  "",
                  List.of()));
        }
      }
    }
    return new Reading("jsonl", "");
  }
}
