package io.broadsheet.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.broadsheet.table.ColumnChoice;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonLinesFormatTest {
  private static final RowFormat FORMAT = new JsonLinesFormat();

  @Test
  void writesTheChosenColumns() throws IOException {
    byte[] bytes =
        Rows.encode(
            new JsonLinesFormat(new ColumnChoice(Set.of("t.c1", "t.c2"))),
            Rows.texts("t", 4),
            ZoneOffset.UTC,
            List.of(List.of("a", "b", "c", "d")));
    assertThat(new String(bytes, UTF_8), is("{\"c1\":\"b\",\"c2\":\"c\"}\n"));
  }

  @Test
  void writesEveryTypeAsTheDesignSays() throws IOException {
    byte[] bytes =
        Rows.encode(
            FORMAT,
            Rows.ALL_TYPES,
            ZoneId.of("Asia/Dubai"),
            List.of(
                Arrays.asList(
                    "plain",
                    List.of("one", "t|w\\o"),
                    42L,
                    0.25,
                    Instant.parse("2025-07-09T20:00:00Z")),
                Arrays.asList(null, null, null, Double.NaN, null),
                Arrays.asList("", List.of(), -1L, 1.5e-9, Instant.EPOCH)));
    assertThat(
        new String(bytes, UTF_8),
        is(
            """
            {"words":"plain","tags":["one","t|w\\\\o"],"number":42,"ratio":0.25,"moment":"2025-07-10T00:00:00+04:00"}
            {"words":null,"tags":[],"number":null,"ratio":null,"moment":null}
            {"words":"","tags":[],"number":-1,"ratio":1.5e-09,"moment":"1970-01-01T04:00:00+04:00"}
            """));
  }

  @Test
  void escapesWhatTheStandardDemandsAndNoMore() throws IOException {
    List<List<Object>> rows =
        List.of(
            List.of("say \"yes\"\\no", "\b\f\n\r\t"),
            List.of("\0\u0001\u001f\u007f", "/ ' = , é 漢 😀 \u2028 \u202E \uFEFF"),
            List.of("\uD83D", "a\uDE00b"));
    assertThat(
        new String(Rows.encode(FORMAT, Rows.texts("t", 2), ZoneOffset.UTC, rows), UTF_8),
        is(
            Rows.lines(
                "{\"c0\":\"say \\\"yes\\\"\\\\no\",\"c1\":\"\\b\\f\\n\\r\\t\"}",
                "{\"c0\":\"\\u0000\\u0001\\u001f\u007f\",\"c1\":\"/ ' = , é 漢 😀 \u2028 \u202E \uFEFF\"}",
                "{\"c0\":\"\uFFFD\",\"c1\":\"a\uFFFDb\"}")));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void isReadBackByAnotherReader(long seed) throws IOException {
    Random random = new Random(seed);
    List<List<Object>> rows = new ArrayList<>();
    List<JsonNode> expected = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      String text = Rows.hostileText(random);
      List<String> texts =
          IntStream.range(0, random.nextInt(4)).mapToObj(j -> Rows.hostileText(random)).toList();
      long integer = random.nextLong() >> random.nextInt(64);
      double real = random.nextInt(1000) / 8.0;
      Instant moment = Instant.ofEpochSecond(random.nextInt());
      rows.add(List.of(text, texts, integer, real, moment));
      ObjectNode row = JsonNodeFactory.instance.objectNode();
      row.put("words", Rows.asRead(text));
      texts.forEach(row.putArray("tags")::add);
      row.put("number", integer).put("ratio", real).put("moment", moment.toString());
      expected.add(row);
    }
    String[] lines =
        new String(Rows.encode(FORMAT, Rows.ALL_TYPES, ZoneOffset.UTC, rows), UTF_8)
            .split("\n", -1);
    assertThat(lines.length, is(expected.size() + 1));
    ObjectMapper reader = new ObjectMapper();
    for (int i = 0; i < expected.size(); i++) {
      ObjectNode row = (ObjectNode) reader.readTree(lines[i]);
      // Types of numbers that print alike are no difference in JSON.
      assertThat(
          "seed " + seed + ", row " + i,
          normal(row, reader),
          is(normal((ObjectNode) expected.get(i), reader)));
    }
  }

  private static String normal(ObjectNode row, ObjectMapper mapper) throws IOException {
    ObjectNode copy = row.deepCopy();
    copy.put("number", row.get("number").asLong()).put("ratio", row.get("ratio").asDouble());
    List<String> tags = new ArrayList<>();
    copy.withArray("/tags").forEach(tag -> tags.add(Rows.asRead(tag.asText())));
    tags.forEach(copy.putArray("tags")::add);
    return mapper.writeValueAsString(copy);
  }

  @Test
  void isEqualIfItEncodesAlike() {
    assertThat(new JsonLinesFormat(), is(FORMAT));
    assertThat(new CsvFormat(true), is(not(new CsvFormat(false))));
  }
}
