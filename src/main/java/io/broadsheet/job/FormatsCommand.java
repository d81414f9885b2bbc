package io.broadsheet.job;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "formats",
    sortOptions = false,
    description = "Says what each file is taken for, and why.")
final class FormatsCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final FormatTeller teller;

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = "Files, folders, or globs in quotes.")
  private List<String> inputs;

  FormatsCommand(Terminal terminal, FormatTeller teller) {
    this.terminal = terminal;
    this.teller = teller;
  }

  @Override
  public Integer call() {
    teller.tell(
        inputs.stream().map(JobSpec::filesOf).toList(),
        finding ->
            terminal
                .out()
                .println(
                    Printable.of(finding.file())
                        + ": "
                        + (finding.format().isEmpty() ? "unknown" : finding.format())
                        + (finding.reason().isEmpty() ? "" : ", " + finding.reason())));
    return Commands.DONE;
  }
}
