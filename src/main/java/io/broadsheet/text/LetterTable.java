package io.broadsheet.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;

/** Every letter of the basic plane in its small form, and its script. 192 kB, made when loaded. */
final class LetterTable {
  private static final char[] SMALL = new char[1 << 16];
  private static final byte[] SCRIPT = new byte[1 << 16];

  static {
    for (int c = 0; c < SMALL.length; c++) {
      if (UCharacter.hasBinaryProperty(c, UProperty.ALPHABETIC)
          || UCharacter.hasBinaryProperty(c, UProperty.IDEOGRAPHIC)) {
        int small = UCharacter.toLowerCase(c);
        SMALL[c] = (char) (small < SMALL.length ? small : c);
        SCRIPT[c] = (byte) UScript.getScript(c);
      }
    }
  }

  private LetterTable() {}

  /** The small form of a letter; 0 for what is no letter. */
  static char small(char c) {
    return SMALL[c];
  }

  /** The letter's {@link UScript}. */
  static int script(char c) {
    return SCRIPT[c] & 0xff;
  }
}
