package io.broadsheet;

import io.broadsheet.Runs.Ended;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs of the command in processes of their own, and the troubles that the system can make. */
final class FaultProcesses {
  private static final long DEADLINE_SECONDS = 900;

  /** Takes from root what sets it above permissions. */
  private static final List<String> WITHOUT_PRIVILEGE =
      List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search");

  private final List<Path> mounts = new ArrayList<>();
  private final Map<Process, Path> outputs = new HashMap<>();
  private List<String> prefix = List.of();

  /**
   * Whether runs obey permissions; sees to it that they do where that needs no more than a tool.
   */
  boolean obeyPermissions(Path scratch) throws IOException, InterruptedException {
    Path forbidden = Files.createDirectory(scratch.resolve("probe"));
    permitWriting(forbidden, false);
    for (List<String> way : List.of(List.<String>of(), WITHOUT_PRIVILEGE)) {
      List<String> touch = new ArrayList<>(way);
      touch.addAll(List.of("sh", "-c", "touch \"$0\" || exit 77", forbidden + "/file"));
      if (exitCode(touch) == 77) {
        prefix = way;
        return true;
      }
      Files.deleteIfExists(forbidden.resolve("file"));
    }
    return false;
  }

  /** Starts a command line of Broadsheet. */
  Process start(String... arguments) throws IOException {
    return startIn(Path.of(""), arguments);
  }

  /** Starts a command line of Broadsheet in a working directory. */
  Process startIn(Path directory, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(TestJvm.java(), "-Xmx512m"));
    command.addAll(TestJvm.flags());
    command.add(Broadsheet.class.getName());
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("broadsheet-run", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    outputs.put(process, output);
    return process;
  }

  /** Ends a process as nothing else does: it can't do anything about it. */
  void kill(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** What a process has said so far. */
  String said(Process process) throws IOException {
    return Files.readString(outputs.get(process));
  }

  /** Waits for the end of a process. */
  Ended ended(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("a run that does not end");
    }
    return new Ended(process.exitValue(), "", Files.readString(outputs.get(process)));
  }

  /** Mounts a file system of a size in a folder; false if that is not allowed here. */
  boolean mount(Path folder, String size) throws IOException, InterruptedException {
    boolean isMounted =
        exitCode(List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "none", folder.toString()))
            == 0;
    if (isMounted) {
      mounts.add(folder);
    }
    return isMounted;
  }

  /** Fills a disk with a file, so that only so many bytes are left. */
  Path fill(Path disk, long left) throws IOException {
    Path ballast = disk.resolve("ballast");
    FileStore store = Files.getFileStore(disk);
    byte[] zeros = new byte[1 << 12];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      for (long excess = store.getUsableSpace() - left; excess > 0; excess -= zeros.length) {
        out.write(zeros);
      }
    } catch (IOException e) {
      // A process that writes to the disk, too, may have taken the rest.
      if (store.getUsableSpace() > left + zeros.length) {
        throw e;
      }
    }
    return ballast;
  }

  /** What the files below a folder take, in bytes. */
  static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** Gives or takes the right to write to a folder and all folders in it. */
  static void permitWriting(Path folder, boolean isAllowed) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes)
              throws IOException {
            Files.setPosixFilePermissions(
                each, PosixFilePermissions.fromString(isAllowed ? "rwxr-xr-x" : "r-xr-xr-x"));
            return FileVisitResult.CONTINUE;
          }

          /** A run removes its own meanwhile. */
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException trouble) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, IOException trouble) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static int exitCode(List<String> command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("error=2")) {
        return 127;
      }
      throw e;
    }
  }

  /** Ends what still runs, and takes the mounted disks away. */
  void close() throws IOException, InterruptedException {
    for (Map.Entry<Process, Path> output : outputs.entrySet()) {
      kill(output.getKey());
      Files.delete(output.getValue());
    }
    for (Path mount : mounts) {
      exitCode(List.of("umount", "--lazy", mount.toString()));
    }
  }
}
