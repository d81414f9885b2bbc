package io.broadsheet.count;

import io.broadsheet.article.Article;
import io.broadsheet.article.DateOrder;
import io.broadsheet.article.DateStatus;
import io.broadsheet.article.Hash128;
import io.broadsheet.article.Note;
import io.broadsheet.article.OrderEvidence;
import io.broadsheet.article.PublicationDate;
import io.broadsheet.article.Source;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.state.WindowRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/**
 * Articles that wait for the order of day and month at their outlet, whole, as one array of bytes:
 * about as long as their texts. All of them are {@link DateStatus#AMBIGUOUS}.
 */
final class HeldArticles {
  private final ByteWriter out = new ByteWriter(1 << 12);

  /** Whether an article's date can be read in several orders, and nothing declares one. */
  static boolean isHeld(Article article) {
    return article.published().status() == DateStatus.AMBIGUOUS
        && article.orderEvidence().isPresent();
  }

  int length() {
    return out.length();
  }

  /** Adds an article that was read from the input of that number. */
  void add(Article article, int input) {
    out.writeVarInt(input);
    out.writeText(article.source().file());
    out.writeText(article.source().entry());
    out.writeVarLong(article.source().offset());
    writeHash(article.id());
    writeHash(article.duplicateKey());
    out.writeText(article.outlet());
    writeTexts(article.topics());
    writeTexts(article.tags());
    out.writeText(article.published().text());
    out.writeText(article.language());
    out.writeText(article.title());
    out.writeText(article.body());
    out.writeText(article.url());
    writeTexts(article.authors());
    out.writeVarInt(article.notes().size());
    for (Note note : article.notes()) {
      out.writeText(note.kind());
      out.writeText(note.value());
    }
  }

  private void writeHash(Hash128 hash) {
    out.writeLong(hash.high());
    out.writeLong(hash.low());
  }

  private void writeTexts(List<String> texts) {
    out.writeVarInt(texts.size());
    texts.forEach(out::writeText);
  }

  /**
   * The articles as bytes; starts afresh.
   *
   * @param wanted the windows whose articles are wanted, once they have dates
   * @param firstRead the "now" of the run that read their files first
   */
  byte[] build(WindowRanges wanted, long firstRead) {
    ByteWriter head = new ByteWriter(64);
    wanted.writeTo(head);
    head.writeSigned(firstRead);
    byte[] whole = ByteWriter.join(head, out);
    out.clear();
    return whole;
  }

  /** Hands over each article behind what {@link #build} says of all, and its input's number. */
  static void forEach(ByteReader in, ObjIntConsumer<Article> articles) {
    while (in.hasMore()) {
      int input = in.readVarInt();
      articles.accept(read(in), input);
    }
  }

  private static Article read(ByteReader in) {
    return new Article(
        new Source(in.readText(), in.readText(), in.readVarLong()),
        new Hash128(in.readLong(), in.readLong()),
        new Hash128(in.readLong(), in.readLong()),
        in.readText(),
        readTexts(in),
        readTexts(in),
        PublicationDate.undated(DateStatus.AMBIGUOUS, in.readText()),
        in.readText(),
        in.readText(),
        in.readText(),
        in.readText(),
        readTexts(in),
        readNotes(in),
        Optional.of(new OrderEvidence(DateOrder.NONE, DateOrder.NONE)));
  }

  private static List<String> readTexts(ByteReader in) {
    int count = in.readVarInt();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(in.readText());
    }
    return texts;
  }

  private static List<Note> readNotes(ByteReader in) {
    int count = in.readVarInt();
    List<Note> notes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      notes.add(new Note(in.readText(), in.readText()));
    }
    return notes;
  }
}
