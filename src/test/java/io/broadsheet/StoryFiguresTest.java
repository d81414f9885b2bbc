package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** How well stories are found: the share of labelled pairs that are put together or kept apart. */
class StoryFiguresTest {
  @TempDir private Path folder;

  private record Labelled(String first, String second, boolean isSameStory) {}

  @Test
  void tellsStoriesApart(TestReporter reporter) throws IOException {
    for (String language : List.of("en", "ru")) {
      assertThat(language, accuracy(language, reporter), greaterThanOrEqualTo(0.85));
    }
  }

  private double accuracy(String language, TestReporter reporter) throws IOException {
    String corpora = System.getenv("BROADSHEET_CORPORA");
    assumeTrue(corpora != null, "BROADSHEET_CORPORA is not set");
    Path pool =
        Path.of(corpora)
            .resolve("11-storypairs-tgcontest/toloka/clustering_pairs")
            .resolve(language + "_train_pool.tsv");
    List<Labelled> pairs = new ArrayList<>();
    Map<String, ObjectNode> articles = new HashMap<>();
    List<String> lines = Files.readAllLines(pool, StandardCharsets.UTF_8);
    List<String> header = List.of(lines.get(0).split("\t", -1));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      for (String side : List.of("first", "second")) {
        String url = cells[header.indexOf("INPUT:" + side + "_url")];
        articles.put(
            url,
            new ObjectMapper()
                .createObjectNode()
                .put("url", url)
                .put("outlet", url.replaceFirst("https?://([^/]*)/.*", "$1"))
                .put("title", cells[header.indexOf("INPUT:" + side + "_title")])
                .put("body", cells[header.indexOf("INPUT:" + side + "_text")])
                .put("published", "2020-05-10"));
      }
      pairs.add(
          new Labelled(
              cells[header.indexOf("INPUT:first_url")],
              cells[header.indexOf("INPUT:second_url")],
              cells[header.indexOf("GOLDEN:quality")].equals("OK")));
    }
    Path input = folder.resolve(language + ".jsonl");
    Files.writeString(
        input, String.join("\n", articles.values().stream().map(ObjectNode::toString).toList()));
    Path spec =
        Files.writeString(folder.resolve(language + ".yaml"), "input: [{files: '" + input + "'}]");
    Path out = folder.resolve("out-" + language);
    Runs.tables(out, spec.toString(), "--set", "output=[{jsonl: '" + out + "'}]");
    Map<String, String> stories = new HashMap<>();
    for (String line : Files.readAllLines(out.resolve("tables/articles.jsonl"))) {
      var article = new ObjectMapper().readTree(line);
      stories.put(article.get("url").asText(), article.get("story_id").asText());
    }
    int right = 0;
    StringBuilder wrong = new StringBuilder();
    for (Labelled pair : pairs) {
      boolean together = stories.get(pair.first()).equals(stories.get(pair.second()));
      if (together == pair.isSameStory()) {
        right++;
      } else {
        wrong.append(together ? "\n  together: " : "\n  apart: ");
        wrong.append(articles.get(pair.first()).get("title").asText()).append(" / ");
        wrong.append(articles.get(pair.second()).get("title").asText());
      }
    }
    double accuracy = (double) right / pairs.size();
    reporter.publishEntry(language, String.format(Locale.ROOT, "accuracy %.3f%s", accuracy, wrong));
    return accuracy;
  }
}
