package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many texts of known encodings are decoded as they were written. */
class EncodingFiguresTest {
  private static final double MUST = 0.92;

  private static final Map<String, String> JAVA_NAMES =
      Map.of(
          "CP932", "windows-31j",
          "CP949", "x-windows-949",
          "EUC-TW", "x-EUC-TW",
          "Johab", "x-Johab",
          "MacCyrillic", "x-MacCyrillic",
          "MacRoman", "x-MacRoman",
          "utf-8-sig", "UTF-8");

  @Test
  void decodesTextsAsTheyWereWritten() throws IOException {
    String root = System.getenv("BROADSHEET_CORPORA");
    assumeTrue(root != null, "BROADSHEET_CORPORA is not set: this test needs the corpora");
    List<Path> files;
    try (Stream<Path> found = Files.walk(Path.of(root, "24-encodings-chardet", "tests"), 2)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    int right = 0;
    int count = 0;
    List<String> wrong = new ArrayList<>();
    for (Path file : files) {
      Optional<Charset> expected = charset(file.getParent().getFileName().toString());
      if (expected.isEmpty()) {
        continue;
      }
      byte[] bytes = Files.readAllBytes(file);
      int length = Math.min(bytes.length, Head.BYTES);
      Charset found = Charsets.decide(bytes, length, length == bytes.length, "", false).charset();
      count++;
      if (found.equals(expected.get()) || text(bytes, found).equals(text(bytes, expected.get()))) {
        right++;
      } else {
        wrong.add(file.getParent().getFileName() + "/" + file.getFileName() + " as " + found);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-40s %.4f (%d of %d)%n",
        "24 encoding right, or the same text",
        (double) right / count,
        right,
        count);
    wrong.forEach(line -> System.out.println("  " + line));
    assertThat((double) right / count, greaterThanOrEqualTo(MUST));
  }

  private static String text(byte[] bytes, Charset charset) {
    String text = new String(bytes, charset);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** A folder is named by an encoding, or by an encoding and a language. */
  private static Optional<Charset> charset(String folder) {
    String name = folder;
    while (!name.isEmpty()) {
      Optional<Charset> charset = Charsets.named(JAVA_NAMES.getOrDefault(name, name));
      if (charset.isPresent()) {
        return charset;
      }
      int dash = name.lastIndexOf('-');
      name = dash < 0 ? "" : name.substring(0, dash);
    }
    return Optional.empty();
  }
}
