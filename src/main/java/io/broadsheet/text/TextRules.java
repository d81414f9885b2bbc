package io.broadsheet.text;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How texts are read as terms, as the spec says it.
 *
 * @param detectsLanguages whether an article that declares no language is given one
 * @param languages those that it may be given; empty means all that can be told
 * @param stems whether words are cut to their stems
 * @param addedStopWords are hidden in every language, beside those of its list
 * @param removedStopWords are hidden in none
 */
public record TextRules(
    boolean detectsLanguages,
    List<String> languages,
    boolean stems,
    List<String> addedStopWords,
    List<String> removedStopWords)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** All languages are told, words stay whole, and stop words are those of the lists. */
  public static final TextRules DEFAULT =
      new TextRules(true, List.of(), false, List.of(), List.of());

  public TextRules {
    languages = List.copyOf(languages);
    addedStopWords = addedStopWords.stream().map(TextRules::term).toList();
    removedStopWords = removedStopWords.stream().map(TextRules::term).toList();
  }

  /** A tokenizer that makes terms of words as this says. */
  public Tokenizer tokenizer() {
    return stems ? Tokenizer.thatStems() : new Tokenizer();
  }

  /**
   * The terms that are hidden in articles of a language.
   *
   * @param language a BCP 47 tag as in {@link StopWords#of}
   */
  public Set<String> stopWords(String language) {
    Set<String> words = new HashSet<>(StopWords.of(language));
    words.addAll(addedStopWords);
    removedStopWords.forEach(words::remove);
    return words;
  }

  /** {@code US} is the term of that name and not {@code us}, which {@code Us} is. */
  private static String term(String word) {
    return Acronyms.contains(word) ? word : TermNormaliser.normalise(word, LanguageRules.ANY);
  }
}
