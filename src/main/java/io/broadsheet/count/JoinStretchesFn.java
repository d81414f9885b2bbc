package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.table.TableOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
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
import org.apache.beam.sdk.values.TupleTag;

/**
 * Puts together what was found in all stretches of a stream's time, writes its tables, and tells
 * each window, and each stretch in which stories are looked for, what is new of its articles.
 *
 * <p>Input: what {@link SearchStretchesFn} tells, under one key. Output: {@link WindowMessage}s by
 * window; to {@link #STRETCHES} the same by stretch; to {@link #OUTCOMES} a version of the tables.
 *
 * <p>State: the findings of all stretches, as long as the stream lives, since its tables have all
 * of them; a hash for each window that has articles among them.
 */
final class JoinStretchesFn extends DoFn<KV<Integer, byte[]>, KV<Long, byte[]>> {
  static final TupleTag<KV<Long, byte[]>> WINDOWS = new TupleTag<>() {};
  static final TupleTag<KV<Integer, byte[]>> STRETCHES = new TupleTag<>() {};
  static final TupleTag<byte[]> OUTCOMES = new TupleTag<>() {};

  /** How long stretches that are searched at the same time are waited for. */
  private static final long SETTLE_MILLIS = 300;

  private static final int REST = 4;

  /** How findings are put together. */
  interface Join extends Serializable {
    /** Writes the tables of all findings, which are in the order of their stretches. */
    Joined join(List<byte[]> findings, TableOutput output) throws IOException;

    /** What stands for its tables in place of a window: one of {@link WindowKeys}. */
    long window();

    /** A message to a window or a stretch. */
    byte[] message(byte[] block);
  }

  /**
   * What windows and stretches are told of their articles.
   *
   * @param nothing what those are told whose articles are no longer among them
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Joined(Map<Long, byte[]> byWindow, Map<Integer, byte[]> byStretch, byte[] nothing) {}

  private final Join join;
  private final TableOutput.Factory outputs;

  /** Makes the names of parts this instance's own: what one wrote, no other may write over. */
  private transient String writer;

  @StateId("findings")
  private final StateSpec<MapState<Integer, byte[]>> findingsSpec =
      StateSpecs.map(VarIntCoder.of(), ByteArrayCoder.of());

  @StateId("status")
  private final StateSpec<ValueState<byte[]>> statusSpec = StateSpecs.value(ByteArrayCoder.of());

  @StateId("windows")
  private final StateSpec<MapState<Long, byte[]>> windowsSpec =
      StateSpecs.map(BigEndianLongCoder.of(), ByteArrayCoder.of());

  @StateId("stretches")
  private final StateSpec<MapState<Integer, byte[]>> stretchesSpec =
      StateSpecs.map(VarIntCoder.of(), ByteArrayCoder.of());

  @TimerId("join")
  private final TimerSpec joinSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  JoinStretchesFn(Join join, TableOutput.Factory outputs) {
    this.join = join;
    this.outputs = outputs;
  }

  @Setup
  public void setUp() {
    writer = UUID.randomUUID().toString();
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, byte[]> element,
      @StateId("findings") MapState<Integer, byte[]> findings,
      @StateId("status") ValueState<byte[]> statusState,
      @TimerId("join") Timer joining) {
    byte[] found = element.getValue();
    findings.put(
        new ByteReader(found).readInt(), Arrays.copyOfRange(found, Integer.BYTES, found.length));
    WindowStatus status = WindowStatus.of(statusState.read());
    if (!status.isArmed) {
      status.isArmed = true;
      long wait = Math.max(SETTLE_MILLIS, status.restMillis);
      joining.offset(org.joda.time.Duration.millis(wait)).setRelative();
    }
    statusState.write(status.toBytes());
  }

  @OnTimer("join")
  public void join(
      @StateId("findings") MapState<Integer, byte[]> findings,
      @StateId("status") ValueState<byte[]> statusState,
      @StateId("windows") MapState<Long, byte[]> windows,
      @StateId("stretches") MapState<Integer, byte[]> stretches,
      @TimerId("join") Timer joining,
      MultiOutputReceiver out)
      throws IOException {
    long started = System.nanoTime();
    WindowStatus status = WindowStatus.of(statusState.read());
    status.isArmed = false;
    status.version++;
    Map<Integer, byte[]> inOrder = new TreeMap<>();
    findings.entries().read().forEach(found -> inOrder.put(found.getKey(), found.getValue()));
    Joined joined;
    String name = "found_" + (join.window() - WindowKeys.COPIES) + "-" + status.version + "-";
    try (TableOutput output = outputs.open(name + writer)) {
      joined = join.join(new ArrayList<>(inOrder.values()), output);
      out.get(OUTCOMES)
          .output(
              new Outcome.Version(
                      join.window(),
                      status.version,
                      "",
                      joining.getCurrentRelativeTime().getMillis(),
                      0,
                      output.finish(),
                      new Tally())
                  .toBytes());
    }
    tell(joined.byWindow(), joined.nothing(), windows, tellWindow(out));
    tell(joined.byStretch(), joined.nothing(), stretches, tellStretch(out));
    status.restMillis = REST * ((System.nanoTime() - started) / 1_000_000);
    statusState.write(status.toBytes());
  }

  private BiConsumer<Long, byte[]> tellWindow(MultiOutputReceiver out) {
    return (window, block) -> out.get(WINDOWS).output(KV.of(window, join.message(block)));
  }

  private BiConsumer<Integer, byte[]> tellStretch(MultiOutputReceiver out) {
    return (stretch, block) -> out.get(STRETCHES).output(KV.of(stretch, join.message(block)));
  }

  /** Tells those for whom something has changed. */
  private static <K> void tell(
      Map<K, byte[]> blocks, byte[] nothing, MapState<K, byte[]> told, BiConsumer<K, byte[]> to) {
    Map<K, byte[]> before = new TreeMap<>();
    told.entries().read().forEach(entry -> before.put(entry.getKey(), entry.getValue()));
    Function<byte[], byte[]> hash = SearchStretchesFn::hash;
    blocks.forEach(
        (key, block) -> {
          byte[] now = hash.apply(block);
          if (!Arrays.equals(now, before.remove(key))) {
            told.put(key, now);
            to.accept(key, block);
          }
        });
    before.forEach(
        (key, block) -> {
          told.remove(key);
          to.accept(key, nothing);
        });
  }
}
