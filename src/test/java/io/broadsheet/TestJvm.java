package io.broadsheet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a test needs to start this program, or another, in a process of its own. */
public final class TestJvm {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path JAR = TARGET.resolve("broadsheet.jar");
  private static final Path ARCHIVE = TARGET.resolve("tests.jsa");

  private TestJvm() {}

  /** The command {@code java} of the JVM that runs the tests. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The class path of the tests, also where Surefire hides it behind a jar of its own. */
  public static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /**
   * The flags of a JVM that runs this program, with the tests' class path. Half of a start is
   * loading classes; so where the program is a jar, they come from an archive, which the first who
   * asks makes.
   */
  static List<String> flags() {
    List<String> flags = new ArrayList<>();
    flags.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8"));
    Set<String> entries = new LinkedHashSet<>();
    if (List.of(classPath().split(File.pathSeparator)).contains(JAR.toString())) {
      try {
        entries.addAll(archivable());
        archive(flags, entries);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      flags.addAll(List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:disable"));
    }
    entries.addAll(Arrays.asList(classPath().split(File.pathSeparator)));
    flags.addAll(List.of("-cp", String.join(File.pathSeparator, entries)));
    return flags;
  }

  /** The jars of the program; an archive takes no folders. */
  private static List<String> archivable() throws IOException {
    List<String> jars = new ArrayList<>(List.of(JAR.toString()));
    String libraries = Files.readString(TARGET.resolve("classpath")).strip();
    jars.addAll(Arrays.asList(libraries.split(File.pathSeparator)));
    return jars;
  }

  /** Runs the sample on Flink, which needs most classes, and archives what was loaded. */
  private static synchronized void archive(List<String> flags, Set<String> jars)
      throws IOException {
    Path lockFile = TARGET.resolve("tests.jsa.lock");
    try (FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock(); // until it is closed
      if (isNewer(ARCHIVE, JAR)) {
        return;
      }
      Files.deleteIfExists(ARCHIVE);
      List<String> command = new ArrayList<>(List.of(java()));
      command.addAll(flags);
      command.addAll(List.of("-XX:ArchiveClassesAtExit=" + ARCHIVE, "-Xlog:disable"));
      command.addAll(List.of("-cp", String.join(File.pathSeparator, jars)));
      command.addAll(List.of(Broadsheet.class.getName(), "report", "sample-input"));
      command.addAll(List.of("--out=" + TARGET.resolve("tests-archive"), "--runner=FlinkRunner"));
      File said = TARGET.resolve("tests-archive.log").toFile();
      Process process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said).start();
      if (process.waitFor() != 0) {
        throw new IOException(
            "the archive of classes was not made: " + Files.readString(said.toPath()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static boolean isNewer(Path file, Path than) throws IOException {
    return Files.exists(file)
        && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) > 0;
  }
}
