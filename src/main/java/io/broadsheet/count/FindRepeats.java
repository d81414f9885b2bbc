package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.count.FindDuplicates.Reading;
import io.broadsheet.window.WindowScheme;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * {@link FindDuplicates} for a stream: of the readings of one article the same one wins, as soon as
 * it is there.
 *
 * <p>Input: blocks of {@link Reading}s by shard of their duplicate keys. Output: for each reading
 * that does not win, or no longer, {@link WindowMessage#duplicate} for its windows, and for the
 * stretches of time in which copies and stories are looked for. Nothing is said of a record that is
 * read again because its file was put back: whoever has it twice counts it once. State: about 150
 * bytes for each article of the last {@code allowed_lateness} twice over, counted from when it was
 * last read or its window ended; a further reading after that is an article of its own.
 */
final class FindRepeats extends PTransform<PCollection<KV<Integer, byte[]>>, PCollectionTuple> {
  static final TupleTag<KV<Long, byte[]>> WINDOWS = new TupleTag<>() {};
  static final TupleTag<KV<Integer, byte[]>> FINGERPRINTS = new TupleTag<>() {};
  static final TupleTag<KV<Integer, byte[]>> SKETCHES = new TupleTag<>() {};

  private static final KvCoder<Long, Long> KEYS =
      KvCoder.of(BigEndianLongCoder.of(), BigEndianLongCoder.of());

  private final WindowScheme scheme;
  private final Duration lateness;
  private final EvidenceSettings evidence;

  private FindRepeats(WindowScheme scheme, Duration lateness, EvidenceSettings evidence) {
    this.scheme = scheme;
    this.lateness = lateness;
    this.evidence = evidence;
  }

  static FindRepeats within(Duration lateness, WindowScheme scheme, EvidenceSettings evidence) {
    return new FindRepeats(scheme, lateness, evidence);
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Integer, byte[]>> readings) {
    PCollectionTuple repeats =
        readings.apply(
            "PickReadings",
            ParDo.of(new PickReadingsFn(scheme, lateness, evidence))
                .withOutputTags(WINDOWS, TupleTagList.of(FINGERPRINTS).and(SKETCHES)));
    repeats.get(WINDOWS).setCoder(WindowMessage.CODER);
    repeats.get(FINGERPRINTS).setCoder(FollowTexts.CODER);
    repeats.get(SKETCHES).setCoder(FollowTexts.CODER);
    return repeats;
  }

  static final class PickReadingsFn extends DoFn<KV<Integer, byte[]>, KV<Long, byte[]>> {
    private static final Duration SLACK = Duration.ofHours(1);

    private final WindowScheme scheme;
    private final Duration lateness;
    private final EvidenceSettings evidence;

    @StateId("winners")
    private final StateSpec<MapState<KV<Long, Long>, byte[]>> winnersSpec =
        StateSpecs.map(KEYS, ByteArrayCoder.of());

    @StateId("sweeping")
    private final StateSpec<ValueState<Boolean>> sweepingSpec = StateSpecs.value();

    @TimerId("sweep")
    private final TimerSpec sweepSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

    PickReadingsFn(WindowScheme scheme, Duration lateness, EvidenceSettings evidence) {
      this.scheme = scheme;
      this.lateness = lateness;
      this.evidence = evidence;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, byte[]> shard,
        @StateId("winners") MapState<KV<Long, Long>, byte[]> winners,
        @StateId("sweeping") ValueState<Boolean> sweeping,
        @TimerId("sweep") Timer sweep,
        MultiOutputReceiver duplicates)
        throws IOException {
      long now = sweep.getCurrentRelativeTime().getMillis();
      ByteReader in = new ByteReader(shard.getValue());
      while (in.hasMore()) {
        Reading reading = Reading.readFrom(in);
        KV<Long, Long> key = KV.of(reading.duplicateKey().high(), reading.duplicateKey().low());
        byte[] known = winners.get(key).read();
        Winner winner = new Winner(reading, expiry(reading, now));
        if (known != null) {
          Winner before = Winner.fromBytes(known);
          boolean isBetter = Reading.BEST_FIRST.compare(reading, before.reading()) < 0;
          if (!reading.equals(before.reading())) {
            tell(isBetter ? before.reading() : reading, duplicates);
          }
          winner =
              new Winner(
                  isBetter ? reading : before.reading(),
                  Math.max(winner.expiry(), before.expiry()));
        }
        winners.put(key, winner.toBytes());
      }
      if (sweeping.read() == null) {
        sweeping.write(true);
        setSweep(sweep);
      }
    }

    private void tell(Reading loser, MultiOutputReceiver duplicates) {
      byte[] message = WindowMessage.duplicate(loser.sourceName(), loser.offset());
      long published = loser.publishedMillis();
      for (long window : WindowKeys.of(loser, scheme)) {
        duplicates.get(WINDOWS).output(KV.of(window, message));
      }
      if (evidence.copies().find()) {
        int[] stretches =
            loser.isDated()
                ? CopyEvidence.stretches(published, evidence.copies())
                : new int[] {CopyEvidence.UNDATED};
        for (int stretch : stretches) {
          duplicates.get(FINGERPRINTS).output(KV.of(stretch, message));
        }
      }
      if (evidence.stories().find()) {
        int[] stretches =
            loser.isDated()
                ? StorySketches.stretches(published, evidence.stories())
                : new int[] {StorySketches.UNDATED_STRETCH};
        for (int stretch : stretches) {
          duplicates.get(SKETCHES).output(KV.of(stretch, message));
        }
      }
    }

    /** Until when a further reading may still belong to a window that is open. */
    private long expiry(Reading reading, long now) {
      long latest = now;
      if (reading.isDated()) {
        long[] windows = WindowKeys.of(reading, scheme);
        latest = Math.max(now, scheme.end(windows[windows.length - 1]));
      }
      return latest + lateness.toMillis() * 2 + SLACK.toMillis();
    }

    private void setSweep(Timer sweep) {
      sweep
          .offset(org.joda.time.Duration.millis(SLACK.toMillis() + lateness.toMillis() / 4))
          .withNoOutputTimestamp()
          .setRelative();
    }

    @OnTimer("sweep")
    public void sweep(
        @StateId("winners") MapState<KV<Long, Long>, byte[]> winners,
        @StateId("sweeping") ValueState<Boolean> sweeping,
        @TimerId("sweep") Timer sweep) {
      long now = sweep.getCurrentRelativeTime().getMillis();
      List<KV<Long, Long>> expired = new ArrayList<>();
      boolean isEmpty = true;
      for (Map.Entry<KV<Long, Long>, byte[]> entry : winners.entries().read()) {
        if (Winner.fromBytes(entry.getValue()).expiry() < now) {
          expired.add(entry.getKey());
        } else {
          isEmpty = false;
        }
      }
      expired.forEach(winners::remove);
      if (isEmpty) {
        sweeping.clear();
      } else {
        setSweep(sweep);
      }
    }
  }

  /**
   * The reading that is counted.
   *
   * @param expiry when it may be forgotten, in epoch milliseconds
   */
  private record Winner(Reading reading, long expiry) {
    private static final int VERSION = 1;

    byte[] toBytes() {
      ByteWriter out = new ByteWriter(128);
      out.writeByte(VERSION);
      out.writeSigned(expiry);
      reading.writeTo(out);
      return out.toByteArray();
    }

    static Winner fromBytes(byte[] bytes) {
      ByteReader in = new ByteReader(bytes);
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException("a reading of version " + version + ", not " + VERSION);
      }
      long expiry = in.readSigned();
      return new Winner(Reading.readFrom(in), expiry);
    }
  }
}
