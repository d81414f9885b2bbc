package io.broadsheet.article;

/**
 * Something that the person who runs a job can mend: a missing input, a folder that may not be
 * written, a full disk. Its message is one clear sentence, shown without a stack trace.
 */
public class UserException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UserException(String sentence) {
    super(sentence);
  }

  public UserException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /**
   * The UserException in a chain of causes, for runners that wrap what a step throws.
   *
   * @throws RuntimeException {@code thrown} itself if there is none
   */
  public static UserException within(RuntimeException thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserException found) {
        return found;
      }
    }
    throw thrown;
  }
}
