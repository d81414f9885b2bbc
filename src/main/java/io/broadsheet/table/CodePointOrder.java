package io.broadsheet.table;

import java.util.Comparator;

/**
 * The order in which tables sort text: by code point, which is also the order of the UTF-8 bytes.
 * {@link String#compareTo} differs from it where surrogates are involved.
 */
public enum CodePointOrder implements Comparator<String> {
  INSTANCE;

  @Override
  public int compare(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean xIsSurrogate = Character.isSurrogate(x);
        boolean yIsSurrogate = Character.isSurrogate(y);
        return xIsSurrogate == yIsSurrogate ? Character.compare(x, y) : xIsSurrogate ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
