package io.broadsheet.write;

import java.util.List;

/** Lists of texts as JSON, of which databases make arrays. */
final class TextLists {
  private TextLists() {}

  static String json(List<String> values) {
    StringBuilder json = new StringBuilder("[");
    for (String value : values) {
      json.append(json.length() == 1 ? "\"" : ",\"");
      for (int i = 0; i < value.length(); i++) {
        char unit = value.charAt(i);
        if (unit == '"' || unit == '\\') {
          json.append('\\').append(unit);
        } else if (unit == 0) {
          // No database has it in the text of its JSON.
          json.append('\uFFFD');
        } else if (unit < ' ') {
          json.append("\\u00").append((char) ('0' + (unit >> 4)));
          json.append(Character.forDigit(unit & 0xF, 16));
        } else {
          json.append(unit);
        }
      }
      json.append('"');
    }
    return json.append(']').toString();
  }
}
