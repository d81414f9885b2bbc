package io.broadsheet.write;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;

/**
 * A target of a run's tables. Workers write their rows in the encodings that it asks for into part
 * files; once all are there, one call makes the new content of them.
 *
 * <p>A sink learns what it writes from {@link io.broadsheet.table.Table} definitions alone, so a
 * new table needs no change in any sink.
 */
public interface Sink extends Serializable {
  /** What messages call it: {@code csv in out/daily}. */
  String name();

  /** Where the tables are found afterwards, for the summary. */
  String target();

  /** What a message says of the target when a commit has failed, as {@code it} would say it. */
  default String afterFailure() {
    return "is as it was";
  }

  /** The encodings in which it wants its rows; two may not have the same name. */
  List<RowFormat> formats();

  /** An absolute path where parts may be written; the run's other processes see it, too. */
  String stage();

  /** Whether it can replace some windows and leave the others. */
  default boolean replacesWindows() {
    return false;
  }

  /**
   * The id of the state that the target's tables were made of, if it can replace some windows and
   * leave the others (see {@link RunTables#replacement}); else empty.
   */
  default String heldState() {
    return "";
  }

  /**
   * Lets the run's tables take the place of what the target holds, whole or not at all (or as
   * {@link #afterFailure} says). Committing the same tables again gives the same content.
   *
   * @param report {@code run.json}, given the files that were written
   * @throws io.broadsheet.article.UserException if the target refuses
   */
  void commit(RunTables tables, Function<List<TableFile>, byte[]> report);

  /**
   * {@link #commit} for the newest version of every window of a stream; most windows were in the
   * commit before, too.
   */
  default void commitVersions(RunTables tables, Function<List<TableFile>, byte[]> report) {
    commit(tables, report);
  }
}
