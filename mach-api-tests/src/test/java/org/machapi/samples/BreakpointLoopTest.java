package org.machapi.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.sim.MachineArchitecture;

/** The inner loop of a debugger. */
@Tag("kernel")
@Timeout(60)
class BreakpointLoopTest {

  @ParameterizedTest
  @EnumSource
  void printsExactlyThisAndLeavesNothing(MachineArchitecture architecture) throws Exception {
    Play play = Play.on(architecture);
    assertThat(play.output(BreakpointLoop::play)).isEqualTo(play.expected("BreakpointLoop"));
  }

  @Test
  void findsAKernelByItself() throws Exception {
    Play.withTheDefaultKernel("BreakpointLoop", BreakpointLoop::play);
  }

  @ParameterizedTest
  @EnumSource
  void canBeRehearsedWithoutAnyFault(MachineArchitecture architecture) throws Exception {
    Play play = Play.rehearsedOn(architecture);
    assertThat(play.output(BreakpointLoop::play))
        .isEqualTo(play.expected("BreakpointLoop.rehearsed"));
  }

  @Test
  void takesNoForgedExceptionForOneOfTheChild() throws Exception {
    Play play = Play.forgedOn(MachineArchitecture.X86_64);
    assertThat(play.output(BreakpointLoop::play)).isEqualTo(play.expected("BreakpointLoop"));
  }
}
