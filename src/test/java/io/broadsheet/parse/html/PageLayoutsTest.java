package io.broadsheet.parse.html;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages of many builds, by nobody in particular: what is the article, and what is not. */
class PageLayoutsTest {
  private static final String FIRST = "The harbour council of Quillhaven voted on Tuesday";
  private static final String LAST = "half of which the national fund for historic harbours pays";
  private static final String TITLE = "Council closes berth";

  static Stream<Arguments> pages() {
    return Stream.of(
        page("amp", TITLE, "2025-07-08", List.of(FIRST, LAST), List.of("cookies", "Home")),
        page(
            "arabic",
            "إغلاق رصيف العبارات القديم",
            "2025-07-08",
            List.of("قرر مجلس الميناء", "خفض الإيجارات"),
            List.of("الرئيسية", "كلمات دلالية", "جميع الحقوق")),
        page(
            "brokenld",
            "Council closes \"old\" berth",
            "2025-07-08T09:00:00+02:00",
            List.of(FIRST, LAST),
            List.of("Another headline", "Read more", "reserved")),
        page(
            "comments",
            TITLE,
            "2025-07-08",
            List.of(FIRST, LAST),
            List.of("reader1", "nobody looks after the walls", "47 comments")),
        page("divbr", TITLE, "", List.of(FIRST, LAST), List.of("Imprint", "Contact")),
        page(
            "interview",
            "„Die Mauer ist alt“",
            "2025-07-08T05:00:00+02:00",
            List.of("seit wann wissen Sie", "Seit dem Sturm von 2019", "Nordkai"),
            List.of("Newsletter", "reserved")),
        page(
            "japanese",
            "古いフェリー乗り場を閉鎖へ",
            "2025-07-08",
            List.of("港湾評議会は火曜日", "家賃の引き下げを求めた。"),
            List.of("2025年", "アクセスランキング", "潮の話", "無断転載")),
        page(
            "listicle",
            "7 walks along the harbour",
            "2025-07-08",
            List.of("Ferries will leave", "about 10 minutes", "about 70 minutes"),
            List.of("812 partners", "Politics")),
        page(
            "liveblog",
            "Ferry berth closure: live updates",
            "2025-07-08T06:00:00Z",
            List.of("Follow the day here", FIRST, LAST),
            List.of("Tweet", "Another headline")),
        page("nextjs", TITLE, "2025-07-08", List.of(FIRST, LAST), List.of("Most read", "min read")),
        page(
            "paywall", "Cracks in the wall", "2025-07-08", List.of(FIRST, LAST), List.of("Log in")),
        page(
            "russian",
            "Причал закрыт",
            "2025-07-08",
            List.of("Совет порта", "Паромы будут отходить"),
            List.of("Реклама", "Новость номер", "Telegram")),
        page(
            "table1999",
            "Quillhaven Courier: Council closes berth",
            "1999-06-08",
            List.of(FIRST, LAST),
            List.of("Letters to the Editor", "Copyright", "Back to front page")),
        page(
            "wordpress",
            TITLE,
            "2025-07-08T10:00:00+02:00",
            List.of(FIRST, LAST, "older than the town", "What comes next"),
            List.of("Share this", "Storm of 2019: a look", "Finally somebody", "Recent Posts")));
  }

  private static Arguments page(
      String name, String title, String date, List<String> in, List<String> out) {
    return Arguments.of(name, title, date, in, out);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void findsTheArticle(String name, String title, String date, List<String> in, List<String> out)
      throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of("src/test/resources/pages/" + name + ".html"));
    HtmlArticle article = HtmlExtractor.extract(HtmlCharset.decode(bytes, "").text(), "");
    assertThat(article.title().value(), is(title));
    assertThat(article.published().value(), startsWith(date));
    in.forEach(part -> assertThat(article.body().value(), containsString(part)));
    out.forEach(part -> assertThat(article.body().value(), not(containsString(part))));
  }
}
