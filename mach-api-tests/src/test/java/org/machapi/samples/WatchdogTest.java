package org.machapi.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_TERMINATED;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.sim.MachineArchitecture;

/** Somebody who looks where the threads of another task are. */
@Tag("kernel")
@Timeout(60)
class WatchdogTest {

  @ParameterizedTest
  @EnumSource
  void printsExactlyThisAndLeavesNothing(MachineArchitecture architecture) throws Exception {
    Play play = Play.on(architecture);
    assertThat(play.output(Watchdog::play)).isEqualTo(play.expected("Watchdog"));
  }

  @Test
  void findsAKernelByItself() throws Exception {
    Play.withTheDefaultKernel("Watchdog", Watchdog::play);
  }

  /** Each round is broken off while a thread stands still. */
  @Test
  void aThreadThatFailsIsPassedOverAndNothingIsLeftOfIt() throws Exception {
    Play play = Play.on(MachineArchitecture.X86_64);
    String output =
        play.output(
            (stage, out) -> {
              play.kernel.calls().fail("thread_get_state", KERN_TERMINATED);
              Watchdog.play(stage, out);
            });
    assertThat(output.lines().filter(line -> line.contains("a thread is gone")))
        .hasSize(6)
        .allMatch(line -> line.contains("thread_get_state: KERN_TERMINATED"));
    assertThat(output.lines().filter(line -> line.startsWith("Afterwards")))
        .hasSize(2)
        .allMatch(line -> line.endsWith("suspensions: 0, references: 1"));
  }
}
