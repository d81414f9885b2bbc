package io.broadsheet.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.broadsheet.table.TableDocs;
import io.broadsheet.table.Tables;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Generated pages are what the program makes today; {@code -Ddocs.update=true} rewrites them. */
final class DocumentsTest {
  @Test
  void publishesTheTables() throws IOException {
    GoldenFiles.check(
        Path.of("docs/tables.md"), TableDocs.MARKDOWN.of(Tables.all()), "docs.update");
  }

  @Test
  void publishesTheSpec() throws IOException {
    GoldenFiles.check(Path.of("docs/job-spec.md"), SpecDocs.text(), "docs.update");
  }

  @Test
  void publishesTheSpecsSchema() throws IOException {
    GoldenFiles.check(Path.of("docs/job-spec.schema.json"), SpecSchema.text(), "docs.update");
  }

  @Test
  void documentsEveryKey() {
    check(SpecKeys.ROOT, SpecDocs.text());
  }

  private static void check(SpecSection section, String page) {
    for (SpecEntry entry : section.entries()) {
      assertThat(page, containsString("\n| `" + entry.name() + "` | "));
      if (entry instanceof SpecSection below) {
        check(below, page);
      }
    }
  }
}
