package io.broadsheet.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The mistakes found in one spec, collected so that they are reported all at once. */
final class Problems {
  /** Beyond this many a reader is not helped by more. */
  private static final int SHOWN = 50;

  private record Problem(Place place, String sentence) {}

  private final List<Problem> found = new ArrayList<>();

  void add(Place place, String sentence) {
    found.add(new Problem(place, sentence));
  }

  int count() {
    return found.size();
  }

  /**
   * Does nothing if there are none.
   *
   * @param subject what was read: the spec's file, or the command
   * @throws SpecException that lists all of them, in the order of the file
   */
  void throwIfAny(String subject) {
    if (found.isEmpty()) {
      return;
    }
    found.sort(Comparator.comparing(Problem::place));
    StringBuilder message = new StringBuilder(subject);
    message.append(found.size() == 1 ? " has a mistake:" : " has " + found.size() + " mistakes:");
    found.stream().limit(SHOWN).forEach(problem -> message.append("\n  ").append(line(problem)));
    if (found.size() > SHOWN) {
      message.append("\n  and ").append(found.size() - SHOWN).append(" more");
    }
    throw new SpecException(message.toString());
  }

  private static String line(Problem problem) {
    return problem.place() + ": " + problem.sentence();
  }
}
