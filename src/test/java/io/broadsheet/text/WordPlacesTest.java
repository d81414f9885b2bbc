package io.broadsheet.text;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.broadsheet.text.WordPlaces.Context;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordPlacesTest {

  private static WordPlaces english(String title, String body) {
    return WordPlaces.of(title, body, "en", new Tokenizer());
  }

  @Test
  void showsAWordAsItIsWrittenAndWhatStandsAroundIt() {
    WordPlaces places = english("Rain, at last", "It rained.\n\n “Don’t\tgo out,” said Ms Ash.");

    assertThat(places.size(), is(11));
    assertThat(places.context(0, 1, 60), is(new Context("", "Rain", ", at last", 0)));
    assertThat(
        places.context(6, 1, 60),
        is(new Context("It rained. “Don’t ", "go", " out,” said Ms Ash.", 34)));
    assertThat(
        places.context(5, 2, 60),
        is(new Context("It rained. “", "Don’t go", " out,” said Ms Ash.", 28)));
  }

  @Test
  void leavesOutWordsThatWouldBeCut() {
    WordPlaces places = english("", "one two three four five six seven");

    assertThat(places.context(3, 1, 10), is(new Context("two three ", "four", " five six", 15)));
    assertThat(places.context(3, 1, 9), is(new Context("three ", "four", " five six", 15)));
    assertThat(places.context(3, 1, 8), is(new Context("three ", "four", " five", 15)));
    assertThat(places.context(3, 1, 2), is(new Context("", "four", "", 15)));
  }

  @Test
  void cutsBetweenCharactersWhereNoSpacesAre() {
    WordPlaces places = WordPlaces.of("", "🗼東京は日本の首都🗼です", "ja", new Tokenizer());

    assertThat(places.context(2, 1, 3), is(new Context("東京は", "日本", "の首都", 5)));
    assertThat(places.context(0, 1, 1), is(new Context("", "東京", "は", 2)));
    assertThat(places.context(4, 1, 1), is(new Context("の", "首都", "", 8)));
  }

  @Test
  void includesMarksAndWholeAddresses() {
    WordPlaces places = english("", "#rain at https://www.example.org/a?b=c, then U.N. and F-16");

    assertThat(match(places, 0), is("#rain"));
    assertThat(match(places, 2), is("https://www.example.org/a?b=c"));
    assertThat(match(places, 4), is("U.N"));
    assertThat(match(places, 6), is("F-16"));
    WordPlaces french = WordPlaces.of("", "Voilà l’été", "fr", new Tokenizer());
    assertThat(match(french, 1), is("l’"));
    assertThat(match(french, 2), is("été"));
  }

  private static String match(WordPlaces places, int word) {
    return places.context(word, 1, 0).match();
  }

  @Test
  void cutsLinesOutOfTheTextWhateverItHolds() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] pieces = {
      "word", "Été", "東京", "🗼", " ", "  ", "\n", "e\u0301", ".", "P.Q.", "@tag", "3.5", "ภาษาไทย",
      "\u00a0", "-"
    };
    for (int run = 0; run < 500; run++) {
      StringBuilder body = new StringBuilder();
      for (int i = random.nextInt(40); i >= 0; i--) {
        body.append(pieces[random.nextInt(pieces.length)]);
      }
      WordPlaces places = english("A title", body.toString());
      List<String> terms = terms(body.toString());
      assertThat("seed " + seed, places.size(), is(terms.size() + 2));
      String text = "A title\n" + body;
      int width = random.nextInt(20);
      for (int i = 2; i < places.size(); i++) {
        Context context = places.context(i, 1, width);
        int start = text.offsetByCodePoints(0, context.offset());
        assertThat("seed " + seed, oneLine(text.substring(start)).startsWith(context.match()));
        assertThat("seed " + seed, context.left().length(), lessThanOrEqualTo(width));
        assertThat("seed " + seed, context.right().length(), lessThanOrEqualTo(width));
        assertThat("seed " + seed, terms("a " + context.match()).get(1), is(terms.get(i - 2)));
        String line = context.left() + context.match() + context.right();
        assertThat("seed " + seed, oneLine(body.toString()).contains(line));
      }
    }
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\s\u00a0]+", " ");
  }

  private static List<String> terms(String text) {
    List<String> terms = new ArrayList<>();
    new Tokenizer()
        .tokenize(
            text,
            "en",
            new TermSink() {
              @Override
              public void term(byte[] utf8, int length, int hash) {
                terms.add(new String(utf8, 0, length, StandardCharsets.UTF_8));
              }

              @Override
              public void stop() {}
            });
    return terms;
  }
}
