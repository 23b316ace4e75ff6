package org.machapi.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.exception.ExceptionBehaviour;
import org.machapi.exception.ExceptionDecision;
import org.machapi.exception.ExceptionPorts;
import org.machapi.exception.ExceptionServer;
import org.machapi.exception.ExceptionType;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;
import org.machapi.sim.MachineArchitecture;

/** A monitor that sees another process die. */
@Tag("kernel")
@Timeout(60)
class CrashMonitorTest {

  @ParameterizedTest
  @EnumSource
  void printsExactlyThisAndLeavesNothing(MachineArchitecture architecture) throws Exception {
    Play play = Play.on(architecture);
    assertThat(play.output(CrashMonitor::play)).isEqualTo(play.expected("CrashMonitor"));
  }

  @Test
  void findsAKernelByItself() throws Exception {
    Play.withTheDefaultKernel("CrashMonitor", CrashMonitor::play);
  }

  @Test
  void readPortsSuffice() throws Exception {
    Play play =
        Play.with(
            KernelConfiguration.builder()
                .generation(KernelGeneration.XNU_11417)
                .developerMode(false),
            MachineArchitecture.ARM64);
    assertThat(play.output(CrashMonitor::play)).isEqualTo(play.expected("CrashMonitor"));
  }

  @Test
  void theMonitorThatWasThereBeforeIsAskedToo() throws Exception {
    Play play = Play.on(MachineArchitecture.X86_64);
    AtomicReference<String> asked = new AtomicReference<>();
    String output =
        play.output(
            (stage, out) -> {
              try (ExceptionServer earlier =
                  ExceptionServer.of(stage.mach())
                      .trust(sender -> true)
                      .on(
                          ExceptionType.CRASH,
                          raised -> {
                            asked.set(raised.detail().describe());
                            return ExceptionDecision.notHandled();
                          })
                      .start()) {
                earlier.install(
                    ExceptionPorts.of(stage.task()),
                    ExceptionType.CRASH.mask(),
                    ExceptionBehaviour.DEFAULT.with64BitCodes());
                CrashMonitor.play(stage, out);
              }
            });
    assertThat(asked.get()).isEqualTo("the process ends by SIGABRT");
    assertThat(output).isEqualTo(play.expected("CrashMonitor"));
  }
}
