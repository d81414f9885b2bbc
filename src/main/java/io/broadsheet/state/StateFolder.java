package io.broadsheet.state;

import io.broadsheet.article.FileTrouble;
import io.broadsheet.article.UserException;
import io.broadsheet.bytes.ByteReader;
import io.broadsheet.bytes.ByteWriter;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The folder in which a target's state lies: {@code packs/}, one {@code manifest-N} for each of the
 * last two runs, and {@code current}, which names the one that holds. A run writes packs and a
 * manifest beside the old ones; the file {@code current} changes by one rename, once all sinks hold
 * what the manifest says. A kill at any moment leaves the old state, from which the next run makes
 * the same again.
 *
 * @param path absolute, on a file system that all workers of a run share
 */
public record StateFolder(String path) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final String PACKS = "packs";
  private static final String CURRENT = "current";
  private static final String PENDING = ".complete";
  private static final String MANIFEST = "manifest-";
  private static final String LEDGER = "windows-";
  private static final String CHANGES = "changes-";
  private static final String ROWS = "rows";

  /** The folder, which is made if there is none. */
  public static StateFolder at(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute.resolve(PACKS));
    } catch (IOException e) {
      throw trouble("write to", absolute, e);
    }
    return new StateFolder(absolute.toString());
  }

  private Path folder() {
    return Path.of(path);
  }

  /** Where the file of a pack is. */
  public Path pack(String name) {
    return folder().resolve(PACKS).resolve(name);
  }

  /** A name for a pack that no other has. */
  public static String newPack() {
    return UUID.randomUUID() + ".pack";
  }

  /**
   * Notes that a pack is complete, before any manifest names it: if the run is killed, the next one
   * of the same kind need not make it again.
   *
   * @param context what the run was asked for, see {@link #pending}
   */
  public void keep(Pack pack, String context) throws IOException {
    ByteWriter out = new ByteWriter(256);
    out.writeText(context);
    pack.writeTo(out);
    out.writeInt(PackWriter.checksum(out.toByteArray()));
    Path file = pack(pack.name() + PENDING);
    Path next = pack(pack.name() + PENDING + PackWriter.TEMPORARY);
    Files.write(next, out.toByteArray());
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The packs that a killed run has completed which was asked for the same. */
  List<Pack> pending(String context) {
    List<Pack> packs = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder().resolve(PACKS), "*" + PENDING)) {
      for (Path file : files) {
        byte[] bytes = Files.readAllBytes(file);
        ByteReader in = new ByteReader(bytes);
        in.seek(Math.max(0, bytes.length - 4));
        if (bytes.length > 4
            && in.readInt() == PackWriter.checksum(Arrays.copyOf(bytes, bytes.length - 4))) {
          in.seek(0);
          if (in.readText().equals(context)) {
            packs.add(Pack.readFrom(in));
          }
        }
      }
    } catch (IOException e) {
      throw trouble("read", folder(), e);
    }
    packs.sort(Comparator.comparing(Pack::name));
    return packs;
  }

  /** Whether a pack's file is there in its full length. */
  boolean holds(Pack pack) {
    try {
      return Files.size(pack(pack.name())) == pack.bytes();
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw trouble("read", pack(pack.name()), e);
    }
  }

  /**
   * The manifest that holds, or the one before if that is damaged; nothing before the first run, or
   * if both are.
   */
  public Optional<Manifest> current() {
    return currentName().flatMap(this::read);
  }

  /** The name of {@link #current}. */
  Optional<String> currentName() {
    for (long number : numbers()) {
      if (number <= holding() && read(MANIFEST + number).isPresent()) {
        return Optional.of(MANIFEST + number);
      }
    }
    return Optional.empty();
  }

  /** A manifest that was {@link #propose proposed}. */
  public Optional<Manifest> read(String name) {
    try {
      return Manifest.fromBytes(Files.readAllBytes(manifest(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw trouble("read", folder(), e);
    }
  }

  /**
   * The number of the manifest that holds; that of the last if the file that says so is damaged.
   */
  private long holding() {
    try {
      String text = Files.readString(folder().resolve(CURRENT), StandardCharsets.UTF_8).strip();
      return text.startsWith(MANIFEST) ? number(text) : Long.MAX_VALUE;
    } catch (NoSuchFileException e) {
      return 0;
    } catch (CharacterCodingException e) {
      return Long.MAX_VALUE;
    } catch (IOException e) {
      throw trouble("read", folder(), e);
    }
  }

  /** The numbers of all manifests, the last first. */
  private List<Long> numbers() {
    List<Long> numbers = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(), MANIFEST + "*")) {
      files.forEach(file -> numbers.add(number(file.getFileName().toString())));
    } catch (IOException e) {
      throw trouble("read", folder(), e);
    }
    numbers.sort(Comparator.reverseOrder());
    return numbers;
  }

  private static long number(String manifest) {
    String digits = manifest.substring(MANIFEST.length());
    return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
  }

  private Path manifest(String name) {
    // What is damaged may name anything.
    return folder().resolve(name.matches(MANIFEST + "[0-9]+") ? name : MANIFEST + "none");
  }

  /** Writes a manifest that does not hold yet. */
  public void propose(String name, Manifest manifest) {
    Path file = manifest(name);
    try {
      replace(file, manifest.toBytes());
    } catch (IOException e) {
      throw trouble("write", file, e);
    }
  }

  /** Writes what the windows of a manifest add up to. */
  void propose(String manifest, WindowLedger ledger) {
    Path file = ledgerOf(manifest);
    try {
      replace(file, ledger.toBytes());
    } catch (IOException e) {
      throw trouble("write", file, e);
    }
  }

  /** What the windows of a manifest add up to; nothing if that is not known, or damaged. */
  Optional<WindowLedger> ledger(String manifest) {
    try {
      return WindowLedger.fromBytes(Files.readAllBytes(ledgerOf(manifest)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw trouble("read", folder(), e);
    }
  }

  /** Where the kept rows of a window are. */
  Path rows(String name) {
    return folder().resolve(ROWS).resolve(name + ".gz");
  }

  /** Writes the changes that are known once a manifest holds. */
  void propose(String manifest, List<Change> changes) {
    Path file = changesOf(manifest);
    try {
      replace(file, ChangeHistory.toBytes(changes));
    } catch (IOException e) {
      throw trouble("write", file, e);
    }
  }

  /** The changes that were known when a manifest held. */
  List<Change> changes(String manifest) {
    try {
      return ChangeHistory.fromBytes(Files.readAllBytes(changesOf(manifest)));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw trouble("read", folder(), e);
    }
  }

  private Path changesOf(String manifest) {
    return folder().resolve(CHANGES + number(manifest));
  }

  private Path ledgerOf(String manifest) {
    return folder().resolve(LEDGER + number(manifest));
  }

  /** The name for the next manifest. */
  String nextManifest() {
    List<Long> numbers = numbers();
    return MANIFEST + (numbers.isEmpty() ? 1 : numbers.get(0) + 1);
  }

  /** Lets a manifest hold if it was proposed, and deletes what it no longer needs. */
  public void hold(String name) {
    if (!Files.exists(manifest(name))) {
      return;
    }
    try {
      replace(folder().resolve(CURRENT), (name + "\n").getBytes(StandardCharsets.UTF_8));
      clean(List.of());
    } catch (IOException e) {
      throw trouble("write to", folder(), e);
    }
  }

  /**
   * Deletes what neither the manifest that holds nor the one before needs, such as what a run has
   * left that was killed.
   *
   * @param besides packs that are needed all the same
   */
  void clean(Collection<Pack> besides) {
    long holding = holding();
    if (holding == Long.MAX_VALUE) {
      return;
    }
    Set<String> needed = new HashSet<>();
    besides.forEach(pack -> needed.addAll(List.of(pack.name(), pack.name() + PENDING)));
    int kept = 0;
    Set<String> neededRows = new HashSet<>();
    try {
      for (long number : numbers()) {
        Path file = manifest(MANIFEST + number);
        if (number > holding || kept == 2) {
          Files.deleteIfExists(file);
          Files.deleteIfExists(ledgerOf(MANIFEST + number));
          Files.deleteIfExists(changesOf(MANIFEST + number));
        } else {
          kept++;
          read(MANIFEST + number)
              .ifPresent(held -> held.packs().forEach(pack -> needed.add(pack.name())));
          if (Files.exists(folder().resolve(ROWS))) {
            ledger(MANIFEST + number)
                .ifPresent(
                    held ->
                        held.windows()
                            .values()
                            .forEach(window -> neededRows.add(window.kept() + ".gz")));
          }
        }
      }
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder().resolve(PACKS))) {
        for (Path file : files) {
          if (!needed.contains(file.getFileName().toString())) {
            Files.deleteIfExists(file);
          }
        }
      }
      if (Files.exists(folder().resolve(ROWS))) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder().resolve(ROWS))) {
          for (Path file : files) {
            if (!neededRows.contains(file.getFileName().toString())) {
              Files.deleteIfExists(file);
            }
          }
        }
      }
    } catch (IOException e) {
      throw trouble("clean up", folder(), e);
    }
  }

  static void replace(Path file, byte[] bytes) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel channel = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static UserException trouble(String doing, Path path, IOException e) {
    return new UserException(
        "Cannot "
            + doing
            + " the state of earlier runs in "
            + path
            + ": "
            + FileTrouble.reason(e)
            + ".",
        e);
  }
}
