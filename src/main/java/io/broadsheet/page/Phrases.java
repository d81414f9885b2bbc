package io.broadsheet.page;

import io.broadsheet.window.WindowScheme;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** How sentences speak of the windows of a run, and where a page shows something. */
record Phrases(WindowScheme scheme) {
  /** {@code day}, {@code week} …, or {@code window} where windows are none of these. */
  String period() {
    return scheme.every().matches("hour|day|week|month|year") ? scheme.every() : "window";
  }

  /** What stands before the name of a window. */
  String inThe() {
    return switch (period()) {
      case "day" -> "On ";
      case "window" -> "In the " + scheme.every() + " from ";
      default -> "In the " + period() + " of ";
    };
  }

  /** Some windows before one. */
  String before(long windows) {
    return windows == 1 ? period() + " before" : windows + " " + period() + "s before";
  }

  static String showing(String term) {
    return "#q=" + encode(term);
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
