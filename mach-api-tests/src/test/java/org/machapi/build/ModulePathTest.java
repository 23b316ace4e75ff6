package org.machapi.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.machapi.raw.MachLibrary;

/** Starts a modular program: what the library needs at run time is all on the module path. */
class ModulePathTest {
  private static Path probe;

  @BeforeAll
  static void compileTheProbe() throws Exception {
    probe = TestFolders.fresh("module-path");
    List<String> command = new ArrayList<>();
    command.add(tool("javac"));
    command.addAll(List.of("-proc:none", "--module-path", ClassPath.join(libraries())));
    command.addAll(List.of("-d", probe.toString()));
    TestFolders.javaSources(TestFolders.resource("module-path"))
        .forEach(source -> command.add(source.toString()));
    ChildProcess.Outcome outcome = ChildProcess.run(TestFolders.target(), command);
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }

  @Test
  void aModularProgramReachesNativeCode() throws Exception {
    ChildProcess.Outcome outcome = runProbe();
    // The dynamic linker was asked, through JNR-FFI, and says what the library lacks.
    assertThat(outcome.output()).contains("mach_port_allocate");
    assertThat(outcome.exitCode()).isZero();
  }

  private static ChildProcess.Outcome runProbe() throws Exception {
    List<Path> modules = libraries();
    modules.add(probe);
    List<String> command = new ArrayList<>();
    command.add(tool("java"));
    command.add("--enable-native-access=org.jnrproject.jffi,org.machapi");
    command.addAll(List.of("--module-path", ClassPath.join(modules)));
    command.addAll(List.of("--module", "org.machapi.probe/org.machapi.probe.Probe"));
    return ChildProcess.run(TestFolders.target(), command);
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** The library and what it needs, taken from the class path of this test. */
  private static List<Path> libraries() throws URISyntaxException {
    List<Path> libraries = new ArrayList<>();
    libraries.add(ClassPath.entryOf(MachLibrary.class));
    libraries.addAll(ClassPath.jarsNamed("jnr-", "jffi-", "asm-", "checker-qual-"));
    return libraries;
  }
}
