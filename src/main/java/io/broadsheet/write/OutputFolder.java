package io.broadsheet.write;

import io.broadsheet.article.FileTrouble;
import io.broadsheet.article.UserException;
import io.broadsheet.state.WindowSet;
import io.broadsheet.table.Table;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * A folder of tables that changes all at once: {@code OUT/tables/NAME.csv}, {@code OUT/run.json},
 * {@code OUT/_SUCCESS}. A run takes it, lets workers write parts to its staging folder, and
 * commits.
 *
 * <pre>{@code
 * try (OutputFolder folder = OutputFolder.prepare(Path.of("out/daily"))) {
 *   List<Part> parts = …;              // PartWriter.open(folder.stage(), …), anywhere
 *   folder.commit(tables, formats, parts, files -> Map.of("run.json", report(files)));
 * }
 * }</pre>
 *
 * <p>Until the commit, readers see the version before; from then on the new one. A reader of
 * several files who wants them all from one version resolves the link {@code OUT/.current} first;
 * the version before the present is kept until the next commit. Nothing but this class and {@link
 * PartWriter} writes to the folder, and nothing in it is named after anything that was read.
 *
 * <p>The folder must be on a file system with symbolic links, atomic renames and locks. Whatever
 * goes wrong there is a {@link UserException}.
 */
public final class OutputFolder implements AutoCloseable {
  static final String LOCK = ".lock";

  /** Held for the moment in which a version comes to hold. */
  static final String COMMIT_LOCK = ".commit-lock";

  static final String STAGING = ".staging";
  static final String VERSIONS = ".versions";

  /** A version in the making, in the staging folder. */
  private static final String BUILT = "version-";

  static final String CURRENT = ".current";

  /** Checkpoints of streams; not ours to look into. */
  static final String STATE = ".state";

  static final String TABLES = "tables";
  static final String RUN_REPORT = "run.json";
  static final String SUCCESS = "_SUCCESS";

  private final Path out;
  private final Path stage;
  private final FolderLock lock;

  private OutputFolder(Path out, Path stage, FolderLock lock) {
    this.out = out;
    this.stage = stage;
    this.lock = lock;
  }

  /**
   * Makes the folder if there is none, takes its lock, and removes what a crashed run has left.
   *
   * @throws UserException if a file is in its place, if it holds something that is not ours, if
   *     another run is writing to it, or if it cannot be written to
   */
  public static OutputFolder prepare(Path out) {
    FolderLock lock = null;
    try {
      requireOurs(out);
      Files.createDirectories(out);
      lock = FolderLock.take(out);
      Versions versions = new Versions(out);
      versions.requireOurOwn();
      versions.requireFree(List.of(TABLES, RUN_REPORT, SUCCESS));
      Path staging = out.resolve(STAGING);
      // The process that started a run may be dead and its workers may not.
      FileChannel commit = FolderLock.takeCommit(out);
      try (commit) {
        versions.clean();
        for (Path left : DurableFiles.list(staging)) {
          DurableFiles.deleteAbandoned(left);
        }
      }
      // A name of its own: a worker of a crashed run must not write into this one.
      Path stage = staging.resolve(UUID.randomUUID().toString()).toAbsolutePath();
      Files.createDirectories(stage);
      return new OutputFolder(out, stage, lock);
    } catch (IOException e) {
      throw closing(lock, FileTrouble.with("write to", out, e));
    } catch (RuntimeException e) {
      throw closing(lock, e);
    }
  }

  /** Where the parts of this run go: an absolute path, which other processes can use. */
  public Path stage() {
    return stage;
  }

  /** The run that ended here without giving back its lock, if the one before did. */
  public Optional<String> crashedRun() {
    return lock.predecessor();
  }

  /** {@link #commit(Path, Path, Collection, List, Collection, Function)} to this folder. */
  public List<TableFile> commit(
      Collection<Table> tables,
      List<RowFormat> formats,
      Collection<Part> parts,
      Function<List<TableFile>, Map<String, byte[]>> files) {
    return commit(out, stage, tables, formats, parts, files);
  }

  /**
   * Makes all tables of their parts and lets them take the place of what the folder holds. For a
   * process that is not the one that prepared the folder, while that one keeps it.
   *
   * <p>Committing the same parts again gives the same tables. The parts stay, so a stream can
   * commit some of them again.
   *
   * @param out the prepared folder
   * @param stage its {@link #stage()}
   * @param tables what to write, also where there are no parts
   * @param formats each table is written in each of them
   * @param parts in any order; one that stands there twice counts once
   * @param files gets the table files, sorted by name and then format, and gives the other files by
   *     name ({@code index.html}, {@code assets/page.css}), {@code run.json} among them
   * @return the table files
   */
  public static List<TableFile> commit(
      Path out,
      Path stage,
      Collection<Table> tables,
      List<RowFormat> formats,
      Collection<Part> parts,
      Function<List<TableFile>, Map<String, byte[]>> files) {
    Map<RowFormat, List<Table>> all = new LinkedHashMap<>();
    formats.forEach(format -> all.put(format, List.copyOf(tables)));
    List<StagedPart> staged = new ArrayList<>();
    for (Part part : parts) {
      RowFormat format =
          formats.stream()
              .filter(known -> known.name().equals(part.format()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(part.file() + " is of no table to be written"));
      staged.add(new StagedPart(stage, format, part));
    }
    return commit(
        out,
        stage,
        new RunTables(all, staged),
        formats.stream().map(TextFiles::plain).toList(),
        files);
  }

  /** The same for tables whose parts may lie anywhere, and for files of any kind. */
  static List<TableFile> commit(
      Path out,
      Path stage,
      RunTables tables,
      List<? extends FolderFormat> formats,
      Function<List<TableFile>, Map<String, byte[]>> files) {
    if (formats.stream().map(FolderFormat::name).distinct().count() < formats.size()) {
      throw new IllegalArgumentException("two formats of one name would write the same files");
    }
    Versions versions = new Versions(out);
    Path version = null;
    try {
      // Of an attempt alone, and in the run's own folder: neither another attempt at the same
      // commit nor the next run can get into it.
      version = stage.resolve(BUILT + UUID.randomUUID());
      Optional<VersionContents> contents = begin(versions, version, tables, formats);
      Path tablesFolder = Files.createDirectories(version.resolve(TABLES));
      List<TableFile> written = new ArrayList<>();
      List<FolderFormat.Writer> writers = new ArrayList<>();
      for (FolderFormat format : formats) {
        try (FolderFormat.Writer writer = format.open(version, stage)) {
          List<TableRows> all = tables.in(format.rows());
          all.sort(Comparator.comparingInt(rows -> format.order(rows.table())));
          for (TableRows rows : all) {
            TableFile file = writer.write(rows);
            written.add(
                contents.isPresent() && format.partitions().divide(rows.table())
                    ? completed(file, rows, version, format.partitions(), contents.get())
                    : file);
          }
          writer.finish();
          writers.add(writer);
        }
      }
      written.sort(Comparator.comparing(TableFile::table).thenComparing(TableFile::format));
      DurableFiles.forceFolder(tablesFolder);
      Map<String, byte[]> others = new TreeMap<>(files.apply(List.copyOf(written)));
      byte[] runReport = others.get(RUN_REPORT);
      for (FolderFormat.Writer writer : writers) {
        others.putAll(writer.pages(runReport));
      }
      Set<String> names = writeOthers(version, others);
      for (Path entry : DurableFiles.list(version)) {
        names.add(entry.getFileName().toString());
      }
      if (contents.isPresent()) {
        contents.get().writeTo(version);
        if (contents.get().changed().isAll()) {
          StayingWindows.addTwin(version, contents.get(), formats.get(0).partitions());
        }
      }
      names.add(SUCCESS);
      versions.requireFree(names);
      DurableFiles.create(version.resolve(SUCCESS), new byte[0]);
      DurableFiles.forceFolder(version);
      FileChannel commit = FolderLock.takeCommit(out);
      try (commit) {
        versions.hold(version, names);
      }
      return List.copyOf(written);
    } catch (IOException e) {
      throw dropping(version, FileTrouble.with("write", version == null ? out : version, e));
    } catch (RuntimeException e) {
      throw dropping(version, e);
    }
  }

  /** Whether windows can be replaced one by one: they are files of their own. */
  static boolean hasPartitions(List<? extends FolderFormat> formats) {
    return formats.size() == 1 && formats.get(0).partitions().areThere();
  }

  /** See {@link Sink#heldState}. */
  static String heldState(Path out, List<? extends FolderFormat> formats) {
    if (!hasPartitions(formats)) {
      return "";
    }
    try {
      Optional<Path> held = new Versions(out).held();
      Optional<VersionContents> contents =
          held.isPresent() ? VersionContents.read(held.get()) : Optional.empty();
      return contents.map(VersionContents::id).orElse("");
    } catch (IOException e) {
      throw FileTrouble.with("read", out, e);
    }
  }

  /** Makes the folder of a version, with what stays in it. */
  private static Optional<VersionContents> begin(
      Versions versions, Path version, RunTables tables, List<? extends FolderFormat> formats)
      throws IOException {
    Replacement replacement = tables.replacement();
    if (!replacement.isWhole()) {
      FolderFormat format = formats.get(0);
      return Optional.of(
          StayingWindows.begin(
              versions, version, replacement, format.partitions(), tables.in(format.rows())));
    }
    Files.createDirectory(version);
    return hasPartitions(formats) && !replacement.id().isEmpty()
        ? Optional.of(new VersionContents(replacement.id(), "", WindowSet.all(), new TreeMap<>()))
        : Optional.empty();
  }

  /** Notes the new windows of a table, and counts those that stay. */
  private static TableFile completed(
      TableFile file, TableRows rows, Path version, WindowFolders folders, VersionContents contents)
      throws IOException {
    SortedMap<Long, VersionContents.Size> windows = contents.windows(file.table());
    for (TableRows window : rows.byWindow()) {
      Path folder = version.resolve(file.file()).resolve(folders.folder(window.windowStart()));
      long bytes = 0;
      for (Path part : DurableFiles.list(folder)) {
        bytes += Files.size(part);
      }
      windows.put(window.windowStart(), new VersionContents.Size(window.rows(), bytes));
    }
    return new TableFile(
        file.table(),
        file.format(),
        file.file(),
        windows.values().stream().mapToLong(VersionContents.Size::rows).sum(),
        windows.values().stream().mapToLong(VersionContents.Size::bytes).sum());
  }

  /** Removes the staging folder and gives back the lock. */
  @Override
  public void close() {
    try (lock) {
      DurableFiles.deleteTree(stage);
    } catch (IOException e) {
      throw FileTrouble.with("clean up", out, e);
    }
  }

  /** Writes the files beside the tables; returns their names, or those of their top folders. */
  private static Set<String> writeOthers(Path version, Map<String, byte[]> files)
      throws IOException {
    if (!files.containsKey(RUN_REPORT)) {
      throw new IllegalArgumentException("an output without " + RUN_REPORT);
    }
    Set<String> names = new HashSet<>();
    Set<Path> folders = new HashSet<>();
    for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
      Names.requireRelativeFile(file.getKey());
      String top = file.getKey().split("/", 2)[0];
      if (top.equals(TABLES) || top.equals(SUCCESS)) {
        throw new IllegalArgumentException(file.getKey() + " is ours to write");
      }
      Path target = version.resolve(file.getKey());
      for (Path folder = target.getParent(); !folder.equals(version); folder = folder.getParent()) {
        folders.add(folder);
      }
      Files.createDirectories(target.getParent());
      DurableFiles.create(target, file.getValue());
      names.add(top);
    }
    for (Path folder : folders) {
      DurableFiles.forceFolder(folder);
    }
    return names;
  }

  /** Refuses a folder in which a user keeps something else. */
  private static void requireOurs(Path out) throws IOException {
    if (!Files.exists(out)) {
      if (Files.isSymbolicLink(out)) {
        throw new UserException("Cannot write to " + out + ": it is a link that leads nowhere.");
      }
      return;
    }
    if (!Files.isDirectory(out)) {
      throw new UserException("Cannot write to " + out + ": it is a file, not a folder.");
    }
    if (Files.exists(out.resolve(RUN_REPORT), LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (Path entry : DurableFiles.list(out)) {
      if (!Versions.internalNames().contains(entry.getFileName().toString())
          && !Versions.isOurLink(entry)) {
        throw new UserException(
            "Cannot write to "
                + out
                + ": it holds "
                + entry.getFileName()
                + " and no "
                + RUN_REPORT
                + ", so it is not an output of Broadsheet; name another folder or empty this one.");
      }
    }
  }

  private static RuntimeException closing(FolderLock lock, RuntimeException trouble) {
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException e) {
        trouble.addSuppressed(e);
      }
    }
    return trouble;
  }

  /** Deletes a version that has failed: on a full disk the room is needed. */
  private static RuntimeException dropping(Path version, RuntimeException trouble) {
    if (version != null) {
      try {
        DurableFiles.deleteTree(version);
      } catch (IOException e) {
        trouble.addSuppressed(e);
      }
    }
    return trouble;
  }
}
