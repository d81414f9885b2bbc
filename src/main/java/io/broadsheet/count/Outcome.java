package io.broadsheet.count;

import io.broadsheet.article.RejectReason;
import io.broadsheet.article.Rejection;
import io.broadsheet.article.Source;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.state.Pack;
import io.broadsheet.state.WindowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a part of the run tells the end of the run: which rows it wrote, what became of its records,
 * what it refused, what it read. Travels as bytes.
 */
public sealed interface Outcome {

  /** A finished part of some tables, as {@link io.broadsheet.table.TableOutput#finish} tells it. */
  record Written(List<byte[]> parts) implements Outcome {}

  /**
   * What became of some records.
   *
   * @param windows by the start of an article's first window; what is in none stands under {@link
   *     WindowSet#NO_WINDOW}
   */
  record Tallied(SortedMap<Long, Tally> windows) implements Outcome {}

  /** Of articles of windows that are no longer kept, by how many each window has. */
  static Tallied ofExpired(SortedMap<Long, Long> articles) {
    SortedMap<Long, Tally> windows = new TreeMap<>();
    articles.forEach((start, count) -> windows.put(start, Tally.ofExpired(count)));
    return new Tallied(windows);
  }

  /** Which windows the run made again; the others are as they were. */
  record Remade(WindowSet windows) implements Outcome {}

  /** Records that became no article. */
  record Rejected(List<Rejection> rejections) implements Outcome {}

  /**
   * A file, or a range of one, that was read to its end.
   *
   * @param format the format it was taken for; empty if none
   * @param start the range's first byte
   * @param sha256 of the file's bytes in hexadecimal; empty for a range
   * @param articles records that became articles
   * @param rejected records that did not
   * @param skipped records of kinds that are no articles
   */
  record FileRead(
      String name,
      String format,
      long bytes,
      long start,
      String sha256,
      long articles,
      long rejected,
      long skipped)
      implements Outcome {}

  /**
   * All that a stream has of a window at one moment, in place of what it told of it before.
   *
   * @param window see {@link WindowKeys}
   * @param number counts up from 1
   * @param pane {@code early}, {@code on_time} or {@code late}; empty for what is in no window
   * @param millis when, in epoch milliseconds
   * @param records the articles read, those that are not counted included
   * @param parts as in {@link Written}
   */
  record Version(
      long window,
      long number,
      String pane,
      long millis,
      long records,
      List<byte[]> parts,
      Tally tally)
      implements Outcome {}

  /**
   * All articles that came to a window when it was closed, in place of what was told of them
   * before.
   *
   * @param late how many
   * @param atHome those of which it is the first window
   * @param parts as in {@link Written}: they are listed, in no window
   */
  record Late(long window, long late, long atHome, List<byte[]> parts) implements Outcome {}

  /** What the numeric dates of each outlet say about the order of day and month. */
  record DatesSeen(DateOrders orders) implements Outcome {}

  /** A pack was made of files that were read. */
  record Packed(Pack pack) implements Outcome {}

  /**
   * Articles that were read, but whose windows turned out not to be asked for once they had a date.
   */
  record LeftOut(long articles) implements Outcome {}

  /** The outcome as bytes. */
  default byte[] toBytes() {
    ByteWriter out = new ByteWriter(256);
    if (this instanceof Written written) {
      out.writeByte('W');
      writeParts(written.parts(), out);
    } else if (this instanceof Version version) {
      out.writeByte('V');
      out.writeSigned(version.window());
      out.writeVarLong(version.number());
      out.writeText(version.pane());
      out.writeSigned(version.millis());
      out.writeVarLong(version.records());
      writeParts(version.parts(), out);
      version.tally().writeTo(out);
    } else if (this instanceof Late late) {
      out.writeByte('L');
      out.writeSigned(late.window());
      out.writeVarLong(late.late());
      out.writeVarLong(late.atHome());
      writeParts(late.parts(), out);
    } else if (this instanceof Tallied tallied) {
      out.writeByte('T');
      out.writeVarInt(tallied.windows().size());
      tallied
          .windows()
          .forEach(
              (start, tally) -> {
                out.writeSigned(start);
                tally.writeTo(out);
              });
    } else if (this instanceof Remade remade) {
      out.writeByte('M');
      remade.windows().writeTo(out);
    } else if (this instanceof Rejected rejected) {
      out.writeByte('R');
      out.writeVarInt(rejected.rejections().size());
      for (Rejection rejection : rejected.rejections()) {
        out.writeText(rejection.source().file());
        out.writeText(rejection.source().entry());
        out.writeVarLong(rejection.source().offset());
        out.writeText(rejection.reason().name());
        out.writeText(rejection.detail());
        out.writeText(rejection.excerpt());
      }
    } else if (this instanceof FileRead file) {
      out.writeByte('F');
      out.writeText(file.name());
      out.writeText(file.format());
      out.writeVarLong(file.bytes());
      out.writeVarLong(file.start());
      out.writeText(file.sha256());
      out.writeVarLong(file.articles());
      out.writeVarLong(file.rejected());
      out.writeVarLong(file.skipped());
    } else if (this instanceof DatesSeen seen) {
      out.writeByte('D');
      seen.orders().writeTo(out);
    } else if (this instanceof Packed packed) {
      out.writeByte('P');
      byte[] pack = packed.pack().toBytes();
      out.writeVarInt(pack.length);
      out.writeBytes(pack, 0, pack.length);
    } else if (this instanceof LeftOut left) {
      out.writeByte('O');
      out.writeVarLong(left.articles());
    }
    return out.toByteArray();
  }

  /** Reads what {@link #toBytes} wrote. */
  static Outcome fromBytes(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int kind = in.readByte();
    return switch (kind) {
      case 'W' -> new Written(readParts(in));
      case 'V' ->
          new Version(
              in.readSigned(),
              in.readVarLong(),
              in.readText(),
              in.readSigned(),
              in.readVarLong(),
              readParts(in),
              Tally.readFrom(in));
      case 'L' -> new Late(in.readSigned(), in.readVarLong(), in.readVarLong(), readParts(in));
      case 'T' -> {
        SortedMap<Long, Tally> windows = new TreeMap<>();
        int count = in.readVarInt();
        for (int i = 0; i < count; i++) {
          windows.put(in.readSigned(), Tally.readFrom(in));
        }
        yield new Tallied(windows);
      }
      case 'M' -> new Remade(WindowSet.readFrom(in));
      case 'R' -> {
        List<Rejection> rejections = new ArrayList<>();
        int count = in.readVarInt();
        for (int i = 0; i < count; i++) {
          rejections.add(
              new Rejection(
                  new Source(in.readText(), in.readText(), in.readVarLong()),
                  RejectReason.valueOf(in.readText()),
                  in.readText(),
                  in.readText()));
        }
        yield new Rejected(rejections);
      }
      case 'F' ->
          new FileRead(
              in.readText(),
              in.readText(),
              in.readVarLong(),
              in.readVarLong(),
              in.readText(),
              in.readVarLong(),
              in.readVarLong(),
              in.readVarLong());
      case 'D' -> new DatesSeen(DateOrders.readFrom(in));
      case 'P' -> new Packed(Pack.fromBytes(readBytes(in)));
      case 'O' -> new LeftOut(in.readVarLong());
      default -> throw new IllegalStateException("no outcome of kind " + kind);
    };
  }

  private static void writeParts(List<byte[]> parts, ByteWriter out) {
    out.writeVarInt(parts.size());
    for (byte[] part : parts) {
      out.writeVarInt(part.length);
      out.writeBytes(part, 0, part.length);
    }
  }

  private static List<byte[]> readParts(ByteReader in) {
    List<byte[]> parts = new ArrayList<>();
    int count = in.readVarInt();
    for (int i = 0; i < count; i++) {
      parts.add(readBytes(in));
    }
    return parts;
  }

  private static byte[] readBytes(ByteReader in) {
    byte[] bytes = new byte[in.readVarInt()];
    System.arraycopy(in.bytes(), in.position(), bytes, 0, bytes.length);
    in.skip(bytes.length);
    return bytes;
  }
}
