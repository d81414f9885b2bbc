package io.broadsheet.copies;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.broadsheet.article.Article;
import io.broadsheet.article.DateStatus;
import io.broadsheet.article.Hash128;
import io.broadsheet.article.PublicationDate;
import io.broadsheet.article.Source;
import io.broadsheet.article.UserException;
import io.broadsheet.copies.CopyGroups.Member;
import io.broadsheet.text.TermSink;
import io.broadsheet.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CopyGroupsTest {
  private static final long DAY = 86_400_000;
  private static final CopySettings SETTINGS = CopySettings.defaults();

  private static final TermSink NOTHING =
      new TermSink() {
        @Override
        public void term(byte[] utf8, int length, int hash) {}

        @Override
        public void stop() {}
      };

  private final FingerprintBlock.Builder block = new FingerprintBlock.Builder();
  private final Random random = new Random(5);

  private void add(long id, String outlet, PublicationDate date, long dayMillis, String body) {
    Fingerprinter fingerprinter = new Fingerprinter();
    int words = fingerprinter.read(body, "", new Tokenizer(), NOTHING);
    Hash128 hash = new Hash128(id, 0);
    Article article =
        new Article(
            new Source("file", "", id),
            hash,
            hash,
            outlet,
            List.of(),
            List.of(),
            date,
            "",
            "",
            body,
            "",
            List.of());
    block.add(article, dayMillis, words, fingerprinter);
  }

  private void add(long id, String outlet, int day, String body) {
    add(id, outlet, PublicationDate.onDay(DateStatus.EXPLICIT, day * DAY, ""), day * DAY, body);
  }

  /** Each group's ids, the original first. */
  private List<String> groups() {
    List<Fingerprint> texts = new ArrayList<>();
    FingerprintBlock.read(block.build(), texts::add);
    texts.sort(Fingerprint.ORIGINAL_FIRST);
    CopyPairs pairs =
        CopyPairs.among(
            texts, CopyFinder.find(SETTINGS, texts, Long.MIN_VALUE, (outlet, line) -> false));
    CopyPairs travelled = CopyPairs.merge(List.of(pairs.toBytes(), pairs.toBytes()), SETTINGS);
    return CopyGroups.of(travelled, SETTINGS.spanMillis()).stream()
        .collect(Collectors.groupingBy(member -> member.original().id()))
        .entrySet()
        .stream()
        .map(
            group ->
                group.getKey().high()
                    + ":"
                    + group.getValue().stream()
                        .filter(member -> !member.isOriginal())
                        .map((Member member) -> String.valueOf(member.article().id().high()))
                        .sorted()
                        .collect(Collectors.joining(",")))
        .sorted()
        .toList();
  }

  private String words(int count) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      words.append(Integer.toString(random.nextInt(1 << 20), 36)).append(' ');
    }
    return words.toString();
  }

  @Test
  void findsACutCopyInAnotherOutletAcrossMonths() {
    String text = words(300);
    add(1, "Agency", 30, text);
    add(2, "Paper", 35, text.substring(0, text.length() / 2));
    assertThat(groups(), is(List.of("1:2")));
  }

  @Test
  void comparesNothingBeyondTheSpan() {
    String text = words(300);
    add(1, "Agency", 0, text);
    add(2, "Paper", 31, text);
    assertThat(groups(), empty());
  }

  @Test
  void letsALateReprintFollowThePrintBetween() {
    String text = words(300);
    add(1, "Agency", 0, text);
    add(2, "Paper", 25, text);
    add(3, "Weekly", 50, text);
    assertThat(groups(), is(List.of("1:2,3")));
  }

  @Test
  void breaksAChainThatLeadsToAnUnlikeText() {
    String middle = words(100);
    String first = words(50);
    String last = words(50);
    add(1, "A", 0, words(50) + first + middle);
    add(2, "B", 1, first + middle + last);
    add(3, "C", 2, middle + last + words(50));
    assertThat(groups(), is(List.of("1:2")));
  }

  @Test
  void keepsColumnsApartThatShareAnIntroduction() {
    String introduction = words(100);
    add(1, "Courier", 0, introduction + words(160));
    add(2, "Courier", 7, introduction + words(160));
    add(3, "Courier", 14, introduction + words(60));
    assertThat(groups(), empty());
  }

  @Test
  void takesThePreciseDateForTheOriginalOfADay() {
    String text = words(200);
    add(1, "A", 10, text);
    add(
        2,
        "B",
        PublicationDate.atInstant(DateStatus.EXPLICIT, 10 * DAY + DAY / 2, ""),
        10 * DAY,
        text);
    assertThat(groups(), is(List.of("2:1")));
  }

  @Test
  void takesTheLongestForTheOriginalThenTheSmallestId() {
    String text = words(200);
    add(1, "A", 10, text.substring(0, text.length() - 50));
    add(3, "B", 10, text);
    add(2, "C", 10, text);
    assertThat(groups(), is(List.of("2:1,3")));
  }

  @Test
  void keepsACutTextWithDatelineCreditAndSubheads() {
    String text = words(150);
    add(1, "Agency", 0, "BAKU, Azerbaijan (AP) — " + text);
    add(2, "Paper", 1, text.substring(0, 350) + "\nA subhead\n" + text.substring(350, 550));
    add(3, "Gazette", 1, "TBILISI —\n" + text + "\nBy A. Reporter, Associated Press");
    assertThat(groups(), is(List.of("1:2,3")));
  }

  @Test
  void saysSoWhenThereAreTooManyPairsForOnePlace() {
    String text = words(100);
    for (int i = 0; i < 4; i++) {
      add(i, "Outlet " + i, 0, text);
    }
    CopySettings two = new CopySettings(true, DAY, 0.5, 0.6, 1, false, false, 2, 0.1, 5);
    List<Fingerprint> texts = new ArrayList<>();
    FingerprintBlock.read(block.build(), texts::add);
    texts.sort(Fingerprint.ORIGINAL_FIRST);
    UserException thrown =
        assertThrows(
            UserException.class,
            () -> CopyFinder.find(two, texts, Long.MIN_VALUE, (outlet, line) -> false));
    assertThat(thrown.getMessage(), startsWith("There are more than 2 pairs of copies."));
  }

  @Test
  void comparesTextsWithoutSpacesByCharacters() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      text.appendCodePoint(0x4e00 + random.nextInt(3000));
    }
    add(1, "A", 0, text.toString());
    add(2, "B", 1, text.substring(0, 200));
    assertThat(groups(), is(List.of("1:2")));
  }

  @Test
  void leavesBoilerplateOutOfTheFingerprint() {
    String line = "You can hear this report again wherever you get your podcasts tonight.";
    Fingerprinter fingerprinter = new Fingerprinter();
    OutletLines lines = new OutletLines();
    for (int i = 0; i < 6; i++) {
      String body = words(20) + "\n" + line;
      fingerprinter.read(body, "", new Tokenizer(), NOTHING);
      // Read twice, counted once.
      lines.add("Radio", new Hash128(0, i), body, fingerprinter);
      lines.add("Radio", new Hash128(0, i), body, fingerprinter);
    }
    OutletLines merged = new OutletLines();
    lines.toParts(3).forEach(merged::add);
    BoilerplateLines found =
        BoilerplateLines.of(List.of(BoilerplateLines.toBytes(merged.inAtLeast(5)))).inShare(0.5);
    assertThat(
        found.rows(String::compareTo), is(List.of(new BoilerplateLines.Row("Radio", line, 6, 6))));
  }
}
