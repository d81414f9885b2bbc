package io.broadsheet.job;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command speaks: results to {@code out}, progress and complaints to {@code err}, both as
 * UTF-8.
 *
 * @param out standard output
 * @param err standard error
 * @param isLive true if standard error is a terminal, on which a line can be rewritten
 * @param columns the terminal's width
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean isLive, int columns) {
  private static final int USUAL_COLUMNS = 80;

  /**
   * The streams of this process. What standard error is, the launcher tells in the system
   * properties {@code broadsheet.terminal} and {@code broadsheet.columns}, for Java cannot find
   * out; without them it is no terminal.
   */
  @SpeaksToTerminal
  public static Terminal ofProcess() {
    return new Terminal(
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        Boolean.getBoolean("broadsheet.terminal"),
        Integer.getInteger("broadsheet.columns", USUAL_COLUMNS));
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    FileOutputStream stream = new FileOutputStream(descriptor);
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
