package io.broadsheet.article;

/**
 * Where a record was found: a file, the entry inside it if the file is a container, and the byte
 * offset (or the ordinal, where bytes have no meaning) of the record in it.
 *
 * @param file the file as the input glob names it, with {@code /} between folders
 * @param entry the path inside a container, its levels joined with {@code !}; empty if none
 * @param offset the offset of the record's first byte in the (decompressed) file or entry; for an
 *     element of a JSON array or a row of CSV the offset of that element
 */
public record Source(String file, String entry, long offset) implements Comparable<Source> {

  /** {@code file}, {@code file!entry}, each followed by {@code @offset}. */
  @Override
  public String toString() {
    return name() + "@" + offset;
  }

  /** The file and entry without the offset. */
  public String name() {
    return entry.isEmpty() ? file : file + "!" + entry;
  }

  @Override
  public int compareTo(Source other) {
    int byName = name().compareTo(other.name());
    return byName != 0 ? byName : Long.compare(offset, other.offset);
  }
}
