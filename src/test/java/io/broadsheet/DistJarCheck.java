package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the jar for clusters; run by the build that makes it, {@code mvn -Pdist package}. */
class DistJarCheck {
  private static final Path JAR = Path.of("target/broadsheet-dist.jar");
  private static final long MOST_BYTES = 150_000_000;

  /** With what the profiles bigquery, fs-s3 and fs-gcs add. */
  private static final long MOST_BYTES_WITH_ALL = 350_000_000;

  private static JarFile jar;
  private static List<String> names;

  @BeforeAll
  static void open() throws IOException {
    jar = new JarFile(JAR.toFile());
    names = jar.stream().map(ZipEntry::getName).toList();
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void isNoLargerThanItMustBe() throws IOException {
    boolean isPlain =
        entry("META-INF/services/org.apache.beam.sdk.io.FileSystemRegistrar")
            .lines()
            .noneMatch(line -> line.contains(".aws2.") || line.contains(".gcp."));
    assertThat(Files.size(JAR), lessThan(isPlain ? MOST_BYTES : MOST_BYTES_WITH_ALL));
  }

  @Test
  void leavesOutWhatTheClusterHas() {
    assertThat(
        names.stream()
            .filter(
                name ->
                    name.startsWith("org/apache/flink/")
                        || name.startsWith("org/slf4j/")
                        || name.startsWith("com/esotericsoftware/")
                        || name.startsWith("org/apache/beam/runners/direct/"))
            .filter(name -> name.endsWith(".class"))
            .toList(),
        is(empty()));
  }

  @Test
  void holdsTheProgramAndWhatItNeedsOnLinux() {
    assertThat(
        names,
        hasItems(
            "io/broadsheet/Broadsheet.class",
            "io/broadsheet/page/page.html",
            "org/apache/beam/runners/flink/FlinkRunner.class",
            "org/apache/beam/sdk/Pipeline.class",
            "com/ibm/icu/text/BreakIterator.class",
            "org/postgresql/Driver.class",
            "libduckdb_java.so_linux_amd64",
            "libduckdb_java.so_linux_arm64",
            "linux/amd64/libzstd-jni-1.5.7-6.so",
            "linux/aarch64/libzstd-jni-1.5.7-6.so"));
  }

  @Test
  void mergesTheServicesOfAllItsParts() throws IOException {
    assertThat(
        entry("META-INF/services/org.apache.beam.sdk.runners.PipelineRunnerRegistrar"),
        containsString("org.apache.beam.runners.flink.FlinkRunnerRegistrar$Runner"));
    String options =
        entry("META-INF/services/org.apache.beam.sdk.options.PipelineOptionsRegistrar");
    assertThat(
        options, containsString("org.apache.beam.runners.flink.FlinkRunnerRegistrar$Options"));
    assertThat(
        options, containsString("org.apache.beam.sdk.options.DefaultPipelineOptionsRegistrar"));
    assertThat(
        entry("META-INF/services/java.sql.Driver").lines().toList(),
        hasItems("org.duckdb.DuckDBDriver", "org.postgresql.Driver"));
    assertThat(
        entry("META-INF/services/org.apache.beam.sdk.io.FileSystemRegistrar"),
        containsString("org.apache.beam.sdk.io.LocalFileSystemRegistrar"));
  }

  @Test
  void startsWithTheCommand() throws IOException {
    assertThat(
        jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS),
        is("io.broadsheet.Broadsheet"));
  }

  private static String entry(String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getJarEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
