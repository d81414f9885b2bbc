package io.broadsheet.count;

import io.broadsheet.bytes.NumberSort;
import io.broadsheet.copies.StorySketch;
import io.broadsheet.text.Stemmer;
import io.broadsheet.text.StopWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words by which stories are compared: terms without the stop words of the article's language,
 * cut to their stems and then to their first letters, so that forms and derivations of a word are
 * one, also where a language has no stemmer (truncation: P. McNamee and J. Mayfield, "Character
 * n-gram tokenization for European language text retrieval", Information Retrieval 7, 2004).
 *
 * <p>Numbered in the order of their letters, which is the same in every run. Memory: some 150 bytes
 * a distinct term, and 4 more for each language.
 */
final class StoryWords {
  private static final int LETTERS = 5;
  private static final int NO_WORD = 0;
  private static final int UNSEEN = -1;

  private final TermDictionary dictionary;

  /**
   * For each language the words of its terms, numbered from 1 in the order of first sight; {@link
   * #NO_WORD} of a stop word.
   */
  private final Map<String, int[]> wordsOfTerms = new HashMap<>();

  private final Map<String, Stemmer> stemmers = new HashMap<>();

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  // Of one article: its terms, their marks, and the numbers of their words, each above its mark.
  private final int[] terms = new int[StorySketches.MOST_TERMS];
  private final int[] marks = new int[StorySketches.MOST_TERMS];
  private final long[] sorted = new long[StorySketches.MOST_TERMS];

  /** For each word, in the order of first sight, its number. */
  private final int[] places;

  /**
   * @param dictionary complete
   * @param entries all articles
   */
  StoryWords(TermDictionary dictionary, Iterable<StorySketches.Entry> entries) {
    this.dictionary = dictionary;
    entries.forEach(this::count);
    List<String> inOrder = new ArrayList<>(words);
    NumberSort.sort(inOrder, Comparator.naturalOrder(), List.of(StoryWords::firstLetters));
    places = new int[inOrder.size()];
    for (int place = 0; place < places.length; place++) {
      places[numbers.get(inOrder.get(place))] = place;
    }
  }

  private static long firstLetters(String word) {
    long letters = 0;
    for (int i = 0; i < 3; i++) {
      letters = letters << Character.SIZE | (i < word.length() ? word.charAt(i) : 0);
    }
    return letters;
  }

  private void count(StorySketches.Entry entry) {
    String language = entry.language();
    int[] wordOfTerm = wordsOfTerms.computeIfAbsent(language, name -> unseen());
    int count = entry.readTerms(terms, marks);
    for (int i = 0; i < count; i++) {
      if (wordOfTerm[terms[i]] == UNSEEN) {
        wordOfTerm[terms[i]] = word(dictionary.text(terms[i]), language);
      }
    }
  }

  private int[] unseen() {
    int[] words = new int[dictionary.size()];
    Arrays.fill(words, UNSEEN);
    return words;
  }

  private int word(String term, String language) {
    if (StopWords.of(language).contains(term)) {
      return NO_WORD;
    }
    String stem = stemmers.computeIfAbsent(language, Stemmer::of).stem(term);
    String word =
        stem.codePointCount(0, stem.length()) <= LETTERS
            ? stem
            : stem.substring(0, stem.offsetByCodePoints(0, LETTERS));
    Integer number = numbers.putIfAbsent(word, words.size());
    if (number == null) {
      words.add(word);
      return words.size();
    }
    return number + 1;
  }

  /** How many words there are. */
  int size() {
    return places.length;
  }

  /** An article with the words that its terms are forms of. */
  StorySketch sketch(StorySketches.Entry entry) {
    int[] wordOfTerm = wordsOfTerms.get(entry.language());
    int termCount = entry.readTerms(terms, marks);
    int count = 0;
    for (int i = 0; i < termCount; i++) {
      int word = wordOfTerm[terms[i]];
      if (word != NO_WORD) {
        sorted[count++] = (long) places[word - 1] << 32 | marks[i];
      }
    }
    Arrays.sort(sorted, 0, count);
    int[] sketchWords = new int[count];
    int[] sketchMarks = new int[count];
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      int word = (int) (sorted[i] >>> 32);
      int mark = (int) sorted[i];
      if (distinct > 0 && sketchWords[distinct - 1] == word) {
        sketchMarks[distinct - 1] = StorySketch.join(sketchMarks[distinct - 1], mark);
      } else {
        sketchWords[distinct] = word;
        sketchMarks[distinct++] = mark;
      }
    }
    return new StorySketch(
        entry.day(), Arrays.copyOf(sketchWords, distinct), Arrays.copyOf(sketchMarks, distinct));
  }

  /** Words, each in the form that most of some articles have, ties by term. */
  List<String> texts(int[] someWords, Iterable<StorySketches.Entry> articles) {
    Map<Integer, Map<Integer, Integer>> forms = new HashMap<>();
    for (int word : someWords) {
      forms.put(word, new HashMap<>());
    }
    for (StorySketches.Entry article : articles) {
      int[] wordOfTerm = wordsOfTerms.get(article.language());
      int count = article.readTerms(terms, marks);
      for (int i = 0; i < count; i++) {
        int number = wordOfTerm[terms[i]];
        Map<Integer, Integer> ofWord = number == NO_WORD ? null : forms.get(places[number - 1]);
        if (ofWord != null) {
          ofWord.merge(terms[i], 1, Integer::sum);
        }
      }
    }
    List<String> texts = new ArrayList<>();
    for (int word : someWords) {
      String best = "";
      int most = 0;
      for (Map.Entry<Integer, Integer> form : forms.get(word).entrySet()) {
        String text = dictionary.text(form.getKey());
        if (form.getValue() > most || (form.getValue() == most && text.compareTo(best) < 0)) {
          most = form.getValue();
          best = text;
        }
      }
      texts.add(best);
    }
    return texts;
  }
}
