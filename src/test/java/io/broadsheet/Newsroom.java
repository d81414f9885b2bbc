package io.broadsheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Made-up articles by a seed: some outlets and topics, articles read again with other dates, texts
 * that other outlets print again, some undated, and lines that are no article.
 */
final class Newsroom {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LocalDate FIRST_DAY = LocalDate.of(2025, 7, 1);
  private static final String[] WORDS = {
    "ferry",
    "strike",
    "comet",
    "harbour",
    "council",
    "budget",
    "storm",
    "school",
    "election",
    "newt",
    "reservoir",
    "bridge",
    "the",
    "of",
    "and",
    "over",
    "opens",
    "closes",
    "again",
    "late"
  };

  private final Random random;
  private final int days;
  private final List<Map<String, String>> written = new ArrayList<>();
  private int number;

  Newsroom(long seed, int days) {
    this.random = new Random(seed);
    this.days = days;
  }

  /** A line of a file: most often a new article. */
  String line() throws JsonProcessingException {
    int kind = random.nextInt(20);
    if (kind == 0) {
      return "{\"guid\": \"broken-" + number++ + "\", \"headline\": ";
    }
    Map<String, String> article = new LinkedHashMap<>();
    if (kind <= 3 && !written.isEmpty()) {
      article.putAll(written.get(random.nextInt(written.size())));
      if (random.nextBoolean()) {
        article.put("pubDate", date());
      }
    } else if (kind <= 8 && !written.isEmpty()) {
      article.putAll(written.get(random.nextInt(written.size())));
      article.put("guid", "article-" + number++);
      article.put("source", "Outlet " + random.nextInt(5));
      if (article.containsKey("pubDate")) {
        article.put("pubDate", random.nextInt(4) == 0 ? date().substring(0, 10) : date());
      }
      article.put("headline", words(1) + " " + article.get("headline"));
      article.put("text", article.get("text") + " " + words(random.nextInt(9)));
      written.add(article);
    } else {
      article.put("guid", "article-" + number++);
      article.put("source", "Outlet " + random.nextInt(4));
      if (kind != 9) {
        article.put("pubDate", date());
      }
      article.put("section", "Topic " + random.nextInt(3));
      article.put("headline", words(4));
      article.put("text", words(20 + random.nextInt(20)));
      written.add(article);
    }
    return JSON.writeValueAsString(article);
  }

  private String date() {
    return FIRST_DAY.plusDays(random.nextInt(days)) + "T" + (10 + random.nextInt(10)) + ":00:00Z";
  }

  private String words(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(i % 9 == 8 ? ". " : " ");
    }
    return text.toString().strip();
  }

  /** Writes files of some lines each into a folder. */
  void write(Path folder, int files) throws IOException {
    Files.createDirectories(folder);
    for (int file = 0; file < files; file++) {
      StringBuilder lines = new StringBuilder();
      int count = 1 + random.nextInt(12);
      for (int i = 0; i < count; i++) {
        lines.append(line()).append('\n');
      }
      Files.writeString(folder.resolve("news-" + file + ".jsonl"), lines);
    }
  }
}
