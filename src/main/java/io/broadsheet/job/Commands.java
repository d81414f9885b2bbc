package io.broadsheet.job;

import io.broadsheet.article.UserException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: its subcommands, and how failures become sentences and exit codes. */
public final class Commands {
  /** Done. */
  public static final int DONE = 0;

  /** Something went wrong while it ran. */
  public static final int FAILED = 1;

  /** The command line or the spec is wrong; nothing was run. */
  public static final int WRONG_USE = 2;

  /** Done, but more was rejected than the spec's {@code max_rejected} allows. */
  public static final int TOO_MANY_REJECTED = 3;

  private static final String OUT_OF_MEMORY =
      "the memory is used up; BROADSHEET_JAVA_OPTS=-Xmx8g, say, gives the JVM 8 GiB";

  private static final int HELP_COLUMNS = 100;

  private static final OptionSpec HELP =
      OptionSpec.builder("-h", "--help").usageHelp(true).description("Shows this help.").build();

  private static final OptionSpec DEBUG =
      OptionSpec.builder("--debug").description("Shows the stack trace of a failure.").build();

  private final Terminal terminal;
  private final JobRunner runner;
  private final FormatTeller formats;
  private final Clock clock;

  /**
   * @param terminal where everything is printed
   * @param runner runs the jobs of {@code run} and {@code report}
   * @param formats answers {@code formats}
   * @param clock tells "now" where {@code --as-of} does not
   */
  public Commands(Terminal terminal, JobRunner runner, FormatTeller formats, Clock clock) {
    this.terminal = terminal;
    this.runner = runner;
    this.formats = formats;
    this.clock = clock;
  }

  /** Carries out a command line and returns the exit code. */
  public int execute(String... arguments) {
    JobExecution execution = new JobExecution(terminal, runner);
    CommandLine commandLine =
        new CommandLine(new WholeCommand())
            .addSubcommand(new RunCommand(execution, clock))
            .addSubcommand(new ReportCommand(execution, clock))
            .addSubcommand(new CheckCommand(terminal, clock))
            .addSubcommand(new StatusCommand(terminal, clock))
            .addSubcommand(new TablesCommand(terminal))
            .addSubcommand(new FormatsCommand(terminal, formats))
            .setOut(terminal.out())
            .setErr(terminal.err())
            .setExpandAtFiles(false)
            .setUsageHelpWidth(HELP_COLUMNS)
            .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(this::explainWrongUse)
            .setExecutionExceptionHandler(this::explainFailure);
    for (CommandLine subcommand : commandLine.getSubcommands().values()) {
      subcommand.getCommandSpec().addOption(HELP).addOption(DEBUG);
    }
    try {
      return commandLine.execute(arguments);
    } catch (OutOfMemoryError e) {
      complain(OUT_OF_MEMORY);
      return FAILED;
    } finally {
      terminal.out().flush();
      terminal.err().flush();
    }
  }

  private int explainWrongUse(ParameterException e, String[] arguments) {
    String sentence = e.getMessage();
    if (e instanceof UnmatchedArgumentException unmatched) {
      String argument = unmatched.getUnmatched().get(0);
      CommandSpec command = e.getCommandLine().getCommandSpec();
      List<String> known = new ArrayList<>(command.subcommands().keySet());
      known.addAll(command.optionsMap().keySet());
      sentence =
          "unexpected argument `"
              + Printable.of(argument)
              + "`"
              + Nearest.hint(argument.replaceFirst("=.*$", ""), known);
    }
    complain(sentence);
    complain("try `" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help`");
    return WRONG_USE;
  }

  private int explainFailure(Exception e, CommandLine commandLine, ParseResult parsed) {
    boolean isSpecWrong = e instanceof SpecException;
    Optional<UserException> mendable = causeThatIs(UserException.class, e);
    boolean isDebug = commandLine.getParseResult().hasMatchedOption(DEBUG);
    if (isSpecWrong) {
      complain(e.getMessage());
    } else if (mendable.isPresent()) {
      complain(mendable.get().getMessage());
    } else if (causeThatIs(OutOfMemoryError.class, e).isPresent()) {
      complain(OUT_OF_MEMORY);
    } else {
      complain("this should not happen: " + innermost(e));
      complain(isDebug ? "it happened here:" : "--debug shows where it happened");
    }
    if (isDebug) {
      e.printStackTrace(terminal.err());
    }
    return isSpecWrong ? WRONG_USE : FAILED;
  }

  private void complain(String sentence) {
    terminal.err().println("broadsheet: " + sentence);
  }

  private static <T extends Throwable> Optional<T> causeThatIs(Class<T> type, Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }

  private static Throwable innermost(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** What stands before the subcommand. */
  @Command(
      name = "broadsheet",
      description = "News articles in, audited aggregate reports per publication window out.",
      synopsisSubcommandLabel = "COMMAND",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      footer = {
        "",
        "`broadsheet COMMAND --help` tells more about each.",
        "Exit codes: 0 done; 1 failed; 2 the command line or the spec is wrong; 3 done, but more"
            + " was",
        "rejected than the spec's max_rejected allows."
      })
  private static final class WholeCommand implements Runnable {
    @CommandLine.Spec private CommandSpec spec;

    @Override
    public void run() {
      throw new ParameterException(spec.commandLine(), "a command is missing");
    }
  }
}
