package io.broadsheet.count;

import io.broadsheet.article.Hash128;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.copies.BoilerplateLines;
import io.broadsheet.copies.CopyGroups.Member;
import io.broadsheet.copies.Fingerprint.Boilerplate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The articles whose text is printed more than once, and the lines that are not counted. Memory:
 * some 150 bytes for each article and 200 for each line.
 */
final class CopiedArticles {
  /** A text in so many outlets is an agency's, or passed on like one. */
  private static final int OUTLETS_OF_AN_AGENCY_TEXT = 3;

  /**
   * What is known of such an article.
   *
   * @param original the first print; the article itself if it is that
   * @param isFromOther true if the original is another outlet's
   * @param isAgency true if, besides, three outlets or more have the text
   */
  record Print(Hash128 original, boolean isFromOther, boolean isAgency) {}

  private static final int ARTICLES = 'A';
  private static final int BOILERPLATE = 'B';

  private final Map<Hash128, Print> prints = new HashMap<>();
  private Boilerplate boilerplate = (outlet, line) -> false;

  /** Reads the blocks that {@link #toBytes} makes. */
  static CopiedArticles of(Iterable<byte[]> blocks) {
    CopiedArticles articles = new CopiedArticles();
    for (byte[] block : blocks) {
      ByteReader in = new ByteReader(block);
      if (in.readByte() == BOILERPLATE) {
        articles.boilerplate = BoilerplateLines.of(in);
        continue;
      }
      while (in.hasMore()) {
        Hash128 id = new Hash128(in.readLong(), in.readLong());
        Hash128 original = new Hash128(in.readLong(), in.readLong());
        int flags = in.readByte();
        articles.prints.put(id, new Print(original, (flags & 1) != 0, (flags & 2) != 0));
      }
    }
    return articles;
  }

  /** Packs the members of all groups. */
  static byte[] toBytes(List<Member> members) {
    Map<Hash128, Set<String>> outlets = new HashMap<>();
    for (Member member : members) {
      outlets
          .computeIfAbsent(member.original().id(), key -> new HashSet<>())
          .add(member.article().outlet());
    }
    ByteWriter out = new ByteWriter(40 * members.size() + 8);
    out.writeByte(ARTICLES);
    for (Member member : members) {
      Hash128 original = member.original().id();
      boolean isFromOther = !member.article().outlet().equals(member.original().outlet());
      boolean isAgency = isFromOther && outlets.get(original).size() >= OUTLETS_OF_AN_AGENCY_TEXT;
      out.writeLong(member.article().id().high());
      out.writeLong(member.article().id().low());
      out.writeLong(original.high());
      out.writeLong(original.low());
      out.writeByte((isFromOther ? 1 : 0) | (isAgency ? 2 : 0));
    }
    return out.toByteArray();
  }

  /** Packs the lines that are not counted. */
  static byte[] toBytes(BoilerplateLines lines) {
    ByteWriter out = new ByteWriter(1 << 10);
    out.writeByte(BOILERPLATE);
    lines.writeTo(out);
    return out.toByteArray();
  }

  /** The lines that are not counted. */
  Boilerplate boilerplate() {
    return boilerplate;
  }

  /** What is known of an article; null if its text is printed once. */
  Print print(Hash128 id) {
    return prints.get(id);
  }
}
