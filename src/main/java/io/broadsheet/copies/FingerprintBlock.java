package io.broadsheet.copies;

import io.broadsheet.article.Article;
import io.broadsheet.article.DatePrecision;
import io.broadsheet.article.Hash128;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Fingerprints as one array of bytes: what crosses a shuffle. Layout, version 1: the version, the
 * distinct outlets and sources, the articles. A fingerprint takes four bytes a word and some fifty
 * more.
 */
public final class FingerprintBlock {
  private static final int VERSION = 1;

  private FingerprintBlock() {}

  /** A block under construction. */
  public static final class Builder {
    private final Map<String, Integer> strings = new HashMap<>();
    private final ByteWriter stringBytes = new ByteWriter(1 << 8);
    private final ByteWriter articles = new ByteWriter(1 << 14);

    /**
     * Adds an article.
     *
     * @param dayMillis the first instant of its day; 0 if undated
     * @param words in title and body
     */
    public void add(Article article, long dayMillis, int words, Fingerprinter fingerprint) {
      add(
          article.id(),
          article.published().precision(),
          dayMillis,
          article.published().epochMillis(),
          words,
          article.outlet(),
          article.source().name(),
          article.source().offset());
      fingerprint.writeTo(articles);
    }

    /** Adds an article without its shingles. */
    void addWithoutShingles(Fingerprint article) {
      add(
          article.id(),
          article.precision(),
          article.dayMillis(),
          article.publishedMillis(),
          article.words(),
          article.outlet(),
          article.sourceName(),
          article.offset());
      articles.writeVarInt(0);
      articles.writeVarInt(0);
    }

    private void add(
        Hash128 id,
        DatePrecision precision,
        long dayMillis,
        long publishedMillis,
        int words,
        String outlet,
        String sourceName,
        long offset) {
      articles.writeLong(id.high());
      articles.writeLong(id.low());
      articles.writeVarInt(string(precision.name()));
      articles.writeSigned(dayMillis);
      articles.writeSigned(publishedMillis);
      articles.writeVarInt(words);
      articles.writeVarInt(string(outlet));
      articles.writeVarInt(string(sourceName));
      articles.writeVarLong(offset);
    }

    private int string(String value) {
      Integer known = strings.get(value);
      if (known != null) {
        return known;
      }
      int id = strings.size();
      strings.put(value, id);
      stringBytes.writeText(value);
      return id;
    }

    /** About how long the block is. */
    public int length() {
      return articles.length() + stringBytes.length();
    }

    public byte[] build() {
      ByteWriter head = new ByteWriter(8);
      head.writeByte(VERSION);
      head.writeVarInt(strings.size());
      return ByteWriter.join(head, stringBytes, articles);
    }
  }

  /** Hands over every fingerprint of a block. */
  public static void read(byte[] bytes, Consumer<Fingerprint> fingerprints) {
    ByteReader in = new ByteReader(bytes);
    int version = in.readByte();
    if (version != VERSION) {
      throw new IllegalStateException("block version " + version + ", not " + VERSION);
    }
    int stringCount = in.readVarInt();
    List<String> strings = new ArrayList<>(stringCount);
    for (int i = 0; i < stringCount; i++) {
      strings.add(in.readText());
    }
    ByteReader shared = new ByteReader(bytes);
    while (in.hasMore()) {
      fingerprints.accept(
          new Fingerprint(
              new Hash128(in.readLong(), in.readLong()),
              DatePrecision.valueOf(strings.get(in.readVarInt())),
              in.readSigned(),
              in.readSigned(),
              in.readVarInt(),
              strings.get(in.readVarInt()),
              strings.get(in.readVarInt()),
              in.readVarLong(),
              shared,
              in.position()));
      int candidates = in.readVarInt();
      for (int i = 0; i < candidates; i++) {
        in.skip(Long.BYTES);
        in.readVarInt();
        in.readVarInt();
      }
      int shingles = in.readVarInt();
      in.skip(shingles * Integer.BYTES);
    }
  }
}
