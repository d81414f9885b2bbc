package io.broadsheet.count;

import io.broadsheet.article.DateStatus;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.table.CodePointOrder;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the records of a part of a run; tallies add up to the run's reconciliation. Every
 * article is tallied once, in its first window.
 */
public final class Tally {
  private long counted;
  private long duplicates;
  private long undated;
  private final SortedMap<String, Map<DateStatus, Long>> articlesByOutletAndStatus =
      new TreeMap<>(CodePointOrder.INSTANCE);

  /** Articles in a window. */
  public long counted() {
    return counted;
  }

  /** Further readings of an article. */
  public long duplicates() {
    return duplicates;
  }

  /** Articles in no window. */
  public long undated() {
    return undated;
  }

  /** How many articles of each outlet, in code-point order, have which kind of date. */
  public SortedMap<String, Map<DateStatus, Long>> articlesByOutletAndStatus() {
    return articlesByOutletAndStatus;
  }

  void addDuplicate() {
    duplicates++;
  }

  void addArticle(String outlet, DateStatus status) {
    if (status.isDated()) {
      counted++;
    } else {
      undated++;
    }
    add(outlet, status, 1);
  }

  private void add(String outlet, DateStatus status, long articles) {
    articlesByOutletAndStatus
        .computeIfAbsent(outlet, key -> new EnumMap<>(DateStatus.class))
        .merge(status, articles, Long::sum);
  }

  /** Adds another part of the run. */
  public void addAll(Tally other) {
    counted += other.counted;
    duplicates += other.duplicates;
    undated += other.undated;
    other.articlesByOutletAndStatus.forEach(
        (outlet, statuses) ->
            statuses.forEach((status, articles) -> add(outlet, status, articles)));
  }

  void writeTo(ByteWriter out) {
    out.writeVarLong(counted);
    out.writeVarLong(duplicates);
    out.writeVarLong(undated);
    out.writeVarInt(articlesByOutletAndStatus.size());
    articlesByOutletAndStatus.forEach(
        (outlet, statuses) -> {
          out.writeText(outlet);
          out.writeVarInt(statuses.size());
          statuses.forEach(
              (status, articles) -> {
                out.writeText(status.name());
                out.writeVarLong(articles);
              });
        });
  }

  static Tally readFrom(ByteReader in) {
    Tally tally = new Tally();
    tally.counted = in.readVarLong();
    tally.duplicates = in.readVarLong();
    tally.undated = in.readVarLong();
    int outlets = in.readVarInt();
    for (int i = 0; i < outlets; i++) {
      String outlet = in.readText();
      int statuses = in.readVarInt();
      for (int j = 0; j < statuses; j++) {
        tally.add(outlet, DateStatus.valueOf(in.readText()), in.readVarLong());
      }
    }
    return tally;
  }
}
