package io.broadsheet.parse.crawl;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.broadsheet.article.RejectReason;
import io.broadsheet.parse.html.WebPage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/**
 * A response as a crawler stored it (RFC 9112). Crawlers often store the body unpacked and leave
 * the headers as they were, so a packing is only believed where the body bears it out.
 *
 * @param status such as 200; 0 if it cannot be read
 * @param headers by their names in lower case; of a repeated one the first
 * @param bodyStart the index of the body in the bytes; their length if the headers do not end there
 */
record HttpMessage(int status, Map<String, String> headers, int bodyStart) {
  private static final int MOST_HEADERS = 1_000;

  /** Below so many bytes the ratio means nothing. */
  private static final int RATIO_FROM = 1 << 20;

  private static final int LONGEST_CHUNK_LINE = 1_000;
  private static final Pattern COMMA = Pattern.compile(",");

  /** Why a body cannot be had. */
  static final class BodyException extends Exception {
    private static final long serialVersionUID = 1;
    private final RejectReason reason;

    BodyException(RejectReason reason, String detail, Throwable cause) {
      super(detail, cause);
      this.reason = reason;
    }

    RejectReason reason() {
      return reason;
    }
  }

  /** Reads the status and the headers; empty if the bytes are no response. */
  static Optional<HttpMessage> of(byte[] bytes) {
    if (bytes.length < 5
        || !new String(bytes, 0, 5, StandardCharsets.ISO_8859_1).equalsIgnoreCase("HTTP/")) {
      return Optional.empty();
    }
    int at = lineEnd(bytes, 0);
    int status = status(line(bytes, 0, at));
    Map<String, String> headers = new HashMap<>();
    String name = "";
    while (at < bytes.length) {
      int from = at + 1;
      at = lineEnd(bytes, from);
      String line = line(bytes, from, at);
      if (line.isEmpty()) {
        return Optional.of(new HttpMessage(status, headers, Math.min(bytes.length, at + 1)));
      }
      int colon = line.indexOf(':');
      boolean isFolded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
      if (isFolded && headers.containsKey(name)) {
        // Long values are rare; this is no way to make the time quadratic.
        String value = headers.get(name);
        if (value.length() < MOST_HEADERS) {
          headers.put(name, value + " " + line.strip());
        }
      } else if (colon > 0 && headers.size() < MOST_HEADERS) {
        name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        headers.putIfAbsent(name, line.substring(colon + 1).strip());
      }
    }
    return Optional.of(new HttpMessage(status, headers, bytes.length));
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  private static int status(String line) {
    int space = line.indexOf(' ');
    int from = space < 0 ? line.length() : space + 1;
    return line.length() >= from + 3 && line.substring(from, from + 3).matches("[1-9][0-9][0-9]")
        ? Integer.parseInt(line.substring(from, from + 3))
        : 0;
  }

  private static int lineEnd(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  private static String line(byte[] bytes, int from, int to) {
    int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    return from >= bytes.length
        ? ""
        : new String(bytes, from, Math.max(0, end - from), StandardCharsets.ISO_8859_1);
  }

  /**
   * The body as the server meant it, without chunks and packing.
   *
   * @param bytes the whole message
   * @param isCut true if the crawler says that it cut the body off: then what is left is taken
   * @param limit the most bytes that it may unpack to
   * @param ratio the most bytes that it may unpack to for each packed byte, beyond the first MiB
   */
  byte[] body(byte[] bytes, boolean isCut, int limit, int ratio) throws BodyException {
    byte[] body = Arrays.copyOfRange(bytes, bodyStart, bytes.length);
    if (header("transfer-encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
      body = withoutChunks(body);
    }
    String[] packings = COMMA.split(header("content-encoding").toLowerCase(Locale.ROOT), 5);
    for (int i = packings.length - 1; i >= 0; i--) {
      body = unpack(body, packings[i].strip(), isCut, limit, ratio);
    }
    return body;
  }

  /**
   * The chunks in one; the bytes as they are where there is no chunk, and from where chunks stop
   * being some.
   */
  static byte[] withoutChunks(byte[] body) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream(body.length);
    int at = 0;
    while (at < body.length) {
      int end = at;
      while (end < body.length && body[end] != '\n' && end - at < LONGEST_CHUNK_LINE) {
        end++;
      }
      long size = end < body.length && body[end] == '\n' ? chunkSize(body, at, end) : -1;
      if (size < 0) {
        joined.write(body, at, body.length - at);
        break;
      }
      if (size == 0) {
        break;
      }
      int from = end + 1;
      int to = (int) Math.min(body.length, from + size);
      joined.write(body, from, to - from);
      at = to;
      if (at < body.length && body[at] == '\r') {
        at++;
      }
      if (at < body.length && body[at] == '\n') {
        at++;
      }
    }
    return joined.toByteArray();
  }

  /** The number in hexadecimal before a semicolon or the line's end; -1 if there is none. */
  private static long chunkSize(byte[] body, int from, int to) {
    long size = 0;
    int digits = 0;
    int at = from;
    while (at < to && digits < 8) {
      int digit = Character.digit(body[at], 16);
      if (digit < 0) {
        break;
      }
      size = size * 16 + digit;
      digits++;
      at++;
    }
    while (at < to && (body[at] == ' ' || body[at] == '\r')) {
      at++;
    }
    return digits > 0 && (at == to || body[at] == ';') ? size : -1;
  }

  private static byte[] unpack(byte[] body, String packing, boolean isCut, int limit, int ratio)
      throws BodyException {
    boolean isPacked =
        switch (packing) {
          case "gzip", "x-gzip" -> starts(body, 0x1f, 0x8b);
          case "zstd" -> starts(body, 0x28, 0xb5, 0x2f, 0xfd);
          case "br", "deflate" -> body.length > 0 && !WebPage.looksLikePage(body);
          default -> false;
        };
    if (!isPacked) {
      return body;
    }
    ByteArrayOutputStream unpacked = new ByteArrayOutputStream(body.length * 4);
    byte[] block = new byte[16 << 10];
    Inflater inflater = new Inflater(!isZlib(body));
    try (InputStream decoder = decoder(body, packing, inflater)) {
      int count = decoder.read(block);
      while (count >= 0) {
        unpacked.write(block, 0, count);
        if (unpacked.size() > limit) {
          throw new BodyException(
              RejectReason.EXPANDS_TOO_MUCH,
              "The body unpacks to more than " + limit + " bytes",
              null);
        }
        if (unpacked.size() > RATIO_FROM && unpacked.size() / ratio > body.length) {
          throw new BodyException(
              RejectReason.EXPANDS_TOO_MUCH,
              "The body unpacks to more than " + ratio + " times its size",
              null);
        }
        count = decoder.read(block);
      }
    } catch (IOException | RuntimeException e) {
      // Decoders answer broken input with exceptions of both kinds; this wraps no code of ours.
      if (!isCut || unpacked.size() == 0) {
        throw new BodyException(
            RejectReason.CORRUPT, "The body is no whole " + packing + ": " + e.getMessage(), e);
      }
    } finally {
      inflater.end();
    }
    return unpacked.toByteArray();
  }

  private static InputStream decoder(byte[] body, String packing, Inflater inflater)
      throws IOException {
    InputStream packed = new ByteArrayInputStream(body);
    return switch (packing) {
      case "br" -> new BrotliInputStream(packed);
      case "zstd" -> new ZstdInputStreamNoFinalizer(packed);
      case "deflate" -> new InflaterInputStream(packed, inflater, 8 << 10);
      default -> new GZIPInputStream(packed, 8 << 10);
    };
  }

  /** The header of zlib (RFC 1950, 2.2); servers also send deflate without it. */
  private static boolean isZlib(byte[] body) {
    return body.length > 1
        && (body[0] & 0x0f) == 8
        && (((body[0] & 0xff) << 8) | (body[1] & 0xff)) % 31 == 0;
  }

  private static boolean starts(byte[] body, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (body.length <= i || (body[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
