package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_NAME;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardExceptionTest {
  private final Program program = Program.on(SimulatedKernel.create());

  private int guarded(Program its, long guard) {
    int port = its.receiveRight();
    assertThat(its.mach.mach_port_guard(its.self, port, guard, 0)).isEqualTo(KERN_SUCCESS);
    return port;
  }

  @Test
  void whatKillsAProcessThrowsAnErrorThatNamesRuleAndCulprit() {
    int port = guarded(program, 0xabc);
    assertThatThrownBy(() -> program.changeReferences(port, MACH_PORT_RIGHT_RECEIVE, -1))
        .isInstanceOf(FatalGuardError.class)
        .hasMessageContaining("MOD_REFS")
        .hasMessageContaining("task test")
        .hasMessageContaining("0x" + Integer.toHexString(port))
        .hasMessageContaining("0xabc")
        .hasMessageContaining("mach_port_destruct");
    assertThat(program.type(port)).isEqualTo(MACH_PORT_TYPE_RECEIVE);
  }

  @Test
  void theErrorCarriesTheException() {
    assertThatThrownBy(
            () -> program.mach.mach_port_unguard(program.self, program.receiveRight(), 1))
        .isInstanceOfSatisfying(
            FatalGuardError.class,
            error -> {
              assertThat(error.guard().flavorName()).isEqualTo("UNGUARDED");
              assertThat(error.guard().fatal()).isTrue();
            });
  }

  @Test
  void whatAnOrdinaryProcessIsNotToldPassesWithTheResult() {
    int port = program.receiveRight();
    assertThat(program.mach.mach_port_deallocate(program.self, port)).isEqualTo(KERN_INVALID_RIGHT);
    assertThat(program.mach.mach_port_deallocate(program.self, 0x7fff03))
        .isEqualTo(KERN_INVALID_NAME);
  }

  @Test
  void aListenerHearsAllAndTheCallReturnsItsResult() {
    List<GuardException> heard = new ArrayList<>();
    KernelConfiguration configuration =
        KernelConfiguration.builder().guardListener(heard::add).build();
    Program its = Program.on(SimulatedKernel.create(configuration));
    int port = guarded(its, 5);
    assertThat(its.mach.mach_port_unguard(its.self, port, 6)).isEqualTo(KERN_INVALID_ARGUMENT);
    its.mach.mach_port_deallocate(its.self, 0x7fff03);
    assertThat(heard)
        .extracting(GuardException::flavorName)
        .containsExactly("INCORRECT_GUARD", "INVALID_NAME");
    assertThat(heard.get(0).subcode()).isEqualTo(5);
    assertThat(heard.get(1).flavor()).isEqualTo(kGUARD_EXC_INVALID_NAME);
    assertThat(heard.get(1).fatal()).isFalse();
    assertThat(heard.get(1).name()).isEqualTo(0x7fff03);
  }

  @Test
  void aListenerMayCallTheKernelItself() {
    List<Integer> results = new ArrayList<>();
    Program[] its = new Program[1];
    KernelConfiguration configuration =
        KernelConfiguration.builder()
            .guardListener(exception -> results.add(its[0].receiveRight()))
            .build();
    its[0] = Program.on(SimulatedKernel.create(configuration));
    its[0].mach.mach_port_deallocate(its[0].self, 0x7fff03);
    assertThat(results).hasSize(1);
  }
}
