package io.broadsheet.parse;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Addresses as feeds write them: now and then relative or broken, never fetched. */
public final class WebAddress {
  private static final Pattern ABSOLUTE = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private WebAddress() {}

  /** True if the address starts with a scheme. */
  static boolean isAbsolute(String address) {
    return ABSOLUTE.matcher(address).matches();
  }

  /** True if the address is one of the web. */
  public static boolean isOnWeb(String address) {
    return address.regionMatches(true, 0, "http://", 0, 7)
        || address.regionMatches(true, 0, "https://", 0, 8);
  }

  /**
   * The address, as it is if it is absolute or the base is none, else resolved against the base
   * (RFC 3986, section 5).
   */
  public static String resolve(String address, String base) {
    String trimmed = BLANKS.matcher(address.strip()).replaceAll("%20");
    if (isAbsolute(trimmed) || base.isEmpty() || !isAbsolute(base)) {
      return trimmed;
    }
    try {
      URI from = new URI(base);
      if (trimmed.isEmpty()) {
        return base;
      }
      if (from.getRawPath() != null && from.getRawPath().isEmpty()) {
        from = from.resolve("/");
      }
      return from.resolve(trimmed).toString();
    } catch (URISyntaxException | IllegalArgumentException notAnAddress) {
      return trimmed;
    }
  }
}
