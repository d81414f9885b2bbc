package io.broadsheet.count;

import io.broadsheet.article.FileTrouble;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.state.PackTail;
import io.broadsheet.state.PackTail.Place;
import io.broadsheet.state.Product;
import io.broadsheet.state.StateFolder;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Set;

/**
 * How the large products of reading travel from step to step: not they themselves, but their places
 * in the packs where they are kept for later runs anyway. So no runner encodes, copies and holds
 * them on the way; the DirectRunner, for one, would copy all that a key has whenever it gets more.
 * Whoever needs one reads it where it is.
 *
 * <p>A run without a state folder keeps nothing, and its products travel themselves.
 */
final class HandedProducts implements Serializable {
  private static final long serialVersionUID = 1;

  private static final Set<Product> LARGE =
      EnumSet.of(
          Product.BLOCK,
          Product.FINGERPRINTS,
          Product.LINES,
          Product.SKETCHES,
          Product.TERM_SKETCH);

  /** What is no longer than a few places travels itself. */
  private static final int SHORT = 1 << 10;

  private static final int ITSELF = 0;
  private static final int PLACE = 1;

  private final StateFolder folder;

  private HandedProducts(StateFolder folder) {
    this.folder = folder;
  }

  /**
   * Of a run.
   *
   * @param folder where it keeps packs; null if it keeps none
   */
  static HandedProducts of(StateFolder folder) {
    return new HandedProducts(folder);
  }

  /** Hands on products that are in no pack. */
  Product.Taker themselves(Product.Taker output) {
    return folder == null
        ? output
        : (product, key, timestamp, bytes) ->
            output.take(product, key, timestamp, LARGE.contains(product) ? marked(bytes) : bytes);
  }

  /** Hands on a product that was written to a pack. */
  void handOn(String pack, Place place, byte[] bytes, Product.Taker output) {
    if (travelsAsPlace(place)) {
      handOn(pack, place, output);
    } else {
      themselves(output).take(place.product(), place.key(), place.timestamp(), bytes);
    }
  }

  /**
   * Hands on the products of a pack, of some kinds.
   *
   * @throws io.broadsheet.state.DamagedPackException if the pack is not as it was written
   */
  void handOn(String pack, Set<Product> kinds, Product.Taker output) throws IOException {
    Path file = folder.pack(pack);
    PackTail tail = PackTail.read(file);
    tail.give(
        file,
        place -> kinds.contains(place.product()) && !travelsAsPlace(place),
        themselves(output));
    for (Place place : tail.places()) {
      if (kinds.contains(place.product()) && travelsAsPlace(place)) {
        handOn(pack, place, output);
      }
    }
  }

  private static boolean travelsAsPlace(Place place) {
    return LARGE.contains(place.product()) && place.length() > SHORT;
  }

  private static byte[] marked(byte[] bytes) {
    ByteWriter marked = new ByteWriter(bytes.length + 1);
    marked.writeByte(ITSELF);
    marked.writeBytes(bytes, 0, bytes.length);
    return marked.toByteArray();
  }

  private static void handOn(String pack, Place place, Product.Taker output) {
    ByteWriter handed = new ByteWriter(128);
    handed.writeByte(PLACE);
    handed.writeText(pack);
    place.writeTo(handed);
    output.take(place.product(), place.key(), place.timestamp(), handed.toByteArray());
  }

  /** Large products that were handed on, one at a time; as often as they are asked for. */
  Iterable<byte[]> open(Iterable<byte[]> handed) {
    return folder == null
        ? handed
        : () -> {
          Iterator<byte[]> rest = handed.iterator();
          return new Iterator<>() {
            @Override
            public boolean hasNext() {
              return rest.hasNext();
            }

            @Override
            public byte[] next() {
              return open(rest.next());
            }
          };
        };
  }

  private byte[] open(byte[] handed) {
    ByteReader in = new ByteReader(handed);
    if (in.readByte() == ITSELF) {
      return Arrays.copyOfRange(handed, in.position(), handed.length);
    }
    Path file = folder.pack(in.readText());
    try {
      return Place.readFrom(in).read(file);
    } catch (IOException e) {
      throw FileTrouble.with("read", file, e);
    }
  }
}
