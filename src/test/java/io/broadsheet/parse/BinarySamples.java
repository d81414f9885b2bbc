package io.broadsheet.parse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Small files of formats that are no text, made here. */
public final class BinarySamples {
  /** A page with a title, a date and a text. */
  public static final String PAGE =
      """
      <!doctype html><html lang="en"><head><title>Herring back</title>
      <meta property="article:published_time" content="2025-07-10T06:00:00Z"></head>
      <body><article><h1>Herring back</h1><p>The boats came home with a great many herring today.</p>
      <p>Nobody in the harbour had seen so many of them since the long winter of the storm.</p>
      </article></body></html>
      """;

  private BinarySamples() {}

  /** Bytes of each character, which must be below 256. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A character of each byte. */
  public static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A record of a WARC file. */
  public static byte[] warc(String type, String headers, byte[] block) {
    return join(
        bytes(
            "WARC/1.1\r\nWARC-Type: "
                + type
                + "\r\nWARC-Date: 2025-07-11T08:00:00Z\r\n"
                + headers
                + "Content-Length: "
                + block.length
                + "\r\n\r\n"),
        block,
        bytes("\r\n\r\n"));
  }

  /** A response with a page. */
  public static byte[] response(String address, String httpHeaders, byte[] body) {
    return warc(
        "response",
        "WARC-Target-URI: " + address + "\r\nContent-Type: application/http;msgtype=response\r\n",
        join(bytes("HTTP/1.1 200 OK\r\n" + httpHeaders + "\r\n"), body));
  }

  public static byte[] warcFile() {
    return join(
        warc("warcinfo", "Content-Type: application/warc-fields\r\n", bytes("software: none\r\n")),
        response(
            "https://news.example/a",
            "Content-Type: text/html; charset=utf-8\r\n",
            PAGE.getBytes(StandardCharsets.UTF_8)),
        response("https://news.example/a.png", "Content-Type: image/png\r\n", bytes("\u0089PNG")),
        warc(
            "conversion",
            "WARC-Target-URI: https://news.example/b\r\nContent-Type: text/plain\r\n",
            bytes("Cod missing\nNobody knows why.\n")));
  }

  public static byte[] arcFile() {
    byte[] block = join(bytes("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"), bytes(PAGE));
    String version = "1 0 none\nURL IP-address Archive-date Content-type Archive-length\n";
    return join(
        bytes(
            "filedesc://a.arc 0.0.0.0 20250711080000 text/plain "
                + version.length()
                + "\n"
                + version
                + "\n"),
        bytes("http://news.example/a b 10.0.0.1 20250711080000 text/html " + block.length + "\n"),
        block,
        bytes("\n"));
  }

  private static final Schema AVRO =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Article", "fields": [
                {"name": "headline", "type": "string"},
                {"name": "text", "type": ["null", "string"]},
                {"name": "published", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                {"name": "topics", "type": {"type": "array", "items": "string"}},
                {"name": "source", "type": {"type": "record", "name": "Source", "fields": [
                  {"name": "name", "type": "string"}]}},
                {"name": "more", "type": {"type": "map", "values": "double"}}]}
              """);

  /** Articles with the titles {@code A0}, {@code A1} and so on, ten to a block. */
  public static byte[] avroFile(int articles, String codec) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(AVRO))) {
      writer.setCodec(CodecFactory.fromString(codec));
      writer.create(AVRO, out);
      for (int i = 0; i < articles; i++) {
        GenericRecord source = new GenericData.Record(AVRO.getField("source").schema());
        source.put("name", "Harbour Post");
        GenericRecord article = new GenericData.Record(AVRO);
        article.put("headline", "A" + i);
        article.put("text", i % 3 == 0 ? null : "The boats came home é " + i);
        article.put("published", 1_752_127_200_000L);
        article.put("topics", List.of("Fish", "Boats"));
        article.put("source", source);
        article.put("more", Map.of("x", 1.5));
        writer.append(article);
        if (i % 10 == 9) {
          writer.sync();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static final MessageType PARQUET =
      MessageTypeParser.parseMessageType(
          """
          message article {
            required binary headline (STRING);
            optional binary text (STRING);
            optional int64 published (TIMESTAMP(MILLIS,true));
            optional int32 day (DATE);
            optional group topics (LIST) { repeated group list { optional binary element (STRING); } }
            optional group source { optional binary name (STRING); }
            repeated binary tags (STRING);
            optional double unused;
          }
          """);

  /** Articles with the titles {@code A0}, {@code A1} and so on. */
  public static byte[] parquetFile(int articles, CompressionCodecName codec) {
    try {
      Path file = Files.createTempFile("sample", ".parquet");
      Files.delete(file);
      try (ParquetWriter<Group> writer =
          new Builder(new LocalOutputFile(file))
              .withConf(new PlainParquetConfiguration())
              .withCompressionCodec(codec)
              .build()) {
        for (int i = 0; i < articles; i++) {
          Group article = new SimpleGroup(PARQUET);
          article.add("headline", "A" + i);
          if (i % 3 != 0) {
            article.add("text", "The boats came home é " + i);
          }
          article.add("published", 1_752_127_200_000L);
          article.add("day", 20_279);
          Group topics = article.addGroup("topics");
          topics.addGroup("list").add("element", "Fish");
          topics.addGroup("list").add("element", "Boats");
          article.addGroup("source").add("name", "Harbour Post");
          article.add("tags", "sea");
          article.add("tags", "coast");
          article.add("unused", 1.5);
          writer.write(article);
        }
      }
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Builder extends ParquetWriter.Builder<Group, Builder> {
    Builder(OutputFile file) {
      super(file);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation")
    protected WriteSupport<Group> getWriteSupport(org.apache.hadoop.conf.Configuration ignored) {
      return new GroupSupport();
    }

    @Override
    protected WriteSupport<Group> getWriteSupport(
        org.apache.parquet.conf.ParquetConfiguration ignored) {
      return new GroupSupport();
    }
  }

  private static final class GroupSupport extends WriteSupport<Group> {
    private RecordConsumer consumer;

    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(org.apache.hadoop.conf.Configuration ignored) {
      return new WriteContext(PARQUET, new HashMap<>());
    }

    @Override
    public WriteContext init(org.apache.parquet.conf.ParquetConfiguration ignored) {
      return new WriteContext(PARQUET, new HashMap<>());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
    }

    @Override
    public void write(Group group) {
      new org.apache.parquet.example.data.GroupWriter(consumer, PARQUET).write(group);
    }
  }

  /** Changes a few places of some bytes. */
  public static byte[] damage(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    int changes = random.nextInt(6);
    for (int i = 0; i < changes && damaged.length > 2; i++) {
      int at = random.nextInt(damaged.length);
      int until = Math.min(damaged.length, at + random.nextInt(60));
      switch (random.nextInt(5)) {
        case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> damaged[at] = (byte) random.nextInt();
        case 2 -> damaged[at] = (byte) 0xff;
        case 3 ->
            damaged =
                join(
                    java.util.Arrays.copyOf(damaged, at),
                    java.util.Arrays.copyOfRange(damaged, until, damaged.length));
        default ->
            damaged =
                join(
                    java.util.Arrays.copyOf(damaged, until),
                    java.util.Arrays.copyOfRange(damaged, at, damaged.length));
      }
    }
    return random.nextInt(8) == 0
        ? java.util.Arrays.copyOf(damaged, random.nextInt(damaged.length + 1))
        : damaged;
  }
}
