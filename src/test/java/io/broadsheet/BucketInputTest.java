package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.util.common.ReflectHelpers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input at s3:// addresses, where a build has it: {@code mvn -B -Pdist,fs-s3 verify}. */
class BucketInputTest {
  @TempDir private Path folder;

  @BeforeAll
  static void needsTheModule() {
    List<String> schemes =
        StreamSupport.stream(
                ReflectHelpers.loadServicesOrdered(FileSystemRegistrar.class).spliterator(), false)
            .map(registrar -> registrar.getClass().getSimpleName())
            .toList();
    assumeTrue(schemes.contains("S3FileSystemRegistrar"), "this build is without profile fs-s3");
    assertThat(schemes, hasItem("LocalFileSystemRegistrar"));
  }

  @Test
  void countsWhatTheSameFilesInAFolderCount() throws Exception {
    Path input = Files.createDirectory(folder.resolve("in"));
    try (BucketServer bucket = BucketServer.start();
        Stream<Path> files = Files.list(Path.of("sample-input/northern-wire"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, input.resolve(file.getFileName()));
        bucket.objects.put("news/" + file.getFileName(), Files.readAllBytes(file));
      }
      // Large enough to be read in ranges.
      byte[] large =
          Files.readString(Path.of("sample-input/northern-wire/week-27.jsonl"))
              .repeat(400)
              .getBytes(StandardCharsets.UTF_8);
      Files.write(input.resolve("large.jsonl"), large);
      bucket.objects.put("news/large.jsonl", large);
      bucket.objects.put("news/.hidden.jsonl", large);
      bucket.objects.put("other/week-27.jsonl", large);

      SortedMap<String, String> local = Runs.tablesOf(input + "/*", folder.resolve("out"));
      SortedMap<String, String> remote =
          Runs.tablesOf(
              "s3://bucket/news/*",
              folder.resolve("out"),
              "--awsRegion=eu-north-1",
              "--endpoint=" + bucket.address(),
              "--awsCredentialsProvider={\"@type\":\"StaticCredentialsProvider\","
                  + "\"accessKeyId\":\"who\",\"secretAccessKey\":\"what\"}");

      assertThat(remote.keySet(), is(local.keySet()));
      local.forEach(
          (table, rows) -> {
            String expected = rows.replace(input + "/", "s3://bucket/news/");
            assertThat(table, remote.get(table).equals(expected), is(true));
          });
    }
  }
}
