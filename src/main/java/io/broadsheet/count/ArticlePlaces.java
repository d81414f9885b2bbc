package io.broadsheet.count;

import io.broadsheet.bytes.ByteReader;
import io.broadsheet.count.ShardArticles.Entry;
import io.broadsheet.text.TextRules;
import io.broadsheet.text.Tokenizer;
import io.broadsheet.text.WordPlaces;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the words of a shard's articles stand in their texts. Memory: those of the articles that
 * were asked for last, up to {@value #MOST_CHARACTERS} characters, at some four bytes each.
 */
final class ArticlePlaces {
  private static final int MOST_CHARACTERS = 8 << 20;

  private final Tokenizer tokenizer;
  private final Map<Integer, WordPlaces> places = new LinkedHashMap<>(16, 0.75f, true);
  private long characters;

  ArticlePlaces(TextRules text) {
    this.tokenizer = text.tokenizer();
  }

  WordPlaces of(Entry article) {
    WordPlaces known = places.get(article.number());
    if (known != null) {
      return known;
    }
    ByteReader in = new ByteReader(article.tokens().bytes());
    in.seek(article.document().bodyStart());
    WordPlaces found =
        WordPlaces.of(
            article.document().title(), in.readText(), article.document().language(), tokenizer);
    places.put(article.number(), found);
    characters += found.length();
    var eldest = places.values().iterator();
    while (characters > MOST_CHARACTERS && places.size() > 1) {
      characters -= eldest.next().length();
      eldest.remove();
    }
    return found;
  }
}
