package io.broadsheet.article;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class FileTroubleTest {
  static List<Arguments> causes() {
    return List.of(
        Arguments.of(new IOException("No space left on device"), "p: no space left on the disk."),
        Arguments.of(
            new FileSystemException("out/f", null, "No space left on device"),
            "out/f: no space left on the disk."),
        Arguments.of(
            new IOException("There is not enough space on the disk"),
            "p: no space left on the disk."),
        Arguments.of(new IOException("Disk quota exceeded"), "p: the disk quota is used up."),
        Arguments.of(
            new FileSystemException("out/f", null, "Read-only file system"),
            "out/f: the file system is read-only."),
        Arguments.of(new AccessDeniedException("out/f"), "out/f: no permission."),
        Arguments.of(
            new NoSuchFileException("out/f"),
            "out/f: it is not there, or the folder that held it has been removed."),
        Arguments.of(new IOException("Stale file handle"), "p: Stale file handle."),
        Arguments.of(new IOException(), "p: the file system gives no reason (IOException)."));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void namesThePathAndTheReason(IOException cause, String sentence) {
    UserException trouble = FileTrouble.with("write", Path.of("p"), cause);
    assertThat(trouble.getMessage(), is("Cannot write " + sentence));
    assertThat(trouble.getCause(), sameInstance(cause));
  }
}
