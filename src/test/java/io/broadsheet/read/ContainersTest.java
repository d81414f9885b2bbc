package io.broadsheet.read;

import static io.broadsheet.article.RejectReason.CORRUPT;
import static io.broadsheet.article.RejectReason.EXPANDS_TOO_MUCH;
import static io.broadsheet.article.RejectReason.TOO_DEEP;
import static io.broadsheet.article.RejectReason.TRUNCATED;
import static io.broadsheet.article.RejectReason.UNREADABLE;
import static io.broadsheet.read.Packed.bzip2;
import static io.broadsheet.read.Packed.gzip;
import static io.broadsheet.read.Packed.join;
import static io.broadsheet.read.Packed.tar;
import static io.broadsheet.read.Packed.xz;
import static io.broadsheet.read.Packed.zip;
import static io.broadsheet.read.Packed.zstd;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.broadsheet.article.RejectReason;
import io.broadsheet.article.Rejection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainersTest {
  private static final ContainerLimits LIMITS = new ContainerLimits(3, 200, 64 << 20, 1_000);
  private static final byte[] TEXT = "The boats came home.\n".getBytes(StandardCharsets.UTF_8);

  /** Everything that is found, and what went wrong. */
  private static final class Found implements Containers.Visitor {
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private long bytes;

    @Override
    public void file(String entry, InputStream content) throws IOException {
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      byte[] block = new byte[1 << 16];
      for (int count = content.read(block); count >= 0; count = content.read(block)) {
        read.write(block, 0, read.size() < 1_000 ? count : 0);
        bytes += count;
        files.put(entry, read.toString(StandardCharsets.UTF_8));
      }
      files.put(entry, read.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void rejection(Rejection rejection) {
      rejections.add(rejection);
    }

    private List<RejectReason> reasons() {
      return rejections.stream().map(Rejection::reason).toList();
    }

    private List<String> rejected() {
      return rejections.stream().map(rejection -> rejection.source().name()).toList();
    }
  }

  private static Found open(byte[] bytes, ContainerLimits limits) {
    return open(new ByteArrayInputStream(bytes), limits);
  }

  private static Found open(InputStream stream, ContainerLimits limits) {
    Found found = new Found();
    try {
      Containers.open("file", stream, limits, found);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return found;
  }

  private static String text() {
    return new String(TEXT, StandardCharsets.UTF_8);
  }

  static Stream<Arguments> compressions() {
    return Stream.of(
        Arguments.of("gzip", gzip(TEXT)),
        Arguments.of("bzip2", bzip2(TEXT)),
        Arguments.of("zstd", zstd(TEXT)),
        Arguments.of("xz", xz(TEXT)));
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void opensWhatIsCompressed(String kind, byte[] packed) {
    assertThat(Containers.kind(packed).orElse(""), is(kind));
    Found found = open(packed, LIMITS);
    assertThat(found.files, is(Map.of("", text())));
    assertThat(found.rejections, empty());
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void readsAllMembersOfACompressedFile(String kind, byte[] packed) {
    Found found = open(join(packed, packed, packed), LIMITS);
    assertThat(kind, found.files, is(Map.of("", text().repeat(3))));
    assertThat(found.rejections, empty());
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void opensAnEmptyCompressedFile(String kind, byte[] ignored) {
    byte[] nothing = {};
    byte[] packed =
        switch (kind) {
          case "gzip" -> gzip(nothing);
          case "bzip2" -> bzip2(nothing);
          case "zstd" -> zstd(nothing);
          default -> xz(nothing);
        };
    Found found = open(packed, LIMITS);
    assertThat(found.files, is(Map.of("", "")));
    assertThat(found.rejections, empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "P", "PK", "plain text", "BZh9 is how this text starts, no more"})
  void handsOnWhatIsPlain(String text) {
    Found found = open(text.getBytes(StandardCharsets.UTF_8), LIMITS);
    assertThat(found.files, is(Map.of("", text)));
    assertThat(found.rejections, empty());
  }

  @Test
  void opensArchivesAndWhatIsInThem() {
    byte[] inner = zip("deep/c.txt", TEXT);
    byte[] archive =
        tar("a.txt", TEXT, "folder/", new byte[0], "folder/b.txt.gz", gzip(TEXT), "in.zip", inner);
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("a.txt", text());
    expected.put("folder/b.txt.gz", text());
    expected.put("in.zip!deep/c.txt", text());
    for (byte[] packed : List.of(archive, gzip(archive), xz(archive), zstd(archive))) {
      Found found = open(packed, LIMITS);
      assertThat(found.files, is(expected));
      assertThat(found.rejections, empty());
    }
  }

  @Test
  void passesOverFoldersAndHiddenEntries() {
    byte[] archive =
        zip(
            "folder/", new byte[0],
            ".hidden", TEXT,
            "folder/.hidden/a", TEXT,
            "__MACOSX/a.txt", TEXT,
            "./folder/../a.txt", TEXT);
    assertThat(open(archive, LIMITS).files, is(Map.of("./folder/../a.txt", text())));
  }

  @Test
  void takesNamesForData() {
    byte[] archive =
        zip("../../etc/passwd", TEXT, "/abs", TEXT, "two\nlines", TEXT, "x".repeat(5_000), TEXT);
    Found found = open(archive, LIMITS);
    assertThat(
        found.files.keySet(),
        contains("../../etc/passwd", "/abs", "two lines", "x".repeat(1_000) + "…"));
  }

  @Test
  void tellsEntriesOfTheSameNameApart() {
    byte[] archive = tar("a", TEXT, "a", TEXT, "a", TEXT);
    assertThat(open(archive, LIMITS).files.keySet(), contains("a", "a#2", "a#3"));
  }

  @Test
  void followsNoLinksAndOpensNoDevices() {
    Found found = open(Packed.tarWithLinks("a.txt", TEXT), LIMITS);
    assertThat(found.files, is(Map.of("a.txt", text())));
    assertThat(found.reasons(), contains(UNREADABLE, UNREADABLE, UNREADABLE));
  }

  @Test
  void goesNoDeeperThanTheLimit() {
    byte[] packed = TEXT;
    for (int depth = 0; depth < 3; depth++) {
      packed = gzip(packed);
    }
    assertThat(open(packed, LIMITS).files, is(Map.of("", text())));
    Found found = open(gzip(packed), LIMITS);
    assertThat(found.files, is(Map.of()));
    assertThat(found.reasons(), contains(TOO_DEEP));

    byte[] archive = zip("deep.gz", gzip(gzip(gzip(TEXT))), "a.txt", TEXT);
    Found inArchive = open(archive, LIMITS);
    assertThat(inArchive.files, is(Map.of("a.txt", text())));
    assertThat(inArchive.rejected(), contains("file!deep.gz"));
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void callsACutOffFileTruncated(String kind, byte[] packed) {
    byte[] large = noise(300_000);
    byte[] whole =
        switch (kind) {
          case "gzip" -> gzip(large);
          case "bzip2" -> bzip2(large);
          case "zstd" -> zstd(large);
          default -> xz(large);
        };
    for (int length : new int[] {packed.length, whole.length / 2, whole.length - 1}) {
      Found found = open(Arrays.copyOf(whole, length), LIMITS);
      assertThat(kind + " " + length, found.reasons(), contains(TRUNCATED));
    }
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void callsADamagedFileCorrupt(String kind, byte[] ignored) {
    byte[] large = noise(300_000);
    byte[] whole =
        switch (kind) {
          case "gzip" -> gzip(large);
          case "bzip2" -> bzip2(large);
          case "zstd" -> Packed.zstdWithChecksum(large);
          default -> xz(large);
        };
    whole[whole.length / 2] ^= 0x55;
    Found found = open(whole, LIMITS);
    assertThat(kind, found.reasons(), contains(CORRUPT));
  }

  @Test
  void losesOnlyTheDamagedEntryOfAZip() {
    byte[] bytes = noise(20_000);
    byte[] archive = zip("a", TEXT, "b", bytes, "c", TEXT);
    archive[15_000] ^= 0x55;
    Found found = open(archive, LIMITS);
    assertThat(found.files.keySet(), contains("a", "b", "c"));
    assertThat(found.files.get("c"), is(text()));
    assertThat(found.reasons(), contains(CORRUPT));
    assertThat(found.rejected(), contains("file!b"));
  }

  @Test
  void losesOnlyTheEntryWhoseOwnContentIsCutOff() {
    byte[] cut = Arrays.copyOf(gzip(noise(50_000)), 30_000);
    for (byte[] archive : List.of(zip("a.gz", cut, "b", TEXT), tar("a.gz", cut, "b", TEXT))) {
      Found found = open(archive, LIMITS);
      assertThat(found.files.get("b"), is(text()));
      assertThat(found.reasons(), contains(TRUNCATED));
      assertThat(found.rejected(), contains("file!a.gz"));
    }
  }

  @Test
  void namesTheEntryInWhichAnArchiveIsCutOff() {
    byte[] large = noise(100_000);
    for (byte[] archive :
        List.of(
            zip("a", TEXT, "b", large, "c", TEXT),
            tar("a", TEXT, "b", large, "c", TEXT),
            gzip(tar("a", TEXT, "b", large, "c", TEXT)))) {
      Found found = open(Arrays.copyOf(archive, 50_000), LIMITS);
      assertThat(found.files.get("a"), is(text()));
      assertThat(found.reasons(), contains(TRUNCATED));
      assertThat(found.rejected(), contains("file!b"));
    }
  }

  @Test
  void noticesThatAZipEndsBetweenTwoEntries() {
    byte[] one = zip("a", TEXT);
    byte[] two = zip("a", TEXT, "b", TEXT);
    int second = two.length;
    for (int i = 4; i < two.length - 3 && second == two.length; i++) {
      if (two[i] == 'P' && two[i + 1] == 'K' && two[i + 2] == 3 && two[i + 3] == 4) {
        second = i;
      }
    }
    assertThat(second, lessThan(one.length));
    Found found = open(Arrays.copyOf(two, second), LIMITS);
    assertThat(found.files, is(Map.of("a", text())));
    assertThat(found.reasons(), contains(TRUNCATED));
  }

  @Test
  void opensAnEmptyZip() {
    Found found = open(zip(), LIMITS);
    assertThat(found.files, is(Map.of()));
    assertThat(found.rejections, empty());
  }

  @Test
  void saysWhyAnEncryptedEntryIsNotRead() {
    byte[] archive = Packed.zipOfStored("secret", TEXT, "a");
    // The lowest bit of the flags of the entry's own header.
    archive[6] |= 1;
    Found found = open(archive, LIMITS);
    assertThat(found.files, is(Map.of("a", text())));
    assertThat(found.reasons(), contains(UNREADABLE));
  }

  @Test
  void stopsWhereAFileExpandsTooMuch() {
    byte[] zeros = new byte[100 << 20];
    ContainerLimits wide = new ContainerLimits(3, 1_000_000, 64 << 20, 1_000);
    for (byte[] packed :
        List.of(gzip(zeros), zstd(zeros), zip("a", zeros, "b", TEXT), gzip(tar("a", zeros)))) {
      Found byRatio = open(packed, LIMITS);
      assertThat(byRatio.reasons(), contains(EXPANDS_TOO_MUCH));
      long allowed = Math.max(ContainerLimits.RATIO_FROM, 200L * packed.length);
      assertThat(byRatio.bytes, lessThan(allowed + (1 << 20)));
      assertThat(byRatio.files.containsKey("b"), is(false));
      Found byBytes = open(packed, wide);
      assertThat(byBytes.reasons(), contains(EXPANDS_TOO_MUCH));
      assertThat(byBytes.bytes, lessThan((64L << 20) + (1 << 20)));
    }
  }

  @Test
  void countsWhatManyEntriesExpandToTogether() {
    byte[] part = new byte[1 << 20];
    Object[] entries = new Object[200];
    for (int i = 0; i < entries.length; i += 2) {
      entries[i] = "e" + i;
      entries[i + 1] = part;
    }
    byte[] archive = zip(entries);
    Found found = open(archive, LIMITS);
    assertThat(found.reasons(), contains(EXPANDS_TOO_MUCH));
    assertThat(found.bytes, lessThan(200L * archive.length));
  }

  @Test
  void countsWhatNobodyReads() {
    byte[] archive = zip("a", new byte[100 << 20], "b", TEXT);
    List<String> seen = new ArrayList<>();
    List<RejectReason> reasons = new ArrayList<>();
    Containers.Visitor lazy =
        new Containers.Visitor() {
          @Override
          public void file(String entry, InputStream content) {
            seen.add(entry);
          }

          @Override
          public void rejection(Rejection rejection) {
            reasons.add(rejection.reason());
          }
        };
    try {
      Containers.open("file", new ByteArrayInputStream(archive), LIMITS, lazy);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThat(seen, contains("a"));
    assertThat(reasons, contains(EXPANDS_TOO_MUCH));
  }

  @Test
  void readsNoMoreEntriesThanTheLimit() {
    Object[] entries = new Object[2_200];
    for (int i = 0; i < entries.length; i += 2) {
      entries[i] = "e" + i;
      entries[i + 1] = TEXT;
    }
    Found found = open(tar(entries), LIMITS);
    assertThat(found.files.size(), is(1_000));
    assertThat(found.reasons(), contains(EXPANDS_TOO_MUCH));
  }

  @Test
  void refusesATarHeaderThatWouldFillTheMemory() {
    Found found = open(Packed.tarWithLongName(3 << 20), LIMITS);
    assertThat(found.files, is(Map.of()));
    assertThat(found.reasons(), contains(CORRUPT));
  }

  @Test
  void letsThroughWhatIsWrongWithTheFileItself() {
    InputStream failing =
        new SequenceInputStream(
            new ByteArrayInputStream(gzip(noise(100_000)), 0, 50_000),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the disk is gone");
              }

              @Override
              public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
              }
            });
    Found found = new Found();
    IOException thrown =
        assertThrows(IOException.class, () -> Containers.open("file", failing, LIMITS, found));
    assertThat(thrown.getMessage(), is("the disk is gone"));
    assertThat(found.rejections, empty());
  }

  @Test
  void letsThroughABugOfTheVisitor() {
    Containers.Visitor broken =
        new Containers.Visitor() {
          @Override
          public void file(String entry, InputStream content) {
            throw new IllegalStateException("a bug");
          }

          @Override
          public void rejection(Rejection rejection) {
            throw new AssertionError(rejection);
          }
        };
    assertThrows(
        IllegalStateException.class,
        () -> Containers.open("f", new ByteArrayInputStream(zip("a", TEXT)), LIMITS, broken));
  }

  @Test
  void survivesAnyBytes() {
    List<byte[]> seeds =
        List.of(
            gzip(TEXT),
            bzip2(TEXT),
            zstd(TEXT),
            xz(TEXT),
            zip("a", TEXT, "b.gz", gzip(TEXT)),
            tar("a", TEXT, "b.zip", zip("c", TEXT)),
            gzip(tar("a", TEXT)));
    for (long seed = 0; seed < 4_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
      int changes = random.nextInt(6);
      for (int i = 0; i < changes; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      if (random.nextInt(3) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      }
      try {
        Found found = open(bytes, LIMITS);
        assertThat("seed " + seed, found.bytes, lessThan(65L << 20));
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  @Test
  void saysNothingTwice() {
    byte[] archive = gzip(tar("a", noise(100_000), "b", TEXT));
    Found found = open(Arrays.copyOf(archive, 40_000), LIMITS);
    assertThat(found.rejected(), hasItem("file!a"));
    assertThat(found.rejections.size(), is(1));
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}
