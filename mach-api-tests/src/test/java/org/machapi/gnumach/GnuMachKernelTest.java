package org.machapi.gnumach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The emulated machine talks, and never stays behind. */
@Timeout(400)
class GnuMachKernelTest {
  private static final Sequence ONE_PORT =
      new Sequence("one port", 1, List.of(Step.parse("A0 allocate RECEIVE")));

  @Test
  void aFreshTaskKnowsItsOwnPortOnly() {
    try (GnuMachKernel kernel = GnuMachKernel.boot(GnuMachSetUp.folder())) {
      List<Outcome> outcomes = kernel.run(ONE_PORT);
      assertThat(outcomes).hasSize(2);
      assertThat(outcomes.get(0).names()).containsOnlyKeys("A$1").containsEntry("A$1", "SEND=1");
      assertThat(outcomes.get(1).result()).isEqualTo("KERN_SUCCESS $2");
      assertThat(outcomes.get(1).names().get("A$2")).startsWith("RECEIVE=1,");
    }
  }

  @Test
  void sequencesDoNotSeeEachOthersPorts() {
    try (GnuMachKernel kernel = GnuMachKernel.boot(GnuMachSetUp.folder())) {
      assertThat(kernel.run(ONE_PORT)).isEqualTo(kernel.run(ONE_PORT));
    }
  }

  @Test
  void whatTheAgentDoesNotUnderstandIsNoSuccess() {
    try (GnuMachKernel kernel = GnuMachKernel.boot(GnuMachSetUp.folder())) {
      Sequence nonsense = new Sequence("nonsense", 1, List.of(Step.parse("A0 conjure $1")));
      assertThat(kernel.run(nonsense).get(1).result()).isEqualTo("NOT_UNDERSTOOD");
    }
  }

  @Test
  void closingEndsTheMachineAndLeavesNoFile() throws IOException {
    Path folder = GnuMachSetUp.folder();
    GnuMachKernel kernel = GnuMachKernel.boot(folder);
    List<ProcessHandle> processes = kernel.processes();
    assertThat(processes).hasSizeGreaterThanOrEqualTo(2).allMatch(ProcessHandle::isAlive);
    kernel.close();
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(kernel.console()).doesNotExist();
    kernel.close();
  }

  @Test
  void aMachineThatEndsIsReportedAtTheStepWithItsConsole() {
    try (GnuMachKernel kernel = GnuMachKernel.boot(GnuMachSetUp.folder())) {
      kernel.processes().forEach(ProcessHandle::destroyForcibly);
      assertThatThrownBy(() -> kernel.run(ONE_PORT))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("task loaded: agent");
    }
  }

  @Test
  void whereTheToolsAreMissingTheSetUpSaysSo() throws Exception {
    Path target = GnuMachSetUp.module().resolve("target");
    Path folder = Files.createTempDirectory(target, "gnumach-missing");
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
                "/bin/bash", GnuMachSetUp.script().toString(), folder.resolve("work").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // The tools it starts with, and none of those it needs later.
    Path tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : List.of("dirname", "mkdir", "uname")) {
      Path real =
          Stream.of("/usr/bin", "/bin")
              .map(bin -> Path.of(bin, tool))
              .filter(Files::isExecutable)
              .findFirst()
              .orElseThrow();
      Files.createSymbolicLink(tools.resolve(tool), real);
    }
    builder.environment().put("PATH", tools.toString());
    Process process = builder.start();
    assertThat(process.waitFor()).isEqualTo(3);
    assertThat(Files.readString(log)).matches("(?s)(there is no apt-get|the .* is .*)\\s*");
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
