package io.broadsheet.count;

import io.broadsheet.copies.StorySketch;
import io.broadsheet.text.Stemmer;
import io.broadsheet.text.StopWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  /** For each word, in the order of first sight, its number. */
  private final int[] places;

  /**
   * @param dictionary complete
   * @param entries all articles
   */
  StoryWords(TermDictionary dictionary, Iterable<StorySketches.Entry> entries) {
    this.dictionary = dictionary;
    entries.forEach(this::count);
    List<String> sorted = new ArrayList<>(words);
    sorted.sort(null);
    places = new int[sorted.size()];
    for (int place = 0; place < places.length; place++) {
      places[numbers.get(sorted.get(place))] = place;
    }
  }

  private void count(StorySketches.Entry entry) {
    String language = entry.language();
    int[] wordOfTerm = wordsOfTerms.computeIfAbsent(language, name -> unseen());
    Stemmer stemmer = null;
    Set<String> stopWords = Set.of();
    for (int term : entry.terms()) {
      if (wordOfTerm[term] == UNSEEN) {
        if (stemmer == null) {
          stemmer = Stemmer.of(language);
          stopWords = StopWords.of(language);
        }
        wordOfTerm[term] = word(dictionary.text(term), stemmer, stopWords);
      }
    }
  }

  private int[] unseen() {
    int[] words = new int[dictionary.size()];
    Arrays.fill(words, UNSEEN);
    return words;
  }

  private int word(String term, Stemmer stemmer, Set<String> stopWords) {
    if (stopWords.contains(term)) {
      return NO_WORD;
    }
    String stem = stemmer.stem(term);
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
    long[] sorted = new long[entry.terms().length];
    int count = 0;
    for (int i = 0; i < sorted.length; i++) {
      int word = wordOfTerm[entry.terms()[i]];
      if (word != NO_WORD) {
        sorted[count++] = (long) places[word - 1] << 32 | entry.marks()[i];
      }
    }
    Arrays.sort(sorted, 0, count);
    int[] sketchWords = new int[count];
    int[] marks = new int[count];
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      int word = (int) (sorted[i] >>> 32);
      int mark = (int) sorted[i];
      if (distinct > 0 && sketchWords[distinct - 1] == word) {
        marks[distinct - 1] = StorySketch.join(marks[distinct - 1], mark);
      } else {
        sketchWords[distinct] = word;
        marks[distinct++] = mark;
      }
    }
    return new StorySketch(
        entry.day(), Arrays.copyOf(sketchWords, distinct), Arrays.copyOf(marks, distinct));
  }

  /** Words, each in the form that most of some articles have, ties by term. */
  List<String> texts(int[] someWords, Iterable<StorySketches.Entry> articles) {
    Map<Integer, Map<Integer, Integer>> forms = new HashMap<>();
    for (int word : someWords) {
      forms.put(word, new HashMap<>());
    }
    for (StorySketches.Entry article : articles) {
      int[] wordOfTerm = wordsOfTerms.get(article.language());
      for (int term : article.terms()) {
        int number = wordOfTerm[term];
        Map<Integer, Integer> ofWord = number == NO_WORD ? null : forms.get(places[number - 1]);
        if (ofWord != null) {
          ofWord.merge(term, 1, Integer::sum);
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
