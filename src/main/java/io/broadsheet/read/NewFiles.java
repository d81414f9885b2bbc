package io.broadsheet.read;

import io.broadsheet.article.Hash128;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;

/**
 * The files of an input, each as soon as it is complete, for as long as the job runs. A source of
 * its own, since Beam's {@code Watch} loses its watermark on Flink.
 *
 * <p>Elements: {@link WatchedFile}s as bytes. A file is complete when its size and time stamp were
 * the same in two listings in a row; one that is renamed into its place, or out of a hidden name,
 * is complete at once as far as a reader can see. A file is known by its name and comes once,
 * whatever becomes of it later; when it has gone from its folder its name is forgotten, and the
 * forgetting is an element, too.
 *
 * <p>The watermark is a clock and does not look at publication dates, so no article can stop or
 * rush it: the time of the last listing whose complete files have all been handed over, minus
 * {@code delay}. While a first load or a backlog is under way, it stands still.
 *
 * <p>Checkpoint mark: the names of the files that were handed over, 16 bytes for each that is still
 * in its folder.
 */
public final class NewFiles extends UnboundedSource<byte[], NewFiles.Mark>
    implements StreamInputs.Source {
  private static final long serialVersionUID = 1;

  private final int input;
  private final String pattern;
  private final Duration every;
  private final Duration delay;

  private NewFiles(int input, String pattern, Duration every, Duration delay) {
    this.input = input;
    this.pattern = pattern;
    this.every = every;
    this.delay = delay;
  }

  /**
   * The files of one input.
   *
   * @param input which of the job's inputs it is, from 0
   * @param pattern a glob; one that matches nothing yet is fine
   * @param every how long from the end of a listing to the next
   * @param delay how long after its publication an article usually has arrived
   */
  public static NewFiles of(int input, String pattern, Duration every, Duration delay) {
    return new NewFiles(input, pattern, every, delay);
  }

  @Override
  public int input() {
    return input;
  }

  @Override
  public List<String> settings() {
    return List.of(pattern, every.toString(), delay.toString());
  }

  @Override
  public List<NewFiles> split(int desiredSplits, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public UnboundedReader<byte[]> createReader(PipelineOptions options, Mark mark) {
    NewFiles now =
        StreamInputs.of(this, options)
            .map(
                given ->
                    of(
                        input,
                        given.get(0),
                        Duration.parse(given.get(1)),
                        Duration.parse(given.get(2))))
            .orElse(this);
    return new Reader(now, mark == null ? Set.of() : mark.names);
  }

  @Override
  public Coder<Mark> getCheckpointMarkCoder() {
    return MarkCoder.INSTANCE;
  }

  @Override
  public Coder<byte[]> getOutputCoder() {
    return ByteArrayCoder.of();
  }

  /** Which files were handed over. */
  public static final class Mark implements UnboundedSource.CheckpointMark {
    private final Set<Hash128> names;

    Mark(Set<Hash128> names) {
      this.names = Set.copyOf(names);
    }

    @Override
    public void finalizeCheckpoint() {
      // Files are not ours to remove.
    }
  }

  /** Version, count, then the names' hashes in order. */
  private static final class MarkCoder extends AtomicCoder<Mark> {
    private static final long serialVersionUID = 1;
    private static final int VERSION = 1;
    private static final MarkCoder INSTANCE = new MarkCoder();

    @Override
    public void encode(Mark mark, OutputStream stream) throws IOException {
      ByteWriter out = new ByteWriter(8 + 16 * mark.names.size());
      out.writeByte(VERSION);
      out.writeVarInt(mark.names.size());
      for (Hash128 name : new TreeSet<>(mark.names)) {
        out.writeLong(name.high());
        out.writeLong(name.low());
      }
      ByteArrayCoder.of().encode(out.toByteArray(), stream);
    }

    @Override
    public Mark decode(InputStream stream) throws IOException {
      ByteReader in = new ByteReader(ByteArrayCoder.of().decode(stream));
      int version = in.readByte();
      if (version != VERSION) {
        throw new IOException("a list of files of version " + version + ", not " + VERSION);
      }
      Set<Hash128> names = new HashSet<>();
      int count = in.readVarInt();
      for (int i = 0; i < count; i++) {
        names.add(new Hash128(in.readLong(), in.readLong()));
      }
      return new Mark(names);
    }
  }

  private static final class Reader extends UnboundedReader<byte[]> {
    private final NewFiles source;
    private final Set<Hash128> handedOver;

    /** Complete files that are not handed over yet, and names to forget. */
    private final Queue<WatchedFile> ready = new ArrayDeque<>();

    /** Files of the last listing that may still be written to. */
    private Map<String, InputFile> growing = new HashMap<>();

    private WatchedFile current;
    private long listedMillis;
    private long nextListing;
    private Instant watermark = BoundedWindow.TIMESTAMP_MIN_VALUE;

    Reader(NewFiles source, Set<Hash128> handedOver) {
      this.source = source;
      this.handedOver = new HashSet<>(handedOver);
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      if (ready.isEmpty()) {
        if (listedMillis > 0) {
          watermark = Instant.ofEpochMilli(listedMillis - source.delay.toMillis());
        }
        if (System.nanoTime() < nextListing && listedMillis > 0) {
          current = null;
          return false;
        }
        list();
      }
      current = ready.poll();
      StreamLag.waiting("files of input " + source.input, ready.size());
      if (current == null) {
        return false;
      }
      Hash128 name = current.nameHash();
      if (current.isGone()) {
        handedOver.remove(name);
      } else {
        handedOver.add(name);
      }
      return true;
    }

    private void list() {
      long now = System.currentTimeMillis();
      Map<String, InputFile> stillGrowing = new HashMap<>();
      Set<Hash128> present = new HashSet<>();
      for (InputFile file : InputFiles.listAny(source.input, source.pattern)) {
        WatchedFile found = WatchedFile.found(file);
        present.add(found.nameHash());
        if (handedOver.contains(found.nameHash())) {
          continue;
        }
        if (file.equals(growing.get(file.name()))) {
          ready.add(found);
        } else {
          stillGrowing.put(file.name(), file);
        }
      }
      for (Hash128 name : handedOver) {
        if (!present.contains(name)) {
          ready.add(WatchedFile.gone(name));
        }
      }
      growing = stillGrowing;
      listedMillis = now;
      nextListing = System.nanoTime() + source.every.toNanos();
    }

    @Override
    public byte[] getCurrent() {
      if (current == null) {
        throw new NoSuchElementException();
      }
      return current.toBytes();
    }

    @Override
    public Instant getCurrentTimestamp() {
      if (current == null) {
        throw new NoSuchElementException();
      }
      return Instant.ofEpochMilli(listedMillis);
    }

    @Override
    public Instant getWatermark() {
      return watermark;
    }

    @Override
    public Mark getCheckpointMark() {
      return new Mark(handedOver);
    }

    @Override
    public NewFiles getCurrentSource() {
      return source;
    }

    @Override
    public void close() {
      ready.clear();
    }
  }
}
