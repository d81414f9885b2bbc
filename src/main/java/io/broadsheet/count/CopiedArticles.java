package io.broadsheet.count;

import io.broadsheet.article.Hash128;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.copies.BoilerplateLines;
import io.broadsheet.copies.CopyGroups.Member;
import io.broadsheet.copies.Fingerprint.Boilerplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
   * @param agencySince when the third outlet had the text, in epoch milliseconds; {@link #NEVER}
   *     for fewer
   */
  record Print(Hash128 original, boolean isFromOther, long agencySince) {
    /** Whether it is a copy from another outlet that three outlets or more have by an instant. */
    boolean isAgency(long end) {
      return isFromOther && agencySince < end;
    }
  }

  static final long NEVER = Long.MAX_VALUE;

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
        boolean isFromOther = in.readByte() == 1;
        articles.prints.put(id, new Print(original, isFromOther, in.readLong()));
      }
    }
    return articles;
  }

  /** Packs the members of all groups. */
  static byte[] toBytes(List<Member> members) {
    Builder builder = new Builder(agencySince(members));
    members.forEach(builder::add);
    return builder.build();
  }

  /** Packs members of groups. */
  static final class Builder {
    private final Map<Hash128, Long> agencySince;
    private final ByteWriter out = new ByteWriter(1 << 10);

    /**
     * @param agencySince see {@link CopiedArticles#agencySince}
     */
    Builder(Map<Hash128, Long> agencySince) {
      this.agencySince = agencySince;
      out.writeByte(ARTICLES);
    }

    void add(Member member) {
      add(member, NEVER);
    }

    /**
     * Adds a member as it is seen at a time.
     *
     * @param end what other outlets print from then on is not told
     */
    void add(Member member, long end) {
      Hash128 original = member.original().id();
      out.writeLong(member.article().id().high());
      out.writeLong(member.article().id().low());
      out.writeLong(original.high());
      out.writeLong(original.low());
      out.writeByte(member.article().outlet().equals(member.original().outlet()) ? 0 : 1);
      long since = agencySince.getOrDefault(original, NEVER);
      out.writeLong(since < end ? since : NEVER);
    }

    byte[] build() {
      return out.toByteArray();
    }
  }

  /** For each original whose text three outlets or more have, when the third had it. */
  static Map<Hash128, Long> agencySince(List<Member> members) {
    Map<Hash128, Map<String, Long>> outlets = new HashMap<>();
    for (Member member : members) {
      outlets
          .computeIfAbsent(member.original().id(), key -> new HashMap<>())
          .merge(member.article().outlet(), member.article().publishedMillis(), Math::min);
    }
    Map<Hash128, Long> since = new HashMap<>();
    outlets.forEach(
        (original, dates) -> {
          if (dates.size() >= OUTLETS_OF_AN_AGENCY_TEXT) {
            since.put(
                original,
                dates.values().stream()
                    .sorted()
                    .skip(OUTLETS_OF_AN_AGENCY_TEXT - 1)
                    .findFirst()
                    .orElseThrow());
          }
        });
    return since;
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
