package io.broadsheet.parse;

import io.broadsheet.article.RawArticle;
import io.broadsheet.parse.html.HtmlText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one message: its headers (RFC 5322, with encoded words of RFC 2047) and the text of its
 * parts (RFC 2045 and 2046). Of alternatives the plain one is taken; attachments are left out.
 */
final class MailMessage {
  private static final int DEEPEST = 16;
  private static final Pattern ENCODED_WORD =
      Pattern.compile("=\\?([^?\\s*]{1,40})(?:\\*[^?\\s]{0,20})?\\?([bBqQ])\\?([^?]*)\\?=");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("(\\?=)\\s+(?==\\?)");
  private static final Pattern NAME = Pattern.compile("\"?([^\"<>]*?)\"?\\s*<[^<>]*>.*");
  private static final Pattern BRACKETED = Pattern.compile("\\S+\\s+\\(([^()]+)\\)\\s*");
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  private static final Pattern HEADER = Pattern.compile("([!-9;-~]{1,70})[ \\t]*:(.*)");

  private final ParseOptions options;
  private int undecodable;

  MailMessage(ParseOptions options) {
    this.options = options;
  }

  /** A part of a message: its headers, and where its content starts. */
  private record Part(Map<String, String> headers, String content) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    /** The type without parameters, in lower case. */
    String type() {
      String type = header("content-type");
      int end = type.indexOf(';');
      return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    String parameter(String name) {
      Matcher matcher =
          Pattern.compile("(?i);\\s*" + name + "\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;\"]+))")
              .matcher(header("content-type"));
      if (!matcher.find()) {
        return "";
      }
      return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }
  }

  /**
   * Reads a message.
   *
   * @param message its bytes, each as the character of that number, lines ended by line feeds
   */
  void read(String message, RawArticle into) {
    Part part = part(message);
    into.title = text(part.header("subject"));
    into.id = part.header("message-id").strip();
    into.published = first(part, "date", "injection-date", "nntp-posting-date");
    into.language = part.header("content-language").strip();
    into.url =
        first(part, "archived-at", "content-location").replace("<", "").replace(">", "").strip();
    into.outlet = outlet(part);
    String from = person(text(first(part, "from", "sender")));
    if (!from.isBlank()) {
      into.authors.add(from);
    }
    COMMA
        .splitAsStream(part.header("newsgroups").strip())
        .filter(group -> !group.isBlank())
        .forEach(into.topics::add);
    COMMA
        .splitAsStream(text(part.header("keywords")))
        .filter(word -> !word.isBlank())
        .forEach(into.tags::add);
    into.body = content(part, 0);
    declared(part, into);
    into.undecodable = undecodable;
  }

  /** Lets the spec's {@code fields:} take other headers than the usual ones. */
  private void declared(Part part, RawArticle into) {
    if (options.fields().isEmpty()) {
      return;
    }
    FieldNames names = FieldNames.of(options);
    FieldCollector collector = new FieldCollector(options);
    collector.startRecord(into);
    part.headers()
        .forEach(
            (name, value) -> {
              collector.startName(
                  names.targets(FieldNames.normalise(name)).stream()
                      .filter(target -> options.fields().containsKey(target.field().label()))
                      .toList());
              collector.value(text(value));
            });
    collector.endRecord();
  }

  private static String first(Part part, String... names) {
    for (String name : names) {
      if (!part.header(name).isBlank()) {
        return part.header(name).strip();
      }
    }
    return "";
  }

  private String outlet(Part part) {
    String list = text(part.header("list-id"));
    int bracket = list.indexOf('<');
    String name = (bracket > 0 ? list.substring(0, bracket) : list).replace("\"", "").strip();
    return name.isEmpty() ? text(part.header("organization")) : name;
  }

  private static String person(String from) {
    Matcher named = NAME.matcher(from);
    if (named.matches() && !named.group(1).isBlank()) {
      return named.group(1).strip();
    }
    Matcher bracketed = BRACKETED.matcher(from);
    return bracketed.matches()
        ? bracketed.group(1).strip()
        : from.replace("<", "").replace(">", "").strip();
  }

  /** Takes headers and content apart. What does not start with a header is content. */
  private static Part part(String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    StringBuilder value = new StringBuilder();
    String name = "";
    int at = 0;
    while (at < text.length()) {
      int found = text.indexOf('\n', at);
      int end = found < 0 ? text.length() : found;
      String line = text.substring(at, end);
      boolean isContinued = !line.isBlank() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
      Matcher header = HEADER.matcher(line);
      if (line.isBlank()) {
        at = Math.min(text.length(), end + 1);
        break;
      } else if (isContinued && !name.isEmpty()) {
        value.append('\n').append(line);
      } else if (header.matches()) {
        keep(headers, name, value);
        name = header.group(1).toLowerCase(Locale.ROOT);
        value = new StringBuilder(header.group(2).strip());
      } else {
        break;
      }
      at = Math.min(text.length(), end + 1);
    }
    keep(headers, name, value);
    return new Part(headers, text.substring(at));
  }

  private static void keep(Map<String, String> headers, String name, StringBuilder value) {
    if (!name.isEmpty()) {
      headers.putIfAbsent(name, value.toString());
    }
  }

  /** The text of a part and of those inside it. */
  private String content(Part part, int depth) {
    String type = part.type();
    String disposition = part.header("content-disposition").strip().toLowerCase(Locale.ROOT);
    if (disposition.startsWith("attachment")) {
      return "";
    }
    String boundary = part.parameter("boundary");
    if (type.startsWith("multipart/") && !boundary.isEmpty() && depth < DEEPEST) {
      return multipart(part, boundary, depth);
    }
    if (type.equals("message/rfc822") && depth < DEEPEST) {
      return content(part(part.content()), depth + 1);
    }
    if (!type.isEmpty() && type.indexOf('/') > 0 && !type.startsWith("text/")) {
      return "";
    }
    String text = decoded(transferred(part), part.parameter("charset"));
    return type.equals("text/html") ? HtmlText.lines(text) : text;
  }

  private String multipart(Part part, String boundary, int depth) {
    boolean isChoice = part.type().equals("multipart/alternative");
    StringBuilder texts = new StringBuilder();
    String delimiter = "--" + boundary;
    String content = part.content();
    int from = -1;
    int at = 0;
    while (at <= content.length()) {
      int found = content.indexOf('\n', at);
      int end = found < 0 ? content.length() : found;
      boolean isDelimiter = content.startsWith(delimiter, at);
      boolean isLast = isDelimiter && content.startsWith("--", at + delimiter.length());
      if (isDelimiter || (found < 0 && from >= 0)) {
        if (from >= 0) {
          String inside = content.substring(from, isDelimiter ? at : end);
          String text = content(part(inside), depth + 1);
          if (!text.isBlank() && (!isChoice || texts.isEmpty())) {
            texts.append(texts.isEmpty() ? "" : "\n").append(text);
          }
        }
        from = Math.min(content.length(), end + 1);
      }
      if (isLast || found < 0) {
        break;
      }
      at = end + 1;
    }
    return texts.toString();
  }

  /** The bytes that a part stands for. */
  private static byte[] transferred(Part part) {
    String encoding = part.header("content-transfer-encoding").strip().toLowerCase(Locale.ROOT);
    return switch (encoding) {
      case "base64" -> base64(part.content());
      case "quoted-printable" -> quotedPrintable(part.content(), false);
      default -> bytes(part.content());
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Decodes as far as there is something to decode. */
  private static byte[] base64(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length() && text.charAt(i) != '='; i++) {
      char c = text.charAt(i);
      boolean isPart =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '+'
              || c == '/';
      if (isPart) {
        kept.append(c);
      }
    }
    if (kept.length() % 4 == 1) {
      kept.setLength(kept.length() - 1);
    }
    return Base64.getDecoder().decode(bytes(kept.toString()));
  }

  private static byte[] quotedPrintable(String text, boolean isWord) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
        i++;
      } else if (c == '=' && i + 2 < text.length() && hex(text, i + 1) >= 0) {
        out.write(hex(text, i + 1));
        i += 2;
      } else {
        out.write(isWord && c == '_' ? ' ' : c);
      }
    }
    return out.toByteArray();
  }

  private static int hex(String text, int at) {
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  /** Decodes in the declared encoding, or in one that fits. */
  private String decoded(byte[] bytes, String declared) {
    boolean isPlain = true;
    for (byte b : bytes) {
      isPlain &= b > 0 && b != 0x1b;
    }
    if (isPlain) {
      return new String(bytes, StandardCharsets.US_ASCII);
    }
    String label = declared.strip();
    boolean isVague = label.isEmpty() || label.equalsIgnoreCase("us-ascii");
    Charset charset =
        (isVague ? Optional.<Charset>empty() : Charsets.named(label))
            .orElseGet(
                () ->
                    Charsets.decide(bytes, bytes.length, true, options.charset(), false).charset());
    if (charset.equals(StandardCharsets.ISO_8859_1)) {
      charset = Charset.forName("windows-1252");
    }
    String text = new String(bytes, charset);
    undecodable += (int) text.chars().filter(c -> c == '\ufffd').count();
    return text;
  }

  /** The text of a header: unfolded, its encoded words decoded. */
  private String text(String header) {
    String unfolded = BETWEEN_WORDS.matcher(header).replaceAll("$1");
    Matcher words = ENCODED_WORD.matcher(unfolded);
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (words.find()) {
      out.append(decoded(bytes(unfolded.substring(at, words.start())), options.charset()));
      boolean isBase64 = words.group(2).equalsIgnoreCase("b");
      byte[] bytes = isBase64 ? base64(words.group(3)) : quotedPrintable(words.group(3), true);
      out.append(decoded(bytes, words.group(1)));
      at = words.end();
    }
    out.append(decoded(bytes(unfolded.substring(at)), options.charset()));
    return out.toString().replace('\n', ' ').strip();
  }
}
