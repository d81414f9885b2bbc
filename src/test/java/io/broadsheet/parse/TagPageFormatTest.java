package io.broadsheet.parse;

import static io.broadsheet.article.RejectReason.MALFORMED;
import static io.broadsheet.article.RejectReason.TOO_LARGE;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import io.broadsheet.article.RawArticle;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagPageFormatTest {
  private static final Format FORMAT = new TagPageFormat();

  private static final String PAGE =
      """
      Latest news with #HarbourTown


      Harbour Post
      10-07-2025
      - Fisheries
      - Trade
      - Harbour Post
      Herring back in the bay
      The first boats came home full.

      Quotas rise next year.


      The Lighthouse
      03-07-2025
      - Weather
      Storm warning
      Stay at home.

      02-07-2025
      - Fisheries
      Cod still missing
      Nobody knows why.


      Gull Radio
      01-07-2025
      - Gull Radio
      Birds
      """;

  @Test
  void readsEveryItem() {
    Parsed parsed = Parsed.of(FORMAT, PAGE);
    assertThat(parsed.rejections, empty());
    assertThat(
        parsed.articles.stream().map(article -> article.outlet).toList(),
        contains("Harbour Post", "The Lighthouse", "", "Gull Radio"));
    assertThat(
        parsed.articles.stream().map(article -> article.published).toList(),
        contains("10-07-2025", "03-07-2025", "02-07-2025", "01-07-2025"));
    assertThat(
        parsed.articles.stream().map(article -> article.topics).toList(),
        contains(
            List.of("Fisheries", "Trade"), List.of("Weather"), List.of("Fisheries"), List.of()));
    assertThat(
        parsed.titles(),
        contains("Herring back in the bay", "Storm warning", "Cod still missing", "Birds"));
    assertThat(
        parsed.articles.stream().map(article -> article.body).toList(),
        contains(
            "The first boats came home full.\n\nQuotas rise next year.",
            "Stay at home.",
            "Nobody knows why.",
            ""));
    assertThat(
        parsed.articles.stream().map(article -> article.tags).toList(),
        everyItem(is(List.of("HarbourTown"))));
    assertThat(
        parsed.articles.stream().map(article -> article.dayFirstDeclared).toList(),
        everyItem(is(true)));
  }

  @Test
  void givesEveryItemTheOffsetOfItsHead() {
    Parsed parsed = Parsed.of(FORMAT, PAGE);
    assertThat(
        parsed.offsets(),
        contains(
            (long) PAGE.indexOf("Harbour Post\n"),
            (long) PAGE.indexOf("The Lighthouse"),
            (long) PAGE.indexOf("02-07-2025"),
            (long) PAGE.indexOf("Gull Radio")));
  }

  @Test
  void readsTheSameWithOtherLineEndsAndEncodings() {
    List<String> expected = Parsed.of(FORMAT, PAGE).titles();
    assertThat(Parsed.of(FORMAT, PAGE.replace("\n", "\r\n")).titles(), is(expected));
    byte[] wide = PAGE.getBytes(Charset.forName("UTF-16LE"));
    assertThat(Parsed.of(FORMAT, wide, ParseOptions.defaults()).titles(), is(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // a date and a bullet without the blank line before
        "Text.\n01-02-2025\n- Bullet\nMore.",
        // a date alone
        "Text.\n\n01-02-2025\n\nMore.",
        // a date and no bullet
        "Text.\n\n01-02-2025\nMore.",
        // a date in another shape
        "Text.\n\n1-2-2025\n- Bullet\nMore.",
        // bullets that no title follows
        "Text.\n\n\nSomewhere\n01-02-2025\n- Bullet\n\nMore.",
        // bullets alone
        "Text.\n\n\n- One\n- Two\n\nMore.",
        // one blank line is no gap before an outlet
        "Text.\n\nSomewhere\n01-02-2025\n- Bullet\nMore.",
        // three paragraphs far apart
        "Text.\n\n\n\nMiddle.\n\n\n\n\nMore.",
        // a headline in the text
        "Text.\nLatest news with #Else\nMore."
      })
  void leavesInTheBodyWhatIsNoWholeHead(String body) {
    String page = "Latest news with #T\n\n\nOut\n05-06-2025\n- A\nTitle\n" + body + "\n";
    RawArticle article = Parsed.of(FORMAT, page + "\n\n").only();
    assertThat(article.title, is("Title"));
    assertThat(article.body, is(body));
  }

  @Test
  void makesABrokenHeadPartOfTheBodyBefore() {
    Parsed parsed =
        Parsed.of(
            FORMAT, PAGE.replace("03-07-2025\n", "3 July 2025\n").replace("01-07-2025\n", ""));
    assertThat(parsed.titles(), contains("Herring back in the bay", "Cod still missing"));
    assertThat(
        parsed
            .articles
            .get(0)
            .body
            .endsWith("The Lighthouse\n3 July 2025\n- Weather\nStorm warning\nStay at home."),
        is(true));
    assertThat(parsed.rejections, empty());
  }

  @Test
  void rejectsOnceWhatStandsBeforeTheFirstItem() {
    Parsed parsed =
        Parsed.of(FORMAT, PAGE.replace("Harbour Post\n10-07-2025\n", "Harbour Post\nyesterday\n"));
    assertThat(parsed.titles(), contains("Storm warning", "Cod still missing", "Birds"));
    assertThat(parsed.reasons(), contains(MALFORMED));
    assertThat(
        parsed.rejections.get(0).source().offset(), is((long) PAGE.indexOf("Harbour Post\n")));
  }

  @Test
  void rejectsAPageWithoutItems() {
    assertThat(Parsed.of(FORMAT, "Latest news with #T\n\n").rejections, empty());
    assertThat(
        Parsed.of(FORMAT, "Latest news with #T\n\nNothing here.\n\nSorry.").reasons(),
        contains(MALFORMED));
  }

  @Test
  void readsPagesThatFollowEachOther() {
    Parsed parsed = Parsed.of(FORMAT, PAGE + "\n\n" + PAGE.replace("HarbourTown", "Else"));
    assertThat(parsed.articles.size(), is(8));
    assertThat(parsed.articles.get(3).tags, contains("HarbourTown"));
    assertThat(parsed.articles.get(4).tags, contains("Else"));
    assertThat(parsed.rejections, empty());
  }

  @Test
  void takesTheGapThatThePageItselfUses() {
    String page = PAGE.replace("\n\n\n", "\n\n");
    Parsed parsed = Parsed.of(FORMAT, page);
    assertThat(
        parsed.articles.stream().map(article -> article.outlet).toList(),
        contains("Harbour Post", "The Lighthouse", "", "Gull Radio"));
  }

  @Test
  void rejectsAnItemOverTheLimitAndReadsTheNext() {
    String page = PAGE.replace("Stay at home.", "Stay at home.\n".repeat(200));
    Parsed parsed = Parsed.of(FORMAT, page, Parsed.withLimits(1_000, 64));
    assertThat(parsed.titles(), contains("Herring back in the bay", "Cod still missing", "Birds"));
    assertThat(parsed.reasons(), contains(TOO_LARGE));
    Parsed oneLine =
        Parsed.of(
            FORMAT,
            PAGE.replace("Stay at home.", "x".repeat(1_000_000)),
            Parsed.withLimits(1_000, 64));
    assertThat(oneLine.titles(), is(parsed.titles()));
    assertThat(oneLine.reasons(), contains(TOO_LARGE));
  }
}
