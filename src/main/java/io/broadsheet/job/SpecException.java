package io.broadsheet.job;

/**
 * The command line or the spec is wrong: nothing was run. The message is for the person who wrote
 * it and is shown without a stack trace; the exit code is 2.
 */
public final class SpecException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SpecException(String message) {
    super(message);
  }

  public SpecException(String message, Throwable cause) {
    super(message, cause);
  }
}
