package io.broadsheet.parse.html;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Addresses as pages write them: often relative, now and then broken, never fetched. */
final class PageAddress {
  private PageAddress() {}

  /** An absolute http address, resolved against the page's own if need be, or empty. */
  static String absolute(String address, String base) {
    String trimmed = address.strip();
    if (isAbsolute(trimmed)) {
      return trimmed;
    }
    if (trimmed.isEmpty() || !isAbsolute(base)) {
      return "";
    }
    try {
      String resolved = new URI(base).resolve(trimmed).toString();
      return isAbsolute(resolved) ? resolved : "";
    } catch (URISyntaxException | IllegalArgumentException notAnAddress) {
      return "";
    }
  }

  private static boolean isAbsolute(String address) {
    return address.regionMatches(true, 0, "http://", 0, 7)
        || address.regionMatches(true, 0, "https://", 0, 8);
  }

  /** The host in lower case without a leading {@code www.}, or empty. */
  static String host(String address) {
    int start = address.indexOf("://");
    if (start < 0) {
      return "";
    }
    start += 3;
    int end = start;
    while (end < address.length() && "/?#:".indexOf(address.charAt(end)) < 0) {
      end++;
    }
    int user = address.lastIndexOf('@', end - 1);
    String host = address.substring(user >= start ? user + 1 : start, end).toLowerCase(Locale.ROOT);
    return host.startsWith("www.") ? host.substring(4) : host;
  }

  /** What follows the host, without query and fragment. */
  static String path(String address) {
    int start = address.indexOf("://");
    if (start < 0) {
      return "";
    }
    int slash = address.indexOf('/', start + 3);
    if (slash < 0) {
      return "";
    }
    int end = slash;
    while (end < address.length() && address.charAt(end) != '?' && address.charAt(end) != '#') {
      end++;
    }
    return address.substring(slash, end);
  }
}
