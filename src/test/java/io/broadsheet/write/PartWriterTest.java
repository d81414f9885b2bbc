package io.broadsheet.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.broadsheet.article.UserException;
import io.broadsheet.table.RowWriter;
import io.broadsheet.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartWriterTest {
  private static final Table WORDS = Rows.texts("words", 2);
  private static final RowFormat CSV = new CsvFormat(false);

  @TempDir private Path staging;

  private PartWriter open(String name) {
    return PartWriter.open(staging, CSV, WORDS, ZoneOffset.UTC, name);
  }

  private static void row(RowWriter rows, String first, String second) throws IOException {
    rows.text(first);
    rows.text(second);
    rows.endRow();
  }

  @Test
  void writesSegmentsOneBehindTheOther() throws IOException {
    PartWriter writer = open("shard-1");
    RowWriter rows = writer.beginSegment(86_400_000, 3);
    row(rows, "a", "b");
    row(rows, "c", "d");
    writer.endSegment();
    writer.beginSegment(Part.NO_WINDOW, 1);
    writer.endSegment();
    rows = writer.beginSegment(0, 4);
    row(rows, "é", "");
    writer.endSegment();
    Part part = writer.close();
    assertThat(
        part,
        is(
            new Part(
                "words",
                "csv",
                "words/shard-1.csv.part",
                List.of(
                    new Part.Segment(86_400_000, 3, 0, 8, 2), new Part.Segment(0, 4, 8, 4, 1)))));
    assertThat(Files.readString(staging.resolve(part.file())), is("a,b\nc,d\né,\n"));
  }

  @Test
  void showsAPartOnlyWhenItIsComplete() throws IOException {
    PartWriter writer = open("a");
    row(writer.beginSegment(0, 0), "a", "b");
    writer.endSegment();
    assertThat(Files.exists(staging.resolve("words/a.csv.part")), is(false));
    writer.close();
    assertThat(DurableFiles.list(staging.resolve("words")).size(), is(1));
  }

  @Test
  void replacesWhatAnEarlierAttemptWrote() throws IOException {
    PartWriter first = open("a");
    PartWriter second = open("a");
    row(first.beginSegment(0, 0), "first", "");
    row(second.beginSegment(0, 0), "second", "");
    first.endSegment();
    second.endSegment();
    first.close();
    Part part = second.close();
    assertThat(Files.readString(staging.resolve(part.file())), is("second,\n"));
    assertThat(DurableFiles.list(staging.resolve("words")).size(), is(1));
  }

  @Test
  void leavesNothingBehindWhenItIsGivenUp() throws IOException {
    PartWriter writer = open("a");
    row(writer.beginSegment(0, 0), "a", "b");
    writer.abort();
    writer.abort();
    assertThat(DurableFiles.list(staging.resolve("words")), is(empty()));
    assertThrows(IllegalStateException.class, writer::close);
  }

  @Test
  void keepsAClosedPartWhenItIsGivenUpAfterwards() {
    PartWriter writer = open("a");
    Part part = writer.close();
    writer.abort();
    assertThat(Files.exists(staging.resolve(part.file())), is(true));
    assertThat(part.segments(), is(empty()));
  }

  @Test
  void refusesRowsOutsideASegment() throws IOException {
    PartWriter writer = open("a");
    RowWriter rows = writer.beginSegment(0, 0);
    assertThrows(IllegalStateException.class, () -> writer.beginSegment(1, 0));
    assertThrows(IllegalStateException.class, writer::close);
    rows.text("half");
    assertThrows(IllegalStateException.class, writer::endSegment);
    writer.abort();
    PartWriter other = open("b");
    RowWriter late = other.beginSegment(0, 0);
    other.endSegment();
    assertThrows(IllegalStateException.class, other::endSegment);
    row(late, "a", "b");
    assertThrows(IllegalStateException.class, other::close);
    other.abort();
  }

  @Test
  void refusesNamesThatLeadElsewhere() {
    assertThrows(IllegalArgumentException.class, () -> open("../a"));
    assertThrows(IllegalArgumentException.class, () -> open(""));
  }

  @Test
  void doesNotBringBackTheStagingFolderOfARunThatIsOver() throws IOException {
    PartWriter writer = open("a");
    row(writer.beginSegment(0, 0), "a", "b");
    writer.endSegment();
    DurableFiles.deleteTree(staging);
    UserException gone = assertThrows(UserException.class, writer::close);
    assertThat(
        gone.getMessage(),
        allOf(containsString(staging.toString()), containsString("has been removed")));
    assertThrows(UserException.class, () -> open("b"));
    assertThat(Files.exists(staging), is(false));
  }

  @Test
  void saysThatTheDiskIsFull() throws IOException {
    RowWriter rows = CSV.writer(WORDS, ZoneOffset.UTC, full());
    UserException trouble =
        assertThrows(
            UserException.class,
            () -> {
              for (int i = 0; i < 100_000; i++) {
                row(rows, "some", "words");
              }
            });
    assertThat(trouble.getMessage(), is("Cannot write out/x.part: no space left on the disk."));
  }

  /** Fails as a file on a full disk does. */
  private static OutputStream full() {
    return new ExplainingOutputStream(
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("No space left on device");
          }
        },
        Path.of("out/x.part"));
  }

  /** Linux has a device that is always full. */
  @Test
  void saysWhatTheSystemSaysAboutAFullDisk() throws IOException {
    Path device = Path.of("/dev/full");
    assumeTrue(Files.isWritable(device), "no /dev/full here");
    try (OutputStream file = new ExplainingOutputStream(Files.newOutputStream(device), device)) {
      UserException trouble =
          assertThrows(UserException.class, () -> file.write("words".getBytes(UTF_8)));
      assertThat(trouble.getMessage(), is("Cannot write /dev/full: no space left on the disk."));
    }
  }
}
