package io.broadsheet.stats;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StatisticsDocumentTest {

  @TestFactory
  Stream<DynamicTest> everyExampleIsWhatTheFunctionGives() throws IOException {
    return StatisticsDocument.examples().entrySet().stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.getKey(),
                    () ->
                        assertThat(
                            StatisticsDocument.evaluate(example.getKey()),
                            is(example.getValue()))));
  }

  @Test
  void everyFunctionHasAnExample() throws IOException, ClassNotFoundException {
    Set<String> functions = new TreeSet<>();
    try (Stream<Path> files =
        Files.list(Path.of("src", "main", "java", "io", "broadsheet", "stats"))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        if (!name.equals("package-info")) {
          addFunctions(Class.forName("io.broadsheet.stats." + name), functions);
        }
      }
    }
    functions.removeAll(
        StatisticsDocument.examples().keySet().stream()
            .map(StatisticsDocument::nameOf)
            .collect(Collectors.toSet()));
    assertThat(functions, is(empty()));
  }

  private static void addFunctions(Class<?> owner, Set<String> functions) {
    if (Modifier.isPublic(owner.getModifiers())) {
      Arrays.stream(owner.getDeclaredMethods())
          .filter(method -> Modifier.isStatic(method.getModifiers()))
          .filter(method -> Modifier.isPublic(method.getModifiers()))
          .filter(method -> method.getReturnType() != void.class)
          .forEach(method -> functions.add(owner.getSimpleName() + "." + method.getName()));
    }
  }
}
