package org.machapi.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.MachLibrary;
import org.machapi.sim.SimulatedKernel;

/**
 * Starts a program with a ledger where the flight recorder and management are missing, as in a
 * small image, and where they are there; on the class path, and as a module.
 */
@Timeout(300)
class OptionalModulesTest {
  private static final String PROGRAM = "org.machapi.probe.LedgerProbe";

  /** What JNR-FFI needs of the JDK, and the log. */
  private static final String SMALL = "java.base,java.logging,jdk.unsupported";

  private static final String COUNTED =
      "counted {ReceiveRight=RightCount[acquired=1, released=1, givenAway=0]}";

  private static Path probe;

  @BeforeAll
  static void compileTheProbe() throws Exception {
    probe = TestFolders.fresh("optional-modules");
    List<String> command = new ArrayList<>();
    command.add(tool("javac"));
    command.addAll(List.of("-proc:none", "--module-path", ClassPath.join(libraries())));
    command.addAll(List.of("-d", probe.toString()));
    TestFolders.javaSources(TestFolders.resource("optional-modules"))
        .forEach(source -> command.add(source.toString()));
    ChildProcess.Outcome outcome = ChildProcess.run(TestFolders.target(), command);
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }

  @Test
  void onTheClassPathOfASmallImageTheLedgerRunsWithoutEventsAndBeans() throws Exception {
    assertThat(runOnClassPath("--limit-modules", SMALL))
        .contains("level ALL, one in 7", "held 1", COUNTED)
        .contains("flight recorder false", "management false")
        .contains("no bean: There is no management here")
        .doesNotContain("WARNING");
  }

  @Test
  void onTheClassPathOfTheWholeJdkThereAreEventsAndBeans() throws Exception {
    Path recording = Files.createTempFile(TestFolders.target(), "probe", ".jfr");
    assertThat(runOnClassPath(record(recording)))
        .contains("level ALL, one in 7", "held 1", COUNTED)
        .contains("bean org.machapi:name=\"probe\",type=Ledger");
    assertThatOneAcquisitionIsIn(recording);
  }

  @Test
  void aModularProgramThatNeedsNeitherRunsWithoutThem() throws Exception {
    assertThat(runAsModule("--limit-modules", "org.machapi.probe,org.machapi.sim,java.logging"))
        .contains("level ALL, one in 7", "held 1", COUNTED)
        .contains("flight recorder false", "management false")
        .contains("no bean: There is no management here")
        .doesNotContain("WARNING");
  }

  @Test
  void aModularProgramThatAsksForThemHasThem() throws Exception {
    Path recording = Files.createTempFile(TestFolders.target(), "probe", ".jfr");
    assertThat(runAsModule("--add-modules", "jdk.jfr,java.management", record(recording)))
        .contains("level ALL, one in 7", "held 1", COUNTED)
        .contains("bean org.machapi:name=\"probe\",type=Ledger");
    assertThatOneAcquisitionIsIn(recording);
  }

  private static String record(Path file) {
    return "-XX:StartFlightRecording=filename="
        + file
        + ",settings=none,+org.machapi.RightAcquired#enabled=true";
  }

  private static void assertThatOneAcquisitionIsIn(Path recording) throws Exception {
    assertThat(RecordingFile.readAllEvents(recording))
        .filteredOn(event -> event.getEventType().getName().equals("org.machapi.RightAcquired"))
        .singleElement()
        .satisfies(event -> assertThat(event.getString("type")).isEqualTo("ReceiveRight"));
    Files.delete(recording);
  }

  private static String runOnClassPath(String... options) throws Exception {
    List<Path> path = libraries();
    path.add(probe);
    List<String> command = command(options);
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", ClassPath.join(path), PROGRAM));
    return run(command);
  }

  private static String runAsModule(String... options) throws Exception {
    List<Path> path = libraries();
    path.add(probe);
    List<String> command = command(options);
    command.add("--enable-native-access=org.jnrproject.jffi,org.machapi");
    command.addAll(List.of("--module-path", ClassPath.join(path)));
    command.addAll(List.of("--module", "org.machapi.probe/" + PROGRAM));
    return run(command);
  }

  private static List<String> command(String... options) {
    List<String> command = new ArrayList<>();
    command.add(tool("java"));
    command.addAll(List.of(options));
    command.add("-Dorg.machapi.ledger=all");
    command.add("-Dorg.machapi.ledger.sampling=7");
    return command;
  }

  private static String run(List<String> command) throws Exception {
    ChildProcess.Outcome outcome = ChildProcess.run(TestFolders.target(), command);
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    return outcome.output();
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** The library, the simulated kernel and what they need, from the class path of this test. */
  private static List<Path> libraries() throws URISyntaxException {
    List<Path> libraries = new ArrayList<>();
    libraries.add(ClassPath.entryOf(MachLibrary.class));
    libraries.add(ClassPath.entryOf(SimulatedKernel.class));
    libraries.addAll(ClassPath.jarsNamed("jnr-", "jffi-", "asm-", "checker-qual-"));
    return libraries;
  }
}
