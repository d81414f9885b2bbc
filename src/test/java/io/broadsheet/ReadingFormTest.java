package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.broadsheet.Runs.Ended;
import io.broadsheet.bytes.ByteWriter;
import io.broadsheet.state.Manifest;
import io.broadsheet.state.Pack;
import io.broadsheet.state.PackReader;
import io.broadsheet.state.StateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What earlier runs kept is used by later ones, so whoever changes what is read from a file, or its
 * form in a pack, must raise {@code JobIdentity.READING}; else new blocks meet old ones.
 */
class ReadingFormTest {
  private static final Path KNOWN = Path.of("src/test/resources/golden/reading-form.txt");
  private static final Pattern NUMBER = Pattern.compile("\"version\":\"\\S+ ([0-9]+)\"");

  @TempDir private Path folder;

  @Test
  void hasANumberForEachFormOfWhatIsRead() throws Exception {
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(
        spec,
        """
        input: [{files: 'sample-input/*/**'}]
        text: {ngrams: 2}
        copies: {drop_boilerplate: true}
        reports: [terms, trends, contexts, copies, stories]
        output: [{csv: '%s'}]
        state: '%s'
        """
            .formatted(folder.resolve("out"), folder.resolve("state")));
    Ended ended =
        Runs.execute("run", spec.toString(), "--as-of=2026-01-01", "--targetParallelism=1");
    assertThat(ended.err(), ended.exitCode(), is(0));
    StateFolder state = StateFolder.at(folder.resolve("state"));
    Manifest manifest = state.current().orElseThrow();
    Matcher number = NUMBER.matcher(manifest.identity().reading());
    assertThat(manifest.identity().reading(), number.find(), is(true));
    String now = "reading " + number.group(1) + "\nsha256 " + hash(state, manifest) + "\n";
    String known = Files.readString(KNOWN);
    if (!now.equals(known) && Boolean.getBoolean("golden.update")) {
      assertThat(
          "raise JobIdentity.READING: what is read, or its form, is not as before",
          Integer.parseInt(number.group(1)),
          greaterThan(Integer.parseInt(known.lines().findFirst().orElseThrow().split(" ", 2)[1])));
      Files.writeString(KNOWN, now);
      return;
    }
    assertThat(
        "what is read, or its form, is not as before: raise JobIdentity.READING and run with"
            + " -Dgolden.update=true",
        now,
        is(known));
  }

  private static String hash(StateFolder state, Manifest manifest)
      throws IOException, NoSuchAlgorithmException {
    List<String> products = new ArrayList<>();
    for (Pack pack : manifest.packs()) {
      PackReader.read(
          state.pack(pack.name()),
          (product, key, timestamp, bytes) -> {
            ByteWriter out = new ByteWriter(bytes.length + 32);
            out.writeText(product.name());
            out.writeSigned(key);
            out.writeSigned(timestamp);
            out.writeBytes(bytes, 0, bytes.length);
            products.add(sha256(out.toByteArray()));
          });
    }
    products.sort(null);
    return sha256(String.join("\n", products).getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
