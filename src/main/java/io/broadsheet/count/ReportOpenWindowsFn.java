package io.broadsheet.count;

import io.broadsheet.count.ArticleBlock.Document;
import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.table.TableOutput;
import io.broadsheet.text.TextRules;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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
 * {@code allowed_lateness} after it was published, on the clock, it is closed; whatever article
 * comes then is {@link Outcome.Late}. Its articles are forgotten then, or, where copies or stories
 * are looked for, {@link SearchStretchesFn#GRACE} later. Undated articles are told {@code early}
 * for ever.
 *
 * <p>A version costs as much as the window has articles; so where it takes long the next one waits
 * {@value #REST} times as long, unless there is nothing else to do. State: the blocks of windows
 * that are not closed, about a third of their text; some 20 bytes for each that is; the undated and
 * the late.
 */
final class ReportOpenWindowsFn extends DoFn<KV<Long, byte[]>, byte[]> {
  private static final int REST = 4;

  /**
   * If nothing has come for so long, besides the time for versions, there is nothing else to do.
   */
  private static final long QUIET_NANOS = 1_000_000_000;

  /** How often a version that waits looks for that. */
  private static final long LOOK_MILLIS = 250;

  private final WindowScheme scheme;
  private final TextRules text;
  private final WindowReports reports;
  private final TableOutput.Factory outputs;
  private final Duration early;
  private final Duration lateness;
  private final boolean waitsForFindings;

  /** Makes the names of parts this instance's own: what one wrote, no other may write over. */
  private transient String writer;

  /** When something came last, later by the time that versions have taken since. */
  private transient long cameNanos;

  @StateId("status")
  private final StateSpec<ValueState<byte[]>> statusSpec = StateSpecs.value(ByteArrayCoder.of());

  @StateId("blocks")
  private final StateSpec<BagState<byte[]>> blocksSpec = StateSpecs.bag(ByteArrayCoder.of());

  @StateId("late")
  private final StateSpec<BagState<byte[]>> lateSpec = StateSpecs.bag(ByteArrayCoder.of());

  @StateId("copies")
  private final StateSpec<ValueState<byte[]>> copiesSpec = StateSpecs.value(ByteArrayCoder.of());

  @StateId("stories")
  private final StateSpec<ValueState<byte[]>> storiesSpec = StateSpecs.value(ByteArrayCoder.of());

  @StateId("duplicates")
  private final StateSpec<BagState<byte[]>> duplicatesSpec = StateSpecs.bag(ByteArrayCoder.of());

  @TimerId("tell")
  private final TimerSpec tellSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  @TimerId("end")
  private final TimerSpec endSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  @TimerId("close")
  private final TimerSpec closeSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  @TimerId("forget")
  private final TimerSpec forgetSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  /**
   * @param early how soon a window is told that has changed
   * @param lateness how long after it was published a window may change
   * @param waitsForFindings whether copies or stories are looked for
   */
  ReportOpenWindowsFn(
      WindowScheme scheme,
      TextRules text,
      WindowReports reports,
      TableOutput.Factory outputs,
      Duration early,
      Duration lateness,
      boolean waitsForFindings) {
    this.scheme = scheme;
    this.text = text;
    this.reports = reports;
    this.outputs = outputs;
    this.early = early;
    this.lateness = lateness;
    this.waitsForFindings = waitsForFindings;
  }

  @Setup
  public void setUp() {
    writer = UUID.randomUUID().toString();
    cameNanos = System.nanoTime();
  }

  @ProcessElement
  public void process(
      @Element KV<Long, byte[]> message,
      @StateId("status") ValueState<byte[]> statusState,
      @StateId("blocks") BagState<byte[]> blocks,
      @StateId("late") BagState<byte[]> late,
      @StateId("duplicates") BagState<byte[]> duplicates,
      @StateId("copies") ValueState<byte[]> copies,
      @StateId("stories") ValueState<byte[]> stories,
      @TimerId("tell") Timer tell,
      @TimerId("end") Timer end) {
    cameNanos = System.nanoTime();
    byte[] known = statusState.read();
    WindowStatus status = WindowStatus.of(known);
    byte[] value = message.getValue();
    if (WindowMessage.isBlock(value)) {
      (status.isClosed ? late : blocks).add(value);
      status.isLateDirty |= status.isClosed;
      status.isDirty |= !status.isClosed;
    } else if (WindowMessage.isDuplicate(value)) {
      if (status.isClosed) {
        return; // What comes to a closed window is late, whatever else it is.
      }
      duplicates.add(WindowMessage.content(value));
      status.isDirty = true;
    } else if (status.isForgotten) {
      return;
    } else {
      (WindowMessage.isCopies(value) ? copies : stories).write(WindowMessage.content(value));
      status.isDirty = true;
    }
    if (known == null && !WindowKeys.isUndated(message.getKey())) {
      end.set(Instant.ofEpochMilli(scheme.end(message.getKey())));
    }
    arm(status, tell);
    statusState.write(status.toBytes());
  }

  private void arm(WindowStatus status, Timer tell) {
    if (!status.isArmed) {
      status.isArmed = true;
      wait(status, early.toMillis(), tell);
    }
  }

  private static void wait(WindowStatus status, long millis, Timer tell) {
    status.restMillis = Math.max(0, status.restMillis - millis);
    tell.offset(org.joda.time.Duration.millis(millis)).setRelative();
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
      @StateId("late") BagState<byte[]> late,
      @StateId("duplicates") BagState<byte[]> duplicates,
      @StateId("copies") ValueState<byte[]> copies,
      @StateId("stories") ValueState<byte[]> stories,
      @TimerId("tell") Timer tell,
      @TimerId("close") Timer close,
      OutputReceiver<byte[]> outcomes)
      throws IOException {
    WindowStatus status = WindowStatus.of(statusState.read());
    if (status.restMillis > 0 && System.nanoTime() - cameNanos < QUIET_NANOS) {
      wait(status, Math.min(LOOK_MILLIS, status.restMillis), tell);
      statusState.write(status.toBytes());
      return;
    }
    status.isArmed = false;
    if (status.isLateDirty) {
      List<byte[]> lateOnes = new ArrayList<>();
      late.read().forEach(lateOnes::add);
      if (status.isForgotten) {
        blocks.read().forEach(lateOnes::add); // A state from before version 2 has them there.
      }
      tellLate(window, status, lateOnes, outcomes);
    }
    if (!status.isClosed || (status.isDirty && !status.isForgotten)) {
      boolean isOnTime = status.isComplete && status.publishedMillis == 0;
      long now = tell.getCurrentRelativeTime().getMillis();
      Contents contents = new Contents(blocks, duplicates, copies, stories);
      tellWhole(window, status, isOnTime, now, contents, outcomes);
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
      @StateId("copies") ValueState<byte[]> copies,
      @StateId("stories") ValueState<byte[]> stories,
      @TimerId("close") Timer close,
      @TimerId("forget") Timer forget,
      OutputReceiver<byte[]> outcomes)
      throws IOException {
    WindowStatus status = WindowStatus.of(statusState.read());
    Contents contents = new Contents(blocks, duplicates, copies, stories);
    if (status.isDirty) {
      long now = close.getCurrentRelativeTime().getMillis();
      tellWhole(window, status, false, now, contents, outcomes);
    }
    status.isClosed = true;
    if (waitsForFindings) {
      forget
          .offset(org.joda.time.Duration.millis(SearchStretchesFn.GRACE.toMillis()))
          .withNoOutputTimestamp()
          .setRelative();
    } else {
      status.isForgotten = true;
      contents.clear();
    }
    statusState.write(status.toBytes());
  }

  @OnTimer("forget")
  public void forget(
      @StateId("status") ValueState<byte[]> statusState,
      @StateId("blocks") BagState<byte[]> blocks,
      @StateId("duplicates") BagState<byte[]> duplicates,
      @StateId("copies") ValueState<byte[]> copies,
      @StateId("stories") ValueState<byte[]> stories) {
    WindowStatus status = WindowStatus.of(statusState.read());
    status.isForgotten = true;
    new Contents(blocks, duplicates, copies, stories).clear();
    statusState.write(status.toBytes());
  }

  /** What is known of a window's articles. */
  private record Contents(
      BagState<byte[]> blocks,
      BagState<byte[]> duplicates,
      ValueState<byte[]> copies,
      ValueState<byte[]> stories) {

    CopiedArticles copiedArticles() {
      return CopiedArticles.of(ofOne(copies.read()));
    }

    StoryArticles storyArticles() {
      return StoryArticles.of(ofOne(stories.read()));
    }

    private static List<byte[]> ofOne(byte[] block) {
      return block == null ? List.of() : List.of(block);
    }

    void clear() {
      blocks.clear();
      duplicates.clear();
      copies.clear();
      stories.clear();
    }
  }

  private void tellWhole(
      long window,
      WindowStatus status,
      boolean isOnTime,
      long now,
      Contents contents,
      OutputReceiver<byte[]> outcomes)
      throws IOException {
    long started = System.nanoTime();
    status.version++;
    status.isDirty = false;
    ShardArticles articles = new ShardArticles(contents.blocks().read(), text);
    DuplicateRecords duplicates = DuplicateRecords.of(contents.duplicates().read());
    Texts texts = new Texts(articles, contents.copiedArticles(), contents.storyArticles());
    try (TableOutput output = outputs.open(name(window, status))) {
      SortedMap<Long, Tally> tallies =
          WindowKeys.isUndated(window)
              ? reports.writeUndated(articles, texts, duplicates, WindowKeys.order(window), output)
              : reports.write(
                  articles,
                  texts,
                  duplicates,
                  start -> start == window,
                  null,
                  output,
                  FollowedTerms.Choice.ALL,
                  noTermCounts(),
                  new ListedTerms());
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
    long nanos = System.nanoTime() - started;
    status.restMillis = REST * (nanos / 1_000_000);
    cameNanos += nanos;
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
    status.isLateDirty = false;
    ShardArticles articles = new ShardArticles(blocks, text);
    List<Entry> atHome =
        articles.entries().stream().filter(entry -> isAtHome(entry.document(), window)).toList();
    try (TableOutput output = outputs.open("late-" + name(window, status))) {
      Texts texts = new Texts(articles, CopiedArticles.of(List.of()), StoryArticles.of(List.of()));
      reports.writeLate(atHome, texts, WindowKeys.orderOfLate(window), output);
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

  private static TermCountBlocks noTermCounts() {
    return new TermCountBlocks(
        1,
        new TermDictionary(0),
        (shard, block) -> {
          throw new IllegalStateException("a stream has no trends");
        });
  }
}
