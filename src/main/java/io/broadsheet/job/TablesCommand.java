package io.broadsheet.job;

import io.broadsheet.table.Table;
import io.broadsheet.table.TableDocs;
import io.broadsheet.table.Tables;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "tables",
    sortOptions = false,
    description = "Prints the definitions of the report tables.")
final class TablesCommand implements Callable<Integer> {
  private static final List<String> FORMS = List.of("markdown", "json", "bigquery", "sql");

  private final Terminal terminal;

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "One table; default: all.")
  private String name;

  @Option(
      names = "--as",
      paramLabel = "FORM",
      defaultValue = "markdown",
      description = "markdown, json, bigquery or sql. Default: ${DEFAULT-VALUE}.")
  private String form;

  TablesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    TableDocs docs = TableDocs.valueOf(oneOf(FORMS, "form", form).toUpperCase(Locale.ROOT));
    List<String> names = Tables.all().stream().map(Table::name).toList();
    List<Table> tables =
        name == null
            ? Tables.all()
            : List.of(Tables.named(oneOf(names, "table", name)).orElseThrow());
    terminal.out().print(docs.of(tables));
    return Commands.DONE;
  }

  private static String oneOf(List<String> words, String noun, String word) {
    if (words.contains(word)) {
      return word;
    }
    throw new SpecException(
        "there is no "
            + noun
            + " `"
            + Printable.of(word)
            + "`"
            + Nearest.to(word, words)
                .map(nearest -> "; did you mean `" + nearest + "`?")
                .orElse("; there are " + String.join(", ", words)));
  }
}
