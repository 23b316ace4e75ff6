package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.census.Census;
import org.machapi.sim.SimulatedKernel;

/** A process by its task port, in a simulated kernel with two tasks. */
class TaskSourceTest {
  private final SimulatedKernel kernel = SimulatedKernel.create();
  private final Mach looker = Mach.of(kernel.createTask("looker").library(), "mach-sim");
  private final Mach other = Mach.of(kernel.createTask("other").library(), "mach-sim");

  @Test
  void anotherTaskTellsItsNamesAndTheLookerKeepsNothing() throws Exception {
    int pid = Census.take(other).pid();
    try (ReceiveRight port = ReceiveRight.allocate(other);
        TaskSource source = new TaskSource(looker, pid)) {
      int before = looker.space().names().size();
      Snapshot snapshot = source.take();
      assertThat(snapshot.census().pid()).isEqualTo(pid);
      assertThat(snapshot.census().find(port.name()).type().has(Right.RECEIVE)).isTrue();
      assertThat(looker.space().names()).hasSize(before);
    }
  }

  @Test
  void aProcessThatIsNotThereIsRefusedWithWhatMacosWants() {
    try (TaskSource source = new TaskSource(looker, 4242)) {
      assertThatThrownBy(source::take)
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("Process 4242 cannot be looked at")
          .hasMessageContaining("com.apple.security.cs.debugger");
    }
  }

  @Test
  void whereThereIsNoMachTheOptionSaysSo() {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    Assumptions.assumeFalse(mac, "not run: this is macOS");
    Tool.Outcome outcome = Tool.run("list", "--pid", "1");
    assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(outcome.err()).contains("has no Mach kernel").contains("--java");
  }
}
