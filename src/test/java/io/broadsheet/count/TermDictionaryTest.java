package io.broadsheet.count;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.broadsheet.text.TermHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TermDictionaryTest {

  @Test
  void numbersTermsInOrderOfFirstSight() {
    TermDictionary dictionary = new TermDictionary(1);
    assertThat(add(dictionary, "b"), is(0));
    assertThat(add(dictionary, "a"), is(1));
    assertThat(add(dictionary, "b"), is(0));
    assertThat(add(dictionary, ""), is(2));
    assertThat(dictionary.size(), is(3));
    assertThat(dictionary.text(1), is("a"));
    assertThat(dictionary.text(2), is(""));
  }

  @Test
  void agreesWithAMapOnManyTerms() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    TermDictionary dictionary = new TermDictionary(16);
    for (int round = 0; round < 2; round++) {
      Map<String, Integer> expected = new HashMap<>();
      List<String> terms = new ArrayList<>();
      for (int i = 0; i < 50_000; i++) {
        String term = Integer.toString(random.nextInt(20_000), 3 + random.nextInt(20));
        Integer known = expected.putIfAbsent(term, expected.size());
        if (known == null) {
          terms.add(term);
        }
        assertThat("seed " + seed, add(dictionary, term), is(expected.get(term)));
      }
      assertThat(dictionary.size(), is(terms.size()));
      for (int id = 0; id < terms.size(); id++) {
        assertThat("seed " + seed, dictionary.text(id), is(terms.get(id)));
        assertThat(
            "seed " + seed,
            dictionary.find(terms.get(id).getBytes(StandardCharsets.UTF_8)),
            is(id));
      }
      assertThat(dictionary.find("not there".getBytes(StandardCharsets.UTF_8)), is(-1));
      dictionary.clear();
    }
  }

  @Test
  void ordersTermsByTheirBytes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    TermDictionary dictionary = new TermDictionary(16);
    String[] letters = {"a", "b", "z", "\u0000", "é", "東", "\uffff", "\ud83d\ude00"};
    for (int i = 0; i < 20_000; i++) {
      StringBuilder term = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        term.append(letters[random.nextInt(letters.length)]);
      }
      add(dictionary, term.toString());
    }
    int[] ids = dictionary.idsInOrder();
    assertThat(ids.length, is(dictionary.size()));
    for (int i = 1; i < ids.length; i++) {
      byte[] one = dictionary.text(ids[i - 1]).getBytes(StandardCharsets.UTF_8);
      byte[] next = dictionary.text(ids[i]).getBytes(StandardCharsets.UTF_8);
      assertThat("seed " + seed, Arrays.compareUnsigned(one, next) < 0, is(true));
    }
  }

  private static int add(TermDictionary dictionary, String term) {
    byte[] bytes = ("xx" + term + "y".repeat(term.length() % 10)).getBytes(StandardCharsets.UTF_8);
    int length = bytes.length - 2 - term.length() % 10;
    return dictionary.add(bytes, 2, length, TermHash.of(bytes, 2, length));
  }
}
