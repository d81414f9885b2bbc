package io.broadsheet.count;

import io.broadsheet.article.Hash128;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The stories of one stretch of time as one array of bytes, to be joined with those of the
 * stretches before and after: pieces of stories, and the copies of their articles. Some 40 bytes an
 * article and 200 a piece.
 */
final class StoryPieces {
  private StoryPieces() {}

  /**
   * An article that stands for others.
   *
   * @param publishedMillis {@link StorySketches#UNDATED} without a date
   */
  record Print(Hash128 id, long publishedMillis, String outlet) {
    static Print of(StorySketches.Entry entry) {
      return new Print(entry.id(), entry.publishedMillis(), entry.outlet());
    }

    private void writeTo(ByteWriter out) {
      out.writeLong(id.high());
      out.writeLong(id.low());
      out.writeSigned(publishedMillis);
      out.writeText(outlet);
    }

    private static Print read(ByteReader in) {
      return new Print(new Hash128(in.readLong(), in.readLong()), in.readSigned(), in.readText());
    }
  }

  /**
   * The articles of a story in one stretch.
   *
   * @param articles in the order of their dates, without copies
   * @param before the story's last article before the stretch; null if there is none
   */
  record Piece(List<Print> articles, Print before, String headline, List<String> topTerms) {}

  /**
   * An article whose text was printed before.
   *
   * @param original the article of a piece that it goes with
   */
  record Copy(Hash128 original, Print print) {}

  /** Packs a stretch. */
  static final class Builder {
    private final ByteWriter out = new ByteWriter(1 << 12);

    Builder(int stretch) {
      out.writeInt(stretch);
    }

    void add(Piece piece) {
      out.writeByte(piece.before() == null ? 'P' : 'B');
      if (piece.before() != null) {
        piece.before().writeTo(out);
      }
      out.writeVarInt(piece.articles().size());
      piece.articles().forEach(article -> article.writeTo(out));
      out.writeText(piece.headline());
      out.writeVarInt(piece.topTerms().size());
      piece.topTerms().forEach(out::writeText);
    }

    void add(Copy copy) {
      out.writeByte('C');
      out.writeLong(copy.original().high());
      out.writeLong(copy.original().low());
      copy.print().writeTo(out);
    }

    byte[] build() {
      return out.toByteArray();
    }
  }

  /** Hands over what a stretch was packed with, in the same order. */
  static void read(byte[] block, Consumer<Piece> pieces, Consumer<Copy> copies) {
    ByteReader in = new ByteReader(block);
    in.skip(Integer.BYTES);
    while (in.hasMore()) {
      int kind = in.readByte();
      if (kind == 'C') {
        copies.accept(new Copy(new Hash128(in.readLong(), in.readLong()), Print.read(in)));
      } else {
        Print before = kind == 'B' ? Print.read(in) : null;
        List<Print> articles = new ArrayList<>();
        for (int left = in.readVarInt(); left > 0; left--) {
          articles.add(Print.read(in));
        }
        String headline = in.readText();
        List<String> topTerms = new ArrayList<>();
        for (int left = in.readVarInt(); left > 0; left--) {
          topTerms.add(in.readText());
        }
        pieces.accept(new Piece(articles, before, headline, topTerms));
      }
    }
  }
}
