package io.broadsheet.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * One self-contained file: styles, D3, the page's script, and the data, deflated and in base 64, in
 * which nothing can end a script element. Its Content-Security-Policy lets the two scripts and the
 * one style sheet run, by their hashes, and nothing else: no request can leave.
 */
final class HtmlPage {
  private static final String D3 = "/META-INF/resources/webjars/d3/7.9.0/dist/d3.min.js";

  /** The parts of the page's script, in this order; all share one scope. */
  private static final List<String> SCRIPTS =
      List.of(
          "data",
          "text",
          "elements",
          "filters",
          "counting",
          "articles",
          "saving",
          "figures",
          "charts",
          "terms",
          "sections",
          "coverage",
          "map",
          "words",
          "distinctive",
          "term",
          "copies",
          "stories",
          "quality",
          "run",
          "page");

  /** The next level takes half as long again, and saves one byte in a hundred. */
  private static final int COMPRESSION = 6;

  private HtmlPage() {}

  /**
   * Makes the page.
   *
   * @param title the job's name
   * @param json what {@code page.js} reads
   */
  static byte[] of(String title, byte[] json) {
    String style = resource("page.css");
    String library = resource(D3).strip();
    String script = script();
    Map<String, String> values =
        Map.of(
            "TITLE", escape(title),
            "STYLE", style,
            "STYLE_HASH", hash(style),
            "LIBRARY", library,
            "LIBRARY_HASH", hash(library),
            "SCRIPT", script,
            "SCRIPT_HASH", hash(script),
            "DATA", Base64.getEncoder().encodeToString(deflated(json)));
    StringBuilder page = new StringBuilder();
    String template = resource("page.html");
    int done = 0;
    for (int start = template.indexOf("{{"); start >= 0; start = template.indexOf("{{", done)) {
      page.append(template, done, start);
      done = template.indexOf("}}", start) + 2;
      page.append(values.get(template.substring(start + 2, done - 2)));
    }
    page.append(template, done, template.length());
    return page.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String script() {
    StringBuilder script = new StringBuilder("'use strict';\n(async () => {\n");
    for (String part : SCRIPTS) {
      resource("script/" + part + ".js")
          .lines()
          .forEach(line -> script.append(line.stripLeading()).append('\n'));
    }
    return script.append("})();\n").toString();
  }

  private static String resource(String name) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the build is incomplete: no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] deflated(byte[] json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(COMPRESSION);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot fail", e);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
