package io.broadsheet.copies;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.copies.OutletLines.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lines that recur across an outlet's articles. Memory: some 200 bytes a line. */
public final class BoilerplateLines implements Fingerprint.Boilerplate {
  private final Map<String, Set<Long>> hashesByOutlet = new HashMap<>();
  private final List<Found> lines = new ArrayList<>();

  /**
   * A line of table {@code boilerplate}.
   *
   * @param outletArticles all articles of the outlet
   */
  public record Row(String outlet, String text, int articles, int outletArticles) {}

  /** Reads what {@link #toBytes} wrote. */
  public static BoilerplateLines of(Iterable<byte[]> blocks) {
    BoilerplateLines boilerplate = new BoilerplateLines();
    for (byte[] block : blocks) {
      boilerplate.readFrom(new ByteReader(block));
    }
    return boilerplate;
  }

  /** Reads what {@link #writeTo} wrote, to the end. */
  public static BoilerplateLines of(ByteReader in) {
    BoilerplateLines boilerplate = new BoilerplateLines();
    boilerplate.readFrom(in);
    return boilerplate;
  }

  private void readFrom(ByteReader in) {
    while (in.hasMore()) {
      add(new Found(in.readText(), in.readLong(), in.readText(), in.readVarInt()));
    }
  }

  private void add(Found line) {
    lines.add(line);
    hashesByOutlet.computeIfAbsent(line.outlet(), key -> new HashSet<>()).add(line.lineHash());
  }

  /** Lines as bytes. */
  public static byte[] toBytes(List<Found> lines) {
    ByteWriter out = new ByteWriter(1 << 10);
    write(lines, out);
    return out.toByteArray();
  }

  private static void write(List<Found> lines, ByteWriter out) {
    for (Found line : lines) {
      out.writeText(line.outlet());
      out.writeLong(line.lineHash());
      out.writeText(line.text());
      out.writeVarInt(line.articles());
    }
  }

  /** Leaves out lines that too small a share of their outlet's articles has. */
  public BoilerplateLines inShare(double share) {
    Map<String, Integer> articles = articlesByOutlet();
    BoilerplateLines kept = new BoilerplateLines();
    for (Found line : lines) {
      if (line.isWholeOutlet() || line.articles() >= share * articles.get(line.outlet())) {
        kept.add(line);
      }
    }
    return kept;
  }

  private Map<String, Integer> articlesByOutlet() {
    Map<String, Integer> articles = new HashMap<>();
    for (Found line : lines) {
      if (line.isWholeOutlet()) {
        articles.put(line.outlet(), line.articles());
      }
    }
    return articles;
  }

  /** Appends all lines. */
  public void writeTo(ByteWriter out) {
    write(lines, out);
  }

  /** The rows by outlet and text, in an order of names. */
  public List<Row> rows(Comparator<String> order) {
    Map<String, Integer> articles = articlesByOutlet();
    List<Row> rows = new ArrayList<>();
    for (Found line : lines) {
      if (!line.isWholeOutlet()) {
        rows.add(new Row(line.outlet(), line.text(), line.articles(), articles.get(line.outlet())));
      }
    }
    rows.sort(
        Comparator.comparing(Row::outlet, order)
            .thenComparing(Row::text, order)
            .thenComparing(Row::articles));
    return rows;
  }

  @Override
  public boolean contains(String outlet, long lineHash) {
    Set<Long> hashes = hashesByOutlet.get(outlet);
    return hashes != null && hashes.contains(lineHash);
  }
}
