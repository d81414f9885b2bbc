package io.broadsheet.count;

import io.broadsheet.count.ArticleBlock.Document;
import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.table.TableOutput;
import io.broadsheet.text.TextRules;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

/**
 * Keeps the articles of each window of a stream while it may still change, and tells it whole,
 * again and again: {@link Outcome.Version}s, each in place of the one before.
 *
 * <p>Input: {@link WindowMessage}s by {@link WindowKeys}, in the global window: what a window waits
 * for is decided here. A window is told
 *
 * <ul>
 *   <li>{@code early}, at most {@code early} after something came;
 *   <li>{@code on_time}, once, when the watermark has passed its end: it is then published;
 *   <li>{@code late}, when something came after that.
 * </ul>
 *
 * {@code allowed_lateness} after it was published, on the clock, it is closed and its articles are
 * forgotten; whatever comes then is {@link Outcome.Late}. Undated articles are told {@code early}
 * for ever.
 *
 * <p>A version costs as much as the window has articles; so where it takes long the next one waits
 * {@value #REST} times as long. State: the blocks of windows that are not closed, about a third of
 * their text; some 20 bytes for each that is; the undated and the late.
 */
final class ReportOpenWindowsFn extends DoFn<KV<Long, byte[]>, byte[]> {
  private static final int REST = 4;

  private final WindowScheme scheme;
  private final TextRules text;
  private final WindowReports reports;
  private final TableOutput.Factory outputs;
  private final Duration early;
  private final Duration lateness;

  /** Makes the names of parts this instance's own: what one wrote, no other may write over. */
  private transient String writer;

  @StateId("status")
  private final StateSpec<ValueState<byte[]>> statusSpec = StateSpecs.value(ByteArrayCoder.of());

  @StateId("blocks")
  private final StateSpec<BagState<byte[]>> blocksSpec = StateSpecs.bag(ByteArrayCoder.of());

  @StateId("duplicates")
  private final StateSpec<BagState<byte[]>> duplicatesSpec = StateSpecs.bag(ByteArrayCoder.of());

  @TimerId("tell")
  private final TimerSpec tellSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  @TimerId("end")
  private final TimerSpec endSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  @TimerId("close")
  private final TimerSpec closeSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  /**
   * @param early how soon a window is told that has changed
   * @param lateness how long after it was published a window may change
   */
  ReportOpenWindowsFn(
      WindowScheme scheme,
      TextRules text,
      WindowReports reports,
      TableOutput.Factory outputs,
      Duration early,
      Duration lateness) {
    this.scheme = scheme;
    this.text = text;
    this.reports = reports;
    this.outputs = outputs;
    this.early = early;
    this.lateness = lateness;
  }

  @Setup
  public void setUp() {
    writer = UUID.randomUUID().toString();
  }

  @ProcessElement
  public void process(
      @Element KV<Long, byte[]> message,
      @StateId("status") ValueState<byte[]> statusState,
      @StateId("blocks") BagState<byte[]> blocks,
      @StateId("duplicates") BagState<byte[]> duplicates,
      @TimerId("tell") Timer tell,
      @TimerId("end") Timer end) {
    byte[] known = statusState.read();
    WindowStatus status = WindowStatus.of(known);
    boolean isBlock = WindowMessage.isBlock(message.getValue());
    if (isBlock) {
      blocks.add(message.getValue());
    } else if (!status.isClosed) {
      duplicates.add(WindowMessage.duplicates(message.getValue()));
    } else {
      return; // What comes to a closed window is late, whatever else it is.
    }
    if (known == null && !WindowKeys.isUndated(message.getKey())) {
      end.set(Instant.ofEpochMilli(scheme.end(message.getKey())));
    }
    status.isDirty = true;
    arm(status, tell);
    statusState.write(status.toBytes());
  }

  private void arm(WindowStatus status, Timer tell) {
    if (!status.isArmed) {
      status.isArmed = true;
      long wait = Math.max(early.toMillis(), REST * status.costMillis);
      tell.offset(org.joda.time.Duration.millis(wait)).setRelative();
    }
  }

  @OnTimer("end")
  public void end(@StateId("status") ValueState<byte[]> statusState, @TimerId("tell") Timer tell) {
    WindowStatus status = WindowStatus.of(statusState.read());
    status.isComplete = true;
    arm(status, tell);
    statusState.write(status.toBytes());
  }

  @OnTimer("tell")
  public void tell(
      @Key Long window,
      @StateId("status") ValueState<byte[]> statusState,
      @StateId("blocks") BagState<byte[]> blocks,
      @StateId("duplicates") BagState<byte[]> duplicates,
      @TimerId("tell") Timer tell,
      @TimerId("close") Timer close,
      OutputReceiver<byte[]> outcomes)
      throws IOException {
    WindowStatus status = WindowStatus.of(statusState.read());
    status.isArmed = false;
    if (status.isClosed) {
      tellLate(window, status, blocks.read(), outcomes);
    } else {
      boolean isOnTime = status.isComplete && status.publishedMillis == 0;
      long now = tell.getCurrentRelativeTime().getMillis();
      tellWhole(window, status, isOnTime, now, blocks.read(), duplicates.read(), outcomes);
      if (isOnTime) {
        status.publishedMillis = now;
        close.offset(org.joda.time.Duration.millis(lateness.toMillis())).setRelative();
      }
    }
    statusState.write(status.toBytes());
  }

  @OnTimer("close")
  public void close(
      @Key Long window,
      @StateId("status") ValueState<byte[]> statusState,
      @StateId("blocks") BagState<byte[]> blocks,
      @StateId("duplicates") BagState<byte[]> duplicates,
      @TimerId("close") Timer close,
      OutputReceiver<byte[]> outcomes)
      throws IOException {
    WindowStatus status = WindowStatus.of(statusState.read());
    if (status.isDirty) {
      long now = close.getCurrentRelativeTime().getMillis();
      tellWhole(window, status, false, now, blocks.read(), duplicates.read(), outcomes);
    }
    status.isClosed = true;
    blocks.clear();
    duplicates.clear();
    statusState.write(status.toBytes());
  }

  private void tellWhole(
      long window,
      WindowStatus status,
      boolean isOnTime,
      long now,
      Iterable<byte[]> blocks,
      Iterable<byte[]> duplicateBlocks,
      OutputReceiver<byte[]> outcomes)
      throws IOException {
    long started = System.nanoTime();
    status.version++;
    status.isDirty = false;
    ShardArticles articles = new ShardArticles(blocks, text);
    DuplicateRecords duplicates = DuplicateRecords.of(duplicateBlocks);
    Texts texts = texts(articles);
    try (TableOutput output = outputs.open(name(window, status))) {
      SortedMap<Long, Tally> tallies =
          WindowKeys.isUndated(window)
              ? reports.writeUndated(articles, texts, duplicates, WindowKeys.order(window), output)
              : reports.write(
                  articles,
                  texts,
                  duplicates,
                  start -> start == window,
                  output,
                  hash -> true,
                  noTermCounts());
      outcomes.output(
          new Outcome.Version(
                  window,
                  status.version,
                  pane(window, status, isOnTime),
                  now,
                  articles.entries().size(),
                  output.finish(),
                  Tally.sum(tallies.values()))
              .toBytes());
    }
    status.costMillis = (System.nanoTime() - started) / 1_000_000;
  }

  private static String pane(long window, WindowStatus status, boolean isOnTime) {
    if (WindowKeys.isUndated(window)) {
      return "";
    }
    return isOnTime ? "on_time" : status.publishedMillis == 0 ? "early" : "late";
  }

  /** Tells the articles that came when the window was closed. */
  private void tellLate(
      long window, WindowStatus status, Iterable<byte[]> blocks, OutputReceiver<byte[]> outcomes)
      throws IOException {
    status.version++;
    status.isDirty = false;
    ShardArticles articles = new ShardArticles(blocks, text);
    List<Entry> atHome =
        articles.entries().stream().filter(entry -> isAtHome(entry.document(), window)).toList();
    try (TableOutput output = outputs.open("late-" + name(window, status))) {
      reports.writeLate(atHome, texts(articles), WindowKeys.orderOfLate(window), output);
      outcomes.output(
          new Outcome.Late(window, articles.entries().size(), atHome.size(), output.finish())
              .toBytes());
    }
  }

  private boolean isAtHome(Document document, long window) {
    return WindowKeys.ofDate(scheme, document.publishedMillis())[0] == window;
  }

  private String name(long window, WindowStatus status) {
    String start =
        WindowKeys.isUndated(window) ? "undated-" + WindowKeys.order(window) : "window_" + window;
    return start + "-" + status.version + "-" + writer;
  }

  private static Texts texts(ShardArticles articles) {
    return new Texts(articles, CopiedArticles.of(List.of()), StoryArticles.of(List.of()));
  }

  private static TermCountBlocks noTermCounts() {
    return new TermCountBlocks(
        1,
        new TermDictionary(0),
        (shard, block) -> {
          throw new IllegalStateException("a stream has no trends");
        });
  }
}
