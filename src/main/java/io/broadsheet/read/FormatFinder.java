package io.broadsheet.read;

import io.broadsheet.article.Rejection;
import io.broadsheet.article.Source;
import io.broadsheet.parse.Format;
import io.broadsheet.parse.Formats;
import io.broadsheet.parse.Formats.Detection;
import io.broadsheet.parse.Head;
import io.broadsheet.parse.ParseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Tells what files are taken for, without reading further than that needs. */
public final class FormatFinder {
  private final ContainerLimits limits;

  public FormatFinder(ContainerLimits limits) {
    this.limits = limits;
  }

  /** Takes what is found. */
  public interface Findings {

    /**
     * A file, or an entry of one.
     *
     * @param name its name
     * @param format the format's name; empty if none recognises it
     * @param reason why, as a phrase for a person
     */
    void found(String name, String format, String reason);
  }

  /** Looks at the beginning of a file, or of each of its entries. */
  public void find(InputFile file, Findings findings) {
    try (InputStream in = InputFiles.open(file, Path.of(""))) {
      Containers.open(
          file.name(),
          in,
          limits,
          new Containers.Visitor() {
            @Override
            public void container(String entry, String kind) {
              findings.found(
                  new Source(file.name(), entry, 0).name(), kind, "a container, which is opened");
            }

            @Override
            public void file(String entry, InputStream content) throws IOException {
              Head head = Head.of(content, entry.isEmpty() ? file.name() : entry);
              Detection detection = Formats.detect(head, ParseOptions.defaults());
              findings.found(
                  new Source(file.name(), entry, 0).name(),
                  detection.format().map(Format::name).orElse(""),
                  detection.reason());
            }

            @Override
            public void rejection(Rejection rejection) {
              findings.found(rejection.source().name(), "", rejection.detail());
            }
          });
    } catch (IOException e) {
      findings.found(file.name(), "", InputFiles.reasonOf(e));
    }
  }
}
