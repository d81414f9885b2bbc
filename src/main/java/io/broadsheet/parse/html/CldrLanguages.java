package io.broadsheet.parse.html;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.util.ULocale;
import java.util.Set;
import java.util.TreeSet;

/** The languages whose months CLDR knows. */
final class CldrLanguages {
  static final Set<String> NAMES = names();

  private CldrLanguages() {}

  private static Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (ULocale locale : DateFormatSymbols.getAvailableULocales()) {
      names.add(locale.getLanguage());
    }
    return names;
  }
}
