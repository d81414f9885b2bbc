package io.broadsheet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.View;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The order of packages that {@code docs/architecture.md} describes. */
class LayersTest {
  private static final String ROOT = "io.broadsheet.";

  /** A package may use those before it. */
  private static final List<String> LAYERS =
      List.of(
          "bytes", "article", "table", "parse", "read", "window", "state", "text", "stats",
          "copies", "count", "page", "write", "job");

  private static final List<String> WITHOUT_BEAM =
      List.of("bytes", "article", "table", "parse", "state", "text", "stats", "copies", "page");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.broadsheet");

  @TestFactory
  List<DynamicTest> usesOnlyWhatStandsAboveIt() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int layer = 0; layer < LAYERS.size() - 1; layer++) {
      String name = LAYERS.get(layer);
      String[] below =
          LAYERS.subList(layer + 1, LAYERS.size()).stream()
              .map(later -> ROOT + later + "..")
              .toArray(String[]::new);
      tests.add(
          DynamicTest.dynamicTest(
              name,
              () ->
                  noClasses()
                      .that()
                      .resideInAPackage(ROOT + name + "..")
                      .should()
                      .dependOnClassesThat()
                      .resideInAnyPackage(below)
                      .check(CLASSES)));
    }
    return tests;
  }

  /** One that may be empty can make the DirectRunner wait for ever. */
  @Test
  void sharesBlocksInOneWayOnly() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + "count.ShareBlocks")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(View.class)
        .check(CLASSES);
  }

  @TestFactory
  List<DynamicTest> knowsNoBeam() {
    return WITHOUT_BEAM.stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage(ROOT + name + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("org.apache.beam..")
                            .check(CLASSES)))
        .toList();
  }

  @Test
  void everyPackageHasItsPlace() {
    List<String> unknown =
        CLASSES.getPackage("io.broadsheet").getSubpackages().stream()
            .map(JavaPackage::getRelativeName)
            .filter(name -> !LAYERS.contains(name))
            .toList();
    assertThat(unknown, empty());
  }
}
