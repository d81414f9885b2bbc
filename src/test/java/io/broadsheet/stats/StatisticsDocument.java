package io.broadsheet.stats;

import io.broadsheet.table.Reals;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads docs/statistics.md: its examples, and its table of errors. */
final class StatisticsDocument {
  private static final Path FILE = Path.of("docs", "statistics.md");
  private static final Pattern CALL =
      Pattern.compile("(\\w+)\\.(\\w+)\\((.*)\\)(?:\\.(\\w+))?", Pattern.DOTALL);
  private static final Pattern ARGUMENT = Pattern.compile("\\[[^]]*]|[^,\\s]+");

  private StatisticsDocument() {}

  /** Call and result of each example, in order. */
  static Map<String, String> examples() throws IOException {
    Map<String, String> examples = new LinkedHashMap<>();
    boolean isInside = false;
    for (String line : lines()) {
      if (line.startsWith("```")) {
        isInside = line.equals("```example");
      } else if (isInside) {
        int equals = line.indexOf(" = ");
        examples.put(line.substring(0, equals), line.substring(equals + 3));
      }
    }
    return examples;
  }

  /** The largest error that the document gives for a number. */
  static OptionalDouble largestError(String number) {
    try {
      String row = "| " + number + " | ";
      return lines().stream()
          .filter(line -> line.startsWith(row))
          .mapToDouble(line -> Double.parseDouble(line.substring(row.length()).replace("|", "")))
          .findFirst();
    } catch (IOException e) {
      throw new AssertionError("cannot read " + FILE, e);
    }
  }

  private static List<String> lines() throws IOException {
    return Files.readAllLines(FILE, StandardCharsets.UTF_8);
  }

  /** {@code Class.method} of a call. */
  static String nameOf(String call) {
    return call.substring(0, call.indexOf('('));
  }

  /**
   * Makes a call such as {@code MannKendall.of([1, 2]).tau} and writes its result as a table would.
   */
  static String evaluate(String call) throws ReflectiveOperationException {
    Matcher matcher = CALL.matcher(call);
    if (!matcher.matches()) {
      throw new AssertionError("not a call: " + call);
    }
    Class<?> owner = Class.forName("io.broadsheet.stats." + matcher.group(1));
    List<String> arguments =
        ARGUMENT.matcher(matcher.group(3)).results().map(result -> result.group()).toList();
    Method method =
        Arrays.stream(owner.getMethods())
            .filter(candidate -> Modifier.isStatic(candidate.getModifiers()))
            .filter(candidate -> candidate.getName().equals(matcher.group(2)))
            .filter(candidate -> candidate.getParameterCount() == arguments.size())
            .findFirst()
            .orElseThrow(() -> new AssertionError("no such function: " + call));
    Object[] values = new Object[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = parse(arguments.get(i), method.getParameterTypes()[i]);
    }
    Object result = method.invoke(null, values);
    if (matcher.group(4) != null) {
      result = owner.getMethod(matcher.group(4)).invoke(result);
    }
    return write(result);
  }

  private static Object parse(String text, Class<?> type) {
    if (type == long.class) {
      return Long.parseLong(text);
    }
    if (type == int.class) {
      return Integer.parseInt(text);
    }
    if (type == double.class) {
      return Double.parseDouble(text);
    }
    List<String> elements =
        Pattern.compile("[^\\[\\],\\s]+").matcher(text).results().map(r -> r.group()).toList();
    return type == long[].class
        ? elements.stream().mapToLong(Long::parseLong).toArray()
        : elements.stream().mapToDouble(Double::parseDouble).toArray();
  }

  private static String write(Object value) throws ReflectiveOperationException {
    if (value instanceof Double number) {
      return Reals.toString(number);
    }
    if (value instanceof double[] numbers) {
      return Arrays.stream(numbers)
          .mapToObj(Reals::toString)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof List<?> list) {
      List<String> elements = new ArrayList<>();
      for (Object element : list) {
        elements.add(write(element));
      }
      return elements.toString();
    }
    if (value instanceof Record) {
      List<String> parts = new ArrayList<>();
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        parts.add(
            (component.getName() + " " + write(component.getAccessor().invoke(value))).strip());
      }
      return "(" + String.join(", ", parts) + ")";
    }
    return String.valueOf(value);
  }
}
