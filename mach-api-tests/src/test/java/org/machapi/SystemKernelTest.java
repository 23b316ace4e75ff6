package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.sim.SimulatedKernel;
import org.machapi.sim.SimulatedLibraryProvider;

/** Which kernel is that of the system; each question in a JVM of its own, as it is asked once. */
@Timeout(120)
class SystemKernelTest {
  private static final String MISSING = Path.of("/nowhere/libmach.so").toAbsolutePath().toString();

  @Test
  void withoutAnyKernelTheErrorNamesTheThreeWaysToOne() throws Exception {
    assumeNotMacOs();
    assertThat(run(classPathWithoutSimulatedKernel(), "-"))
        .singleElement()
        .asString()
        .startsWith("thrown " + KernelUnavailableException.class.getName() + ": There is no Mach")
        .contains("run on macOS")
        .contains("put mach-sim, the simulated kernel, on the class path or module path")
        .contains("in the system property org.machapi.library");
  }

  @Test
  void aFailureIsNotRememberedAndTheNextCallSaysWhatIsWrongThen() throws Exception {
    assumeNotMacOs();
    assertThat(run(classPathWithoutSimulatedKernel(), "-", MISSING, "-"))
        .satisfiesExactly(
            first -> assertThat(first).contains("KernelUnavailableException"),
            second -> assertThat(second).contains("LibraryLoadException").contains(MISSING),
            third -> assertThat(third).contains("KernelUnavailableException"));
  }

  @Test
  void aPropertyThatNamesNoLibraryIsAnErrorEvenWhereAnotherKernelWouldServe() throws Exception {
    assertThat(run(classPath(), MISSING))
        .singleElement()
        .asString()
        .startsWith("thrown org.machapi.raw.LibraryLoadException: cannot use " + MISSING);
  }

  @Test
  void aPropertyWithARelativePathIsRefused() throws Exception {
    for (String path : List.of("libmach.so", "")) {
      assertThat(run(classPath(), path))
          .singleElement()
          .asString()
          .startsWith("thrown org.machapi.raw.LibraryLoadException: cannot use " + path)
          .contains("not absolute");
    }
  }

  @Test
  void aLibraryWithoutTheRoutinesIsRefusedAndTheMissingOnesAreNamed() throws Exception {
    Path library = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("java"));
    assumeThat(library).as("a shared library that has nothing to do with Mach").exists();
    assertThat(run(classPath(), library.toString()))
        .singleElement()
        .asString()
        .startsWith("thrown org.machapi.raw.LibraryLoadException: cannot use " + library)
        .contains("does not export")
        .contains("mach_port_deallocate")
        .contains("mach_task_self_");
  }

  @Test
  void aProviderOnTheClassPathServesAndOneLineInTheLogSaysSo() throws Exception {
    assumeNotMacOs();
    String description = new SimulatedLibraryProvider().description();
    Outcome outcome = start(classPath(), "-", "-");
    assertThat(outcome.answers()).containsExactly("kernel " + description, "kernel " + description);
    assertThat(outcome.log().lines().filter(line -> line.contains("No Mach kernel")))
        .singleElement()
        .asString()
        .contains("In its place: " + description + ".");
  }

  private static void assumeNotMacOs() {
    assumeThat(System.getProperty("os.name"))
        .as("macOS has a kernel of its own and asks for no other")
        .doesNotStartWithIgnoringCase("mac");
  }

  private record Outcome(List<String> answers, String log) {}

  private static List<String> run(List<String> classPath, String... libraries) throws Exception {
    return start(classPath, libraries).answers();
  }

  private static Outcome start(List<String> classPath, String... libraries) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classPath));
    command.add(SystemKernelProgram.class.getName());
    command.addAll(List.of(libraries));
    Process process = new ProcessBuilder(command).start();
    try {
      process.getOutputStream().close();
      Threads.Running<String> log = Threads.start(() -> read(process.errorReader()));
      Threads.Running<String> answers = Threads.start(() -> read(process.inputReader()));
      String said = answers.await();
      String logged = log.await();
      assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(logged).isZero();
      return new Outcome(said.lines().toList(), logged);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static String read(BufferedReader reader) throws IOException {
    try (reader) {
      return reader.lines().collect(Collectors.joining("\n"));
    }
  }

  private static List<String> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).toList();
  }

  private static List<String> classPathWithoutSimulatedKernel() throws URISyntaxException {
    Path simulated =
        Path.of(SimulatedKernel.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> rest =
        classPath().stream().filter(entry -> !Path.of(entry).equals(simulated)).toList();
    assertThat(rest).hasSize(classPath().size() - 1);
    return rest;
  }
}
