package io.broadsheet.parse.html;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.broadsheet.parse.html.HtmlCharset.Decoded;
import io.broadsheet.parse.html.HtmlCharset.Evidence;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlCharsetTest {
  private static final String RUSSIAN =
      "Вчера в городе открылась новая библиотека, которую ждали много лет, и первыми пришли дети. ";

  @ParameterizedTest
  @CsvSource({
    "<meta charset=utf-8>, utf-8",
    "<meta charset=\"ISO-8859-1\">, windows-1252",
    "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=KOI8-R'>, koi8-r",
    "<meta content='text/html; charset=gb2312' http-equiv=content-type>, gbk",
    "<meta content='text/html; charset=gb2312'>, ''",
    "<meta charset=utf-16le>, utf-8",
    "<!-- <meta charset=koi8-r> --><meta charset=euc-kr>, euc-kr",
    "<a title='<meta charset=koi8-r>'><meta charset=big5>, big5",
    "<metacharset=koi8-r>, ''",
    "<meta charset=no-such-thing>, ''"
  })
  void readsWhatMetaElementsDeclare(String html, String expected) {
    byte[] bytes = html.getBytes(StandardCharsets.US_ASCII);
    assertThat(MetaPrescan.find(bytes, bytes.length), is(expected));
  }

  @Test
  void agreesWithTheTestsOfHtml5libAboutThePrescan() throws IOException {
    Path folder = Corpora.folder("22-html5lib-tests/encoding");
    List<String> wrong = new ArrayList<>();
    int count = 0;
    for (String file : List.of("tests1.dat", "tests2.dat", "test-yahoo-jp.dat")) {
      String all = Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
      for (String test : all.split("(?m)^#data\n", -1)) {
        int mark = test.indexOf("\n#encoding\n");
        if (mark < 0) {
          continue;
        }
        byte[] bytes = test.substring(0, mark).getBytes(StandardCharsets.ISO_8859_1);
        String expected =
            test.substring(mark + "\n#encoding\n".length()).strip().toLowerCase(Locale.ROOT);
        boolean isMarked = bytes.length > 2 && bytes[0] == (byte) 0xEF;
        String found = isMarked ? "utf-8" : MetaPrescan.find(bytes, bytes.length);
        String actual = found.isEmpty() ? "windows-1252" : found;
        count++;
        if (!actual.equals(expected)) {
          wrong.add(expected + " but " + actual + " in " + test);
        }
      }
    }
    assertThat(count, greaterThan(70));
    assertThat(wrong, is(empty()));
  }

  @Test
  void believesAByteOrderMarkBeforeTheHeader() {
    byte[] bytes = "\uFEFF<p>café".getBytes(StandardCharsets.UTF_8);
    Decoded decoded = HtmlCharset.decode(bytes, "text/html; charset=iso-8859-2");
    assertThat(decoded.text(), is("<p>café"));
    assertThat(decoded.decision().evidence(), is(Evidence.BYTE_ORDER_MARK));
  }

  @Test
  void believesTheHeaderBeforeTheMetaElement() {
    byte[] bytes = ("<meta charset=utf-8><p>" + RUSSIAN).getBytes(Charset.forName("KOI8-R"));
    Decoded decoded = HtmlCharset.decode(bytes, "text/html; charset=\"koi8-r\"");
    assertThat(decoded.text().endsWith(RUSSIAN), is(true));
    assertThat(decoded.decision().evidence(), is(Evidence.HTTP_HEADER));
    assertThat(decoded.undecodable(), is(0));
  }

  @Test
  void readsAnXmlDeclaration() {
    String xml = "<?xml version='1.0' encoding='windows-1251'?><html><p>" + RUSSIAN;
    Decoded decoded = HtmlCharset.decode(xml.getBytes(Charset.forName("windows-1251")), "");
    assertThat(decoded.text(), is(xml));
    assertThat(decoded.decision().evidence(), is(Evidence.XML_DECLARATION));
  }

  @Test
  void readsUtf16WithItsMark() {
    byte[] bytes = "\uFEFF<html><p>日本".getBytes(StandardCharsets.UTF_16LE);
    assertThat(HtmlCharset.decode(bytes, "").text(), is("<html><p>日本"));
  }

  @Test
  void doesNotBelieveLatin1OfAPageThatIsValidUtf8() {
    byte[] bytes = "<meta charset=iso-8859-1><p>naïve café".getBytes(StandardCharsets.UTF_8);
    Decoded decoded = HtmlCharset.decode(bytes, "");
    assertThat(decoded.text(), is("<meta charset=iso-8859-1><p>naïve café"));
    assertThat(decoded.decision().evidence(), is(Evidence.DISPROVED));
  }

  @Test
  void doesNotBelieveGbkOfAPageThatIsValidUtf8() {
    String page = "<meta charset=gb2312><p>" + "今天早上，城里新开了一家图书馆。".repeat(3);
    Decoded decoded = HtmlCharset.decode(page.getBytes(StandardCharsets.UTF_8), "");
    assertThat(decoded.text(), is(page));
    Decoded gbk = HtmlCharset.decode(page.getBytes(Charset.forName("GB18030")), "");
    assertThat(gbk.text(), is(page));
    assertThat(gbk.decision().evidence(), is(Evidence.META));
  }

  @Test
  void believesLatin1OfAPageThatIsNotUtf8() {
    byte[] bytes = "<meta charset=iso-8859-1><p>café “x”".getBytes(Charset.forName("windows-1252"));
    Decoded decoded = HtmlCharset.decode(bytes, "");
    assertThat(decoded.text(), is("<meta charset=iso-8859-1><p>café “x”"));
    assertThat(decoded.decision().evidence(), is(Evidence.META));
  }

  @Test
  void detectsTheEncodingOfAPageThatDeclaresNone() {
    byte[] bytes = ("<p>" + RUSSIAN.repeat(5)).getBytes(Charset.forName("windows-1251"));
    Decoded decoded = HtmlCharset.decode(bytes, "");
    assertThat(decoded.text(), is("<p>" + RUSSIAN.repeat(5)));
    assertThat(decoded.decision().evidence(), is(Evidence.DETECTOR));
  }

  @Test
  void countsTheBytesThatAreNoText() {
    byte[] bytes = {'a', (byte) 0xC3, 'b', (byte) 0xFF, (byte) 0xFE, 'c'};
    Decoded decoded = HtmlCharset.decode(bytes, "utf-8");
    assertThat(decoded.undecodable(), is(3));
    assertThat(decoded.text().startsWith("a\uFFFDb"), is(true));
  }

  @Test
  void obeysAForcedEncoding() {
    byte[] bytes = "<meta charset=utf-8><p>жук".getBytes(Charset.forName("IBM866"));
    Decoded decoded = HtmlCharset.decodeAs(bytes, Charset.forName("IBM866"));
    assertThat(decoded.text(), is("<meta charset=utf-8><p>жук"));
    assertThat(decoded.decision().evidence(), is(Evidence.FORCED));
  }
}
