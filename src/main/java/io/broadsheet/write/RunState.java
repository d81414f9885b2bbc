package io.broadsheet.write;

import io.broadsheet.article.FileTrouble;
import io.broadsheet.read.InputFile;
import io.broadsheet.read.ReadTask;
import io.broadsheet.state.DamagedPackException;
import io.broadsheet.state.RunPlan;
import io.broadsheet.state.StateFolder;
import io.broadsheet.state.WindowRanges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a run has of those before it, for as long as it lasts: no other run has it meanwhile. */
public final class RunState implements AutoCloseable {
  private final Optional<StateFolder> folder;
  private final Optional<FolderLock> lock;
  private final Consumer<String> say;

  private RunState(Optional<StateFolder> folder, Optional<FolderLock> lock, Consumer<String> say) {
    this.folder = folder;
    this.lock = lock;
    this.say = say;
  }

  /**
   * Takes a folder, which is made if there is none.
   *
   * @param path nothing for a run that remembers nothing
   * @param say takes sentences for the person who started the run
   * @throws io.broadsheet.article.UserException if another run has it, or it can't be written to
   */
  public static RunState open(Optional<Path> path, Consumer<String> say) {
    if (path.isEmpty()) {
      return new RunState(Optional.empty(), Optional.empty(), say);
    }
    try {
      Files.createDirectories(path.get());
      FolderLock lock = FolderLock.take(path.get());
      lock.predecessor()
          .ifPresent(
              run ->
                  say.accept(
                      "the run before ended without finishing ("
                          + run
                          + "); going on from the"
                          + " last that did"));
      return new RunState(Optional.of(StateFolder.at(path.get())), Optional.of(lock), say);
    } catch (IOException e) {
      throw FileTrouble.with("write to", path.get(), e);
    }
  }

  /** Plans the run, and says if something can't be as it should. */
  public RunPlan plan(
      RunPlan.Request request, int shards, Function<List<InputFile>, List<ReadTask>> share) {
    if (folder.isEmpty()) {
      return RunPlan.withoutState(request.files(), share.apply(request.files()), shards);
    }
    RunPlan plan = RunPlan.of(folder.get(), request, shards, share);
    if (!plan.lost().isEmpty()) {
      say.accept(
          plan.lost().size()
              + " files are gone that were read together with others which must be read again;"
              + " their articles leave the tables: "
              + String.join(", ", plan.lost()));
    }
    return plan;
  }

  /** Whether files were read of which articles of some windows were left out. */
  public boolean leavesOut(WindowRanges windows) {
    return folder.flatMap(StateFolder::current).stream()
        .flatMap(manifest -> manifest.packs().stream())
        .anyMatch(pack -> pack.outside().keySet().stream().anyMatch(windows::contains));
  }

  /** Deletes what is damaged, so that the next plan reads its files again. */
  public void forget(DamagedPackException damaged) {
    try {
      say.accept(damaged.getMessage() + " Its files are read again.");
      Files.deleteIfExists(damaged.file());
    } catch (IOException e) {
      throw FileTrouble.with("delete", damaged.file(), e);
    }
  }

  @Override
  public void close() {
    if (lock.isPresent()) {
      try {
        lock.get().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
