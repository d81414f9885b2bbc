package io.broadsheet.parse.html;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Compares headlines by their words. */
final class TitleText {
  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  /** How much of a heading, in letters, may be missing from the title that it repeats. */
  private static final double FOREIGN_SHARE = 0.25;

  private TitleText() {}

  /** True if nearly all words of a heading stand in the title. */
  static boolean repeats(String heading, String title) {
    Set<String> words = new HashSet<>();
    for (String word : NOT_WORD.split(title.toLowerCase(Locale.ROOT), -1)) {
      words.add(word);
    }
    int all = 0;
    int foreign = 0;
    for (String word : NOT_WORD.split(heading.toLowerCase(Locale.ROOT), -1)) {
      if (!word.isEmpty()) {
        all += word.length() + 1;
        foreign += words.contains(word) ? 0 : word.length() + 1;
      }
    }
    return all > 0 && foreign < FOREIGN_SHARE * all;
  }

  /** True if any word of some length stands in both. */
  static boolean sharesWords(String one, String other) {
    Set<String> words = new HashSet<>();
    for (String word : NOT_WORD.split(one.toLowerCase(Locale.ROOT), -1)) {
      if (word.length() > 3 || word.codePoints().anyMatch(Character::isIdeographic)) {
        words.add(word);
      }
    }
    for (String word : NOT_WORD.split(other.toLowerCase(Locale.ROOT), -1)) {
      if (words.contains(word)) {
        return true;
      }
    }
    return words.isEmpty();
  }
}
