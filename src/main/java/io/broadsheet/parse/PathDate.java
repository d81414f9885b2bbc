package io.broadsheet.parse;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The date that stands in the path of a file, written as a pattern of {@code strftime} says: {@code
 * %Y%m%d} finds {@code 20230321} in {@code news/20230321.md}. Codes: {@code %Y %y %m %d %H %M %S
 * %j}; all else stands for itself, {@code %%} for a percent sign. The last place in the path at
 * which the pattern fits counts, where no further digit touches its first or last number.
 */
public final class PathDate {
  private static final Map<Character, String> CODES =
      Map.of(
          'Y', "[0-9]{4}",
          'y', "[0-9]{2}",
          'm', "[0-9]{1,2}",
          'd', "[0-9]{1,2}",
          'j', "[0-9]{3}",
          'H', "[0-9]{2}",
          'M', "[0-9]{2}",
          'S', "[0-9]{2}");

  private static final Pattern PIECES = Pattern.compile("%.?|[^%]+");

  private final Pattern pattern;
  private final Map<Character, Integer> groups;

  private PathDate(Pattern pattern, Map<Character, Integer> groups) {
    this.pattern = pattern;
    this.groups = groups;
  }

  /** The date of paths, or none if the spec names none. */
  static Optional<PathDate> of(ParseOptions options) {
    return options.dateFrom().isEmpty()
        ? Optional.empty()
        : Optional.of(compile(options.dateFrom()));
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException with a clause for a person if it names no day
   */
  public static PathDate compile(String text) {
    StringBuilder regex = new StringBuilder("(?<![0-9])");
    Map<Character, Integer> groups = new HashMap<>();
    boolean isBehindCode = false;
    Matcher pieces = PIECES.matcher(text);
    while (pieces.find()) {
      String piece = pieces.group();
      boolean isCode = piece.startsWith("%") && !piece.equals("%%");
      if (isCode) {
        // Side by side with another number a month or day has both its digits.
        boolean isBetween = isBehindCode || text.startsWith("%", pieces.end());
        String digits = digits(piece);
        regex.append('(').append(isBetween ? digits.replace("{1,2}", "{2}") : digits).append(')');
        if (groups.putIfAbsent(piece.charAt(1), groups.size() + 1) != null) {
          throw new IllegalArgumentException("`" + piece + "` stands in it twice");
        }
      } else {
        regex.append(Pattern.quote(piece.equals("%%") ? "%" : piece));
      }
      isBehindCode = isCode;
    }
    boolean hasYear = groups.containsKey('Y') || groups.containsKey('y');
    boolean hasDay =
        groups.containsKey('j') || (groups.containsKey('m') && groups.containsKey('d'));
    if (!hasYear || !hasDay) {
      throw new IllegalArgumentException("it must hold a year, a month and a day");
    }
    return new PathDate(Pattern.compile(regex.append("(?![0-9])").toString()), groups);
  }

  private static String digits(String code) {
    String digits = code.length() == 2 ? CODES.get(code.charAt(1)) : null;
    if (digits == null) {
      throw new IllegalArgumentException("`" + code + "` is none of %Y %y %m %d %j %H %M %S");
    }
    return digits;
  }

  /** The date in ISO 8601; empty if the path has none. */
  String find(String file, String entry) {
    String inside = find(entry);
    return inside.isEmpty() ? find(file) : inside;
  }

  private String find(String path) {
    Matcher matcher = pattern.matcher(path);
    String found = "";
    while (matcher.find()) {
      found = iso(matcher);
    }
    return found;
  }

  private String iso(Matcher matcher) {
    int year =
        groups.containsKey('Y')
            ? number(matcher, 'Y')
            : NumericReading.century(number(matcher, 'y'), DateReader.DEFAULT_PIVOT);
    String day =
        groups.containsKey('j')
            ? String.format(Locale.ROOT, "%04d-%03d", year, number(matcher, 'j'))
            : String.format(
                Locale.ROOT, "%04d-%02d-%02d", year, number(matcher, 'm'), number(matcher, 'd'));
    return groups.containsKey('H')
        ? String.format(
            Locale.ROOT,
            "%sT%02d:%02d:%02d",
            day,
            number(matcher, 'H'),
            number(matcher, 'M'),
            number(matcher, 'S'))
        : day;
  }

  private int number(Matcher matcher, char code) {
    Integer group = groups.get(code);
    return group == null ? 0 : Integer.parseInt(matcher.group(group));
  }
}
