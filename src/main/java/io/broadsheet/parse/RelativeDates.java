package io.broadsheet.parse;

import com.ibm.icu.text.DisplayContext;
import com.ibm.icu.text.RelativeDateTimeFormatter;
import com.ibm.icu.text.RelativeDateTimeFormatter.AbsoluteUnit;
import com.ibm.icu.text.RelativeDateTimeFormatter.Direction;
import com.ibm.icu.text.RelativeDateTimeFormatter.RelativeUnit;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads dates that count from the moment at which a record was fetched: {@code 3 hours ago}, {@code
 * vor 5 Minuten}, {@code yesterday at 10:05}, {@code 昨天}. The phrases are those of Unicode's CLDR,
 * through ICU, in the languages of {@link DateWords}.
 *
 * <p>Hours, minutes and seconds give an instant; days give a day, counted in the zone of the
 * reports. Weeks, months and years do not name a day and give nothing.
 */
final class RelativeDates {
  private static final int LONGEST_PHRASE = 8;

  /** Numbers that show every plural form of every language. */
  private static final int[] PLURALS = {1, 2, 3, 5, 11, 12, 20, 21, 22, 100};

  private static final Map<RelativeUnit, Long> MILLIS =
      Map.of(
          RelativeUnit.SECONDS, 1_000L,
          RelativeUnit.MINUTES, 60_000L,
          RelativeUnit.HOURS, 3_600_000L,
          RelativeUnit.DAYS, 86_400_000L);

  private static final Map<String, RelativeDates> LOADED = new ConcurrentHashMap<>();

  /**
   * A phrase.
   *
   * @param unitMillis the unit that is counted back
   * @param count how many, or -1 for the number in the text
   */
  private record Phrase(long unitMillis, int count) {
    boolean countsDays() {
      return unitMillis == 86_400_000L;
    }
  }

  /** By their tokens joined with blanks; {@code #} stands for the number. */
  private final Map<String, Phrase> phrases = new HashMap<>();

  private RelativeDates() {}

  private static RelativeDates of(String language) {
    return LOADED.computeIfAbsent(
        LanguageTags.primary(language),
        primary -> {
          RelativeDates words = new RelativeDates();
          words.addLocale(ULocale.ENGLISH);
          if (!primary.isEmpty() && !primary.equals("en")) {
            words.addLocale(new ULocale(primary));
          }
          words.addEnglish();
          return words;
        });
  }

  private static final class All {
    static final RelativeDates WORDS = new RelativeDates();

    static {
      for (String language : DateWords.widespread()) {
        WORDS.addLocale(new ULocale(language));
      }
      WORDS.addEnglish();
    }
  }

  private void addLocale(ULocale locale) {
    for (RelativeDateTimeFormatter.Style style : RelativeDateTimeFormatter.Style.values()) {
      RelativeDateTimeFormatter format =
          RelativeDateTimeFormatter.getInstance(
              locale, null, style, DisplayContext.CAPITALIZATION_NONE);
      MILLIS.forEach((unit, millis) -> addUnit(format, unit, millis));
      add(format.format(Direction.PLAIN, AbsoluteUnit.NOW), new Phrase(1_000L, 0));
      add(format.format(Direction.THIS, AbsoluteUnit.DAY), new Phrase(86_400_000L, 0));
      add(format.format(Direction.LAST, AbsoluteUnit.DAY), new Phrase(86_400_000L, 1));
      add(format.format(Direction.LAST_2, AbsoluteUnit.DAY), new Phrase(86_400_000L, 2));
    }
  }

  private void addUnit(RelativeDateTimeFormatter format, RelativeUnit unit, long millis) {
    Set<String> toCome = new HashSet<>();
    for (int count : PLURALS) {
      toCome.add(key(format.format(count, Direction.NEXT, unit)));
    }
    for (int count : PLURALS) {
      String text = format.format(count, Direction.LAST, unit);
      String key = key(text);
      // Some short forms differ from those of the future by a sign alone.
      if (!toCome.contains(key)) {
        phrases.putIfAbsent(key, new Phrase(millis, key.indexOf('#') < 0 ? count : -1));
      }
    }
  }

  private void addEnglish() {
    String[] units = {"second", "minute", "min", "hour", "hr", "day"};
    long[] millis = {1_000L, 60_000L, 60_000L, 3_600_000L, 3_600_000L, 86_400_000L};
    for (int i = 0; i < units.length; i++) {
      for (String one : new String[] {"a ", "an ", "one "}) {
        add(one + units[i] + " ago", new Phrase(millis[i], 1));
      }
      add("2 " + units[i] + "s ago", new Phrase(millis[i], -1));
    }
    for (String now : new String[] {"just now", "moments ago", "a few seconds ago"}) {
      add(now, new Phrase(1_000L, 0));
    }
  }

  private void add(String text, Phrase phrase) {
    if (text != null) {
      String key = key(text);
      if (!key.isEmpty()) {
        phrases.putIfAbsent(key, phrase);
      }
    }
  }

  private static String key(String text) {
    DateTokens tokens = DateTokens.of(text);
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < tokens.count(); i++) {
      append(key, tokens, i);
    }
    return key.toString();
  }

  private static void append(StringBuilder key, DateTokens tokens, int token) {
    if (!tokens.isSign(token)) {
      key.append(key.isEmpty() ? "" : " ")
          .append(tokens.isNumber(token) ? "#" : tokens.word(token));
    }
  }

  /**
   * Reads a text.
   *
   * @param fetchedMillis when the record was fetched
   * @param fetchedDay the epoch day of that instant in the zone of the reports
   * @param isInstant false if only the day is known
   * @param found is filled in; a text that is no relative date leaves it as it is
   */
  static void read(
      DateTokens tokens,
      String language,
      long fetchedMillis,
      long fetchedDay,
      boolean isInstant,
      FoundDate found) {
    Reading reading = new Reading(tokens, language, of(language));
    if (!reading.find()) {
      reading = new Reading(tokens, language, All.WORDS);
      if (!reading.find()) {
        return;
      }
    }
    reading.fill(fetchedMillis, fetchedDay, isInstant, found);
  }

  /** One text under one set of phrases. */
  private static final class Reading {
    private final DateTokens tokens;
    private final String language;
    private final RelativeDates words;
    private final boolean[] isUsed;
    private Phrase phrase;
    private int count;

    Reading(DateTokens tokens, String language, RelativeDates words) {
      this.tokens = tokens;
      this.language = language;
      this.words = words;
      this.isUsed = new boolean[tokens.count()];
    }

    /** True if the text has exactly one phrase. */
    boolean find() {
      int at = 0;
      while (at < tokens.count()) {
        int end = tokens.isSign(at) ? at : findAt(at);
        if (end > at) {
          Arrays.fill(isUsed, at, end, true);
        } else if (end < 0) {
          return false;
        }
        at = Math.max(end, at + 1);
      }
      return phrase != null;
    }

    /** The token behind the longest phrase from here, or here if there is none, -1 if a second. */
    private int findAt(int start) {
      StringBuilder key = new StringBuilder();
      int end = start;
      int number = -1;
      Phrase longest = null;
      int longestNumber = -1;
      for (int i = start; i < tokens.count() && i - start < LONGEST_PHRASE; i++) {
        if (tokens.isSign(i) && !tokens.isSign(i, '.') && !tokens.isSign(i, '\'')) {
          break;
        }
        append(key, tokens, i);
        number = tokens.isNumber(i) ? tokens.value(i) : number;
        Phrase known = tokens.isSign(i) ? null : words.phrases.get(key.toString());
        if (known != null) {
          longest = known;
          longestNumber = number;
          end = i + 1;
        }
      }
      if (longest == null) {
        return start;
      }
      if (phrase != null) {
        return -1;
      }
      phrase = longest;
      count = longest.count() < 0 ? longestNumber : longest.count();
      return end;
    }

    void fill(long fetchedMillis, long fetchedDay, boolean isInstant, FoundDate found) {
      DatePhrases known = new DatePhrases(tokens, DateWords.of(language));
      boolean isNamed = phrase.count() >= 0;
      TimeGrammar times = new TimeGrammar(known, language, isUsed);
      times.find(0, tokens.count());
      for (int i = 0; i < tokens.count(); i++) {
        boolean isStrange =
            tokens.isNumber(i) || (isNamed && tokens.isWord(i) && !isKnown(known, i));
        if (!isUsed[i] && isStrange) {
          return;
        }
      }
      if (count < 0 || count > 1_000) {
        return;
      }
      if (phrase.countsDays()) {
        found.clear();
        found.setDay(fetchedDay - count);
        times.addTo(found);
      } else if (isInstant) {
        found.clear();
        found.kind = FoundDate.Kind.INSTANT;
        found.epochMillis = fetchedMillis - count * phrase.unitMillis();
      }
    }

    /** "USA Today" is no date: a phrase without a number stands alone or among words of dates. */
    private static boolean isKnown(DatePhrases known, int token) {
      DateWord word = known.at(token);
      return word != null && (word.mayBeSkipped() || word.label != DateWord.Label.NONE);
    }
  }
}
