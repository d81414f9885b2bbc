package io.broadsheet.copies;

import io.broadsheet.article.Hash128;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * In how many articles of each outlet which lines stand that could be boilerplate. Counts of
 * several parts of a run add up.
 *
 * <p>Memory: some 200 bytes for each distinct line of each outlet.
 */
public final class OutletLines {
  /** Of a line's text so much is kept, in characters. */
  private static final int EXCERPT = 100;

  private final Map<String, Map<Long, Line>> linesByOutlet = new HashMap<>();
  private int lines;

  /** Stands for no line but for every article of the outlet. */
  private static final long ANY_LINE = 0;

  /** A line and hashes of the articles that have it, with repetitions until they are counted. */
  private static final class Line {
    String text;
    int[] articles = new int[1];
    int count;

    Line(String text) {
      this.text = text;
    }

    void add(int article) {
      if (count == articles.length) {
        articles = Arrays.copyOf(articles, count * 2);
      }
      articles[count++] = article;
    }

    int distinctArticles() {
      Arrays.sort(articles, 0, count);
      int distinct = 0;
      for (int i = 0; i < count; i++) {
        if (i == 0 || articles[i] != articles[i - 1]) {
          articles[distinct++] = articles[i];
        }
      }
      count = distinct;
      return distinct;
    }

    /** The same words may be set in several ways: which is shown must not depend on the order. */
    void offer(String other) {
      if (other.compareTo(text) < 0) {
        text = other;
      }
    }
  }

  /**
   * A line of boilerplate.
   *
   * @param text its beginning
   * @param articles of the outlet that have it
   */
  public record Found(String outlet, long lineHash, String text, int articles) {
    boolean isWholeOutlet() {
      return lineHash == ANY_LINE;
    }
  }

  /**
   * Counts the candidates of an article.
   *
   * @param key the article's, the same for every reading of it, so that it is counted once
   */
  public void add(String outlet, Hash128 key, String body, Fingerprinter fingerprint) {
    Map<Long, Line> ofOutlet = linesByOutlet.computeIfAbsent(outlet, name -> new HashMap<>());
    int article = (int) key.low();
    line(ofOutlet, ANY_LINE, "").add(article);
    for (int i = 0; i < fingerprint.candidates(); i++) {
      int start = fingerprint.candidateStart(i);
      int end = fingerprint.candidateEnd(i);
      Line line = ofOutlet.get(fingerprint.candidateHash(i));
      if (line == null) {
        line = line(ofOutlet, fingerprint.candidateHash(i), excerpt(body, start, end));
      } else if (!body.startsWith(line.text, start)) {
        line.offer(excerpt(body, start, end));
      }
      line.add(article);
    }
  }

  private Line line(Map<Long, Line> ofOutlet, long hash, String text) {
    Line line = ofOutlet.get(hash);
    if (line == null) {
      line = new Line(text);
      ofOutlet.put(hash, line);
      lines++;
    }
    return line;
  }

  private static String excerpt(String body, int from, int to) {
    int end = Math.min(to, from + EXCERPT);
    if (end < to && Character.isHighSurrogate(body.charAt(end - 1))) {
      end--;
    }
    return body.substring(from, end);
  }

  /** Distinct lines so far. */
  public int size() {
    return lines;
  }

  /** Cuts the counts into parts by the hash of the line; a part without lines is empty. */
  public List<byte[]> toParts(int count) {
    ByteWriter[] parts = new ByteWriter[count];
    Arrays.setAll(parts, part -> new ByteWriter(1 << 10));
    linesByOutlet.forEach(
        (outlet, ofOutlet) -> {
          boolean[] isNamed = new boolean[count];
          ofOutlet.forEach(
              (hash, line) -> {
                int part = (int) Long.remainderUnsigned(hash, count);
                if (!isNamed[part]) {
                  parts[part].writeByte('O');
                  parts[part].writeText(outlet);
                  isNamed[part] = true;
                }
                parts[part].writeByte('L');
                parts[part].writeLong(hash);
                parts[part].writeText(line.text);
                parts[part].writeVarInt(line.count);
                for (int i = 0; i < line.count; i++) {
                  parts[part].writeInt(line.articles[i]);
                }
              });
        });
    List<byte[]> bytes = new ArrayList<>();
    for (ByteWriter part : parts) {
      bytes.add(part.toByteArray());
    }
    return bytes;
  }

  /** Adds what {@link #toParts} wrote. */
  public void add(byte[] part) {
    ByteReader in = new ByteReader(part);
    Map<Long, Line> ofOutlet = Map.of();
    while (in.hasMore()) {
      if (in.readByte() == 'O') {
        ofOutlet = linesByOutlet.computeIfAbsent(in.readText(), key -> new HashMap<>());
        continue;
      }
      long hash = in.readLong();
      String text = in.readText();
      Line line = line(ofOutlet, hash, text);
      line.offer(text);
      int count = in.readVarInt();
      for (int i = 0; i < count; i++) {
        line.add(in.readInt());
      }
    }
  }

  /**
   * The lines that enough articles have, and for each outlet whose number of articles this part
   * knows one without text that has that number.
   */
  public List<Found> inAtLeast(int articles) {
    List<Found> found = new ArrayList<>();
    linesByOutlet.forEach(
        (outlet, ofOutlet) ->
            ofOutlet.forEach(
                (hash, line) -> {
                  int count = line.distinctArticles();
                  if (hash == ANY_LINE || count >= articles) {
                    found.add(new Found(outlet, hash, line.text, count));
                  }
                }));
    found.sort(
        Comparator.comparing(Found::outlet)
            .thenComparing(Found::text)
            .thenComparing(Found::lineHash));
    return found;
  }
}
