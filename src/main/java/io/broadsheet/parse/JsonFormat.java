package io.broadsheet.parse;

import java.io.IOException;

/**
 * JSON: an object, a list of objects, or several of these one after the other; also an object that
 * keeps its articles in a list under a usual name ({@code {"articles": [...]}}). Files of any size
 * are read record by record.
 *
 * <p>After a broken record reading goes on where the next one seems to start: at a brace that is
 * followed by the name with which records of this file start. What was skipped is in the
 * rejection's detail.
 */
public final class JsonFormat implements Format {

  @Override
  public String name() {
    return "json";
  }

  @Override
  public String recognise(Head head) {
    String text = head.text();
    int at = nextVisible(text, 0);
    if (at == text.length()) {
      return "";
    }
    char first = text.charAt(at);
    int second = nextVisible(text, at + 1);
    char next = second < text.length() ? text.charAt(second) : ' ';
    if (first == '{' && (next == '"' || next == '}')) {
      return "starts with a JSON object";
    }
    if (first == '[' && next == '{') {
      return "starts with a JSON list of objects";
    }
    return first == '[' && next == ']' && head.isWhole() ? "is an empty JSON list" : "";
  }

  private static int nextVisible(String text, int from) {
    int at = from;
    while (at < text.length() && " \t\r\n\u001e".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  @Override
  public boolean expectsUtf8() {
    return true;
  }

  @Override
  public void parse(RecordInput input, ParseOptions options, RecordOutput output)
      throws IOException {
    Utf8Buffer buffer = Utf8Buffer.open(input, options, this);
    new JsonStream(buffer, options, new Emitter(input, options, output)).read();
  }
}
