package io.broadsheet.read;

import io.broadsheet.article.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lists the files of a job's inputs. Hidden files and folders are skipped, symbolic links are not
 * followed, except one that the spec itself names, and what is no regular file is left out.
 */
public final class InputFiles {
  private InputFiles() {}

  /**
   * The files that the patterns name, by name; a file that several patterns name belongs to the
   * first.
   *
   * @throws UserException if a pattern names nothing, or a folder can't be listed
   */
  public static List<InputFile> list(List<String> patterns) {
    SortedMap<String, InputFile> files = new TreeMap<>();
    for (int input = 0; input < patterns.size(); input++) {
      List<InputFile> found = list(patterns.get(input), input);
      if (found.isEmpty()) {
        throw new UserException("No input: nothing matches " + patterns.get(input) + ".");
      }
      found.forEach(file -> files.putIfAbsent(file.name(), file));
    }
    return List.copyOf(files.values());
  }

  /** The files that one input's pattern names by now, perhaps none, by name. */
  static List<InputFile> listAny(int input, String pattern) {
    if (!Files.exists(Glob.of(pattern).root())) {
      return List.of();
    }
    List<InputFile> files = new ArrayList<>(list(pattern, input));
    files.sort(Comparator.comparing(InputFile::name));
    return files;
  }

  private static List<InputFile> list(String pattern, int input) {
    Glob glob = Glob.of(pattern);
    List<InputFile> files = new ArrayList<>();
    if (glob.pattern() == null && !Files.exists(glob.root())) {
      throw new UserException("No input: " + pattern + " does not exist.");
    }
    if (!Files.exists(glob.root())) {
      return files;
    }
    try {
      Path root = Files.isSymbolicLink(glob.root()) ? glob.root().toRealPath() : glob.root();
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return !folder.equals(root) && isHidden(folder)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              boolean isNamed = file.equals(root);
              Path path = isNamed ? file : glob.root().resolve(root.relativize(file));
              String name = path.toString().replace('\\', '/');
              if (attributes.isRegularFile()
                  && (isNamed || !isHidden(file))
                  && (glob.pattern() == null || glob.pattern().matcher(name).matches())) {
                files.add(
                    new InputFile(
                        input, name, attributes.size(), attributes.lastModifiedTime().toMillis()));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UserException("Can't list " + pattern + ": " + e.getMessage() + ".", e);
    }
    return files;
  }

  private static boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null
        && name.toString().startsWith(".")
        && !name.toString().equals(".")
        && !name.toString().equals("..");
  }

  /**
   * True if the file is still as it was when it was listed.
   *
   * @param folder where relative names start
   */
  static boolean isUnchanged(InputFile file, Path folder) throws IOException {
    BasicFileAttributes now = attributes(folder.resolve(file.name()));
    return now.size() == file.bytes() && now.lastModifiedTime().toMillis() == file.modifiedMillis();
  }

  /**
   * Opens a file, but no link to one, and no pipe that was put in its place: it might never end.
   *
   * @param folder where relative names start
   */
  static InputStream open(InputFile file, Path folder) throws IOException {
    Path path = folder.resolve(file.name());
    if (!attributes(path).isRegularFile()) {
      throw new IOException("it is no regular file");
    }
    return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Why a file can't be read, in a sentence. */
  static String reasonOf(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "the file is no longer there";
    }
    if (e instanceof AccessDeniedException) {
      return "the file may not be read";
    }
    String message = e.getMessage();
    return "the file can't be read (" + (message == null ? e.toString() : message) + ")";
  }
}
