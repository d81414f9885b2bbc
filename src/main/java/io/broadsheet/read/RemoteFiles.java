package io.broadsheet.read;

import io.broadsheet.article.FileTrouble;
import io.broadsheet.article.UserException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * Files that are named by addresses, such as {@code s3://bucket/news/2025.jsonl}. They are read
 * through Beam's file systems; which there are depends on the modules that were built in (profiles
 * {@code fs-s3} and {@code fs-gcs}). Wildcards mean what the file system makes of them. Names that
 * begin with a dot are skipped, as everywhere.
 */
final class RemoteFiles {
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");

  private RemoteFiles() {}

  static boolean isAddress(String name) {
    return ADDRESS.matcher(name).matches();
  }

  /**
   * Lists what a pattern matches, in no order.
   *
   * @throws UserException if nothing here reads such addresses, or the files can't be listed
   */
  static List<InputFile> list(String pattern, int input) {
    List<InputFile> files = new ArrayList<>();
    try {
      for (MatchResult.Metadata found :
          FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata()) {
        String name = found.resourceId().toString();
        String last = name.substring(name.lastIndexOf('/') + 1);
        if (!last.isEmpty() && !last.startsWith(".")) {
          files.add(new InputFile(input, name, found.sizeBytes(), found.lastModifiedMillis()));
        }
      }
      return files;
    } catch (IllegalArgumentException e) {
      String scheme = pattern.substring(0, pattern.indexOf("://"));
      throw new UserException(
          "No input: nothing in this build reads "
              + scheme
              + ":// addresses such as "
              + pattern
              + ".",
          e);
    } catch (IOException e) {
      throw new UserException("Can't list " + pattern + ": " + FileTrouble.reason(e) + ".", e);
    }
  }

  static boolean isUnchanged(InputFile file) throws IOException {
    MatchResult.Metadata now = FileSystems.matchSingleFileSpec(file.name());
    return now.sizeBytes() == file.bytes() && now.lastModifiedMillis() == file.modifiedMillis();
  }

  static InputStream open(InputFile file) throws IOException {
    ReadableByteChannel channel =
        FileSystems.open(FileSystems.matchNewResource(file.name(), false));
    InputStream stream = Channels.newInputStream(channel);
    return channel instanceof SeekableByteChannel seekable ? skipping(stream, seekable) : stream;
  }

  /** Passes over bytes without fetching them: large files are read in ranges. */
  private static InputStream skipping(InputStream stream, SeekableByteChannel channel) {
    return new FilterInputStream(stream) {
      @Override
      public long skip(long count) throws IOException {
        long start = channel.position();
        long end = Math.min(start + Math.max(count, 0), channel.size());
        channel.position(end);
        return end - start;
      }
    };
  }
}
