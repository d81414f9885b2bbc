package io.broadsheet.parse;

import java.util.Arrays;

/** The tokens of a date text with the phrases of a vocabulary found in them, longest first. */
final class DatePhrases {
  final DateTokens tokens;
  final DateWords words;

  /** The meaning of the phrase that starts at a token, or null. */
  private final DateWord[] meanings;

  /** The last token of that phrase. */
  private final int[] lasts;

  /** For the last token of a phrase its first, else -1. */
  private final int[] firsts;

  final boolean hasThai;

  DatePhrases(DateTokens tokens, DateWords words) {
    this.tokens = tokens;
    this.words = words;
    this.meanings = new DateWord[tokens.count()];
    this.lasts = new int[tokens.count()];
    this.firsts = new int[tokens.count()];
    Arrays.fill(firsts, -1);
    boolean isThaiSeen = false;
    for (int i = 0; i < tokens.count(); i++) {
      char c = tokens.firstChar(i);
      isThaiSeen |= c >= '\u0e00' && c <= '\u0e7f';
    }
    this.hasThai = isThaiSeen;
    find();
  }

  private void find() {
    int at = 0;
    while (at < tokens.count()) {
      at = tokens.isSign(at) ? at + 1 : findAt(at);
    }
  }

  /** Finds the longest phrase from a token on; returns the token to go on from. */
  private int findAt(int start) {
    if (!words.mayBegin(tokens.key(start))) {
      return start + 1;
    }
    StringBuilder phrase = new StringBuilder(tokens.key(start));
    int last = start;
    DateWord longest = null;
    int longestLast = start;
    for (int length = 1; ; length++) {
      DateWord word = words.get(phrase.toString());
      if (word != null && (length == 1 || !isBrokenBefore(last, start))) {
        longest = word;
        longestLast = last;
      }
      int next = next(last);
      if (next < 0 || length == DateWords.LONGEST_PHRASE) {
        break;
      }
      phrase.append(' ').append(tokens.key(next));
      last = next;
    }
    if (longest == null) {
      return start + 1;
    }
    meanings[start] = longest;
    lasts[start] = longestLast;
    firsts[longestLast] = start;
    return longestLast + 1;
  }

  /**
   * A number and the month sign behind a blank, as in {@code 02 月}, are one phrase unless the sign
   * begins a longer one: {@code 2025-07-02 月曜日} has no second month.
   */
  private boolean isBrokenBefore(int last, int start) {
    if (!tokens.isNumber(start)) {
      return false;
    }
    boolean isInDate =
        tokens.isGlued(start)
            && (tokens.isSign(start - 1, '-')
                || tokens.isSign(start - 1, '/')
                || tokens.isSign(start - 1, '.')
                || tokens.isSign(start - 1, ':'));
    if (isInDate) {
      return true;
    }
    int next = next(last);
    return last == start + 1
        && !tokens.isGlued(last)
        && next >= 0
        && tokens.isGlued(next)
        && words.get(tokens.key(last) + ' ' + tokens.key(next)) != null;
  }

  /** The token that may go on a phrase behind another one, or -1. */
  private int next(int last) {
    int next = last + 1;
    if (!tokens.isSign(next)) {
      boolean isPart = tokens.isWord(next) || (tokens.isNumber(next) && !tokens.isNumber(last));
      return isPart ? next : -1;
    }
    // Signs inside a phrase are glued to a word: a.m., p. m., 7-р, ዓ/ም.
    char sign = tokens.firstChar(next);
    boolean isInside =
        tokens.isNumber(last)
            ? sign == '-' && tokens.isGlued(next + 1)
            : sign == '.'
                || sign == '\''
                || sign == '-'
                || (sign == '/' && tokens.isGlued(next + 1));
    return isInside && tokens.isGlued(next) && tokens.isWord(next + 1) ? next + 1 : -1;
  }

  /** The meaning of the phrase that starts at a token, or null. */
  DateWord at(int token) {
    return token >= 0 && token < meanings.length ? meanings[token] : null;
  }

  /** The last token of the phrase that starts at a token with a meaning. */
  int last(int token) {
    return lasts[token];
  }

  /** The first token of the phrase that ends right before a token, or -1. */
  int firstOfPhraseBefore(int token) {
    int end = token - 1;
    if (end > 0 && (tokens.isSign(end, '.') || tokens.isSign(end, '('))) {
      end--;
    }
    return end < 0 ? -1 : firsts[end];
  }

  /** The first token of the phrase that begins right behind a token, or -1. */
  int firstOfPhraseAfter(int token) {
    int start = token + 1;
    if (tokens.isSign(start, '.') || tokens.isSign(start, ',') || tokens.isSign(start, '(')) {
      start++;
    }
    return at(start) == null ? -1 : start;
  }

  /** True if the letters of a phrase are capitals as far as its script has them. */
  boolean isInCapitals(int first) {
    String raw = tokens.raw(first, lasts[first]);
    for (int i = 0; i < raw.length(); i++) {
      if (Character.isLowerCase(raw.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
