package org.machapi.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.machapi.raw.MachLibrary;
import org.machapi.testkit.NoPortLeaks;

/** Holds the house against its rules, and the rules against a house that breaks each of them. */
class LayeringTest {
  private static JavaClasses house;
  private static JavaClasses brokenHouse;

  @BeforeAll
  static void readBoth() throws IOException {
    house =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/mach-api-tests/"))
            .importPackages("org.machapi");
    brokenHouse = new ClassFileImporter().importPath(compileBrokenHouse());
  }

  @Test
  void theClassesOfTheLibraryAreThere() {
    assertThat(house.contain(MachLibrary.class)).isTrue();
    assertThat(house.contain(LayeringTest.class)).isFalse();
  }

  @Test
  void noArrowPointsUp() {
    Layers.noArrowPointsUp().check(house);
  }

  @Test
  void anArrowThatPointsUpIsFound() {
    assertOnlyViolation(Layers.noArrowPointsUp(), "org.machapi.raw.PointsUp");
  }

  @Test
  void nothingAboveRawKnowsJnr() {
    Layers.nothingAboveRawKnowsJnr().check(house);
  }

  @Test
  void knowingJnrAboveRawIsFound() {
    assertOnlyViolation(Layers.nothingAboveRawKnowsJnr(), "org.machapi.message.KnowsJnr");
  }

  @Test
  void onlyEventsKnowTheFlightRecorder() {
    Layers.onlyEventsKnowTheFlightRecorder().check(house);
  }

  @Test
  void knowingTheFlightRecorderElsewhereIsFound() {
    assertOnlyViolation(
        Layers.onlyEventsKnowTheFlightRecorder(), "org.machapi.message.KnowsTheFlightRecorder");
  }

  @Test
  void onlyTheLedgersRegistrationKnowsManagement() {
    Layers.onlyTheLedgersRegistrationKnowsManagement().check(house);
  }

  @Test
  void knowingManagementElsewhereIsFound() {
    assertOnlyViolation(
        Layers.onlyTheLedgersRegistrationKnowsManagement(), "org.machapi.census.KnowsManagement");
  }

  @Test
  void theSimulationKnowsOnlyTheSeam() {
    Layers.theSimulationKnowsOnlyTheSeam().check(house);
  }

  @Test
  void aSimulationThatKnowsTheTypesIsFound() {
    assertOnlyViolation(Layers.theSimulationKnowsOnlyTheSeam(), "org.machapi.sim.KnowsTypes");
  }

  @Test
  void onlyTestsKnowTheTestkit() {
    assertThat(house.contain(NoPortLeaks.class)).isTrue();
    Layers.onlyTestsKnowTheTestkit().check(house);
  }

  @Test
  void aSampleThatKnowsTheTestkitIsFound() {
    assertOnlyViolation(Layers.onlyTestsKnowTheTestkit(), "org.machapi.samples.KnowsTheTestkit");
  }

  @Test
  void theSimulationLoadsNoLibrary() {
    Layers.theSimulationLoadsNoLibrary().check(house);
  }

  @Test
  void aSimulationThatLoadsALibraryIsFound() {
    assertOnlyViolation(Layers.theSimulationLoadsNoLibrary(), "org.machapi.sim.LoadsLibrary");
  }

  @Test
  void theSimulationAsksForRulesAndNotForTheGeneration() {
    Layers.theSimulationAsksForRulesAndNotForTheGeneration().check(house);
  }

  @Test
  void aSimulationThatAsksForTheGenerationIsFound() {
    assertOnlyViolation(
        Layers.theSimulationAsksForRulesAndNotForTheGeneration(),
        "org.machapi.sim.AsksForGeneration");
  }

  @Test
  void theCheckerKnowsNothingOfTheLibrary() {
    Layers.theCheckerKnowsNothingOfTheLibrary().check(house);
  }

  @Test
  void aCheckerThatKnowsTheLibraryIsFound() {
    assertOnlyViolation(
        Layers.theCheckerKnowsNothingOfTheLibrary(), "org.machapi.checker.KnowsTheLibrary");
  }

  @Test
  void nobodyKnowsTheTools() {
    Layers.nobodyKnowsTheTools().check(house);
  }

  @Test
  void aSampleThatKnowsTheToolsIsFound() {
    assertOnlyViolation(Layers.nobodyKnowsTheTools(), "org.machapi.samples.KnowsTools");
  }

  @Test
  void everyPackageHasItsPlace() {
    Layers.everyPackageHasItsPlace().check(house);
  }

  @Test
  void aPackageWithoutAPlaceIsFound() {
    assertOnlyViolation(Layers.everyPackageHasItsPlace(), "org.machapi.attic.Forgotten");
  }

  private static void assertOnlyViolation(ArchRule rule, String culprit) {
    List<String> details = rule.evaluate(brokenHouse).getFailureReport().getDetails();
    assertThat(details).isNotEmpty().allSatisfy(detail -> assertThat(detail).contains(culprit));
  }

  private static Path compileBrokenHouse() throws IOException {
    Path classes = TestFolders.fresh("broken-house");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-proc:none", "-d", classes.toString()));
    arguments.addAll(List.of("-classpath", ClassPath.join(ClassPath.jarsNamed("jnr-ffi-"))));
    TestFolders.javaSources(TestFolders.resource("broken-house"))
        .forEach(source -> arguments.add(source.toString()));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(status).as("the broken house compiles").isZero();
    return classes;
  }
}
