package io.broadsheet.parse;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {

  private static Head head(String text, String name) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      return Head.of(new BufferedInputStream(new ByteArrayInputStream(bytes)), name);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String found(String text, String name, ParseOptions options) {
    Formats.Detection detection = Formats.detect(head(text, name), options);
    assertThat(detection.reason(), not(is("")));
    return detection.format().map(Format::name).orElse("none");
  }

  static Stream<Arguments> contents() {
    String object = "{\"title\":\"a\"}";
    return Stream.of(
        Arguments.of("tag-page", "Latest news with #Tag\n\n\nOut\n01-02-2024\n- A\nTitle\n"),
        Arguments.of("tag-page", "\ufeff\n\nLatest news with #Tag\n"),
        Arguments.of("jsonl", object + "\n" + object + "\n"),
        Arguments.of("jsonl", object + "\n" + object),
        Arguments.of("jsonl", object + "\n{broken\n" + (object + "\n").repeat(5)),
        Arguments.of("jsonl", "oops\n" + (object + "\n").repeat(5)),
        Arguments.of("jsonl", (object + "\n").repeat(20_000)),
        Arguments.of("json", object),
        Arguments.of("json", object + "\n"),
        Arguments.of("json", "  \n" + object),
        Arguments.of("json", "[" + object + "]"),
        Arguments.of("json", "[\n  {\n    \"title\": \"a\"\n  }\n]\n"),
        Arguments.of("json", "{\n  \"title\": \"a\"\n}\n{\n  \"title\": \"b\"\n}\n"),
        Arguments.of("json", "[]"),
        Arguments.of("json", "{\"body\":\"" + "x".repeat(100_000) + "\"}"),
        Arguments.of("csv", "title,text\na,b\n"),
        Arguments.of("csv", "\"title\";\"text\"\r\n"),
        Arguments.of("csv", "id\theadline\n"),
        Arguments.of("csv", "name,colour\nhering,silver\ncod,brown\n"),
        Arguments.of("none", "Just some prose, with commas, and more.\nAnd another line, too.\n"),
        Arguments.of("none", "One headline\n\nA text, as texts are.\n\nAnother, one.\n"),
        Arguments.of("none", "[\"a\",\"b\"]"),
        Arguments.of("html", "<html><body>title,text</body></html>"),
        Arguments.of("feed", "<?xml version=\"1.0\"?><rss/>"),
        Arguments.of("none", "<?xml version=\"1.0\"?><opml/>"),
        Arguments.of("none", "%PDF-1.7 title,text\n\u0000\u0001\u0002\u0003"),
        Arguments.of("none", "\u0000\u0001\u0002\u0003"),
        Arguments.of("none", ""),
        Arguments.of("none", " \n "));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void recognisesTheContentWhateverTheNameSays(String format, String text) {
    for (String name : new String[] {"file", "file.txt", "file.csv"}) {
      assertThat(found(text, name, ParseOptions.defaults()), is(format));
    }
  }

  @Test
  void takesTheNameForAHintWhereContentCannotTell() {
    String cut = "{\"body\":\"" + "x".repeat(100_000);
    assertThat(found(cut, "a.json", ParseOptions.defaults()), is("json"));
    assertThat(found(cut, "a.JSONL", ParseOptions.defaults()), is("jsonl"));
    assertThat(found(cut, "a.jsonl.gz", ParseOptions.defaults()), is("jsonl"));
    assertThat(found(cut, "a.ndjson", ParseOptions.defaults()), is("jsonl"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Herring\nBack, they say.\n", "One, two\nthree, four\n", "x"})
  void takesPlainTextForAnArticleOnlyIfThereIsAPathPattern(String text) {
    assertThat(found(text, "a/b.txt", Parsed.withPath("{topic}/{name}.txt")), is("text"));
  }

  @Test
  void saysThatAPathDoesNotMatchOnlyOfText() {
    ParseOptions options = Parsed.withPath("texts/{topic}/{name}.txt");
    assertThat(found("Herring\n", "a.txt", options), is("none"));
    assertThat(
        Formats.detect(head("Herring\n", "a.txt"), options).reason(),
        containsString("does not match the pattern texts/{topic}/{name}.txt"));
    assertThat(
        Formats.detect(head("[1, 2]", "a.json"), options).reason(), containsString("JSON list"));
  }

  @Test
  void prefersKnownStructureToAPathPattern() {
    ParseOptions options = Parsed.withPath("{topic}/{name}.txt");
    assertThat(found("title,text\na,b\n", "a/b.txt", options), is("csv"));
    assertThat(found("{\"title\":\"a\"}", "a/b.txt", options), is("json"));
    assertThat(found("\u0000\u0001\u0002", "a/b.txt", options), is("none"));
  }

  @Test
  void saysWhyNothingWasRecognised() {
    ParseOptions options = ParseOptions.defaults();
    assertThat(Formats.detect(head("", "f"), options).reason(), containsString("empty"));
    assertThat(Formats.detect(head("%PDF-1.4", "f"), options).reason(), containsString("PDF"));
    assertThat(
        Formats.detect(head("Prose.", "f"), options).reason(), containsString("path pattern"));
  }

  @Test
  void splitsOnlyWhatCanBeReadFromTheMiddle() {
    ParseOptions options = ParseOptions.defaults();
    String lines = "{\"title\":\"a\"}\n{\"title\":\"b\"}\n";
    assertThat(Formats.detect(head(lines, "f"), options).isSplittable(), is(true));
    assertThat(Formats.detect(head("title,text\na,b", "f"), options).isSplittable(), is(false));
    Head wide = new Head(lines.getBytes(StandardCharsets.UTF_16LE), true, "f");
    Formats.Detection detection = Formats.detect(wide, options);
    assertThat(detection.format().map(Format::name).orElse(""), is("jsonl"));
    assertThat(detection.isSplittable(), is(false));
  }

  @Test
  void namesEveryFormatOnce() {
    assertThat(new HashSet<>(Formats.names()).size(), is(Formats.all().size()));
    for (Format format : Formats.all()) {
      assertThat(Formats.named(format.name()).orElseThrow(), is(format));
    }
  }
}
