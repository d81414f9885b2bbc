package io.broadsheet.write;

import io.broadsheet.article.UserException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Keeps two runs from writing to one folder. The lock is the operating system's on an open file, so
 * it ends with its process, however that ends; the file itself stays and says who holds the lock,
 * or held it and did not give it back.
 */
final class FolderLock implements AutoCloseable {
  /** Behind any text: a lock on other systems keeps others from reading what it covers. */
  private static final long LOCKED_BYTE = 1 << 20;

  private static final int MAX_TEXT = 1000;
  private static final long COMMIT_SECONDS = 60;
  private static final long COMMIT_POLL_MILLIS = 20;

  /**
   * The folders that this process has locked. The operating system grants a process its own locks
   * again, and takes them all away when any of its channels on the file is closed.
   */
  private static final Set<Path> HELD = new HashSet<>();

  private final Path folder;
  private final FileChannel channel;
  private final Optional<String> predecessor;

  private FolderLock(Path folder, FileChannel channel, Optional<String> predecessor) {
    this.folder = folder;
    this.channel = channel;
    this.predecessor = predecessor;
  }

  /**
   * Takes the right to change which version a folder shows, which a commit has for a moment only;
   * waits while another process has it. It is not the lock of the run: that one is held by the
   * process that started the run, and a worker elsewhere commits.
   *
   * @param out the folder as the user calls it
   * @throws UserException if another process keeps it for {@value #COMMIT_SECONDS} seconds, as one
   *     does that was stopped in the middle
   */
  static FileChannel takeCommit(Path out) throws IOException {
    FileChannel channel =
        FileChannel.open(
            out.resolve(OutputFolder.COMMIT_LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(COMMIT_SECONDS);
      while (!isTaken(channel)) {
        if (System.nanoTime() > deadline) {
          throw new UserException(
              "Cannot write to "
                  + out
                  + ": a process that has begun to commit there does not end; stop it.");
        }
        TimeUnit.MILLISECONDS.sleep(COMMIT_POLL_MILLIS);
      }
      return channel;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      channel.close();
      throw new InterruptedIOException();
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // by another attempt at the same job, in this process
    }
  }

  /**
   * Takes the lock or refuses at once.
   *
   * @param out the folder as the user calls it
   * @throws UserException if another run holds it
   */
  static FolderLock take(Path out) throws IOException {
    Path folder = out.toRealPath();
    synchronized (HELD) {
      if (HELD.contains(folder)) {
        throw new UserException(
            "Cannot write to " + out + ": this process is writing there already.");
      }
      FileChannel channel =
          FileChannel.open(
              folder.resolve(OutputFolder.LOCK),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      try {
        FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
        String holder = read(channel);
        if (lock == null) {
          throw new UserException(
              "Cannot write to "
                  + out
                  + ": another run is writing there"
                  + (holder.isEmpty() ? "" : " (" + holder + ")")
                  + "; wait for it or stop it.");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(whoWeAre().getBytes(StandardCharsets.UTF_8)), 0);
        HELD.add(folder);
        return new FolderLock(
            folder, channel, holder.isEmpty() ? Optional.empty() : Optional.of(holder));
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }
  }

  /** The run that ended without giving its lock back: process, machine and start. */
  Optional<String> predecessor() {
    return predecessor;
  }

  /** Gives the lock back; once is enough. */
  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      if (!channel.isOpen()) {
        return;
      }
      try (channel) {
        channel.truncate(0);
      } finally {
        HELD.remove(folder);
      }
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(MAX_TEXT);
    int length = channel.read(text, 0);
    return length <= 0 ? "" : new String(text.array(), 0, length, StandardCharsets.UTF_8).strip();
  }

  private static String whoWeAre() throws IOException {
    return "process "
        + ProcessHandle.current().pid()
        + " on "
        + machine()
        + " since "
        + Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  /** The machine's own name for itself; asking the network can take many seconds. */
  private static String machine() throws IOException {
    Path linux = Path.of("/proc/sys/kernel/hostname");
    if (Files.isReadable(linux)) {
      return Files.readString(linux).strip();
    }
    String elsewhere = System.getenv("COMPUTERNAME");
    return elsewhere == null ? "this machine" : elsewhere;
  }
}
