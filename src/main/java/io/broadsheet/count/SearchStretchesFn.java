package io.broadsheet.count;

import io.broadsheet.article.Hash128;
import io.broadsheet.bytes.ByteWriter;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
 * Keeps what the articles of a stretch of a stream's time are compared by, while the stretch may
 * still change, and tells what was found in it: whole, and again whenever it has changed.
 *
 * <p>Input: {@link WindowMessage}s by stretch. Output: the stretch's number in four bytes and its
 * findings, under one key. A stretch is searched at most {@code early} after something came; where
 * a search takes long the next one waits {@value #REST} times as long.
 *
 * <p>State: the stretch's blocks, its duplicates, and which of its articles are copies. All of it
 * is cleared when the last window of its articles has been closed for {@link #GRACE}; what is left
 * then are some 20 bytes. What has no date is kept for ever, like the undated articles themselves.
 */
final class SearchStretchesFn extends DoFn<KV<Integer, byte[]>, KV<Integer, byte[]>> {
  /**
   * How long after it was closed a window still hears of what was found: what an article's copies
   * and story are depends on the rest of its day, which another window may have. Besides, findings
   * take their time.
   */
  static final Duration GRACE = Duration.ofHours(26);

  private static final int REST = 4;

  /** What is looked for. */
  interface Search extends Serializable {
    /**
     * Finds all there is in a stretch.
     *
     * @param blocks of what articles are compared by
     */
    byte[] find(
        int stretch, Iterable<byte[]> blocks, DuplicateRecords duplicates, CopiedArticles copies);

    /** When everything in a stretch may be forgotten; {@link #NEVER} for undated articles. */
    long end(int stretch);
  }

  static final long NEVER = Long.MAX_VALUE;

  private final Search search;
  private final Duration early;
  private final Duration lateness;

  @StateId("status")
  private final StateSpec<ValueState<byte[]>> statusSpec = StateSpecs.value(ByteArrayCoder.of());

  @StateId("blocks")
  private final StateSpec<BagState<byte[]>> blocksSpec = StateSpecs.bag(ByteArrayCoder.of());

  @StateId("duplicates")
  private final StateSpec<BagState<byte[]>> duplicatesSpec = StateSpecs.bag(ByteArrayCoder.of());

  @StateId("copies")
  private final StateSpec<ValueState<byte[]>> copiesSpec = StateSpecs.value(ByteArrayCoder.of());

  /** The hash of what was told last. */
  @StateId("told")
  private final StateSpec<ValueState<byte[]>> toldSpec = StateSpecs.value(ByteArrayCoder.of());

  @TimerId("search")
  private final TimerSpec searchSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  @TimerId("end")
  private final TimerSpec endSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  @TimerId("forget")
  private final TimerSpec forgetSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  /**
   * @param early how soon a stretch is searched that has changed
   * @param lateness how long after it was published a window may change
   */
  SearchStretchesFn(Search search, Duration early, Duration lateness) {
    this.search = search;
    this.early = early;
    this.lateness = lateness;
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, byte[]> element,
      @StateId("status") ValueState<byte[]> statusState,
      @StateId("blocks") BagState<byte[]> blocks,
      @StateId("duplicates") BagState<byte[]> duplicates,
      @StateId("copies") ValueState<byte[]> copies,
      @TimerId("search") Timer searching,
      @TimerId("end") Timer end) {
    byte[] known = statusState.read();
    WindowStatus status = WindowStatus.of(known);
    if (status.isClosed) {
      return; // Only articles that are late for all their windows come here.
    }
    byte[] message = element.getValue();
    if (WindowMessage.isBlock(message)) {
      blocks.add(message);
    } else if (WindowMessage.isDuplicate(message)) {
      duplicates.add(WindowMessage.content(message));
    } else {
      copies.write(WindowMessage.content(message));
    }
    long last = search.end(element.getKey());
    if (known == null && last != NEVER) {
      end.set(Instant.ofEpochMilli(last));
    }
    if (!status.isArmed) {
      status.isArmed = true;
      long wait = Math.max(early.toMillis(), status.restMillis);
      searching.offset(org.joda.time.Duration.millis(wait)).setRelative();
    }
    statusState.write(status.toBytes());
  }

  @OnTimer("search")
  public void search(
      @Key Integer stretch,
      @StateId("status") ValueState<byte[]> statusState,
      @StateId("blocks") BagState<byte[]> blocks,
      @StateId("duplicates") BagState<byte[]> duplicates,
      @StateId("copies") ValueState<byte[]> copies,
      @StateId("told") ValueState<byte[]> told,
      OutputReceiver<KV<Integer, byte[]>> findings) {
    WindowStatus status = WindowStatus.of(statusState.read());
    if (status.isClosed) {
      return;
    }
    long started = System.nanoTime();
    byte[] known = copies.read();
    byte[] found =
        search.find(
            stretch,
            blocks.read(),
            DuplicateRecords.of(duplicates.read()),
            CopiedArticles.of(known == null ? List.of() : List.of(known)));
    byte[] hash = hash(found);
    if (!Arrays.equals(hash, told.read())) {
      told.write(hash);
      ByteWriter out = new ByteWriter(found.length + Integer.BYTES);
      out.writeInt(stretch);
      out.writeBytes(found, 0, found.length);
      findings.output(KV.of(0, out.toByteArray()));
    }
    status.isArmed = false;
    status.restMillis = REST * ((System.nanoTime() - started) / 1_000_000);
    statusState.write(status.toBytes());
  }

  static byte[] hash(byte[] found) {
    Hash128 hash = Hash128.ofBytes(found);
    ByteWriter out = new ByteWriter(2 * Long.BYTES);
    out.writeLong(hash.high());
    out.writeLong(hash.low());
    return out.toByteArray();
  }

  @OnTimer("end")
  public void end(@TimerId("forget") Timer forget) {
    forget
        .offset(org.joda.time.Duration.millis(lateness.plus(GRACE).toMillis()))
        .withNoOutputTimestamp()
        .setRelative();
  }

  @OnTimer("forget")
  public void forget(
      @StateId("status") ValueState<byte[]> statusState,
      @StateId("blocks") BagState<byte[]> blocks,
      @StateId("duplicates") BagState<byte[]> duplicates,
      @StateId("copies") ValueState<byte[]> copies,
      @StateId("told") ValueState<byte[]> told) {
    WindowStatus status = WindowStatus.of(statusState.read());
    status.isClosed = true;
    blocks.clear();
    duplicates.clear();
    copies.clear();
    told.clear();
    statusState.write(status.toBytes());
  }
}
