package io.broadsheet.text;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Words that mean one thing in capitals and another in small letters: {@code US} and <em>us</em>,
 * {@code WHO} and <em>who</em>, {@code EU} and Portuguese <em>eu</em>. A word in capitals whose
 * small form is a function word of some language keeps its capitals, unless its whole line is in
 * capitals. Which words these are is fixed with this version of the program; a spec's stop words
 * don't change it, so they can't change a count.
 */
final class Acronyms {
  private static final int LONGEST = 5;
  private static final Set<String> KEPT = new TreeSet<>();

  static {
    for (String language : StopWords.languages()) {
      for (String word : StopWords.of(language)) {
        if (word.length() >= 2 && word.length() <= LONGEST && isLatin(word)) {
          KEPT.add(word.toUpperCase(Locale.ROOT));
        }
      }
    }
  }

  private Acronyms() {}

  /** True if {@code capitals} is to stay as it is. */
  static boolean contains(String capitals) {
    return KEPT.contains(capitals);
  }

  private static boolean isLatin(String word) {
    return word.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }
}
