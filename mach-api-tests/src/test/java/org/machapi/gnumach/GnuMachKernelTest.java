package org.machapi.gnumach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
  void aThreadThatDoesNotComeBackIsToldAndNotWaitedFor() {
    Sequence stuck =
        sequence(
            "A0 allocate RECEIVE",
            "A0 insert_right $2 $2 MAKE_SEND",
            // A call on what is no thread is a message to who receives there, which nobody answers.
            "A0 set_thread_exception_port $2 NULL",
            "A0 allocate RECEIVE",
            "A1 thread_new");
    try (GnuMachKernel kernel = GnuMachKernel.boot(GnuMachSetUp.folder())) {
      assertThat(kernel.run(stuck).stream().map(Outcome::result).skip(3))
          .containsExactly("WAITS", "NOT_UNDERSTOOD", "KERN_SUCCESS $3");
      assertThat(kernel.run(ONE_PORT).get(1).result()).isEqualTo("KERN_SUCCESS $2");
    }
  }

  @Test
  void aThreadThatWaitsForItsHandlerMakesNoCallAndIsNotJoined() {
    Sequence waiting =
        sequence(
            "A1 thread_new",
            "A0 allocate RECEIVE",
            "A0 insert_right $3 $3 MAKE_SEND",
            "A0 set_task_exception_port $3",
            "A1 raise",
            "A1 join",
            "A1 allocate RECEIVE",
            "A1 thread_end",
            "A1 thread_end");
    try (GnuMachKernel kernel = GnuMachKernel.boot(GnuMachSetUp.folder())) {
      assertThat(kernel.run(waiting).stream().map(Outcome::result).skip(5))
          .containsExactly(
              "KERN_SUCCESS", "WAITS", "NOT_UNDERSTOOD", "KERN_SUCCESS", "NOT_UNDERSTOOD");
    }
  }

  @Test
  void anExceptionThatNobodyHandlesEndsTheTask() {
    Sequence unhandled = sequence("A1 thread_new", "A1 raise", "A0 allocate RECEIVE");
    try (GnuMachKernel kernel = GnuMachKernel.boot(GnuMachSetUp.folder())) {
      List<Outcome> outcomes = kernel.run(unhandled);
      assertThat(outcomes.get(2)).isEqualTo(new Outcome("ENDED", Map.of()));
      assertThat(outcomes.get(3).result()).isEqualTo("NOT_UNDERSTOOD");
    }
  }

  private static Sequence sequence(String... steps) {
    return new Sequence("steps", 1, Stream.of(steps).map(Step::parse).toList());
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
