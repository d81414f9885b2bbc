package io.broadsheet.copies;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.broadsheet.copies.StoryClusters.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoryClustersTest {
  private static final StorySettings SETTINGS = StorySettings.defaults();
  private static final int VOCABULARY = 1000;

  private final List<StorySketch> sketches = new ArrayList<>();

  /** An article with words that stand in its body once. */
  private void add(int day, int... words) {
    SortedMap<Integer, Integer> marks = new TreeMap<>();
    for (int word : words) {
      marks.merge(word, StorySketch.mark(1, 0, false), StorySketch::join);
    }
    sketches.add(sketch(day, marks));
  }

  private static StorySketch sketch(int day, SortedMap<Integer, Integer> marks) {
    return new StorySketch(
        day,
        marks.keySet().stream().mapToInt(Integer::intValue).toArray(),
        marks.values().stream().mapToInt(Integer::intValue).toArray());
  }

  private List<List<Integer>> stories() {
    return stories(sketches);
  }

  private static List<List<Integer>> stories(List<StorySketch> sketches) {
    return StoryClusters.of(SETTINGS, sketches, VOCABULARY).stream().map(Story::articles).toList();
  }

  @Test
  void putsArticlesAboutOneEventTogether() {
    add(0, 1, 2, 3, 4, 5, 6);
    add(0, 11, 12, 13, 14, 15, 16);
    add(0, 1, 2, 3, 4, 25, 26);
    add(1, 11, 12, 13, 14, 35, 36);
    assertThat(stories(), is(List.of(List.of(0, 2), List.of(1, 3))));
  }

  @Test
  void closesAStoryAfterQuietDays() {
    add(0, 1, 2, 3, 4, 5, 6);
    add(5, 1, 2, 3, 4, 5, 6);
    add(11, 1, 2, 3, 4, 5, 6);
    assertThat(stories(), is(List.of(List.of(0, 1), List.of(2))));
  }

  @Test
  void asksForMoreTheLongerAStoryWasQuiet() {
    add(0, 1, 2, 3, 4, 5, 6);
    add(5, 1, 2, 3, 14, 15, 16);
    assertThat(stories(), is(List.of(List.of(0), List.of(1))));
    sketches.clear();
    add(0, 1, 2, 3, 4, 5, 6);
    add(1, 1, 2, 3, 14, 15, 16);
    assertThat(stories(), is(List.of(List.of(0, 1))));
  }

  @Test
  void followsNoChainFromOneEventToAnother() {
    add(0, 1, 2, 3, 4, 5, 6, 7, 8);
    add(0, 1, 2, 3, 4, 5, 16, 17, 18);
    add(0, 1, 22, 23, 24, 25, 16, 17, 18);
    // The second and the third share four of eight words, but the first and the third one.
    assertThat(stories(), is(List.of(List.of(0, 1), List.of(2))));
  }

  @Test
  void leavesArticlesWithoutWordsAlone() {
    add(0);
    add(0);
    assertThat(stories(), is(List.of(List.of(0), List.of(1))));
  }

  @Test
  void tellsTwoEventsOfOneSubjectApartByTitlesAndNames() {
    for (int event = 0; event < 2; event++) {
      for (int print = 0; print < 2; print++) {
        SortedMap<Integer, Integer> marks = new TreeMap<>();
        for (int word = 0; word < 8; word++) {
          marks.put(word, StorySketch.mark(1, 0, false));
        }
        for (int word = 0; word < 3; word++) {
          marks.put(100 + 10 * event + word, StorySketch.mark(1, 1, false));
          marks.put(200 + 10 * event + word, StorySketch.mark(1, 0, true));
        }
        sketches.add(sketch(0, marks));
      }
    }
    assertThat(stories(), is(List.of(List.of(0, 1), List.of(2, 3))));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void decidesADayWithoutWhatComesAfter(long seed) {
    Random random = new Random(seed);
    for (int day = 0; day < 30; day++) {
      for (int article = random.nextInt(12); article >= 0; article--) {
        int event = random.nextInt(12) * 10;
        int[] words = new int[12];
        for (int i = 0; i < words.length; i++) {
          words[i] = i < 8 ? event + random.nextInt(10) : 200 + random.nextInt(800);
        }
        add(day, words);
      }
    }
    List<List<Integer>> all = stories();
    assertThat("seed " + seed, sketches.size() - all.size(), greaterThan(20));
    int cut = 0;
    while (sketches.get(cut).day() < 20) {
      cut++;
    }
    int end = cut;
    List<List<Integer>> until = new ArrayList<>();
    for (List<Integer> story : all) {
      List<Integer> kept = story.stream().filter(article -> article < end).toList();
      if (!kept.isEmpty()) {
        until.add(kept);
      }
    }
    assertThat("seed " + seed, stories(sketches.subList(0, cut)), is(until));
  }
}
