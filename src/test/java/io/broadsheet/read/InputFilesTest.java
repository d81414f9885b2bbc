package io.broadsheet.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.broadsheet.article.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
  @TempDir private Path folder;

  @BeforeEach
  void makeFiles() throws IOException {
    Files.createDirectories(folder.resolve("a/.hidden"));
    for (String name : List.of("a/2.json", "a/1.json", "a/.3.json", "a/.hidden/4.json", "5.csv")) {
      Files.writeString(folder.resolve(name), "x");
    }
    Files.createSymbolicLink(folder.resolve("a/6.json"), folder.resolve("5.csv"));
    Files.createSymbolicLink(folder.resolve("b"), folder.resolve("a"));
  }

  @Test
  void listsByNameWithoutHiddenFilesAndLinks() {
    assertThat(names(folder + "/**"), contains("5.csv", "a/1.json", "a/2.json"));
    assertThat(names(folder + "/a"), contains("a/1.json", "a/2.json"));
    assertThat(names(folder + "/a/1.json"), contains("a/1.json"));
  }

  @Test
  void followsALinkThatIsNamed() {
    assertThat(names(folder + "/b/*.json"), contains("b/1.json", "b/2.json"));
    assertThat(names(folder + "/a/6.json"), contains("5.csv"));
  }

  @Test
  void givesAFileThatTwoPatternsNameToTheFirst() {
    List<InputFile> files = InputFiles.list(List.of(folder + "/a/1*", folder + "/**/*.json"));
    assertThat(files.stream().map(InputFile::input).toList(), is(List.of(0, 1)));
  }

  @Test
  void saysWhichPatternNamesNothing() {
    UserException nothing = assertThrows(UserException.class, () -> names(folder + "/*.xml"));
    assertThat(nothing.getMessage(), containsString("*.xml"));
    UserException missing = assertThrows(UserException.class, () -> names(folder + "/nowhere"));
    assertThat(missing.getMessage(), containsString("nowhere does not exist"));
  }

  private List<String> names(String pattern) {
    return InputFiles.list(List.of(pattern)).stream()
        .map(file -> folder.relativize(Path.of(file.name())).toString())
        .toList();
  }
}
