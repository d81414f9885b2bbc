package io.broadsheet.count;

import io.broadsheet.article.DateStatus;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.table.CodePointOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
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
  private long late;
  private long expired;
  private long newest = Long.MIN_VALUE;
  private final SortedMap<String, Map<DateStatus, Long>> articlesByOutletAndStatus =
      new TreeMap<>(CodePointOrder.INSTANCE);
  private final SortedMap<String, Long> articlesByTopic = new TreeMap<>(CodePointOrder.INSTANCE);
  private final SortedMap<Long, Long> articlesByWindow = new TreeMap<>();
  private final SortedMap<Long, Long> duplicatesByWindow = new TreeMap<>();
  private final SortedMap<Long, Long> lateByWindow = new TreeMap<>();
  private Foremost foremost = new Foremost(0, 0, List.of());

  /**
   * The window with most articles, the first of them if there are several, and its foremost terms.
   */
  public record Foremost(long windowStart, long articles, List<Map.Entry<String, Long>> terms) {
    public Foremost {
      terms = List.copyOf(terms);
    }
  }

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

  /** Articles that came after their windows were closed. */
  public long late() {
    return late;
  }

  /** Articles of windows that are no longer kept. */
  public long expired() {
    return expired;
  }

  void addExpired() {
    expired++;
  }

  /** When the newest article that is counted was published; {@link Long#MIN_VALUE} without any. */
  public long newest() {
    return newest;
  }

  void offerNewest(long publishedMillis) {
    newest = Math.max(newest, publishedMillis);
  }

  /** How many articles of each outlet, in code-point order, have which kind of date. */
  public SortedMap<String, Map<DateStatus, Long>> articlesByOutletAndStatus() {
    return articlesByOutletAndStatus;
  }

  /** How many counted articles each topic has, in code-point order. */
  public SortedMap<String, Long> articlesByTopic() {
    return articlesByTopic;
  }

  /** How many articles each window has that has any, by its start. */
  public SortedMap<Long, Long> articlesByWindow() {
    return articlesByWindow;
  }

  /** How many further readings each window has that has any, by its start. */
  public SortedMap<Long, Long> duplicatesByWindow() {
    return duplicatesByWindow;
  }

  /** How many articles came after a window was closed, by the start of their first window. */
  public SortedMap<Long, Long> lateByWindow() {
    return lateByWindow;
  }

  public Foremost foremost() {
    return foremost;
  }

  void addWindow(long start, long articles) {
    articlesByWindow.merge(start, articles, Long::sum);
  }

  void addDuplicates(long start, long records) {
    duplicatesByWindow.merge(start, records, Long::sum);
  }

  void offer(Foremost other) {
    if (other.articles() > foremost.articles()
        || (other.articles() == foremost.articles()
            && other.windowStart() < foremost.windowStart())) {
      foremost = other;
    }
  }

  void addDuplicate() {
    duplicates++;
  }

  void addArticle(String outlet, DateStatus status, List<String> topics) {
    if (status.isDated()) {
      counted++;
      topics.forEach(topic -> articlesByTopic.merge(topic, 1L, Long::sum));
    } else {
      undated++;
    }
    add(outlet, status, 1);
  }

  /**
   * Counts an article that came too late for its windows.
   *
   * @param window the start of the first of them
   */
  void addLate(String outlet, DateStatus status, long window) {
    late++;
    lateByWindow.merge(window, 1L, Long::sum);
    add(outlet, status, 1);
  }

  private void add(String outlet, DateStatus status, long articles) {
    articlesByOutletAndStatus
        .computeIfAbsent(outlet, key -> new EnumMap<>(DateStatus.class))
        .merge(status, articles, Long::sum);
  }

  /** What several parts of a run add up to. */
  static Tally sum(Collection<Tally> parts) {
    Tally sum = new Tally();
    parts.forEach(sum::addAll);
    return sum;
  }

  /** Adds another part of the run. */
  public void addAll(Tally other) {
    counted += other.counted;
    duplicates += other.duplicates;
    undated += other.undated;
    late += other.late;
    expired += other.expired;
    offerNewest(other.newest);
    other.articlesByOutletAndStatus.forEach(
        (outlet, statuses) ->
            statuses.forEach((status, articles) -> add(outlet, status, articles)));
    other.articlesByTopic.forEach(
        (topic, articles) -> articlesByTopic.merge(topic, articles, Long::sum));
    other.articlesByWindow.forEach(this::addWindow);
    other.duplicatesByWindow.forEach(this::addDuplicates);
    other.lateByWindow.forEach((start, articles) -> lateByWindow.merge(start, articles, Long::sum));
    offer(other.foremost);
  }

  /** The tally as bytes. */
  public byte[] toBytes() {
    ByteWriter out = new ByteWriter(256);
    writeTo(out);
    return out.toByteArray();
  }

  /** Reads what {@link #toBytes} wrote. */
  public static Tally fromBytes(byte[] bytes) {
    return readFrom(new ByteReader(bytes));
  }

  /** Articles of a window that is no longer kept. */
  static Tally ofExpired(long articles) {
    Tally tally = new Tally();
    tally.expired = articles;
    return tally;
  }

  /** The same articles once their window is no longer kept. */
  public Tally whenExpired() {
    Tally tally = new Tally();
    tally.expired = expired + counted + duplicates;
    return tally;
  }

  void writeTo(ByteWriter out) {
    out.writeVarLong(counted);
    out.writeVarLong(duplicates);
    out.writeVarLong(undated);
    out.writeVarLong(late);
    out.writeVarLong(expired);
    out.writeLong(newest);
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
    out.writeVarInt(articlesByTopic.size());
    articlesByTopic.forEach(
        (topic, articles) -> {
          out.writeText(topic);
          out.writeVarLong(articles);
        });
    writeCounts(articlesByWindow, out);
    writeCounts(duplicatesByWindow, out);
    writeCounts(lateByWindow, out);
    out.writeSigned(foremost.windowStart());
    out.writeVarLong(foremost.articles());
    out.writeVarInt(foremost.terms().size());
    for (Map.Entry<String, Long> term : foremost.terms()) {
      out.writeText(term.getKey());
      out.writeVarLong(term.getValue());
    }
  }

  private static void writeCounts(SortedMap<Long, Long> counts, ByteWriter out) {
    out.writeVarInt(counts.size());
    counts.forEach(
        (start, count) -> {
          out.writeSigned(start);
          out.writeVarLong(count);
        });
  }

  private static void readCounts(ByteReader in, SortedMap<Long, Long> counts) {
    int size = in.readVarInt();
    for (int i = 0; i < size; i++) {
      counts.put(in.readSigned(), in.readVarLong());
    }
  }

  static Tally readFrom(ByteReader in) {
    Tally tally = new Tally();
    tally.counted = in.readVarLong();
    tally.duplicates = in.readVarLong();
    tally.undated = in.readVarLong();
    tally.late = in.readVarLong();
    tally.expired = in.readVarLong();
    tally.newest = in.readLong();
    int outlets = in.readVarInt();
    for (int i = 0; i < outlets; i++) {
      String outlet = in.readText();
      int statuses = in.readVarInt();
      for (int j = 0; j < statuses; j++) {
        tally.add(outlet, DateStatus.valueOf(in.readText()), in.readVarLong());
      }
    }
    int topics = in.readVarInt();
    for (int i = 0; i < topics; i++) {
      tally.articlesByTopic.put(in.readText(), in.readVarLong());
    }
    readCounts(in, tally.articlesByWindow);
    readCounts(in, tally.duplicatesByWindow);
    readCounts(in, tally.lateByWindow);
    long start = in.readSigned();
    long articles = in.readVarLong();
    List<Map.Entry<String, Long>> terms = new ArrayList<>();
    int termCount = in.readVarInt();
    for (int i = 0; i < termCount; i++) {
      terms.add(Map.entry(in.readText(), in.readVarLong()));
    }
    tally.foremost = new Foremost(start, articles, terms);
    return tally;
  }
}
