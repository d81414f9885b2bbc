package io.broadsheet.parse.html;

import java.util.Locale;
import org.jsoup.nodes.Element;

/** Whether an element's own attributes hide it; style sheets are not read. */
final class Visibility {
  private Visibility() {}

  static boolean isHidden(Element element) {
    if (element.hasAttr("hidden") && !element.attr("hidden").equals("until-found")) {
      return true;
    }
    if (element.attr("aria-hidden").equals("true")
        && !element.attr("class").contains("fallback-image")) {
      return true;
    }
    String style = element.attr("style");
    return !style.isEmpty() && isHiddenByStyle(style);
  }

  private static boolean isHiddenByStyle(String style) {
    String lower = style.toLowerCase(Locale.ROOT);
    return hasDeclaration(lower, "display", "none")
        || hasDeclaration(lower, "visibility", "hidden");
  }

  private static boolean hasDeclaration(String style, String property, String value) {
    int at = style.indexOf(property);
    while (at >= 0) {
      int cursor = skipBlank(style, at + property.length());
      boolean isOwnName = at == 0 || !isNamePart(style.charAt(at - 1));
      if (isOwnName && cursor < style.length() && style.charAt(cursor) == ':') {
        cursor = skipBlank(style, cursor + 1);
        if (style.startsWith(value, cursor)) {
          return true;
        }
      }
      at = style.indexOf(property, at + 1);
    }
    return false;
  }

  private static boolean isNamePart(char c) {
    return c == '-' || Character.isLetterOrDigit(c);
  }

  private static int skipBlank(String text, int start) {
    int i = start;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
