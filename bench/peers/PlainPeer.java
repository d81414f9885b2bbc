import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.TreeMap;

/**
 * The floor: what plain Java takes for the bare counts, day, term, count, with two threads, no
 * pipeline, no audit, no error handling, and with a scan that knows the generator's JSON by heart.
 *
 * <p>Arguments: folder of JSON Lines, output.
 */
public final class PlainPeer {
  private PlainPeer() {}

  public static void main(String[] arguments) throws Exception {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> folder = Files.newDirectoryStream(Path.of(arguments[0]))) {
      folder.forEach(files::add);
    }
    ExecutorService workers = Executors.newFixedThreadPool(2);
    List<Future<TreeMap<String, Counts>>> futures = new ArrayList<>();
    for (Path file : files) {
      futures.add(workers.submit(() -> count(file)));
    }
    TreeMap<String, Counts> days = new TreeMap<>();
    for (Future<TreeMap<String, Counts>> future : futures) {
      future.get().forEach((day, counts) -> days.merge(day, counts, Counts::plus));
    }
    List<Future<byte[]>> texts = new ArrayList<>();
    days.forEach((day, counts) -> texts.add(workers.submit(() -> counts.toCsv(day))));
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[1])), 1 << 20)) {
      out.write("day,term,term_count\n".getBytes(StandardCharsets.US_ASCII));
      for (Future<byte[]> text : texts) {
        out.write(text.get());
      }
    }
    workers.shutdown();
  }

  private static TreeMap<String, Counts> count(Path file) throws IOException {
    TreeMap<String, Counts> days = new TreeMap<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      byte[] bytes = new byte[(int) channel.size()];
      mapped.get(bytes);
      byte[] published = "\"published\":\"".getBytes(StandardCharsets.US_ASCII);
      byte[] title = "\"title\":\"".getBytes(StandardCharsets.US_ASCII);
      byte[] body = "\"body\":\"".getBytes(StandardCharsets.US_ASCII);
      int at = 0;
      while (at < bytes.length) {
        at = behind(bytes, at, published);
        Counts counts =
            days.computeIfAbsent(
                new String(bytes, at, 10, StandardCharsets.US_ASCII), day -> new Counts());
        at = counts.addText(bytes, behind(bytes, at, title));
        at = counts.addText(bytes, behind(bytes, at, body));
        while (bytes[at++] != '\n') {}
      }
    }
    return days;
  }

  private static int behind(byte[] bytes, int from, byte[] name) {
    int at = from;
    while (!Arrays.equals(bytes, at, at + name.length, name, 0, name.length)) {
      at++;
    }
    return at + name.length;
  }

  /** Terms and counts in one array of bytes and one of slots. */
  private static final class Counts {
    private byte[] arena = new byte[1 << 16];
    private int arenaLength;
    private int[] starts = new int[1 << 12];
    private int[] counts = new int[1 << 12];
    private int[] hashes = new int[1 << 12];
    private int[] slots = new int[1 << 13];
    private int size;
    private final byte[] term = new byte[256];

    int addText(byte[] bytes, int from) {
      int at = from;
      int length = 0;
      int hash = 0;
      while (true) {
        int c = bytes[at++];
        if (c >= 'A' && c <= 'Z') {
          c += 32;
        }
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
          term[length++] = (byte) c;
          hash = hash * 31 + c;
        } else {
          if (length > 0) {
            add(term, 0, length, hash, 1);
            length = 0;
            hash = 0;
          }
          if (c == '"') {
            return at;
          }
        }
      }
    }

    private void add(byte[] bytes, int from, int length, int hash, int count) {
      int mask = slots.length - 1;
      int slot = (hash * 0x9E3779B9 >>> 7) & mask;
      int id;
      while ((id = slots[slot] - 1) >= 0) {
        int start = starts[id];
        if (hashes[id] == hash
            && Arrays.equals(arena, start, starts[id + 1], bytes, from, from + length)) {
          counts[id] += count;
          return;
        }
        slot = (slot + 1) & mask;
      }
      if (arenaLength + length > arena.length) {
        arena = Arrays.copyOf(arena, arena.length * 2);
      }
      System.arraycopy(bytes, from, arena, arenaLength, length);
      if (size + 2 > starts.length) {
        starts = Arrays.copyOf(starts, starts.length * 2);
        counts = Arrays.copyOf(counts, counts.length * 2);
        hashes = Arrays.copyOf(hashes, hashes.length * 2);
      }
      starts[size] = arenaLength;
      arenaLength += length;
      starts[size + 1] = arenaLength;
      counts[size] = count;
      hashes[size] = hash;
      slots[slot] = ++size;
      if (size * 2 > slots.length) {
        slots = new int[slots.length * 2];
        for (int i = 0; i < size; i++) {
          int s = (hashes[i] * 0x9E3779B9 >>> 7) & (slots.length - 1);
          while (slots[s] != 0) {
            s = (s + 1) & (slots.length - 1);
          }
          slots[s] = i + 1;
        }
      }
    }

    Counts plus(Counts other) {
      for (int i = 0; i < other.size; i++) {
        int start = other.starts[i];
        add(other.arena, start, other.starts[i + 1] - start, other.hashes[i], other.counts[i]);
      }
      return this;
    }

    byte[] toCsv(String day) {
      Integer[] order = new Integer[size];
      Arrays.setAll(order, i -> i);
      Arrays.sort(
          order,
          (a, b) ->
              Arrays.compareUnsigned(
                  arena, starts[a], starts[a + 1], arena, starts[b], starts[b + 1]));
      StringBuilder csv = new StringBuilder(size * 24);
      for (int id : order) {
        csv.append(day).append(',');
        for (int i = starts[id]; i < starts[id + 1]; i++) {
          csv.append((char) arena[i]);
        }
        csv.append(',').append(counts[id]).append('\n');
      }
      return csv.toString().getBytes(StandardCharsets.US_ASCII);
    }
  }
}
