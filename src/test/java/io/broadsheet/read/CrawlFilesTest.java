package io.broadsheet.read;

import static io.broadsheet.parse.BinarySamples.bytes;
import static io.broadsheet.parse.BinarySamples.gzip;
import static io.broadsheet.parse.BinarySamples.join;
import static io.broadsheet.parse.BinarySamples.warc;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.broadsheet.article.Article;
import io.broadsheet.article.RejectReason;
import io.broadsheet.article.Rejection;
import io.broadsheet.parse.ArticleAssembler;
import io.broadsheet.parse.DateReader;
import io.broadsheet.parse.ParseOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Crawls and the like as files: packed, damaged, not what they were. */
class CrawlFilesTest {
  @TempDir private Path folder;

  private static final class Found implements ArticleOutput {
    final List<String> titles = new ArrayList<>();
    final List<Rejection> rejections = new ArrayList<>();

    @Override
    public void article(Article article) {
      titles.add(article.title());
    }

    @Override
    public void rejection(Rejection rejection) {
      rejections.add(rejection);
    }

    List<RejectReason> reasons() {
      return rejections.stream().map(Rejection::reason).toList();
    }
  }

  private Found read(byte[] content) throws IOException {
    Path path = Files.write(folder.resolve("crawl.bin"), content);
    return read(InputFiles.list(List.of(path.toString())).get(0));
  }

  private static Found read(InputFile file) {
    RecordReader reader =
        new RecordReader(
            List.of(
                new RecordReader.Input(
                    "auto",
                    ParseOptions.defaults(),
                    new ArticleAssembler(
                        DateReader.of(ZoneOffset.UTC, LocalDate.of(1700, 1, 1), 0), Map.of()))),
            ContainerLimits.defaults(),
            RunCounters.of("test"));
    Found found = new Found();
    reader.read(new ReadTask.Range(file, 0, Long.MAX_VALUE), found);
    return found;
  }

  /** A record that takes a few kilobytes packed, so that damage hits its content. */
  private static byte[] member(int number) {
    byte[] noise = new byte[3_000];
    new Random(number).nextBytes(noise);
    StringBuilder text = new StringBuilder("T" + number + "\n");
    for (byte b : noise) {
      text.append(b & 0xff).append(' ');
    }
    return gzip(warc("conversion", "Content-Type: text/plain\r\n", bytes(text.toString())));
  }

  @Test
  void readsAllMembersOfAGzippedCrawl() throws IOException {
    Found found = read(join(member(0), member(1), new byte[512], member(2)));
    assertThat(found.titles, contains("T0", "T1", "T2"));
    assertThat(found.rejections, empty());
  }

  @Test
  void losesOnlyTheMemberThatIsDamaged() throws IOException {
    for (int place : new int[] {1, 20, 500, 2_000}) {
      byte[] damaged = member(1);
      damaged[place] ^= 0x55;
      Found found = read(join(member(0), damaged, member(2)));
      assertThat("byte " + place, found.titles, contains("T0", "T2"));
      assertThat("byte " + place, found.reasons(), contains(RejectReason.CORRUPT));
    }
  }

  @Test
  void losesOnlyTheMemberThatLostItsEnd() throws IOException {
    byte[] cut = Arrays.copyOf(member(1), 2_000);
    Found found = read(join(member(0), cut, member(2)));
    assertThat(found.titles, contains("T0", "T2"));
    assertThat(found.reasons(), contains(RejectReason.CORRUPT));
  }

  @Test
  void saysThatTheLastMemberIsCutOff() throws IOException {
    Found found = read(join(member(0), Arrays.copyOf(member(1), 2_000)));
    assertThat(found.titles, contains("T0"));
    assertThat(found.reasons(), contains(RejectReason.TRUNCATED));
  }

  @Test
  void stopsWhereAllFilesTogetherExpandTooMuch() throws IOException {
    ContainerLimits limits = new ContainerLimits(4, 1_000, 1L << 40, 3 << 20, 10);
    LongAdder expanded = new LongAdder();
    List<RejectReason> reasons = new ArrayList<>();
    Containers.Visitor visitor =
        new Containers.Visitor() {
          @Override
          public void file(String entry, InputStream content) throws IOException {
            content.transferTo(java.io.OutputStream.nullOutputStream());
          }

          @Override
          public void rejection(Rejection rejection) {
            reasons.add(rejection.reason());
          }
        };
    byte[] packed = gzip(new byte[2 << 20]);
    for (int i = 0; i < 3; i++) {
      Containers.open("f", new ByteArrayInputStream(packed), limits, expanded, visitor);
    }
    assertThat(reasons, contains(RejectReason.EXPANDS_TOO_MUCH, RejectReason.EXPANDS_TOO_MUCH));
  }

  @Test
  void opensNoPipe() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe.json");
    int made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    assertThat(made, is(0));
    Files.writeString(folder.resolve("a.json"), "{\"title\": \"a\"}");
    List<InputFile> listed = InputFiles.list(List.of(folder + "/**"));
    assertThat(listed.size(), is(1));
    // Put where a file was when the folder was listed.
    Found found = read(new InputFile(0, pipe.toString(), 3, 0));
    assertThat(found.reasons(), contains(RejectReason.UNREADABLE));
  }

  @Test
  void followsNoLinkThatWasPutWhereAFileWas() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.json"), "{\"title\": \"secret\"}");
    Path link = Files.createSymbolicLink(folder.resolve("a.json"), secret);
    Found found = read(new InputFile(0, link.toString(), 3, 0));
    assertThat(found.titles, empty());
    assertThat(found.reasons(), contains(RejectReason.UNREADABLE));
  }

  @Test
  void tellsContainersAndWhatIsInThem() throws IOException {
    Path path = Files.write(folder.resolve("a.gz"), member(0));
    List<String> told = new ArrayList<>();
    new FormatFinder(ContainerLimits.defaults())
        .find(
            InputFiles.list(List.of(path.toString())).get(0),
            (name, format, reason) -> told.add(format + ": " + reason));
    assertThat(told, contains("gzip: a container, which is opened", "warc: starts with WARC/1.1"));
  }
}
