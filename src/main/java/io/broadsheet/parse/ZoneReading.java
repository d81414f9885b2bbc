package io.broadsheet.parse;

import java.time.ZoneId;
import java.util.Locale;

/** Reads the zone behind a clock time: an offset, a name, a place. */
final class ZoneReading {
  private final DatePhrases phrases;
  private final DateTokens tokens;
  private final String language;
  private final boolean hasSecond;

  int offsetSeconds = FoundDate.NO_OFFSET;
  ZoneId zone;

  /** True if something names a zone that is not known or has several meanings. */
  boolean isUncertain;

  /** The token behind the zone. */
  int next;

  ZoneReading(DatePhrases phrases, String language, boolean hasSecond) {
    this.phrases = phrases;
    this.tokens = phrases.tokens;
    this.language = language;
    this.hasSecond = hasSecond;
  }

  /** Reads from a token on, as far as another one; false if there is no zone. */
  boolean read(int from, int to) {
    int at = from;
    if (tokens.isSign(at, '(') || tokens.isSign(at, '[') || tokens.isSign(at, ',')) {
      at++;
    }
    if (at >= to) {
      return false;
    }
    return tokens.isSign(at) ? readOffset(at, to) : tokens.isWord(at) && readName(at, to);
  }

  private boolean readOffset(int sign, int to) {
    int number = sign + 1;
    if ((!tokens.isSign(sign, '+') && !tokens.isSign(sign, '-'))
        || number >= to
        || !tokens.isNumber(number)
        || !tokens.isGlued(number)) {
      return false;
    }
    int digits = tokens.digits(number);
    int hours = tokens.value(number);
    int minutes = 0;
    int behind = number + 1;
    if (digits == 4) {
      minutes = hours % 100;
      hours /= 100;
    } else if (digits > 2) {
      return false;
    } else if (tokens.isSign(behind, ':')
        && tokens.isGlued(behind)
        && tokens.isNumber(behind + 1)
        && tokens.digits(behind + 1) == 2) {
      minutes = tokens.value(behind + 1);
      behind += 2;
    }
    boolean isDate =
        tokens.isGlued(behind)
            && tokens.isSign(behind)
            && tokens.isNumber(behind + 1)
            && "-/.".indexOf(tokens.firstChar(behind)) >= 0;
    if (isDate || hours > 14 || minutes > 59) {
      return false;
    }
    int seconds = (hours * 60 + minutes) * 60;
    offsetSeconds = tokens.isSign(sign, '-') ? -seconds : seconds;
    next = behind;
    return true;
  }

  private boolean readName(int first, int to) {
    if (readRegion(first, to)) {
      return true;
    }
    for (int length = 4; length >= 1; length--) {
      int last = first + length - 1;
      if (last < to && areWords(first, last) && readNames(first, last, to)) {
        return true;
      }
    }
    return readUnknown(first, to);
  }

  private boolean areWords(int first, int last) {
    for (int i = first; i <= last; i++) {
      if (!tokens.isWord(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean readNames(int first, int last, int to) {
    String raw = tokens.raw(first, last);
    String name = raw.toUpperCase(Locale.ROOT);
    if (first == last && !isWrittenAsZone(first, raw, name)) {
      return false;
    }
    offsetSeconds = ZoneNames.offset(name, language);
    zone = ZoneNames.place(name);
    if (offsetSeconds == FoundDate.NO_OFFSET && zone == null) {
      return false;
    }
    next = last + 1;
    boolean isGreenwich = name.equals("GMT") || name.equals("UTC") || name.equals("UT");
    if (isGreenwich && next < to) {
      readOffset(next, to);
    }
    return true;
  }

  private boolean isWrittenAsZone(int token, String raw, String name) {
    if (raw.length() == 1) {
      boolean isHalf = name.equals("A") || name.equals("P");
      return name.equals("Z")
          || (raw.equals(name) && !tokens.isGlued(token) && (!isHalf || hasSecond));
    }
    DateWord word = phrases.at(token);
    if (word != null && (word.isMonth() || word.isWeekday)) {
      return false;
    }
    return raw.equals(name) || ZoneNames.isKnownInSmallLetters(raw);
  }

  /** {@code Europe/Paris}. */
  private boolean readRegion(int first, int to) {
    int last = first;
    while (last + 1 < to && tokens.isGlued(last + 1) && isInRegion(last + 1)) {
      last++;
    }
    if (last == first) {
      return false;
    }
    zone = ZoneNames.region(tokens.raw(first, last));
    next = last + 1;
    return zone != null;
  }

  private boolean isInRegion(int token) {
    return !tokens.isSign(token) || "/_-+".indexOf(tokens.firstChar(token)) >= 0;
  }

  /** Two to five capitals that mean nothing else, or words that end in "time". */
  private boolean readUnknown(int first, int to) {
    int last = first;
    while (last < to && last < first + 4 && tokens.isWord(last)) {
      if (last > first && tokens.word(last).equals("time")) {
        isUncertain = true;
        next = last + 1;
        return true;
      }
      last++;
    }
    String raw = tokens.raw(first);
    boolean isCode = raw.length() >= 2 && raw.length() <= 5;
    for (int i = 0; i < raw.length() && isCode; i++) {
      isCode = raw.charAt(i) >= 'A' && raw.charAt(i) <= 'Z';
    }
    isUncertain = isCode && (phrases.at(first) == null || ZoneNames.isKnownInSmallLetters(raw));
    next = first + 1;
    return isUncertain;
  }
}
