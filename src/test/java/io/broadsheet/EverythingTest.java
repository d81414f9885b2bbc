package io.broadsheet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.broadsheet.parse.BinarySamples;
import io.broadsheet.parse.Formats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder with one of everything gives one report, and its sum adds up. */
class EverythingTest {
  @TempDir private Path folder;

  private void put(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve("inbox").resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private void put(String name, String text) throws IOException {
    put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] sample(String name) throws IOException {
    try (InputStream in = EverythingTest.class.getResourceAsStream("/formats/" + name)) {
      return in.readAllBytes();
    }
  }

  private void fill() throws IOException {
    for (String name :
        List.of(
            "atom.xml",
            "box.mbox",
            "feed.json",
            "headed.txt",
            "message.eml",
            "newsml.xml",
            "nitf.xml",
            "rdf.xml",
            "reuters.sgm",
            "rss.xml")) {
      put("samples/" + name, sample(name));
    }
    put("dumps/20250709.md", sample("20250710.md"));
    put("texts/fish/herring.txt", "Herring are back\n\nThe boats came home full of herring.\n");
    put(
        "pages/tag.txt",
        "Latest news with #Cod\n\n\nHarbour Post\n13-07-2025\n- Fish\nCod is back\nIn shoals.\n");
    put("export/a.json", "[{\"title\":\"Eel\",\"date\":\"2025-07-09\",\"outlet\":\"Gull Radio\"}]");
    String lines =
        "{\"title\":\"Crab\",\"date\":\"03/07/2025\",\"outlet\":\"Tide\"}\n"
            + "{\"title\":\"Lobster\",\"date\":\"27/06/2025\",\"outlet\":\"Tide\"}\n"
            + "{\"title\":\"Shrimp\",\"date\":\"2025-07-01\",\"outlet\":\"Tide\"}\n".repeat(4)
            + "{\"title\":\n";
    put("export/b.jsonl.gz", BinarySamples.gzip(lines.getBytes(StandardCharsets.UTF_8)));
    put(
        "export/c.csv",
        "title;date;text\nM\u00f6wen;10.07.2025;\u00dcber den H\u00e4fen\n"
            .getBytes(Charset.forName("windows-1252")));
    put("pages/a.html", BinarySamples.PAGE);
    put("crawl/a.warc.gz", BinarySamples.gzip(BinarySamples.warcFile()));
    put("crawl/a.arc", BinarySamples.arcFile());
    put("lake/a.avro", BinarySamples.avroFile(3, "deflate"));
    put("lake/a.parquet", BinarySamples.parquetFile(3, CompressionCodecName.SNAPPY));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      zip.putNextEntry(new ZipEntry("../../20250708/notes.md"));
      zip.write(sample("20250710.md"));
      zip.putNextEntry(new ZipEntry("again.jsonl"));
      zip.write(lines.getBytes(StandardCharsets.UTF_8));
    }
    put("packed.zip", packed.toByteArray());
    // And what nobody can read.
    put("bad/cut.jsonl.gz", Arrays.copyOf(BinarySamples.gzip(new byte[9_999]), 20));
    put("bad/empty.json", "");
    put("bad/picture.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 1});
    Files.createSymbolicLink(folder.resolve("inbox/bad/link.json"), Path.of("/etc/hostname"));
    Process pipe =
        new ProcessBuilder("mkfifo", folder.resolve("inbox/bad/pipe").toString()).start();
    assertThat(pipe.onExit().join().exitValue(), is(0));
  }

  @Test
  void makesOneReportWhoseSumAddsUp() throws IOException {
    fill();
    Path out = folder.resolve("out");
    SortedMap<String, String> tables =
        Runs.tables(
            out,
            "pipelines/everything.yaml",
            "--as-of=2025-07-14",
            "--set",
            "input.0.files=" + folder.resolve("inbox") + "/**");

    JsonNode run = new ObjectMapper().readTree(Files.readString(out.resolve("run.json")));
    TreeSet<String> formats = new TreeSet<>();
    for (JsonNode input : run.get("inputs")) {
      formats.addAll(List.of(input.get("format").asText().split(" ", -1)));
    }
    assertThat(formats, hasItems(Formats.names().toArray(String[]::new)));

    String[] sum =
        tables.get("reconciliation.csv").lines().skip(1).findFirst().get().split(",", -1);
    int parts = 0;
    for (int i = 3; i < sum.length; i++) {
      parts += Integer.parseInt(sum[i]);
    }
    assertThat(String.join(",", sum), parts, is(Integer.parseInt(sum[2])));
    JsonNode counts = run.get("counts");
    assertThat(counts.get("read").asText(), is(sum[2]));
    long listed = tables.get("articles.csv").lines().skip(1).count();
    assertThat(listed, is(counts.get("counted").asLong() + counts.get("undated").asLong()));

    String articles = tables.get("articles.csv");
    assertThat(articles, containsString("(unknown),fish,,,,missing,en,Herring are back"));
    assertThat(articles, containsString("Tide,(none),,2025-07-03T00:00:00Z,day,inferred"));
    assertThat(articles, containsString("2025-07-08T00:00:00Z,day,explicit,en,Cod missing"));
    assertThat(articles, containsString("M\u00f6wen"));
    String notes = tables.get("notes.csv");
    assertThat(
        notes,
        containsString(
            ",field_sources,title=title-element outlet=none published=open-graph modified=none"
                + " topics=none tags=none authors=none language=attribute url=none"
                + " body=visible-text,(unknown),"));
    assertThat(notes, containsString(",authors,"));
    String sources = tables.get("field_sources.csv");
    assertThat(sources, containsString("(unknown),published,open-graph,1,1,1,"));
    assertThat(sources, containsString("news.example,outlet,url,"));
    String rejects = tables.get("rejects.csv");
    List<String> unexpected =
        rejects
            .lines()
            .filter(line -> line.startsWith(folder.toString()))
            .filter(line -> !line.contains("/bad/") && !line.contains(".jsonl"))
            .toList();
    assertThat(unexpected, empty());
    assertThat(rejects, containsString("/inbox/export/b.jsonl.gz,"));
    assertThat(rejects, containsString("/inbox/bad/cut.jsonl.gz,0,truncated"));
    assertThat(rejects, containsString("/inbox/bad/picture.png,0,unknown_format"));
    assertThat(rejects, containsString("/inbox/bad/empty.json,0,"));
  }
}
