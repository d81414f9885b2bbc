package io.broadsheet.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.broadsheet.article.Article;
import io.broadsheet.article.RejectReason;
import io.broadsheet.article.Rejection;
import io.broadsheet.parse.ArticleAssembler;
import io.broadsheet.parse.DateReader;
import io.broadsheet.parse.ParseOptions;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordReaderTest {
  private static final RecordReader READER =
      new RecordReader(
          List.of(
              new RecordReader.Input(
                  "auto",
                  ParseOptions.defaults(),
                  new ArticleAssembler(
                      DateReader.of(ZoneOffset.UTC, LocalDate.of(1700, 1, 1), 0), Map.of()))),
          ContainerLimits.defaults(),
          RunCounters.of("test"));

  @TempDir private Path folder;

  private static final class Found implements ArticleOutput {
    final List<String> titles = new ArrayList<>();
    final List<RejectReason> reasons = new ArrayList<>();

    @Override
    public void article(Article article) {
      titles.add(article.title());
    }

    @Override
    public void rejection(Rejection rejection) {
      reasons.add(rejection.reason());
    }
  }

  @Test
  void readsEachRecordOnceWhereverAFileIsCut() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      lines.append("{\"title\": \"é ").append(i).append("\"}\n");
      if (i % 5 == 3) {
        lines.append("{broken\n");
      }
    }
    InputFile file = file("a.jsonl", lines.toString());
    Found whole = read(file, 0, Long.MAX_VALUE);
    assertThat(whole.titles.size(), is(12));
    for (long cut = 1; cut < file.bytes(); cut++) {
      Found first = read(file, 0, cut);
      Found second = read(file, cut, Long.MAX_VALUE);
      first.titles.addAll(second.titles);
      first.reasons.addAll(second.reasons);
      assertThat("cut at " + cut, first.titles, is(whole.titles));
      assertThat("cut at " + cut, first.reasons, is(whole.reasons));
    }
  }

  @Test
  void makesOneRejectionOfAFileThatIsGone() throws IOException {
    InputFile file = file("a.jsonl", "{\"title\": \"a\"}\n");
    Files.delete(Path.of(file.name()));
    assertThat(read(file, 0, Long.MAX_VALUE).reasons, contains(RejectReason.UNREADABLE));
  }

  @Test
  void opensNoDeviceAndNoFolderThatIsWhereAFileWas() throws IOException {
    InputFile file = file("a.jsonl", "{\"title\": \"a\"}\n");
    Files.delete(Path.of(file.name()));
    Files.createDirectory(Path.of(file.name()));
    assertThat(read(file, 0, Long.MAX_VALUE).reasons, contains(RejectReason.UNREADABLE));
    InputFile device = new InputFile(0, "/dev/zero", 10, 0);
    assertThat(read(device, 0, Long.MAX_VALUE).reasons, contains(RejectReason.UNREADABLE));
  }

  @Test
  void saysWhyAFileCannotBeRead() {
    assertThat(InputFiles.reasonOf(new AccessDeniedException("a")), is("the file may not be read"));
    assertThat(
        InputFiles.reasonOf(new NoSuchFileException("a")), is("the file is no longer there"));
    assertThat(
        InputFiles.reasonOf(new IOException("Input/output error")),
        is("the file can't be read (Input/output error)"));
  }

  @Test
  void saysThatAFileChangedAndKeepsWhatWasRead() throws IOException {
    InputFile file = file("a.jsonl", "{\"title\": \"a\"}\n{\"title\": \"b\"}\n");
    InputFile listed = new InputFile(0, file.name(), 3, file.modifiedMillis());
    Found found = read(listed, 0, Long.MAX_VALUE);
    assertThat(found.titles, contains("a", "b"));
    assertThat(found.reasons, contains(RejectReason.CHANGED_WHILE_READ));
  }

  private static Found read(InputFile file, long start, long end) {
    Found found = new Found();
    READER.read(new ReadTask.Range(file, start, end), found);
    return found;
  }

  private InputFile file(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return InputFiles.list(List.of(file.toString())).get(0);
  }
}
