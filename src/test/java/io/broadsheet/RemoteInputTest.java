package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.broadsheet.Runs.Ended;
import io.broadsheet.read.MemoryFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input at addresses, through Beam's file systems. */
class RemoteInputTest {
  private static final String STORE = "memory://bucket/news/";

  @TempDir private Path folder;

  @AfterEach
  void empty() {
    MemoryFiles.FILES.clear();
  }

  @Test
  void countsWhatTheSameFilesInAFolderCount() throws IOException {
    Path input = Files.createDirectory(folder.resolve("in"));
    for (String file : new String[] {"week-27.jsonl", "week-28.jsonl.gz"}) {
      Path from = Path.of("sample-input/northern-wire", file);
      Files.copy(from, input.resolve(file));
      MemoryFiles.FILES.put(STORE + file, Files.readAllBytes(from));
    }
    // Large enough to be read in ranges.
    byte[] large = lines(60_000).getBytes(StandardCharsets.UTF_8);
    Files.write(input.resolve("large.jsonl"), large);
    MemoryFiles.FILES.put(STORE + "large.jsonl", large);
    MemoryFiles.FILES.put(STORE + ".hidden.jsonl", large);

    SortedMap<String, String> local = Runs.tablesOf(input + "/*", folder.resolve("out"));
    SortedMap<String, String> remote = Runs.tablesOf(STORE + "*", folder.resolve("out"));

    assertThat(remote.keySet(), is(local.keySet()));
    for (Map.Entry<String, String> table : local.entrySet()) {
      String expected = table.getValue().replace(input + "/", STORE);
      assertThat(table.getKey(), remote.get(table.getKey()).equals(expected), is(true));
    }
  }

  @Test
  void saysThatNothingReadsSuchAddresses() {
    Ended ended =
        Runs.execute("report", "mars://bucket/*", "--out=" + folder.resolve("out").toString());
    assertThat(ended.exitCode(), is(1));
    assertThat(
        ended.err(),
        is(
            "broadsheet: No input: nothing in this build reads mars:// addresses such as"
                + " mars://bucket/*.\n"));
  }

  private static String lines(int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines
          .append("{\"outlet\": \"Remote Post\", \"date\": \"2025-07-0")
          .append(1 + i % 9)
          .append("\", \"title\": \"Report ")
          .append(i)
          .append("\", \"text\": \"")
          .append("The ferry to Glasswater was late again, said nobody in particular. ".repeat(4))
          .append("\"}\n");
    }
    return lines.toString();
  }
}
