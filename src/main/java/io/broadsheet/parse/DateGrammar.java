package io.broadsheet.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads dates as people write them, in the languages of CLDR: {@code Published: 2 de julio de 2025
 * a las 10:05}, {@code 令和7年7月2日}, {@code 2 กรกฎาคม 2568}, {@code 2025. gada 2. jūlijs}.
 *
 * <p>Words that it does not know may stand before and behind a date, never inside. Time and memory
 * are in proportion to the text's length.
 */
final class DateGrammar {
  private final DatePhrases phrases;
  private final DateTokens tokens;
  private final String language;
  private final int pivot;
  private final long latestDay;

  private DateGrammar(DatePhrases phrases, String language, int pivot, long latestDay) {
    this.phrases = phrases;
    this.tokens = phrases.tokens;
    this.language = language;
    this.pivot = pivot;
    this.latestDay = latestDay;
  }

  /**
   * Reads a text: with the words of its language and of English first, then with those of all
   * languages.
   *
   * @param language the BCP 47 tag that the record declares, or empty
   * @param pivot two-digit years below it are 20yy, the others 19yy
   * @param latestDay the last epoch day that may be dated
   */
  static void read(DateTokens tokens, String language, int pivot, long latestDay, FoundDate found) {
    found.clear();
    if (!hasDayAndYear(tokens)) {
      return;
    }
    read(new DatePhrases(tokens, DateWords.of(language)), language, pivot, latestDay, found);
    if (isUnclear(found) && hasWord(tokens)) {
      found.clear();
      read(new DatePhrases(tokens, DateWords.all()), language, pivot, latestDay, found);
    }
  }

  /** True if words of other languages, a weekday among them, may tell more. */
  private static boolean isUnclear(FoundDate found) {
    return switch (found.kind) {
      case NOTHING, AMBIGUOUS -> true;
      case NUMERIC ->
          found.numeric.onlyDay() == NumericReading.NO_DAY
              && found.dayByWeekday == NumericReading.NO_DAY;
      case DAY, INSTANT, IMPOSSIBLE -> false;
    };
  }

  private static void read(
      DatePhrases phrases, String language, int pivot, long latestDay, FoundDate found) {
    new DateGrammar(phrases, language, pivot, latestDay).read(found);
  }

  /** No date has fewer than two numbers, but for the Japanese first year of an era. */
  private static boolean hasDayAndYear(DateTokens tokens) {
    int numbers = 0;
    for (int i = 0; i < tokens.count(); i++) {
      if (tokens.isNumber(i)) {
        numbers++;
      }
    }
    return numbers >= 2;
  }

  private static boolean hasWord(DateTokens tokens) {
    for (int i = 0; i < tokens.count(); i++) {
      if (tokens.isWord(i)) {
        return true;
      }
    }
    return false;
  }

  /** A part of the text that a label introduces, or that stands before the first label. */
  private record Segment(DateWord.Label label, FoundDate found) {
    boolean hasDate() {
      return found.kind != FoundDate.Kind.NOTHING;
    }
  }

  private void read(FoundDate found) {
    List<Segment> segments = new ArrayList<>();
    DateWord.Label label = DateWord.Label.NONE;
    int start = 0;
    for (int i = 0; i <= tokens.count(); i++) {
      DateWord word = phrases.at(i);
      boolean isLabel = word != null && word.label != DateWord.Label.NONE;
      if (isLabel || i == tokens.count()) {
        if (i > start) {
          segments.add(new Segment(label, readSegment(start, i)));
        }
        start = i;
        label = isLabel ? word.label : label;
      }
    }
    choose(segments, found);
  }

  private FoundDate readSegment(int from, int to) {
    FoundDate found = new FoundDate();
    boolean[] isUsed = new boolean[tokens.count()];
    TimeGrammar times = new TimeGrammar(phrases, language, isUsed);
    times.find(from, to);
    CalendarHint hint = CalendarHint.of(language);
    boolean isThai = phrases.hasThai || hint == CalendarHint.THAI;
    DayParts parts = DayParts.of(phrases, from, to, isUsed);
    new DayGrammar(parts, hint, isThai, pivot, latestDay).find(found);
    if (found.kind == FoundDate.Kind.DAY || found.kind == FoundDate.Kind.NUMERIC) {
      times.addTo(found);
    }
    return found;
  }

  /**
   * One date is taken whatever its label says. Of several, that of publication; else the one
   * without a label, if the others are of updates.
   */
  private static void choose(List<Segment> segments, FoundDate found) {
    List<Segment> dated = segments.stream().filter(Segment::hasDate).toList();
    if (dated.isEmpty()) {
      return;
    }
    Segment first = first(dated, DateWord.Label.PUBLISHED);
    if (first == null) {
      first = first(dated, DateWord.Label.NONE);
    }
    if (first == null) {
      first = dated.get(0);
    }
    boolean isClear = true;
    for (Segment other : dated) {
      if (!isSameDay(first.found(), other.found())) {
        // A label without a date behind it may belong to the date before it.
        isClear &= first.label() != other.label() && allLabelsHaveDates(segments);
      }
    }
    if (isClear) {
      found.copy(first.found());
    } else {
      found.kind = FoundDate.Kind.AMBIGUOUS;
    }
  }

  private static Segment first(List<Segment> segments, DateWord.Label label) {
    return segments.stream().filter(segment -> segment.label() == label).findFirst().orElse(null);
  }

  private static boolean allLabelsHaveDates(List<Segment> segments) {
    return segments.stream()
        .allMatch(segment -> segment.hasDate() || segment.label() == DateWord.Label.NONE);
  }

  private static boolean isSameDay(FoundDate one, FoundDate other) {
    if (one.kind != other.kind) {
      return false;
    }
    return switch (one.kind) {
      case DAY -> one.epochDay == other.epochDay;
      case NUMERIC -> one.numeric.equals(other.numeric);
      default -> true;
    };
  }
}
