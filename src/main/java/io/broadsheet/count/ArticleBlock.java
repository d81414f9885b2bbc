package io.broadsheet.count;

import io.broadsheet.article.DatePrecision;
import io.broadsheet.article.DateStatus;
import io.broadsheet.article.Hash128;
import io.broadsheet.article.Note;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.text.TermHash;
import java.util.ArrayList;
import java.util.List;

/**
 * Tokenised articles as one array of bytes: what crosses a shuffle.
 *
 * <p>Layout, version 4: the version; distinct strings (sources, outlets, topics, tags, languages
 * and the like); distinct terms (lengths, then bytes); the articles; where contexts are asked for,
 * their bodies. An article is its metadata and its text as the numbers of its terms plus one,
 * {@value #STOP} standing for a stop. Numbers are varints; so a text takes about a third of its
 * bytes, and whatever is counted (terms, n-grams, any slice of them) is counted where the window is
 * complete instead of travelling itself.
 *
 * <p>Two blocks of the same articles in another order are different bytes: nothing may depend on
 * the bytes of a block.
 */
final class ArticleBlock {
  static final int VERSION = 4;

  /** Between terms that are no neighbours. */
  static final int STOP = 0;

  /**
   * One article of a block.
   *
   * @param linesStart where its {@link LineWords} start in {@link #bytes()}
   * @param tokensStart where its tokens start in {@link #bytes()}
   * @param tokensEnd where they end
   * @param bodyStart where its body starts in {@link #bytes()}; 0 if it was not kept
   */
  record Document(
      String sourceName,
      long offset,
      Hash128 id,
      DateStatus dateStatus,
      DatePrecision datePrecision,
      long publishedMillis,
      String outlet,
      List<String> topics,
      List<String> tags,
      String language,
      String title,
      String url,
      int words,
      List<Note> notes,
      int linesStart,
      int tokensStart,
      int tokensEnd,
      int bodyStart) {

    private Document with(int start, int end, int body) {
      return new Document(
          sourceName,
          offset,
          id,
          dateStatus,
          datePrecision,
          publishedMillis,
          outlet,
          topics,
          tags,
          language,
          title,
          url,
          words,
          notes,
          linesStart,
          start,
          end,
          body);
    }
  }

  private final byte[] bytes;
  private final int termCount;
  private final int lengthsStart;
  private final List<Document> documents;

  /** Reads a block; its articles' metadata are unpacked, their tokens stay where they are. */
  ArticleBlock(byte[] bytes) {
    this.bytes = bytes;
    ByteReader in = new ByteReader(bytes);
    int version = in.readByte();
    if (version != VERSION) {
      throw new IllegalStateException("block version " + version + ", not " + VERSION);
    }
    String[] strings = new String[in.readVarInt()];
    for (int i = 0; i < strings.length; i++) {
      strings[i] = in.readText();
    }
    termCount = in.readVarInt();
    lengthsStart = in.position();
    int termBytes = 0;
    for (int i = 0; i < termCount; i++) {
      termBytes += in.readByte();
    }
    in.skip(termBytes);
    int count = in.readVarInt();
    documents = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      documents.add(readDocument(in, strings));
    }
    for (int i = 0; i < count; i++) {
      int tokenBytes = in.readVarInt();
      documents.set(i, documents.get(i).with(in.position(), in.position() + tokenBytes, 0));
      in.skip(tokenBytes);
    }
    for (int i = 0; in.hasMore(); i++) {
      Document document = documents.get(i);
      int bodyStart = in.position();
      documents.set(i, document.with(document.tokensStart(), document.tokensEnd(), bodyStart));
      in.skip(in.readVarInt());
    }
  }

  private static Document readDocument(ByteReader in, String[] strings) {
    String sourceName = strings[in.readVarInt()];
    long offset = in.readVarLong();
    Hash128 id = new Hash128(in.readLong(), in.readLong());
    DateStatus status = DateStatus.valueOf(strings[in.readVarInt()]);
    DatePrecision precision = DatePrecision.valueOf(strings[in.readVarInt()]);
    long published = in.readSigned();
    String outlet = strings[in.readVarInt()];
    List<String> topics = readStrings(in, strings);
    List<String> tags = readStrings(in, strings);
    String language = strings[in.readVarInt()];
    String title = in.readText();
    String url = in.readText();
    int words = in.readVarInt();
    List<Note> notes = readNotes(in, strings);
    int linesStart = in.position();
    LineWords.skip(in);
    return new Document(
        sourceName,
        offset,
        id,
        status,
        precision,
        published,
        outlet,
        topics,
        tags,
        language,
        title,
        url,
        words,
        notes,
        linesStart,
        0,
        0,
        0);
  }

  private static List<Note> readNotes(ByteReader in, String[] strings) {
    int count = in.readVarInt();
    if (count == 0) {
      return List.of();
    }
    List<Note> notes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      notes.add(new Note(strings[in.readVarInt()], strings[in.readVarInt()]));
    }
    return notes;
  }

  private static List<String> readStrings(ByteReader in, String[] strings) {
    int count = in.readVarInt();
    if (count == 0) {
      return List.of();
    }
    if (count == 1) {
      return List.of(strings[in.readVarInt()]);
    }
    List<String> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(strings[in.readVarInt()]);
    }
    return values;
  }

  byte[] bytes() {
    return bytes;
  }

  List<Document> documents() {
    return documents;
  }

  /** Adds the block's terms to a dictionary and returns their numbers there. */
  int[] addTermsTo(TermDictionary dictionary) {
    int[] ids = new int[termCount];
    int start = lengthsStart + termCount;
    for (int i = 0; i < termCount; i++) {
      int length = bytes[lengthsStart + i] & 0xff;
      ids[i] = dictionary.add(bytes, start, length, TermHash.of(bytes, start, length));
      start += length;
    }
    return ids;
  }
}
