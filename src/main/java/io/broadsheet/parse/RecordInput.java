package io.broadsheet.parse;

import java.io.InputStream;

/**
 * The bytes of one file or entry, or of a range of it.
 *
 * @param file the file's name as {@link io.broadsheet.article.Source} writes it
 * @param entry the path inside a container, or empty
 * @param stream the decompressed bytes; starts at {@code start}, and goes on to the end of the file
 *     even where the range ends before, so that the last record can be finished
 * @param start the offset of the stream's first byte in the file; above 0 only for splittable
 *     formats, whose stream then starts one byte early, so that a record that starts exactly at the
 *     range's beginning is recognised
 * @param end the offset behind the range: records that start at or after it are not read; {@link
 *     Long#MAX_VALUE} for all
 */
public record RecordInput(String file, String entry, InputStream stream, long start, long end) {}
