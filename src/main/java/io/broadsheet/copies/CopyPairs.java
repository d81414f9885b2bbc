package io.broadsheet.copies;

import io.broadsheet.article.Hash128;
import io.broadsheet.article.UserException;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs of copies and the articles that they are pairs of, without shingles: what is sent to be
 * grouped. Memory: some 200 bytes for each article in a pair and 32 for each pair.
 *
 * @param articles in {@link Fingerprint#ORIGINAL_FIRST}, each once
 * @param pairs by the articles' places
 */
public record CopyPairs(List<Fingerprint> articles, List<CopyPair> pairs) {

  public CopyPairs {
    articles = List.copyOf(articles);
    pairs = List.copyOf(pairs);
  }

  /** Leaves out the texts that are in no pair. */
  public static CopyPairs among(List<Fingerprint> texts, List<CopyPair> pairs) {
    Map<Hash128, Fingerprint> inPairs = new HashMap<>();
    for (CopyPair pair : pairs) {
      Fingerprint first = texts.get(pair.first());
      Fingerprint second = texts.get(pair.second());
      inPairs.put(first.id(), first);
      inPairs.put(second.id(), second);
    }
    List<Fingerprint> articles = sorted(inPairs);
    Map<Hash128, Integer> places = places(articles);
    List<CopyPair> moved = new ArrayList<>(pairs.size());
    for (CopyPair pair : pairs) {
      moved.add(
          new CopyPair(
              places.get(texts.get(pair.first()).id()),
              places.get(texts.get(pair.second()).id()),
              pair.jaccard(),
              pair.containment()));
    }
    return new CopyPairs(articles, moved);
  }

  /**
   * All of them as one.
   *
   * @throws UserException if they are more than {@link CopySettings#mostPairs}
   */
  public static CopyPairs merge(Iterable<byte[]> blocks, CopySettings settings) {
    Map<Hash128, Fingerprint> articles = new HashMap<>();
    List<CopyPairs> parts = new ArrayList<>();
    long count = 0;
    for (byte[] block : blocks) {
      CopyPairs part = fromBytes(block);
      count += part.pairs().size();
      settings.checkPairs(count);
      part.articles().forEach(article -> articles.put(article.id(), article));
      parts.add(part);
    }
    List<Fingerprint> sorted = sorted(articles);
    Map<Hash128, Integer> places = places(sorted);
    List<CopyPair> pairs = new ArrayList<>();
    for (CopyPairs part : parts) {
      for (CopyPair pair : part.pairs()) {
        pairs.add(
            new CopyPair(
                places.get(part.articles().get(pair.first()).id()),
                places.get(part.articles().get(pair.second()).id()),
                pair.jaccard(),
                pair.containment()));
      }
    }
    return new CopyPairs(sorted, pairs);
  }

  private static List<Fingerprint> sorted(Map<Hash128, Fingerprint> articles) {
    List<Fingerprint> sorted = new ArrayList<>(articles.values());
    sorted.sort(Fingerprint.ORIGINAL_FIRST);
    return sorted;
  }

  private static Map<Hash128, Integer> places(List<Fingerprint> articles) {
    Map<Hash128, Integer> places = new HashMap<>();
    for (int i = 0; i < articles.size(); i++) {
      places.put(articles.get(i).id(), i);
    }
    return places;
  }

  /** The pairs as bytes. */
  public byte[] toBytes() {
    FingerprintBlock.Builder builder = new FingerprintBlock.Builder();
    articles.forEach(builder::addWithoutShingles);
    byte[] block = builder.build();
    ByteWriter out = new ByteWriter(block.length + pairs.size() * 24);
    out.writeVarInt(pairs.size());
    for (CopyPair pair : pairs) {
      out.writeVarInt(pair.first());
      out.writeVarInt(pair.second());
      out.writeLong(Double.doubleToLongBits(pair.jaccard()));
      out.writeLong(Double.doubleToLongBits(pair.containment()));
    }
    out.writeBytes(block, 0, block.length);
    return out.toByteArray();
  }

  static CopyPairs fromBytes(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int count = in.readVarInt();
    List<CopyPair> pairs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      pairs.add(
          new CopyPair(
              in.readVarInt(),
              in.readVarInt(),
              Double.longBitsToDouble(in.readLong()),
              Double.longBitsToDouble(in.readLong())));
    }
    byte[] block = new byte[bytes.length - in.position()];
    System.arraycopy(bytes, in.position(), block, 0, block.length);
    List<Fingerprint> articles = new ArrayList<>();
    FingerprintBlock.read(block, articles::add);
    return new CopyPairs(articles, pairs);
  }
}
