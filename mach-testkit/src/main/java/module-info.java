/** For tests of programs that use Mach: leaked rights fail the test, a kernel for each test. */
module org.machapi.testkit {
  exports org.machapi.testkit;

  // JUnit makes the extensions that the annotations name.
  opens org.machapi.testkit to
      org.junit.platform.commons;

  requires transitive org.assertj.core;
  requires transitive org.junit.jupiter.api;
  requires transitive org.machapi;
  requires transitive org.machapi.sim;
}
