package io.broadsheet.write;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.count.DateOrders;
import io.broadsheet.count.Outcome;
import io.broadsheet.read.StreamLag;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/**
 * Holds the newest of everything that a stream tells, and hands all of it over when something has
 * changed, as a {@link StreamSnapshot}; again, until it is committed. Nobody knows when the next
 * checkpoint comes, and it should hold what is new; so there are several of them before it, at
 * distances that grow, and {@link #COMMIT} when one is safe.
 */
final class GatherVersionsFn extends DoFn<KV<Integer, byte[]>, byte[]> {
  /** Says that what is ready is to be committed. */
  static final byte[] COMMIT = {};

  /** How long versions that come together are waited for. */
  private static final long SETTLE_MILLIS = 300;

  /** How often it is looked whether a commit can be made, and by how much the distances grow. */
  private static final long CHECK_MILLIS = 250;

  /** When what was handed over is handed over again though nothing has changed. */
  private static final long ASK_AGAIN_MILLIS = 20_000;

  /** How often it is looked whether all is still committed while nothing comes. */
  private static final long LOOK_MILLIS = 5_000;

  /** Commits may take a fifth of the time. */
  private static final int REST = 4;

  private final String stream;

  @StateId("versions")
  private final StateSpec<MapState<Long, byte[]>> versionsSpec =
      StateSpecs.map(BigEndianLongCoder.of(), ByteArrayCoder.of());

  @StateId("late")
  private final StateSpec<MapState<Long, byte[]>> lateSpec =
      StateSpecs.map(BigEndianLongCoder.of(), ByteArrayCoder.of());

  @StateId("rejects")
  private final StateSpec<BagState<byte[]>> rejectsSpec = StateSpecs.bag(ByteArrayCoder.of());

  @StateId("orders")
  private final StateSpec<BagState<byte[]>> ordersSpec = StateSpecs.bag(ByteArrayCoder.of());

  @StateId("superseded")
  private final StateSpec<BagState<byte[]>> supersededSpec = StateSpecs.bag(ByteArrayCoder.of());

  @StateId("progress")
  private final StateSpec<ValueState<byte[]>> progressSpec = StateSpecs.value(ByteArrayCoder.of());

  @TimerId("gather")
  private final TimerSpec gatherSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  /** Wakes a stream that was started again and to which nothing comes. */
  @TimerId("look")
  private final TimerSpec lookSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  /** The snapshot that was last handed over by this instance. */
  private transient long askedFor;

  /** How many were handed over since the last commit. */
  private transient int asked;

  /** From when on what has changed since is handed over. */
  private transient long askNewMillis;

  /** From when on the same is handed over again. */
  private transient long askAgainMillis;

  /** From when on there may be a commit. */
  private transient long commitMillis;

  /**
   * @param stream see {@link StreamCommits#of}
   */
  GatherVersionsFn(String stream) {
    this.stream = stream;
  }

  @Setup
  public void setUp() {
    askedFor = -1;
    askNewMillis = Long.MIN_VALUE;
    askAgainMillis = Long.MIN_VALUE;
    commitMillis = Long.MIN_VALUE;
  }

  /** What is known beside the outcomes. */
  private static final class Progress {
    private static final int FORMAT = 1;

    long number;
    long read;
    boolean isArmed;

    static Progress of(byte[] bytes) {
      Progress progress = new Progress();
      if (bytes != null) {
        ByteReader in = new ByteReader(bytes);
        int format = in.readByte();
        if (format != FORMAT) {
          throw new IllegalStateException("a stream's progress of version " + format);
        }
        progress.number = in.readVarLong();
        progress.read = in.readVarLong();
        progress.isArmed = in.readByte() == 1;
      }
      return progress;
    }

    byte[] toBytes() {
      ByteWriter out = new ByteWriter(16);
      out.writeByte(FORMAT);
      out.writeVarLong(number);
      out.writeVarLong(read);
      out.writeByte(isArmed ? 1 : 0);
      return out.toByteArray();
    }
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, byte[]> element,
      @StateId("versions") MapState<Long, byte[]> versions,
      @StateId("late") MapState<Long, byte[]> late,
      @StateId("rejects") BagState<byte[]> rejects,
      @StateId("orders") BagState<byte[]> orders,
      @StateId("superseded") BagState<byte[]> superseded,
      @StateId("progress") ValueState<byte[]> progressState,
      @TimerId("gather") Timer gather) {
    Progress progress = Progress.of(progressState.read());
    Outcome outcome = Outcome.fromBytes(element.getValue());
    if (outcome instanceof Outcome.Version version) {
      replace(versions, version.window(), element.getValue(), superseded);
    } else if (outcome instanceof Outcome.Late lateOnes) {
      replace(late, lateOnes.window(), element.getValue(), superseded);
    } else if (outcome instanceof Outcome.Rejected) {
      rejects.add(element.getValue());
    } else if (outcome instanceof Outcome.DatesSeen) {
      orders.add(element.getValue());
    } else if (outcome instanceof Outcome.FileRead file) {
      progress.read += file.articles();
    } else {
      throw new IllegalStateException("a stream does not tell " + outcome.getClass());
    }
    progress.number++;
    if (!progress.isArmed) {
      progress.isArmed = true;
      arm(gather, SETTLE_MILLIS);
    }
    progressState.write(progress.toBytes());
  }

  private static void replace(
      MapState<Long, byte[]> newest, long window, byte[] outcome, BagState<byte[]> superseded) {
    byte[] before = newest.get(window).read();
    if (before != null) {
      parts(Outcome.fromBytes(before)).forEach(superseded::add);
    }
    newest.put(window, outcome);
  }

  /** What is known of the order of dates, brought together in one piece. */
  private static byte[] merged(BagState<byte[]> orders) {
    DateOrders all = new DateOrders();
    for (byte[] some : orders.read()) {
      all.merge(((Outcome.DatesSeen) Outcome.fromBytes(some)).orders());
    }
    byte[] merged = new Outcome.DatesSeen(all).toBytes();
    orders.clear();
    orders.add(merged);
    return merged;
  }

  private static List<byte[]> parts(Outcome outcome) {
    return outcome instanceof Outcome.Version version
        ? version.parts()
        : ((Outcome.Late) outcome).parts();
  }

  private static void arm(Timer gather, long millis) {
    gather.offset(Duration.millis(millis)).setRelative();
  }

  @OnTimer("gather")
  public void gather(
      @StateId("versions") MapState<Long, byte[]> versions,
      @StateId("late") MapState<Long, byte[]> late,
      @StateId("rejects") BagState<byte[]> rejects,
      @StateId("orders") BagState<byte[]> orders,
      @StateId("superseded") BagState<byte[]> superseded,
      @StateId("progress") ValueState<byte[]> progressState,
      @TimerId("gather") Timer gather,
      @TimerId("look") Timer look,
      OutputReceiver<byte[]> out) {
    Progress progress = Progress.of(progressState.read());
    StreamCommits commits = StreamCommits.of(stream);
    StreamLag.reportCommit(commits.costMillis());
    if (commits.committed() == progress.number) {
      progress.isArmed = false;
      progressState.write(progress.toBytes());
      lookAgain(look);
      return;
    }
    long now = gather.getCurrentRelativeTime().getMillis();
    if (commits.isReady() && now >= commitMillis) {
      out.output(COMMIT);
      commitMillis = now + (REST + 1) * commits.costMillis();
      asked = 0;
    }
    if (now >= (progress.number > askedFor ? askNewMillis : askAgainMillis)) {
      List<byte[]> outcomes = new ArrayList<>();
      versions.values().read().forEach(outcomes::add);
      late.values().read().forEach(outcomes::add);
      rejects.read().forEach(outcomes::add);
      outcomes.add(merged(orders));
      List<byte[]> unneeded = new ArrayList<>();
      superseded.read().forEach(unneeded::add);
      superseded.clear();
      out.output(new StreamSnapshot(progress.number, progress.read, outcomes, unneeded).toBytes());
      askedFor = progress.number;
      asked++;
      askNewMillis = now + asked * CHECK_MILLIS;
      askAgainMillis = now + ASK_AGAIN_MILLIS;
    }
    arm(gather, CHECK_MILLIS);
  }

  /**
   * A process that was started again has committed nothing yet, and what the sinks held may be gone
   * or of before the last checkpoint.
   */
  @OnTimer("look")
  public void look(
      @StateId("progress") ValueState<byte[]> progressState,
      @TimerId("gather") Timer gather,
      @TimerId("look") Timer look) {
    Progress progress = Progress.of(progressState.read());
    if (progress.isArmed) {
      return;
    }
    if (StreamCommits.of(stream).committed() == progress.number) {
      lookAgain(look);
      return;
    }
    progress.isArmed = true;
    progressState.write(progress.toBytes());
    arm(gather, SETTLE_MILLIS);
  }

  /** What it arms takes its timestamp from it, so it must have one. */
  private static void lookAgain(Timer look) {
    look.offset(Duration.millis(LOOK_MILLIS)).setRelative();
  }
}
