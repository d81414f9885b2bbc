package io.broadsheet.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How frequent sequences of three letters are in each language, from the profiles that the
 * Optimaize language detector keeps (made from Wikipedia; the first of them by Nakatani Shuyo).
 *
 * <p>Sequences of one and two letters are left out: measured on other texts, they cost time and
 * make results worse. A sequence's weight in a language with share p is ln(1 + p / {@value
 * #UNSEEN}): the logarithm of how much likelier it is there than one never seen (naive Bayes with
 * that floor). Weights are whole numbers, so sums are the same on every machine.
 *
 * <p>Memory: some 3 MB, loaded once for a process in some 0.2 s.
 */
final class LanguageProfiles {
  /** One nat, the unit of weights. */
  static final int NAT = 1 << 12;

  /** The languages, as BCP 47 tags. The order is of no importance but for ties. */
  static final List<String> LANGUAGES =
      List.of(
          "af", "ar", "be", "bg", "br", "ca", "cs", "cy", "da", "de", "en", "es", "et", "eu", "fa",
          "fi", "fr", "ga", "gl", "he", "hi", "hr", "ht", "hu", "id", "is", "it", "lt", "lv", "mk",
          "mr", "ms", "mt", "ne", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "so", "sq", "sr",
          "sv", "sw", "tl", "tr", "uk", "ur", "vi", "yi");

  private static final int SEQUENCE = 3;
  private static final int NO_ROW = -1;
  private static final double UNSEEN = 5e-5;
  private static final String FOLDER = "/languages/";

  private final int mask;
  private final long[] sequences;
  private final int[] starts;

  /** For each sequence how many weights it has, then each weight above its language. */
  private final int[] weights;

  private LanguageProfiles(List<Profile> profiles) {
    int size = profiles.stream().mapToInt(profile -> profile.weights.length).sum();
    mask = Integer.highestOneBit(size) - 1;
    sequences = new long[mask + 1];
    starts = new int[mask + 1];
    int[] lengths = new int[mask + 1];
    int distinct = 0;
    for (Profile profile : profiles) {
      for (long sequence : profile.sequences) {
        if (lengths[claim(sequence)]++ == 0 && ++distinct > mask / 4 * 3) {
          throw new IllegalStateException("languages share too few sequences for their table");
        }
      }
    }
    int used = 0;
    for (int slot = 0; slot <= mask; slot++) {
      starts[slot] = used;
      used += lengths[slot] == 0 ? 0 : lengths[slot] + 1;
    }
    weights = new int[used];
    for (int language = 0; language < profiles.size(); language++) {
      Profile profile = profiles.get(language);
      for (int i = 0; i < profile.weights.length; i++) {
        int start = starts[claim(profile.sequences[i])];
        weights[start + ++weights[start]] = (profile.weights[i] << 8) | language;
      }
    }
  }

  /** The slot of a sequence, a free one if it has none yet. */
  private int claim(long sequence) {
    int slot = slot(sequence);
    while (sequences[slot] != sequence && sequences[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    sequences[slot] = sequence;
    return slot;
  }

  private static final class Kept {
    static final LanguageProfiles PROFILES = load();
  }

  /** The profiles, which the first call loads. */
  static LanguageProfiles get() {
    return Kept.PROFILES;
  }

  /**
   * Where the weights of a sequence are; below 0 if it has none.
   *
   * @param sequence three characters of 16 bits, the last one lowest
   */
  int row(long sequence) {
    int slot = slot(sequence);
    while (sequences[slot] != sequence) {
      if (sequences[slot] == 0) {
        return NO_ROW;
      }
      slot = (slot + 1) & mask;
    }
    return starts[slot];
  }

  /** Adds the weights of a sequence to the languages' sums. */
  void addTo(int[] sums, int row) {
    int next = row;
    int count = weights[next++];
    for (int end = next + count; next < end; next++) {
      int packed = weights[next];
      sums[packed & 0xff] += packed >> 8;
    }
  }

  private int slot(long sequence) {
    return (int) ((sequence * 0x9E3779B97F4A7C15L) >>> 40) & mask;
  }

  private static LanguageProfiles load() {
    // Names are sequences, most of them in one file only: nothing is gained by remembering them.
    JsonFactory json =
        JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();
    List<Profile> profiles = new ArrayList<>();
    for (String language : LANGUAGES) {
      String file = FOLDER + language;
      try (InputStream in = LanguageProfiles.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new IllegalStateException("there is no profile " + file + " on the class path");
        }
        try (JsonParser parser = json.createParser(in)) {
          profiles.add(read(parser));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new LanguageProfiles(profiles);
  }

  /** Reads {@code {"freq": {sequence: count, …}, "n_words": [of one, of two, of three], …}}. */
  private static Profile read(JsonParser json) throws IOException {
    Map<Long, Long> counts = new HashMap<>();
    long total = 0;
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      if (field.equals("freq")) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String characters = json.currentName();
          json.nextToken();
          if (characters.length() == SEQUENCE) {
            counts.merge(sequence(characters), json.getLongValue(), Long::sum);
          }
        }
      } else if (field.equals("n_words")) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          total = json.getLongValue();
        }
      } else {
        json.skipChildren();
      }
    }
    Profile profile = new Profile(counts.size());
    int size = 0;
    for (Map.Entry<Long, Long> count : counts.entrySet()) {
      double share = (double) count.getValue() / total;
      profile.sequences[size] = count.getKey();
      profile.weights[size++] = (int) Math.rint(Math.log1p(share / UNSEEN) * NAT);
    }
    return profile;
  }

  /** The weights of one language. */
  private static final class Profile {
    final long[] sequences;
    final int[] weights;

    Profile(int size) {
      sequences = new long[size];
      weights = new int[size];
    }
  }

  /** Folded like the text that is looked at; a capital's count adds to the small letter's. */
  private static long sequence(String characters) {
    long sequence = 0;
    for (int i = 0; i < characters.length(); i++) {
      char small = LetterTable.small(characters.charAt(i));
      sequence = (sequence << 16) | (small == 0 ? ' ' : small);
    }
    return sequence;
  }
}
