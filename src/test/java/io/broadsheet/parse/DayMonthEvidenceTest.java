package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;

import io.broadsheet.article.DateOrder;
import io.broadsheet.article.OrderEvidence;
import io.broadsheet.bytes.ByteWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DayMonthEvidenceTest {
  private static final DateReader READER =
      DateReader.of(
          ZoneId.of("UTC"),
          LocalDate.of(1700, 1, 1),
          Instant.parse("2025-08-01T00:00:00Z").toEpochMilli());

  private static DayMonthEvidence evidence(String... texts) {
    DayMonthEvidence evidence = new DayMonthEvidence();
    for (String text : texts) {
      READER
          .readWithEvidence(text, "", false, "")
          .evidence()
          .ifPresent(found -> evidence.add(found, text));
    }
    return evidence;
  }

  @ParameterizedTest
  @CsvSource({
    "27-03-2025, DMY",
    "03/27/2025 10:21, MDY",
    "03-07-2025, NONE",
    "05-05-2025, NONE",
    "10/27/16, MDY",
    "27/10/16, NONE",
    "27/10/99, DMY",
    "99/10/27, YMD",
    "'Wednesday, 02/07/2025', DMY",
  })
  void tellsWhichOrderADateProves(String text, DateOrder proved) {
    assertThat(READER.numericReading(text, "").orElseThrow().proves(), is(proved));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2016-12-31", "3 July 2025", "31-04-2025", "16/8/6", "2025", "", "2025. 7. 2."})
  void takesNoOtherDatesAsEvidence(String text) {
    assertThat(READER.numericReading(text, ""), is(Optional.empty()));
  }

  @Test
  void showsBothReadings() {
    NumericReading reading = READER.numericReading("03-07-2025", "").orElseThrow();
    assertThat(reading.day(DateOrder.DMY), is(Optional.of(LocalDate.of(2025, 7, 3))));
    assertThat(reading.day(DateOrder.MDY), is(Optional.of(LocalDate.of(2025, 3, 7))));
    assertThat(reading.day(DateOrder.YMD), is(Optional.empty()));
    assertThat(reading.day(DateOrder.NONE), is(Optional.empty()));
    assertThat(reading.first() + " " + reading.second() + " " + reading.third(), is("3 7 2025"));
  }

  @Test
  void decidesByOneDateIfNoneContradicts() {
    DayMonthEvidence evidence = evidence("03-07-2025", "04-07-2025", "27-03-2025", "05-05-2025");
    assertThat(evidence.decide(), is(DateOrder.DMY));
    assertThat(evidence.isContradictory(), is(false));
    assertThat(evidence.count(DateOrder.DMY), is(1L));
    assertThat(evidence.count(DateOrder.NONE), is(3L));
    assertThat(
        evidence.describe(), is("dmy: 1 date, 27-03-2025; no order: 3 dates, such as 03-07-2025"));
  }

  @Test
  void decidesNothingWithoutProof() {
    DayMonthEvidence evidence = evidence("03-07-2025", "04-07-2025");
    assertThat(evidence.decide(), is(DateOrder.NONE));
    assertThat(evidence.isContradictory(), is(false));
    assertThat(new DayMonthEvidence().describe(), is(emptyString()));
  }

  @Test
  void decidesNothingUnderContradiction() {
    DayMonthEvidence evidence = evidence("27-03-2025", "28-03-2025", "03/27/2025");
    assertThat(evidence.decide(), is(DateOrder.NONE));
    assertThat(evidence.isContradictory(), is(true));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void isTheSameInAnyOrderAndGrouping(long seed) {
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      texts.add((1 + random.nextInt(14)) + "/" + (1 + random.nextInt(31)) + "/2024");
    }
    DayMonthEvidence whole = evidence(texts.toArray(new String[0]));
    Collections.shuffle(texts, random);
    DayMonthEvidence merged = new DayMonthEvidence();
    int start = 0;
    while (start < texts.size()) {
      int end = Math.min(texts.size(), start + 1 + random.nextInt(9));
      merged.merge(roundTrip(evidence(texts.subList(start, end).toArray(new String[0]))));
      start = end;
    }
    assertThat("seed " + seed, merged, is(whole));
    assertThat("seed " + seed, merged.hashCode(), is(whole.hashCode()));
    assertThat("seed " + seed, merged.describe(), is(whole.describe()));
  }

  private static DayMonthEvidence roundTrip(DayMonthEvidence evidence) {
    ByteWriter out = new ByteWriter(16);
    evidence.writeTo(out);
    return DayMonthEvidence.readFrom(out.reader());
  }

  @Test
  void countsDeclaredDatesApart() {
    DayMonthEvidence evidence = new DayMonthEvidence();
    evidence.add(new OrderEvidence(DateOrder.DMY, DateOrder.NONE), "03-07-2025");
    evidence.add(new OrderEvidence(DateOrder.DMY, DateOrder.DMY), "27-03-2025");
    assertThat(evidence.decide(), is(DateOrder.NONE));
    assertThat(evidence.declared(), is(DateOrder.DMY));
    assertThat(evidence.describe(), is(emptyString()));
    assertThat(evidence.describeDeclared(), is("declared dmy: 2 dates, such as 03-07-2025"));
    assertThat(roundTrip(evidence), is(evidence));
  }
}
