package io.broadsheet.job;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The program as it is sent to a Flink cluster. */
final class StagedFiles {
  private static final String DIST_JAR = "broadsheet-dist.jar";

  /** What every cluster has in a version of its own, by the names of jar files. */
  private static final Pattern OF_THE_CLUSTER =
      Pattern.compile("(flink-|slf4j-|kryo-|minlog-|chill-java-|javassist-|objenesis-).*\\.jar");

  private StagedFiles() {}

  /**
   * The dist jar, if this program was started from it or it lies beside the jar that was and is no
   * older; or else the class path without Flink.
   *
   * @param say is told if there is no such jar
   */
  static List<String> find(Consumer<String> say) {
    Path program = program();
    Path dist = program.resolveSibling(DIST_JAR);
    if (Files.isRegularFile(dist) && !isOlder(dist, program)) {
      return List.of(dist.toString());
    }
    List<String> files = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry).toAbsolutePath();
      if (Files.exists(path) && !OF_THE_CLUSTER.matcher(path.getFileName().toString()).matches()) {
        files.add(path.toString());
      }
    }
    say.accept(
        dist
            + (Files.exists(dist) ? " is older than the build" : " is missing")
            + " (`mvn -Pdist package` makes it), so the cluster is sent "
            + files.size()
            + " files of the class path instead");
    return files;
  }

  /** The jar or folder that holds this class. */
  private static Path program() {
    try {
      return Path.of(StagedFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isOlder(Path file, Path other) {
    try {
      return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(other)) < 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
