package org.machapi.build;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.List;

/** The house in rules: which package may know which. */
final class Layers {
  static final String RAW = "org.machapi.raw";
  static final String FLIGHT = "org.machapi.flight";
  static final String SIM = "org.machapi.sim..";
  static final String TESTKIT = "org.machapi.testkit..";
  static final String TOOLS = "org.machapi.tools..";
  static final String CHECKER = "org.machapi.checker..";
  static final String SAMPLES = "org.machapi.samples..";

  /** The packages of mach-api, lowest first. */
  static final List<String> LOWEST_FIRST =
      List.of(
          FLIGHT,
          RAW,
          "org.machapi",
          "org.machapi.message",
          "org.machapi.notification",
          "org.machapi.exception",
          "org.machapi.bootstrap",
          "org.machapi.census");

  private Layers() {}

  /**
   * A lower package knows no higher one, and the library knows neither the simulation nor the kit
   * for tests nor the tools nor the checker nor the samples.
   */
  static ArchRule noArrowPointsUp() {
    List<ArchRule> rules = new ArrayList<>();
    for (int i = 0; i < LOWEST_FIRST.size(); i++) {
      List<String> higher = new ArrayList<>(LOWEST_FIRST.subList(i + 1, LOWEST_FIRST.size()));
      higher.addAll(List.of(SIM, TESTKIT, TOOLS, CHECKER, SAMPLES));
      rules.add(
          noClasses()
              .that()
              .resideInAPackage(LOWEST_FIRST.get(i))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(higher.toArray(String[]::new)));
    }
    return CompositeArchRule.of(rules).allowEmptyShould(true);
  }

  /** JNR and what it stands on end at the seam. */
  static ArchRule nothingAboveRawKnowsJnr() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(RAW, SIM)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jnr..", "com.kenai..", "org.objectweb..")
        .allowEmptyShould(true);
  }

  /** The library has to run where the flight recorder is missing. */
  static ArchRule onlyEventsKnowTheFlightRecorder() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(FLIGHT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jdk.jfr..")
        .allowEmptyShould(true);
  }

  /** The library has to run where management is missing. */
  static ArchRule onlyTheLedgersRegistrationKnowsManagement() {
    return noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.machapi.census.LedgerRegistration")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.management..", "java.lang.management..")
        .allowEmptyShould(true);
  }

  /**
   * The simulated kernel stands behind the seam: it knows the C interface, not the types built on
   * it.
   */
  static ArchRule theSimulationKnowsOnlyTheSeam() {
    return classes()
        .that()
        .resideInAPackage(SIM)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(SIM, RAW, "java..", "org.checkerframework..", "jnr.ffi")
        .allowEmptyShould(true);
  }

  /**
   * The checker runs inside javac, where the library is what it looks at, not what it is made of.
   */
  static ArchRule theCheckerKnowsNothingOfTheLibrary() {
    return classes()
        .that()
        .resideInAPackage(CHECKER)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            CHECKER, "java..", "javax..", "com.sun.source..", "org.checkerframework..")
        .allowEmptyShould(true);
  }

  /** The kit for tests stands on top of everything: no other code that is shipped knows it. */
  static ArchRule onlyTestsKnowTheTestkit() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(TESTKIT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(TESTKIT)
        .allowEmptyShould(true);
  }

  /** Of JNR, the simulated kernel sees only what the signatures of the C interface show. */
  static ArchRule theSimulationLoadsNoLibrary() {
    return noClasses()
        .that()
        .resideInAPackage(SIM)
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("jnr.ffi.LibraryLoader")
        .allowEmptyShould(true);
  }

  /**
   * Only what makes a kernel knows which generation it is of; everything else asks its table of
   * rules.
   */
  static ArchRule theSimulationAsksForRulesAndNotForTheGeneration() {
    return noClasses()
        .that()
        .resideInAPackage(SIM)
        .and()
        .haveNameNotMatching(
            "org\\.machapi\\.sim\\.(Kernel|KernelGeneration|KernelConfiguration.*)")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.machapi.sim.KernelGeneration")
        .allowEmptyShould(true);
  }

  /** A command is to be run, not to be called. */
  static ArchRule nobodyKnowsTheTools() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(TOOLS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(TOOLS)
        .allowEmptyShould(true);
  }

  /** Each class stands in a package that these rules know. */
  static ArchRule everyPackageHasItsPlace() {
    List<String> known = new ArrayList<>(LOWEST_FIRST);
    known.addAll(List.of(SIM, TESTKIT, TOOLS, CHECKER, SAMPLES));
    return classes().should().resideInAnyPackage(known.toArray(String[]::new));
  }
}
