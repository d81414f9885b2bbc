package io.broadsheet.write;

import java.nio.file.Path;
import java.util.List;

/**
 * A part and where it lies.
 *
 * @param stage the staging folder
 * @param format its encoding
 */
record StagedPart(Path stage, RowFormat format, Part part) {

  /** The same for parts in the same file. */
  StagedPart place() {
    return new StagedPart(
        stage, format, new Part(part.table(), part.format(), part.file(), List.of()));
  }
}
