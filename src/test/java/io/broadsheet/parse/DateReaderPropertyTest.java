package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import io.broadsheet.article.DateOrder;
import io.broadsheet.article.DatePrecision;
import io.broadsheet.article.DateStatus;
import io.broadsheet.article.PublicationDate;
import io.broadsheet.window.ForeignDefaults;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writes random dates as other programs write them and reads them back: each must come out right or
 * not at all. All run on a Turkish machine in Nepal.
 */
@ExtendWith(ForeignDefaults.class)
final class DateReaderPropertyTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Helsinki");
  private static final LocalDate FIRST = LocalDate.of(1950, 1, 1);
  private static final int DAYS = 27_500;
  private static final DateReader READER =
      DateReader.of(
          ZONE, LocalDate.of(1700, 1, 1), Instant.parse("2025-08-01T00:00:00Z").toEpochMilli());
  private static final int[] STYLES = {DateFormat.FULL, DateFormat.LONG, DateFormat.MEDIUM};

  private static ZonedDateTime randomTime(Random random) {
    return FIRST
        .plusDays(random.nextInt(DAYS))
        .atTime(random.nextInt(24), random.nextInt(60), random.nextInt(60))
        .atZone(ZONE);
  }

  private static String write(DateFormat format, ZonedDateTime time) {
    format.setTimeZone(TimeZone.getTimeZone(ZONE.getId()));
    return format.format(Long.valueOf(time.toInstant().toEpochMilli()));
  }

  /** True if a format writes hours of 12 and leaves out which half of the day they are in. */
  private static boolean losesTheHalfOfTheDay(DateFormat format) {
    String pattern = ((SimpleDateFormat) format).toPattern().replaceAll("'[^']*'", "");
    return pattern.contains("h") && !pattern.matches("(?s).*[abB].*");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void readsTheDatesOfEveryLocaleRightOrNotAtAll(long seed) {
    Random random = new Random(seed);
    List<String> wrong = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    int written = 0;
    for (ULocale locale : ULocale.getAvailableLocales()) {
      boolean isWidespread = DateWords.isWidespread(locale.toLanguageTag());
      for (int style : STYLES) {
        ZonedDateTime time = randomTime(random);
        String text = write(DateFormat.getDateInstance(style, locale), time);
        for (String language : List.of(locale.toLanguageTag(), "")) {
          if (language.isEmpty() && !isWidespread) {
            continue;
          }
          written++;
          PublicationDate date = READER.read(text, language, false, "");
          String failure = locale + " (" + language + "): " + text + " gave " + date;
          if (date.isDated() && !dayOf(date).equals(time.toLocalDate())) {
            wrong.add(failure);
          } else if (date.status() == DateStatus.MISSING && isWidespread) {
            unread.add(failure);
          }
        }
      }
    }
    assertThat("seed " + seed, wrong, is(empty()));
    assertThat("seed " + seed + ": " + unread, unread.size() * 100, is(lessThanOrEqualTo(written)));
  }

  @ParameterizedTest
  @ValueSource(longs = {4})
  void readsTheTimesOfEveryLocaleRightOrNotAtAll(long seed) {
    Random random = new Random(seed);
    List<String> wrong = new ArrayList<>();
    int instants = 0;
    int written = 0;
    for (ULocale locale : ULocale.getAvailableLocales()) {
      for (int style : STYLES) {
        DateFormat format = DateFormat.getDateTimeInstance(style, DateFormat.MEDIUM, locale);
        ZonedDateTime time = randomTime(random);
        String text = write(format, time);
        for (String language : List.of(locale.toLanguageTag(), "")) {
          boolean isKnown = !language.isEmpty() || DateWords.isWidespread(locale.toLanguageTag());
          if (!isKnown || losesTheHalfOfTheDay(format)) {
            continue;
          }
          written++;
          PublicationDate date = READER.read(text, language, false, "");
          boolean isInstant = date.precision() == DatePrecision.INSTANT;
          instants += isInstant ? 1 : 0;
          boolean isRight =
              isInstant
                  ? isSameClock(date, time)
                  : !date.isDated() || dayOf(date).equals(time.toLocalDate());
          if (!isRight) {
            wrong.add(locale + " (" + language + "): " + text + " gave " + date);
          }
        }
      }
    }
    assertThat("seed " + seed, wrong, is(empty()));
    assertThat("seed " + seed, instants * 100, is(greaterThan(written * 90)));
  }

  /** Within the hour that clocks repeat, the later of two times is read as the earlier. */
  private static boolean isSameClock(PublicationDate date, ZonedDateTime time) {
    return Instant.ofEpochMilli(date.epochMillis())
        .atZone(ZONE)
        .toLocalDateTime()
        .equals(time.toLocalDateTime());
  }

  private static LocalDate dayOf(PublicationDate date) {
    return Instant.ofEpochMilli(date.epochMillis()).atZone(ZONE).toLocalDate();
  }

  @Test
  void knowsTheMonthsOfAtLeastFortyLanguagesUndeclared() {
    Set<String> complete = new HashSet<>();
    for (String language : DateWords.widespread()) {
      boolean isComplete = true;
      for (int month = 1; month <= 12; month++) {
        LocalDate day = LocalDate.of(2024, month, 20);
        String text =
            write(
                DateFormat.getDateInstance(DateFormat.LONG, new ULocale(language)),
                day.atStartOfDay(ZONE));
        PublicationDate date = READER.read(text, "", false, "");
        isComplete &= date.isDated() && dayOf(date).equals(day);
      }
      if (isComplete) {
        complete.add(language);
      }
    }
    assertThat(complete.toString(), complete, hasSize(greaterThan(90)));
  }

  @ParameterizedTest
  @ValueSource(longs = {6})
  void readsWhatTheJavaPlatformWrites(long seed) {
    Random random = new Random(seed);
    List<DateTimeFormatter> instants =
        List.of(
            DateTimeFormatter.ISO_OFFSET_DATE_TIME,
            DateTimeFormatter.ISO_ZONED_DATE_TIME,
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssXX", Locale.ROOT),
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX", Locale.ROOT),
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss xx", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss xx yyyy", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("MMM d, yyyy h:mm:ss a xxx", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH));
    List<DateTimeFormatter> days =
        List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.BASIC_ISO_DATE.withLocale(Locale.ROOT),
            DateTimeFormatter.ISO_WEEK_DATE,
            DateTimeFormatter.ISO_ORDINAL_DATE,
            DateTimeFormatter.ISO_OFFSET_DATE,
            DateTimeFormatter.ofPattern("yyyy/M/d", Locale.ROOT),
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("d-MMM-yyyy", Locale.ENGLISH));
    for (int i = 0; i < 3_000; i++) {
      ZonedDateTime time =
          randomTime(random)
              .withZoneSameInstant(ZoneOffset.ofTotalSeconds((random.nextInt(105) - 48) * 900))
              .plusYears(20);
      if (time.toInstant().isAfter(Instant.parse("2025-08-01T00:00:00Z"))) {
        continue;
      }
      DateTimeFormatter format = instants.get(i % instants.size());
      // Hours alone do not write offsets such as +05:30.
      ZonedDateTime written =
          i % instants.size() == 4 ? time.withZoneSameInstant(ZoneOffset.ofHours(2)) : time;
      String text = format.format(written);
      PublicationDate date = READER.read(text, "", false, "");
      String reason = "seed " + seed + ": " + text + " gave " + date;
      assertThat(reason, date.precision(), is(DatePrecision.INSTANT));
      assertThat(reason, Instant.ofEpochMilli(date.epochMillis()), is(time.toInstant()));

      String day = days.get(i % days.size()).format(time);
      assertThat(
          "seed " + seed + ": " + day,
          dayOf(READER.read(day, "", false, "")),
          is(time.toLocalDate()));

      String millis = Long.toString(time.toInstant().toEpochMilli() + 400);
      if (millis.length() == 13) {
        assertThat(
            Instant.ofEpochMilli(READER.read(millis, "", false, "").epochMillis())
                .truncatedTo(ChronoUnit.SECONDS),
            is(time.toInstant()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7})
  void fastAndFullReadersAgree(long seed) {
    String[] days = {
      "%1$d-%2$d-%3$d",
      "%1$d/%2$d/%3$d",
      "%1$d.%2$d.%3$d",
      "%1$d-%2$02d-%3$02d",
      "%3$d/%2$d/%1$d",
      "%2$02d-%3$02d-%1$d",
      "%3$02d.%2$02d.%4$02d",
      "%3$d/%2$d/%4$02d",
      "%3$d Aug %1$d",
      "%3$d-AUG-%1$d",
      "Sat, %3$02d Aug %4$02d",
      "Aug %3$d, %1$d",
      "August %3$d %1$d",
      "Monday, %3$d August %1$d",
      "%3$d. Sept. %1$d",
      "sept %3$d, %1$d"
    };
    String[] clocks = {
      "",
      "T%1$02d:%2$02d",
      "T%1$02d:%2$02d:%3$02d",
      " %1$d:%2$02d",
      " %1$02d:%2$02d:%3$02d",
      ", %1$d:%2$02d",
      " at %1$d:%2$02d",
      " %1$d:%2$02d pm",
      " %1$d:%2$02d:%3$02dAM",
      " %1$02d:%2$02d:%3$02d.5",
      "T%1$02d:%2$02d:%3$02d,25"
    };
    String[] zones = {"", "Z", " GMT", " EST", "+02:00", " -0330", "+05", " +0000 (UTC)", " UTC+1"};
    Random random = new Random(seed);
    int compared = 0;
    for (int i = 0; i < 20_000; i++) {
      String day =
          String.format(
              Locale.ROOT,
              days[random.nextInt(days.length)],
              1970 + random.nextInt(55),
              1 + random.nextInt(14),
              1 + random.nextInt(32),
              random.nextInt(100));
      String clock =
          String.format(
              Locale.ROOT,
              clocks[random.nextInt(clocks.length)],
              random.nextInt(26),
              random.nextInt(62),
              random.nextInt(62));
      String zone = clock.isEmpty() ? "" : zones[random.nextInt(zones.length)];
      String text = day + clock + zone;
      FoundDate fast = new FoundDate();
      if (!new FastDates(text, 0, text.length(), "", 69, fast).read()) {
        continue;
      }
      FoundDate full = new FoundDate();
      DateGrammar.read(DateTokens.of(text), "", 69, Long.MAX_VALUE, full);
      compared++;
      String reason = "seed " + seed + ": " + text;
      assertThat(reason, full.kind, is(fast.kind));
      if (fast.kind == FoundDate.Kind.DAY) {
        assertThat(reason, full.epochDay, is(fast.epochDay));
      }
      if (fast.kind == FoundDate.Kind.NUMERIC) {
        assertThat(reason, full.numeric, is(fast.numeric));
      }
      if (fast.kind != FoundDate.Kind.IMPOSSIBLE && full.millisOfDay != FoundDate.NO_TIME) {
        assertThat(reason, full.millisOfDay, is(fast.millisOfDay));
        assertThat(reason, full.offsetSeconds, is(fast.offsetSeconds));
      }
    }
    assertThat("seed " + seed, compared, is(greaterThan(5_000)));
  }

  @ParameterizedTest
  @ValueSource(longs = {8})
  void givesSomeAnswerToAnyText(long seed) {
    String[] atoms = {
      "2025",
      "07",
      "2",
      "31",
      "12",
      "99",
      "July",
      "mar",
      "may",
      "Wednesday",
      "年",
      "月",
      "日",
      "令和",
      "2568",
      "ก.ค.",
      "พ.ศ.",
      "-",
      "/",
      ".",
      ":",
      " ",
      " ",
      ", ",
      "T",
      "Z",
      "+",
      "0300",
      "GMT",
      "IST",
      "am",
      "pm",
      "下午",
      "published",
      "updated",
      "ago",
      "hours",
      "3",
      "yesterday",
      "'",
      "(",
      ")",
      "\u200f",
      "٢",
      "يوليو",
      "هـ",
      "元",
      "十",
      "三",
      "h",
      "Uhr",
      "W",
      "\ud83d",
      "\udc00",
      "%",
      "#",
      "tháng",
      "7",
      "at",
      "24",
      "60",
      "00",
      "é",
      "\u0301",
      "²",
      "½",
      "\ud835\udfda",
      "Europe",
      "Paris",
      "_",
      "[",
      "]",
      "0000",
      "999999999999",
      "I",
      "XII",
      "'25"
    };
    String[] languages = {"", "en", "th", "fa", "zh-TW", "ja", "hu", "xx", "ar", "dua", "-", "e"};
    Random random = new Random(seed);
    for (int i = 0; i < 40_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(12);
      for (int j = 0; j < length; j++) {
        text.append(
            random.nextInt(20) == 0
                ? String.valueOf((char) random.nextInt(0x10000))
                : atoms[random.nextInt(atoms.length)]);
      }
      String language = languages[random.nextInt(languages.length)];
      String fetched = random.nextBoolean() ? "2025-01-01T00:00:00Z" : "";
      PublicationDate once = READER.read(text.toString(), language, false, fetched);
      PublicationDate again = READER.read(text.toString(), language, false, fetched);
      assertThat("seed " + seed + ": " + text, again, is(once));
      // What a declared or inferred order changes, it changes to a date of that order.
      PublicationDate inferred = READER.readInferred(text.toString(), language, DateOrder.DMY);
      assertThat(
          "seed " + seed + ": " + text,
          inferred.status() == DateStatus.INFERRED
              && READER.read(text.toString(), language, false, "").status() != DateStatus.AMBIGUOUS,
          is(false));
    }
  }
}
