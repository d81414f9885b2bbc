package io.broadsheet.text;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.TimeUnit;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Words that tell when or how long and nothing else: names of months and weekdays, units of time,
 * numbers in words. They come and go with the dates that articles mention.
 *
 * <p>They are those of Unicode's CLDR for all regions that write the language, in the Gregorian
 * calendar and that of the region: months also in short ({@code Sept}), weekdays not, since those
 * are other words too often ({@code Sat}, {@code Sun}).
 */
public final class TimeWords {
  private static final List<TimeUnit> UNITS =
      List.of(
          TimeUnit.SECOND,
          TimeUnit.MINUTE,
          TimeUnit.HOUR,
          TimeUnit.DAY,
          TimeUnit.WEEK,
          TimeUnit.MONTH,
          TimeUnit.YEAR);

  /** Numbers for which languages have different forms of a unit. */
  private static final double[] PLURALS = {0, 1, 1.5, 2, 3, 5, 11, 100};

  private static final String GREGORIAN = "gregorian";
  private static final int LAST_ROUND = 100;
  private static final int ROUND = 10;
  private static final Map<String, Set<String>> LOADED = new ConcurrentHashMap<>();

  private TimeWords() {}

  /**
   * The words of a language, normalised like terms.
   *
   * @param language a BCP 47 tag, of which the language is looked at; empty means English, and a
   *     language that CLDR does not have has none
   * @param stems whether terms are stems
   */
  public static Set<String> of(String language, boolean stems) {
    String code = Languages.primary(language).isEmpty() ? "en" : Languages.primary(language);
    return LOADED.computeIfAbsent(code + (stems ? " stems" : ""), key -> load(code, stems));
  }

  private static Set<String> load(String language, boolean stems) {
    Names names = new Names(language, stems ? Tokenizer.thatStems() : new Tokenizer());
    boolean isKnown = false;
    for (ULocale locale : ULocale.getAvailableLocales()) {
      if (locale.getLanguage().equals(language)) {
        names.addDates(locale);
        isKnown = true;
      }
    }
    if (isKnown) {
      names.addUnitsAndNumbers(new ULocale(language));
    }
    return Set.copyOf(names.words);
  }

  /** Takes the names that are one word, besides numbers. */
  private static final class Names implements TermSink {
    private final String language;
    private final Tokenizer tokenizer;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> words = new HashSet<>();
    private final List<String> terms = new ArrayList<>();

    Names(String language, Tokenizer tokenizer) {
      this.language = language;
      this.tokenizer = tokenizer;
    }

    void addDates(ULocale locale) {
      for (String calendar :
          new TreeSet<>(List.of(GREGORIAN, Calendar.getInstance(locale).getType()))) {
        ULocale its = locale.setKeywordValue("calendar", calendar);
        DateFormatSymbols symbols = new DateFormatSymbols(Calendar.getInstance(its), its);
        for (int context : new int[] {DateFormatSymbols.FORMAT, DateFormatSymbols.STANDALONE}) {
          add(symbols.getMonths(context, DateFormatSymbols.WIDE));
          add(symbols.getMonths(context, DateFormatSymbols.ABBREVIATED));
          add(symbols.getWeekdays(context, DateFormatSymbols.WIDE));
        }
      }
    }

    void addUnitsAndNumbers(ULocale locale) {
      MeasureFormat format = MeasureFormat.getInstance(locale, MeasureFormat.FormatWidth.WIDE);
      for (TimeUnit unit : UNITS) {
        for (double number : PLURALS) {
          add(format.formatMeasures(new Measure(number, unit)));
        }
      }
      RuleBasedNumberFormat spelled =
          new RuleBasedNumberFormat(locale, RuleBasedNumberFormat.SPELLOUT);
      for (int number = 0; number <= LAST_ROUND; number += number < 2 * ROUND ? 1 : ROUND) {
        add(spelled.format(number));
      }
      // What stands between the numbers of a date, as in Chinese: 1970年1月1日.
      terms.clear();
      DateFormat date = DateFormat.getDateInstance(DateFormat.LONG, locale);
      date.setTimeZone(TimeZone.GMT_ZONE);
      tokenizer.tokenize(date.format(0L), language, this);
      words.addAll(terms);
    }

    private void add(String... names) {
      for (String name : names) {
        if (!name.isEmpty() && seen.add(name)) {
          terms.clear();
          tokenizer.tokenize(name, language, this);
          if (terms.size() == 1) {
            words.add(terms.get(0));
          }
        }
      }
    }

    @Override
    public void term(byte[] utf8, int length, int hash) {
      String term = new String(utf8, 0, length, StandardCharsets.UTF_8);
      if (!Character.isDigit(term.codePointAt(0))) {
        terms.add(term);
      }
    }

    @Override
    public void stop() {}
  }
}
