package io.broadsheet.read;

import io.broadsheet.article.FileTrouble;
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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lists the files of a job's inputs, in folders or at addresses ({@link RemoteFiles}). Hidden files
 * and folders are skipped, symbolic links are not followed, except one that the spec itself names,
 * and what is no regular file is left out.
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
    return listAny(patterns.stream().map(List::of).toList());
  }

  /** The same where each input has several patterns of which not all need to name something. */
  public static List<InputFile> listAny(List<List<String>> patterns) {
    SortedMap<String, InputFile> files = new TreeMap<>();
    for (int input = 0; input < patterns.size(); input++) {
      List<InputFile> found = new ArrayList<>();
      for (String pattern : patterns.get(input)) {
        found.addAll(list(pattern, input));
      }
      if (found.isEmpty()) {
        List<String> some = patterns.get(input);
        throw new UserException(
            "No input: nothing matches "
                + some.get(0)
                + (some.size() > 1 ? " to " + some.get(some.size() - 1) : "")
                + ".");
      }
      found.forEach(file -> files.putIfAbsent(file.name(), file));
    }
    return List.copyOf(files.values());
  }

  /** The same as {@link #listAny(List)} where inputs need not have files. */
  public static List<InputFile> listSome(List<List<String>> patterns) {
    SortedMap<String, InputFile> files = new TreeMap<>();
    for (int input = 0; input < patterns.size(); input++) {
      for (String pattern : patterns.get(input)) {
        listAny(input, pattern).forEach(file -> files.putIfAbsent(file.name(), file));
      }
    }
    return List.copyOf(files.values());
  }

  /** The folder in which a pattern's files are looked for, if there is none and it is local. */
  public static Optional<Path> missingFolder(String pattern) {
    if (RemoteFiles.isAddress(pattern)) {
      return Optional.empty();
    }
    return Optional.of(Glob.of(pattern).root()).filter(root -> !Files.exists(root));
  }

  /** The files that one input's pattern names by now, perhaps none, by name. */
  static List<InputFile> listAny(int input, String pattern) {
    if (missingFolder(pattern).isPresent()) {
      return List.of();
    }
    List<InputFile> files = new ArrayList<>(list(pattern, input));
    files.sort(Comparator.comparing(InputFile::name));
    return files;
  }

  private static List<InputFile> list(String pattern, int input) {
    if (RemoteFiles.isAddress(pattern)) {
      return RemoteFiles.list(pattern, input);
    }
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
      throw new UserException("Can't list " + pattern + ": " + FileTrouble.reason(e) + ".", e);
    }
    return files;
  }

  /** A file as it is now; nothing if it is not there, or no regular file. */
  public static Optional<InputFile> now(InputFile file) {
    if (RemoteFiles.isAddress(file.name())) {
      return RemoteFiles.list(file.name(), file.input()).stream()
          .filter(found -> found.name().equals(file.name()))
          .findFirst();
    }
    try {
      BasicFileAttributes now =
          Files.readAttributes(
              Path.of(file.name()), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return now.isRegularFile()
          ? Optional.of(
              new InputFile(
                  file.input(), file.name(), now.size(), now.lastModifiedTime().toMillis()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The SHA-256 of a file's bytes in hexadecimal; nothing if it can't be read. */
  public static Optional<String> sha256(InputFile file) {
    try (InputStream in = open(file, Path.of(""))) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
      return Optional.of(HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      return Optional.empty(); // the worker that reads it tells why
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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
    if (RemoteFiles.isAddress(file.name())) {
      return RemoteFiles.isUnchanged(file);
    }
    BasicFileAttributes now = attributes(folder.resolve(file.name()));
    return now.size() == file.bytes() && now.lastModifiedTime().toMillis() == file.modifiedMillis();
  }

  /**
   * Opens a file, but no link to one, and no pipe that was put in its place: it might never end.
   *
   * @param folder where relative names start
   */
  static InputStream open(InputFile file, Path folder) throws IOException {
    if (RemoteFiles.isAddress(file.name())) {
      return RemoteFiles.open(file);
    }
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
