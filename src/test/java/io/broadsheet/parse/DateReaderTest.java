package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.broadsheet.article.DateOrder;
import io.broadsheet.article.DatePrecision;
import io.broadsheet.article.DateStatus;
import io.broadsheet.article.PublicationDate;
import io.broadsheet.window.ForeignDefaults;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates one by one: what each form gives. All run on a Turkish machine in Nepal. */
@ExtendWith(ForeignDefaults.class)
final class DateReaderTest {
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final LocalDate EARLIEST = LocalDate.of(1700, 1, 1);
  private static final long AS_OF = Instant.parse("2025-08-01T00:00:00Z").toEpochMilli();
  private static final DateReader READER = DateReader.of(UTC, EARLIEST, AS_OF);

  /** A day as {@code 2025-07-02}, an instant as {@code 2025-07-02T10:21:00Z}, else the status. */
  private static String summary(PublicationDate date) {
    if (!date.isDated()) {
      return date.status().label();
    }
    String instant = Instant.ofEpochMilli(date.epochMillis()).toString();
    return date.precision() == DatePrecision.DAY ? instant.replace("T00:00:00Z", "") : instant;
  }

  private static String read(String text, String language) {
    return summary(READER.read(text, language, false, ""));
  }

  private static DateReader declaring(DateOrder order) {
    return new DateReader(UTC, EARLIEST, AS_OF, order, DateReader.DEFAULT_PIVOT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2016-08-27                          | 2016-08-27
          2016-8-7                            | 2016-08-07
          2016/08/27                          | 2016-08-27
          2016.08.27                          | 2016-08-27
          20160827                            | 2016-08-27
          2016-W34-6                          | 2016-08-27
          2020-W53-7                          | 2021-01-03
          2016-240                            | 2016-08-27
          2016240                             | 2016-08-27
          2016-08-27Z                         | 2016-08-27
          2016-08-27+02:00                    | 2016-08-27
          2016-08-27T15:30:00Z                | 2016-08-27T15:30:00Z
          2016-08-27t15:30:00z                | 2016-08-27T15:30:00Z
          2016-08-27T15:30Z                   | 2016-08-27T15:30:00Z
          2016-08-27T15Z                      | 2016-08-27T15:00:00Z
          2016-08-27 15:30:00                 | 2016-08-27T15:30:00Z
          2016-08-27T15:30:00.5Z              | 2016-08-27T15:30:00.500Z
          2016-08-27T15:30:00,25Z             | 2016-08-27T15:30:00.250Z
          2016-08-27T15:30:00.123456789Z      | 2016-08-27T15:30:00.123Z
          2016-08-27T15:30.5Z                 | 2016-08-27T15:30:30Z
          2016-08-27T15.25Z                   | 2016-08-27T15:15:00Z
          2016-08-27T15:30:00+03              | 2016-08-27T12:30:00Z
          2016-08-27T15:30:00+0300            | 2016-08-27T12:30:00Z
          2016-08-27T15:30:00+03:00           | 2016-08-27T12:30:00Z
          2016-08-27T15:30:00-03:30           | 2016-08-27T19:00:00Z
          2016-08-27T15:30:00−03:00           | 2016-08-27T18:30:00Z
          2016-08-27 15:30:00 -0400           | 2016-08-27T19:30:00Z
          2016-08-27 15:30:00 UTC             | 2016-08-27T15:30:00Z
          20160827T153000+02                  | 2016-08-27T13:30:00Z
          20160827T1530Z                      | 2016-08-27T15:30:00Z
          20160827153000                      | 2016-08-27T15:30:00Z
          20160827153000123                   | 2016-08-27T15:30:00.123Z
          2016-08-27T24:00:00Z                | 2016-08-28T00:00:00Z
          2016-12-31T23:59:60Z                | 2017-01-01T00:00:00Z
          2016-08-27T15:30+02:00[Europe/Paris] | 2016-08-27T13:30:00Z
          2016-08-27T15:30[Europe/Paris]      | 2016-08-27T13:30:00Z
          2016-08-27 15:30 America/New_York   | 2016-08-27T19:30:00Z
          2016:08:27 15:30:00                 | 2016-08-27T15:30:00Z
          """)
  void readsIso8601(String text, String expected) {
    assertThat(read(text, ""), is(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Sat, 27 Aug 2016 15:30:00 GMT            | 2016-08-27T15:30:00Z
          Sat, 27 Aug 2016 15:30:00 +0200          | 2016-08-27T13:30:00Z
          Sat, 27 Aug 2016 15:30 EST               | 2016-08-27T20:30:00Z
          27 Aug 2016 15:30:00 PDT                 | 2016-08-27T22:30:00Z
          Mon, 27 Aug 2016 15:30:00 GMT            | 2016-08-27T15:30:00Z
          Saturday, 27-Aug-16 15:30:00 GMT         | 2016-08-27T15:30:00Z
          Sat, 27 Aug 16 15:30:00 Z                | 2016-08-27T15:30:00Z
          Sat, 27 Aug 99 15:30:00 UT               | 1999-08-27T15:30:00Z
          Sat, 27 Aug 2016 15:30:00 CET            | 2016-08-27T14:30:00Z
          Sat, 27 Aug 2016 15:30:00 MSK            | 2016-08-27T12:30:00Z
          Sat, 27 Aug 2016 15:30:00 A              | 2016-08-27T15:30:00Z
          Sat, 27 Aug 2016 15:30:00 M              | 2016-08-27T15:30:00Z
          Sat, 27 Aug 2016 15:30:00 +0200 (CEST)   | 2016-08-27T13:30:00Z
          Sat Aug 27 15:30:00 2016                 | 2016-08-27T15:30:00Z
          Sat Aug  7 15:30:00 2016                 | 2016-08-07T15:30:00Z
          Fri Mar 13 21:30:09 EST 2015             | 2015-03-14T02:30:09Z
          Sat Aug 27 15:30:00 +0000 2016           | 2016-08-27T15:30:00Z
          Sat Aug 27 2016 15:30:00 GMT+0300 (East Africa Time) | 2016-08-27T12:30:00Z
          Tue, 02 Jul 2025 10:00 am EDT            | 2025-07-02T14:00:00Z
          26-FEB-1987 15:01:01.79                  | 1987-02-26T15:01:01.790Z
          11-apr-2016                              | 2016-04-11
          27/Aug/2016:15:30:00 +0000               | 2016-08-27T15:30:00Z
          """)
  void readsMailHttpAndUnixForms(String text, String expected) {
    assertThat(read(text, ""), is(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "1472304600, 2016-08-27T13:30:00Z",
    "472304600, 1984-12-19T11:43:20Z",
    "1472304600.25, 2016-08-27T13:30:00.250Z",
    "1472304600123, 2016-08-27T13:30:00.123Z",
    "472304600123, 1984-12-19T11:43:20.123Z",
    "1472304600123456, 2016-08-27T13:30:00.123Z",
    "1472304600123456789, 2016-08-27T13:30:00.123Z",
    "/Date(1472304600123)/, 2016-08-27T13:30:00.123Z",
    "/Date(1472304600123+0100)/, 2016-08-27T13:30:00.123Z",
  })
  void readsEpochs(String text, String expected) {
    assertThat(read(text, ""), is(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          July 2, 2025                             | 2025-07-02
          Jul. 2, 2025                             | 2025-07-02
          Sept. 2, 2024                            | 2024-09-02
          Septem 2, 2024                           | 2024-09-02
          JULY 2 2025                              | 2025-07-02
          Jul 2nd, 2025                            | 2025-07-02
          the 2nd of July, 2025                    | 2025-07-02
          2nd day of July 2025                     | 2025-07-02
          2 July 2025                              | 2025-07-02
          02JUL2025                                | 2025-07-02
          2 July '25                               | 2025-07-02
          2 Jul 25                                 | 2025-07-02
          2025 July 2                              | 2025-07-02
          2025-Jul-02                              | 2025-07-02
          2 VII 2025                               | 2025-07-02
          Wednesday, July 2, 2025                  | 2025-07-02
          Wed. 2 July 2025                         | 2025-07-02
          sat 5 july 2025                          | 2025-07-05
          July 2, 2025 10:21                       | 2025-07-02T10:21:00Z
          July 2, 2025 at 10:21 pm                 | 2025-07-02T22:21:00Z
          July 2, 2025, 2:15pm EDT                 | 2025-07-02T18:15:00Z
          July 2, 2025 12:05 a.m.                  | 2025-07-02T00:05:00Z
          July 2, 2025 12:05 p.m. ET               | 2025-07-02T16:05:00Z
          January 2, 2025 12:05 p.m. Eastern Time  | 2025-01-02T17:05:00Z
          2 July 2025 5pm                          | 2025-07-02T17:00:00Z
          2 July 2025, 12.30pm BST                 | 2025-07-02T11:30:00Z
          16 November 2017 • 2:15p                 | 2017-11-16T14:15:00Z
          17:00, 24 December 2015                  | 2015-12-24T17:00:00Z
          July 2, 2025 10:21 GMT+2                 | 2025-07-02T08:21:00Z
          """)
  void readsEnglish(String text, String expected) {
    assertThat(read(text, "en"), is(expected));
    assertThat("without a declared language", read(text, ""), is(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          af  | 2 Julie 2025                         | 2025-07-02
          am  | 2 ጁላይ 2025                           | 2025-07-02
          ar  | 2 يوليو 2025                         | 2025-07-02
          ar  | الأربعاء ٢ تموز ٢٠٢٥ - ١٠:٢١          | 2025-07-02T10:21:00Z
          ar  | 2 تموز/يوليو 2025                    | 2025-07-02
          ar  | 2 جويلية 2025                        | 2025-07-02
          ar  | 2 يوليو 2025 - 10:21 م               | 2025-07-02T22:21:00Z
          az  | 2 iyul 2025                          | 2025-07-02
          be  | 2 ліпеня 2025 г.                     | 2025-07-02
          bg  | 2 юли 2025 г., 10:21 ч.              | 2025-07-02T10:21:00Z
          bn  | ২ জুলাই ২০২৫                         | 2025-07-02
          bs  | 2. jula 2025.                        | 2025-07-02
          ca  | 2 de juliol de 2025                  | 2025-07-02
          cs  | 2. července 2025 10:21               | 2025-07-02T10:21:00Z
          cy  | 2 Gorffennaf 2025                    | 2025-07-02
          da  | onsdag den 2. juli 2025 kl. 10.21    | 2025-07-02T10:21:00Z
          de  | Mi., 2. Juli 2025, 10:21 Uhr         | 2025-07-02T10:21:00Z
          de  | 2. Jänner 2025                       | 2025-01-02
          de  | 2. Maerz 2025 10.21 Uhr MEZ          | 2025-03-02T09:21:00Z
          el  | 2 Ιουλίου 2025                       | 2025-07-02
          es  | miércoles, 2 de julio de 2025        | 2025-07-02
          es  | 2 de julio de 2025 a las 3:05 p. m.  | 2025-07-02T15:05:00Z
          es  | 2 setiembre 2024                     | 2024-09-02
          et  | 2. juuli 2025 10:21                  | 2025-07-02T10:21:00Z
          eu  | 2025(e)ko uztailaren 2(a)            | 2025-07-02
          fa  | ۲ ژوئیه ۲۰۲۵                         | 2025-07-02
          fi  | 2. heinäkuuta 2025 klo 10.21         | 2025-07-02T10:21:00Z
          fil | Hulyo 2, 2025                        | 2025-07-02
          fr  | mercredi 2 juillet 2025 à 10h21      | 2025-07-02T10:21:00Z
          fr  | mar. 1er juil. 2025                  | 2025-07-01
          fr  | 2 AOUT 2024                          | 2024-08-02
          ga  | 2 Iúil 2025                          | 2025-07-02
          gl  | 2 de xullo de 2025                   | 2025-07-02
          gu  | 2 જુલાઈ, 2025                        | 2025-07-02
          he  | יום רביעי, 2 ביולי 2025, 10:21       | 2025-07-02T10:21:00Z
          hi  | २ जुलाई २०२५                         | 2025-07-02
          hi  | 2 फरवरी 2025                         | 2025-02-02
          hr  | 2. srpnja 2025.                      | 2025-07-02
          hu  | 2025. július 2., szerda 10:21        | 2025-07-02T10:21:00Z
          hy  | 2 հուլիսի, 2025                      | 2025-07-02
          id  | Rabu, 2 Juli 2025 10:21 WIB          | 2025-07-02T03:21:00Z
          is  | 2. júlí 2025                         | 2025-07-02
          it  | 2 luglio 2025 ore 10.21              | 2025-07-02T10:21:00Z
          ja  | 2025年7月2日（水）10時21分              | 2025-07-02T10:21:00Z
          ja  | 2025年7月2日 午後3時05分               | 2025-07-02T15:05:00Z
          ja  | 二〇二五年七月二日                      | 2025-07-02
          ja  | 2025-07-02 月曜日                     | 2025-07-02
          ka  | 2 ივლისი, 2025                       | 2025-07-02
          kk  | 2025 ж. 2 шілде                      | 2025-07-02
          km  | 2 កក្កដា 2025                         | 2025-07-02
          kn  | ಜುಲೈ 2, 2025                          | 2025-07-02
          ko  | 2025년 7월 2일 오후 3:05               | 2025-07-02T15:05:00Z
          ko  | 2025. 7. 2. 오후 3:05                 | 2025-07-02T15:05:00Z
          ky  | 2025-ж., 2-июль                      | 2025-07-02
          lo  | 2 ກໍລະກົດ 2025                        | 2025-07-02
          lt  | 2025 m. liepos 2 d. 10:21            | 2025-07-02T10:21:00Z
          lv  | 2025. gada 2. jūlijs                 | 2025-07-02
          lv  | 2025. gada 2. jūlijā                 | 2025-07-02
          mk  | 2 јули 2025 г.                       | 2025-07-02
          ml  | 2025 ജൂലൈ 2                          | 2025-07-02
          mn  | 2025 оны долоодугаар сарын 2         | 2025-07-02
          mr  | २ जुलै, २०२५                         | 2025-07-02
          ms  | 2 Julai 2025                         | 2025-07-02
          my  | 2 ဇူလိုင် 2025                        | 2025-07-02
          nb  | 2. juli 2025 kl. 10:21               | 2025-07-02T10:21:00Z
          ne  | 2025 जुलाई 2                         | 2025-07-02
          nl  | woensdag 2 juli 2025 om 10:21        | 2025-07-02T10:21:00Z
          pa  | 2 ਜੁਲਾਈ 2025                         | 2025-07-02
          pl  | środa, 2 lipca 2025                  | 2025-07-02
          pt  | 2 de julho de 2025                   | 2025-07-02
          pt  | 20.dez.2018 às 12h55                 | 2018-12-20T12:55:00Z
          pt  | 1º de janeiro de 2025                | 2025-01-01
          ro  | 2 iulie 2025                         | 2025-07-02
          ru  | 2 июля 2025 года в 10:21 МСК         | 2025-07-02T07:21:00Z
          sk  | 2. júla 2025                         | 2025-07-02
          sl  | 2. julij 2025                        | 2025-07-02
          sq  | 2 korrik 2025                        | 2025-07-02
          sr  | 2. јул 2025.                         | 2025-07-02
          sv  | 2 juli 2025 kl. 10:21                | 2025-07-02T10:21:00Z
          sw  | 2 Julai 2025                         | 2025-07-02
          ta  | 2 ஜூலை, 2025                         | 2025-07-02
          te  | 2 జులై, 2025                         | 2025-07-02
          th  | 2 ก.ค. 2025 10:21 น.                 | 2025-07-02T10:21:00Z
          tr  | 2 Temmuz 2025, Çarşamba 10:21        | 2025-07-02T10:21:00Z
          tr  | 2 KASIM 2024                         | 2024-11-02
          uk  | 2 липня 2025 р.                      | 2025-07-02
          ur  | 2 جولائی 2025                        | 2025-07-02
          uz  | 2-iyul, 2025                         | 2025-07-02
          vi  | Thứ Tư, ngày 2 tháng 7 năm 2025      | 2025-07-02
          vi  | 2 tháng Bảy, 2025                    | 2025-07-02
          zh  | 2025年07月02日 10:21                  | 2025-07-02T10:21:00Z
          zh  | 2025 年 7 月 2 日 星期三              | 2025-07-02
          zh  | 2025年7月2日下午3:05                   | 2025-07-02T15:05:00Z
          """)
  void readsTheMonthsOfManyLanguages(String language, String text, String expected) {
    assertThat(read(text, language), is(expected));
    assertThat("without a declared language", read(text, ""), is(expected));
    assertThat("declared wrongly as English", read(text, "en"), is(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pl | 3 listopada 2024 | 2024-11-03
          hr | 3 listopada 2024 | 2024-10-03
          '' | 3 listopada 2024 | ambiguous
          '' | 31 listopada 2024 | 2024-10-31
          hr | 2. srpnja 2024   | 2024-07-02
          cs | 2. srpna 2024    | 2024-08-02
          dua | 26 may 1978     | 1978-10-26
          """)
  void asksTheLanguageForMonthsWithTwoMeanings(String language, String text, String expected) {
    assertThat(read(text, language), is(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''    | 2 กรกฎาคม พ.ศ. 2568      | 2025-07-02
          ''    | 2 ก.ค. 2568              | 2025-07-02
          ''    | 2 ก.ค. 68                | 2025-07-02
          ''    | 2 ก.ค. 25                | ambiguous
          th    | 27/3/2568                | 2025-03-27
          th    | 2/7/2568                 | ambiguous
          th    | 27/3/68                  | ambiguous
          th    | 2025-07-02               | 2025-07-02
          ''    | 2 July 2568 BE           | 2025-07-02
          ''    | ۱۱ تیر ۱۴۰۴              | 2025-07-02
          ''    | چهارشنبه ۱۱ تیر ۱۴۰۴ - ۱۰:۲۱ | 2025-07-02T10:21:00Z
          fa    | ۱۴۰۴/۰۴/۱۱               | 2025-07-02
          fa    | 1404/04/11 10:21         | 2025-07-02T10:21:00Z
          ''    | 1404/04/11               | out_of_range
          fa    | ۳۰ اسفند ۱۴۰۴            | impossible
          ''    | 令和7年7月2日            | 2025-07-02
          ''    | 令和元年5月1日           | 2019-05-01
          ''    | 平成31年4月30日          | 2019-04-30
          ''    | 昭和64年1月7日           | 1989-01-07
          ''    | 民國114年7月2日          | 2025-07-02
          zh-TW | 114年7月2日              | 2025-07-02
          zh-TW | 114/07/02                | 2025-07-02
          ''    | 114年7月2日              | missing
          ''    | 25年7月2日               | ambiguous
          am    | መስከረም 5 2017             | 2024-09-15
          ''    | 23 شوال 1436 هـ - 8 أغسطس 2015 م | 2015-08-08
          ''    | 23 شوال 1436 هـ           | ambiguous
          """)
  void readsOtherCalendars(String language, String text, String expected) {
    assertThat(read(text, language), is(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Published: July 2, 2025                        | 2025-07-02
          Updated April 29, 2019 at 3:33 pm              | 2019-04-29T15:33:00Z
          By Jane Doe, 12 May 2015                       | 2015-05-12
          Jul 2, 2025 · 5 min read                       | 2025-07-02
          发布时间：2025-07-02 10:21:33 来源：报社          | 2025-07-02T10:21:33Z
          2 July 2025 (updated 3 July 2025)              | 2025-07-02
          Published 2 July 2025 Updated 3 July 2025      | 2025-07-02
          Updated 3 July 2025; Published 2 July 2025     | 2025-07-02
          Publié le 1er juillet 2025 - Mis à jour le 2 juillet 2025 | 2025-07-01
          公開日：2025年6月1日 更新日：2025年7月2日          | 2025-06-01
          입력 2025.07.02. 오전 10:21 수정 2025.07.03.     | 2025-07-02T10:21:00Z
          2 July 2025, 2025-07-02                        | 2025-07-02
          03/07/2025 (3 July 2025)                       | 2025-07-03
          2 July 2025, 3 July 2025                       | ambiguous
          Updated 2 July 2025. Updated 3 July 2025.      | ambiguous
          2025年7月2日 更新 2025年7月1日 公開               | ambiguous
          """,
      quoteCharacter = '"')
  void looksPastWhatStandsBesideADate(String text, String expected) {
    assertThat(read(text, ""), is(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "null",
        "N/A",
        "2016",
        "2016-08",
        "May 2016",
        "May 20",
        "20 May 10:21",
        "10:01:00",
        "7:00 AM ET",
        "Mar 27",
        "8h",
        "yesterday",
        "3 hours ago",
        "1/2/6",
        "16/8/6",
        "10.2.1",
        "1129981476.12.2.0",
        "Version 1.8 - The Bountiful Update",
        "2016-W34",
        "201608",
        "123",
        "12345678",
        "99999999999",
        "58C7FB6B9237322BB527AA3C68656AE3",
        "PT0H0M53S",
        "build10.27.16",
        "555-12-2014",
        "July 3-4, 2025",
        "\ud83d\udcc5",
        "\ud83d",
        "0"
      })
  void findsNoDate(String text) {
    PublicationDate date = READER.read(text, "", false, "");
    assertThat(date, is(PublicationDate.undated(DateStatus.MISSING, text.strip())));
  }

  @Test
  void findsNoDateInTextsThatAreTooLong() {
    String date = "2 July 2025";
    String longest = "x".repeat(DateReader.LONGEST_TEXT - date.length() - 1) + " " + date;
    assertThat(read(longest, ""), is("2025-07-02"));
    PublicationDate beyond = READER.read("x" + longest, "", false, "");
    assertThat(beyond.status(), is(DateStatus.MISSING));
    assertThat("evidence is cut", beyond.text().length(), is(DateReader.LONGEST_TEXT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "31 February 2025",
        "February 30, 2024",
        "29 February 2025",
        "2025-02-29",
        "2025-13-01",
        "2016-31-12",
        "2025-00-10",
        "31-04-2025",
        "31/02/2025",
        "13-13-2025",
        "20250229",
        "2025-366",
        "2021-W53-1",
        "2025-07-02T25:00:00Z",
        "2025-07-02T10:61:00Z",
        "2025-07-02T24:00:01Z",
        "32 May 2025",
        "0000-00-00 00:00:00",
        "2025年2月30日"
      })
  void rejectsDaysThatNoCalendarHas(String text) {
    assertThat(read(text, ""), is("impossible"));
  }

  @ParameterizedTest
  @CsvSource({
    "03-07-2025, ambiguous",
    "3/7/2025, ambiguous",
    "03.07.2025 10:21, ambiguous",
    "2/7-2025, ambiguous",
    "٠٣/٠٧/٢٠٢٥, ambiguous",
    "27-03-2025, 2025-03-27",
    "03/27/2025, 2025-03-27",
    "05-05-2025, 2025-05-05",
    "27.03.2025 10:21, 2025-03-27T10:21:00Z",
    "27.3.2025 10.21 Uhr, 2025-03-27T10:21:00Z",
    "27. 3. 2025, 2025-03-27",
    "10/8/16, ambiguous",
    "27/10/16, ambiguous",
    "10/27/16, 2016-10-27",
    "9/22/16, 2016-09-22",
    "31/12/99, 1999-12-31",
    "201902211530, ambiguous",
  })
  void readsNumbersOnlyWhereOneOrderIsPossible(String text, String expected) {
    assertThat(read(text, ""), is(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "Wednesday 02/07/2025, 2025-07-02",
    "'Friday, 02/07/2025', 2025-02-07",
    "'mercredi 02/07/2025', 2025-07-02",
    "Monday 02/07/2025, ambiguous",
    "Wed 02/07/2025, ambiguous",
  })
  void takesAWeekdayInFullAsEvidenceOfTheOrder(String text, String expected) {
    assertThat(read(text, ""), is(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "DMY, 03-07-2025, declared, 2025-07-03",
    "MDY, 03-07-2025, declared, 2025-03-07",
    "YMD, 03-07-2025, ambiguous, ambiguous",
    "DMY, 27-03-2025, explicit, 2025-03-27",
    "MDY, 27-03-2025, impossible, impossible",
    "YMD, 27-03-2025, explicit, 2025-03-27",
    "DMY, 12/31/2024, impossible, impossible",
    "DMY, 05-05-2025, explicit, 2025-05-05",
    "DMY, 2016-12-31, explicit, 2016-12-31",
    "MDY, 2016-12-31, explicit, 2016-12-31",
    "DMY, 10/8/16, declared, 2016-08-10",
    "MDY, 10/8/16, declared, 2016-10-08",
    "YMD, 10/8/16, declared, 2010-08-16",
    "YMD, 16/8/6, declared, 2016-08-06",
    "DMY, 16/8/6, impossible, impossible",
    "DMY, 27/10/16, declared, 2016-10-27",
    "MDY, Wednesday 02/07/2025, declared, 2025-02-07",
    "DMY, 3 July 2025, explicit, 2025-07-03",
  })
  void followsTheDeclaredOrder(DateOrder order, String text, String status, String expected) {
    PublicationDate date = declaring(order).read(text, "", false, "");
    assertThat(date.status().label(), is(status));
    assertThat(summary(date), is(expected));
  }

  @Test
  void putsTheFormatsDeclarationBeforeThatOfTheSpec() {
    PublicationDate date = declaring(DateOrder.MDY).read("03-07-2025", "", true, "");
    assertThat(date.status(), is(DateStatus.DECLARED));
    assertThat(summary(date), is("2025-07-03"));
  }

  @ParameterizedTest
  @CsvSource({
    "03-07-2025, DMY, inferred, 2025-07-03",
    "03-07-2025, MDY, inferred, 2025-03-07",
    "03-07-2025, NONE, ambiguous, ambiguous",
    "03-07-2025, YMD, ambiguous, ambiguous",
    "10/8/16, YMD, inferred, 2010-08-16",
    "27-03-2025, DMY, explicit, 2025-03-27",
    "3 July 2025, MDY, explicit, 2025-07-03",
    "05-05-2025, MDY, explicit, 2025-05-05",
    "Wednesday 02/07/2025, MDY, explicit, 2025-07-02",
    "2 July 2025 3 July 2025, DMY, ambiguous, ambiguous",
  })
  void readsAgainUnderAnInferredOrder(
      String text, DateOrder order, String status, String expected) {
    PublicationDate date = READER.readInferred(text, "", order);
    assertThat(date.status().label(), is(status));
    assertThat(summary(date), is(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "3 hours ago, 2015-08-08T03:30:06Z",
    "about 3 hours ago, 2015-08-08T03:30:06Z",
    "Updated 3 hours ago, 2015-08-08T03:30:06Z",
    "An hour ago, 2015-08-08T05:30:06Z",
    "5 mins ago, 2015-08-08T06:25:06Z",
    "3h ago, 2015-08-08T03:30:06Z",
    "just now, 2015-08-08T06:30:06Z",
    "1 day ago, 2015-08-07",
    "yesterday, 2015-08-07",
    "today, 2015-08-08",
    "Yesterday 12:35PM, 2015-08-07T12:35:00Z",
    "Today at 7:30AM, 2015-08-08T07:30:00Z",
    "vor 5 Minuten, 2015-08-08T06:25:06Z",
    "vorgestern, 2015-08-06",
    "il y a 2 heures, 2015-08-08T04:30:06Z",
    "hace 2 horas, 2015-08-08T04:30:06Z",
    "3小时前, 2015-08-08T03:30:06Z",
    "3時間前, 2015-08-08T03:30:06Z",
    "昨天, 2015-08-07",
    "3 часа назад, 2015-08-08T03:30:06Z",
    "قبل ساعتين, 2015-08-08T04:30:06Z",
    "dün, 2015-08-07",
    "2 hours 5 minutes ago, missing",
    "in 3 hours, missing",
    "tomorrow, missing",
    "2 weeks ago, missing",
    "2 months ago, missing",
    "USA Today, missing",
    "27 July 2015, 2015-07-27",
  })
  void countsRelativeDatesFromTheMomentOfFetching(String text, String expected) {
    PublicationDate date = READER.read(text, "", false, "2015-08-08T06:30:06Z");
    assertThat(summary(date), is(expected));
  }

  @Test
  void countsHoursOnlyFromAnInstant() {
    assertThat(summary(READER.read("3 hours ago", "", false, "2015-08-08")), is("missing"));
    assertThat(summary(READER.read("yesterday", "", false, "2015-08-08")), is("2015-08-07"));
    assertThat(summary(READER.read("yesterday", "", false, "some day")), is("missing"));
  }

  @ParameterizedTest
  @CsvSource({
    "2 July 2025 10:15 IST, '', 2025-07-02",
    "2 July 2025 10:15 IST, en-IN, 2025-07-02T04:45:00Z",
    "2 July 2025 10:15 IST, he, 2025-07-02T08:15:00Z",
    "2 July 2025 10:15 XYZ, '', 2025-07-02",
    "2 July 2025 10:15 Foo Bar Time, '', 2025-07-02",
    "2 July 2025 10:00 - 11:00, '', 2025-07-02",
    "2 July 2025 10:15 CST, zh, 2025-07-02T02:15:00Z",
    "2 July 2025 10:15 CST, en, 2025-07-02T16:15:00Z",
  })
  void dropsTimesThatItCannotBeSureOf(String text, String language, String expected) {
    assertThat(read(text, language), is(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3-4 July 2025",
        "30 June - 2 July 2025",
        "Issue 12, 3 July 2025",
        "July 3-14, 2025",
        "2 July 25 2015"
      })
  void leavesOpenWhatMayBeARange(String text) {
    assertThat(DateStatus.valueOf(read(text, "").toUpperCase(Locale.ROOT)).isDated(), is(false));
  }

  @Test
  void knowsTheRangeOfDates() {
    assertThat(read("1699-12-31", ""), is("out_of_range"));
    assertThat(read("1700-01-01", ""), is("1700-01-01"));
    assertThat(read("0001-01-01T00:00:00Z", ""), is("out_of_range"));
    assertThat(read("2025-08-02", ""), is("2025-08-02"));
    assertThat(read("2025-08-02T00:00:00Z", ""), is("2025-08-02T00:00:00Z"));
    assertThat(read("2025-08-02T00:00:01Z", ""), is("future"));
    assertThat(read("2025-08-03", ""), is("future"));
    assertThat(read("9999-12-31", ""), is("future"));
  }

  @Test
  void placesDaysAndLocalTimesInTheZoneOfTheReports() {
    DateReader berlin = DateReader.of(ZoneId.of("Europe/Berlin"), EARLIEST, AS_OF);
    assertThat(
        Instant.ofEpochMilli(berlin.read("2025-07-02", "", false, "").epochMillis()),
        is(Instant.parse("2025-07-01T22:00:00Z")));
    assertThat(summary(berlin.read("2025-07-02 10:00", "", false, "")), is("2025-07-02T08:00:00Z"));
    assertThat(
        "an hour that clocks skip",
        summary(berlin.read("2025-03-30 02:30", "", false, "")),
        is("2025-03-30T01:30:00Z"));
    assertThat(
        "an hour that clocks repeat",
        summary(berlin.read("2024-10-27 02:30", "", false, "")),
        is("2024-10-27T00:30:00Z"));
    DateReader samoa = DateReader.of(ZoneId.of("America/Sao_Paulo"), EARLIEST, AS_OF);
    assertThat(
        "a midnight that does not exist",
        Instant.ofEpochMilli(samoa.read("2018-11-04", "", false, "").epochMillis()),
        is(Instant.parse("2018-11-04T03:00:00Z")));
  }

  @Test
  void movesThePivotOfTwoDigitYears() {
    DateReader reader = new DateReader(UTC, EARLIEST, AS_OF, DateOrder.NONE, 20);
    assertThat(summary(reader.read("2 July 19", "", false, "")), is("2019-07-02"));
    assertThat(summary(reader.read("2 July 20", "", false, "")), is("1920-07-02"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new DateReader(UTC, EARLIEST, AS_OF, DateOrder.NONE, 101));
  }

  @Test
  void keepsTheTextAsEvidence() {
    assertThat(READER.read("  2 July 2025\n", "", false, "").text(), is("2 July 2025"));
  }

  @Test
  void survivesSerialization() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
      output.writeObject(declaring(DateOrder.DMY));
    }
    try (ObjectInputStream input =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      DateReader copy = (DateReader) input.readObject();
      assertThat(
          copy.read("03-07-2025", "", false, ""),
          equalTo(declaring(DateOrder.DMY).read("03-07-2025", "", false, "")));
    }
  }
}
