package io.broadsheet.read;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A file system of Beam's in memory, {@code memory://name}, which stands in for those of object
 * stores: no folders, no links, read from the start on.
 */
public final class MemoryFiles extends FileSystem<MemoryFiles.Address> {
  /** What is in it, by address. */
  public static final NavigableMap<String, byte[]> FILES = new ConcurrentSkipListMap<>();

  /** How Beam finds it. */
  public static final class Registrar implements FileSystemRegistrar {
    @Override
    public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
      return List.of(new MemoryFiles());
    }
  }

  record Address(String name) implements ResourceId {
    private static final long serialVersionUID = 1;

    @Override
    public ResourceId resolve(String other, ResolveOptions options) {
      return new Address(name + "/" + other);
    }

    @Override
    public ResourceId getCurrentDirectory() {
      return new Address(name.substring(0, name.lastIndexOf('/')));
    }

    @Override
    public String getScheme() {
      return "memory";
    }

    @Override
    public String getFilename() {
      return name.substring(name.lastIndexOf('/') + 1);
    }

    @Override
    public boolean isDirectory() {
      return false;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @Override
  protected List<MatchResult> match(List<String> patterns) {
    List<MatchResult> results = new ArrayList<>();
    for (String pattern : patterns) {
      List<MatchResult.Metadata> found = new ArrayList<>();
      FILES.forEach(
          (name, bytes) -> {
            if (name.matches(pattern.replace(".", "\\.").replace("*", ".*"))) {
              found.add(
                  MatchResult.Metadata.builder()
                      .setResourceId(new Address(name))
                      .setSizeBytes(bytes.length)
                      .setIsReadSeekEfficient(false)
                      .setLastModifiedMillis(1)
                      .build());
            }
          });
      results.add(
          MatchResult.create(
              found.isEmpty() ? MatchResult.Status.NOT_FOUND : MatchResult.Status.OK, found));
    }
    return results;
  }

  @Override
  protected ReadableByteChannel open(Address address) throws FileNotFoundException {
    byte[] bytes = FILES.get(address.name());
    if (bytes == null) {
      throw new FileNotFoundException(address.name());
    }
    return Channels.newChannel(new ByteArrayInputStream(bytes));
  }

  @Override
  protected Address matchNewResource(String name, boolean isFolder) {
    return new Address(name);
  }

  @Override
  protected String getScheme() {
    return "memory";
  }

  @Override
  protected WritableByteChannel create(Address address, CreateOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void copy(List<Address> from, List<Address> to) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void rename(List<Address> from, List<Address> to, MoveOptions... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void delete(Collection<Address> addresses) {
    throw new UnsupportedOperationException();
  }
}
