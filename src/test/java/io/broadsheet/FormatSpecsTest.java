package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.broadsheet.parse.BinarySamples;
import io.broadsheet.parse.Formats;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every spec that docs/formats.md shows, run on files that lie where it says. */
class FormatSpecsTest {
  private static final Pattern SPEC =
      Pattern.compile("```yaml\\n(input:\\n.*?)```", Pattern.DOTALL);

  /** For the glob of a spec a piece of what must come out of it. */
  private static final Map<String, String> EXPECTED =
      Map.ofEntries(
          Map.entry("pages/*.txt", "Harbour Post,Fish,Cod,2025-07-03T00:00:00Z,day,declared"),
          Map.entry("archive/**/*.jsonl.gz", "Gull Radio,Fish|Boats,,2025-07-09T00:00:00Z"),
          Map.entry("export/*.csv", "2025-07-03T00:00:00Z,day,declared"),
          Map.entry("crawl/*.warc.gz", "news.example,"),
          Map.entry("lake/**/*.avro", "Harbour Post,Fish|Boats,"),
          Map.entry("lake/**/*.parquet", "Harbour Post,Fish|Boats,sea|coast,2025-07-10T00:00:00Z"),
          Map.entry("saved-pages/**/*.html", "The Ledger,"),
          Map.entry("bbc/*/*.txt", "(unknown),fish,,,,missing,"),
          Map.entry("feeds/**/*.xml", ""),
          Map.entry("newsletters/*.mbox", "@gull.example"),
          Map.entry("agency/*.txt", "Night Desk,(none),,2025-07-10T00:00:00Z,day,explicit"),
          Map.entry("dumps/*.md", "2025-07-10T00:00:00Z,day,explicit"),
          Map.entry("reuters/*.sgm", ""),
          Map.entry("agency/**/*.xml", ""));

  @TempDir private Path folder;

  private void put(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private void put(String name, String text) throws IOException {
    put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void putSample(String name, String sample) throws IOException {
    try (InputStream in = FormatSpecsTest.class.getResourceAsStream("/formats/" + sample)) {
      put(name, in.readAllBytes());
    }
  }

  private void fill() throws IOException {
    put(
        "pages/a.txt",
        "Latest news with #Cod\n\n\nHarbour Post\n03-07-2025\n- Fish\nCod is back\nIn shoals.\n");
    String line =
        "{\"title\":\"Eel\",\"source\":{\"name\":\"Gull Radio\"},\"created\":\"2025-07-09\","
            + "\"topics\":\"Fish;Boats\"}\n";
    put(
        "archive/2025/a.jsonl.gz",
        BinarySamples.gzip(line.repeat(2).getBytes(StandardCharsets.UTF_8)));
    put("export/a.csv", "title,date\nEel,07/03/2025\n");
    put("crawl/a.warc.gz", BinarySamples.gzip(BinarySamples.warcFile()));
    put("lake/x/a.avro", BinarySamples.avroFile(3, "deflate"));
    put("lake/x/a.parquet", BinarySamples.parquetFile(3, CompressionCodecName.SNAPPY));
    put("saved-pages/a.html", BinarySamples.PAGE);
    put("bbc/fish/001.txt", "Herring are back\n\nThe boats came home full of herring.\n");
    putSample("feeds/rss.xml", "rss.xml");
    putSample("feeds/rdf.xml", "rdf.xml");
    putSample("feeds/x/atom.xml", "atom.xml");
    putSample("feeds/feed.json", "feed.json");
    putSample("newsletters/a.mbox", "box.mbox");
    put(
        "agency/a.txt",
        "HEADLINE Eel is back\nFILED 10 July 2025\nDESK Night Desk\n\nIn shoals.\n");
    putSample("dumps/20250710.md", "20250710.md");
    putSample("reuters/a.sgm", "reuters.sgm");
    putSample("agency/a.xml", "nitf.xml");
    putSample("agency/x/b.xml", "newsml.xml");
  }

  private static List<String> specs() throws IOException {
    List<String> specs = new ArrayList<>();
    Matcher spec = SPEC.matcher(Files.readString(Path.of("docs/formats.md")));
    while (spec.find()) {
      specs.add(spec.group(1));
    }
    return specs;
  }

  @Test
  void runsEverySpecOfTheDocument() throws IOException {
    fill();
    TreeSet<String> formats = new TreeSet<>();
    TreeSet<String> globs = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    for (String spec : specs()) {
      assertThat(spec, spec.lines().count() <= 5, is(true));
      String glob = spec.lines().skip(1).findFirst().orElseThrow().strip().split("\\s+", -1)[2];
      globs.add(glob);
      Path file = folder.resolve("spec.yaml");
      Files.writeString(file, spec.replace("- files: ", "- files: " + folder + "/"));
      Path out = folder.resolve("out" + globs.size());
      SortedMap<String, String> tables =
          Runs.tables(out, file.toString(), "--as-of=2025-07-14", "--set", "reports=[outlets]");

      if (tables.get("rejects.csv").lines().count() > 1
          || tables.get("articles.csv").lines().count() < 2
          || !tables.get("articles.csv").contains(EXPECTED.getOrDefault(glob, "?"))) {
        wrong.add(spec + tables.get("articles.csv") + tables.get("rejects.csv"));
      }
      JsonNode run = new ObjectMapper().readTree(Files.readString(out.resolve("run.json")));
      run.get("inputs").forEach(input -> formats.add(input.get("format").asText()));
    }
    assertThat(String.join("\n", wrong), wrong, empty());
    assertThat(globs, is(new TreeSet<>(EXPECTED.keySet())));
    TreeSet<String> shown = new TreeSet<>(Formats.names());
    shown.removeAll(List.of("json", "arc", "auto")); // beside jsonl and warc
    assertThat(formats, hasItems(shown.toArray(String[]::new)));
  }
}
