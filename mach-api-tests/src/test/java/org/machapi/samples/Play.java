package org.machapi.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import org.machapi.Mach;
import org.machapi.TestKernel;
import org.machapi.message.Deadline;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.MachineArchitecture;
import org.opentest4j.TestAbortedException;

/**
 * A sample that plays on a simulated kernel of its own, with what it printed. All names of both
 * tasks are afterwards what they were before, or the play has failed.
 */
final class Play {
  /** What the samples have in common. */
  interface Sample {
    void play(Stage stage, PrintStream out) throws Exception;
  }

  final TestKernel kernel;
  private final MachineArchitecture architecture;
  private final PlayedChild child;

  private Play(
      MachineArchitecture architecture,
      KernelConfiguration.Builder configuration,
      PlayedChild.Raising raising) {
    this.architecture = architecture;
    kernel = TestKernel.create(configuration.architecture(architecture).build());
    child = new PlayedChild(kernel, raising);
  }

  /** With exceptions that the simulated kernel raises. */
  static Play on(MachineArchitecture architecture) {
    return with(KernelConfiguration.builder(), architecture);
  }

  static Play with(KernelConfiguration.Builder configuration, MachineArchitecture architecture) {
    return new Play(architecture, configuration, PlayedChild.Raising.BY_THE_KERNEL);
  }

  /** With messages that the program sends itself, as it does where the child is a process. */
  static Play rehearsedOn(MachineArchitecture architecture) {
    return new Play(architecture, KernelConfiguration.builder(), PlayedChild.Raising.REHEARSED);
  }

  /** With a forged message before each exception of the kernel. */
  static Play forgedOn(MachineArchitecture architecture) {
    return new Play(architecture, KernelConfiguration.builder(), PlayedChild.Raising.FORGED_FIRST);
  }

  /** Plays, and returns what was printed. */
  String output(Sample sample) throws Exception {
    SortedMap<Integer, String> before = kernel.snapshot();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Stage stage = Stage.open(kernel.mach(), child, Deadline.in(Stage.LIMIT))) {
      SortedMap<Integer, String> onStage = kernel.snapshot();
      sample.play(stage, out);
      if (child.hasCrashed()) {
        assertThat(stage.task().isDead()).isTrue();
      } else {
        assertThat(kernel.snapshot()).as("our names after the play").isEqualTo(onStage);
      }
    }
    assertThat(child.atTheEnd()).as("the child's names").isEqualTo(child.atTheStart());
    assertThat(kernel.snapshot()).as("our names after all").isEqualTo(before);
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  /** Returns what a sample is to print here. */
  String expected(String sample) {
    return expected(sample, architecture);
  }

  private static String expected(String sample, MachineArchitecture architecture) {
    String file = sample + "." + architecture.name().toLowerCase(Locale.ROOT) + ".txt";
    return contentOf(Play.class.getResource(file), StandardCharsets.UTF_8);
  }

  /**
   * Plays with the kernel that the sample finds by itself, and compares all but the first line,
   * which names it.
   */
  static void withTheDefaultKernel(String name, Sample sample) throws Exception {
    String system = Mach.system().kernel();
    if (!system.startsWith("mach-sim")) {
      throw new TestAbortedException("not run: what a sample prints is known of mach-sim only");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Stage stage = Stage.open()) {
      sample.play(stage, out);
    }
    String[] found =
        bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n").split("\n", 2);
    assertThat(found[0]).isEqualTo("The kernel that serves: " + system);
    assertThat(found[1]).isEqualTo(expected(name, MachineArchitecture.host()).split("\n", 2)[1]);
  }
}
