package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;

import java.util.List;
import java.util.SortedMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.sim.FatalGuardError;

/** Taking over a receive right by its raw name, guarded or not. */
@Tag("kernel")
@Timeout(60)
class ReceiveRightAdoptionTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  @Test
  void adoptGuardsWhatItTakesOver() {
    int name = kernel.newReceiveRight();
    ReceiveRight right = ReceiveRight.adopt(mach, name);
    assertThat(right.name()).isEqualTo(name);
    assertThat(right.status().isGuarded()).isTrue();
    assertThatExceptionOfType(FatalGuardError.class)
        .isThrownBy(() -> kernel.destroyReceiveRight(name));
    right.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void sendRightsUnderTheSameNameStayWithTheirOwners() {
    int name = kernel.newReceiveRight();
    kernel.makeSend(name);
    SendRight send = SendRight.adopt(mach, name);
    ReceiveRight right = ReceiveRight.adopt(mach, name);
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(1);
    right.close();
    assertThat(kernel.references(name, Right.DEAD_NAME)).isEqualTo(1);
    send.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void adoptOfAGuardedRightIsRefusedBeforeTheKernelIsAskedToGuardItTwice() {
    int name = kernel.newReceiveRight();
    TestKernel.expectSuccess(
        "mach_port_guard", kernel.raw().mach_port_guard(kernel.self(), name, 99, 0));
    kernel.calls().clear();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ReceiveRight.adopt(mach, name))
        .withMessageContaining("mach_port_guard: KERN_INVALID_ARGUMENT (4): ")
        .withMessageContaining("is guarded already")
        .withMessageContaining("adoptGuarded")
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_ARGUMENT));
    assertThat(kernel.calls().routines())
        .containsExactly("mach_port_type", "mach_port_get_attributes");
    // Its guard is what it was.
    assertThat(kernel.raw().mach_port_unguard(kernel.self(), name, 99)).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void adoptGuardedTakesOverARightWithItsGuard() {
    int name = kernel.newReceiveRight();
    TestKernel.expectSuccess(
        "mach_port_guard", kernel.raw().mach_port_guard(kernel.self(), name, 99, 0));
    ReceiveRight right = ReceiveRight.adoptGuarded(mach, name, 99);
    assertThat(right.name()).isEqualTo(name);
    right.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void adoptGuardedRefusesARightWithoutGuardAndReleasesNothing() {
    int name = kernel.newReceiveRight();
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ReceiveRight.adoptGuarded(mach, name, 99))
        .withMessageContaining("mach_port_get_attributes: KERN_INVALID_ARGUMENT (4): ")
        .withMessageContaining("has no guard")
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_ARGUMENT));
    assertThat(kernel.snapshot()).isEqualTo(before);
    kernel.destroyReceiveRight(name);
  }

  @Test
  void adoptGuardedRefusesAWrongGuardAndReleasesNothing() {
    int name = kernel.newReceiveRight();
    TestKernel.expectSuccess(
        "mach_port_guard", kernel.raw().mach_port_guard(kernel.self(), name, 99, 0));
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ReceiveRight.adoptGuarded(mach, name, 98))
        .withMessageContaining("mach_port_get_context: KERN_INVALID_ARGUMENT (4): ")
        .withMessageContaining("another guard");
    assertThat(kernel.snapshot()).isEqualTo(before);
    assertThat(kernel.raw().mach_port_unguard(kernel.self(), name, 99)).isEqualTo(KERN_SUCCESS);
    kernel.destroyReceiveRight(name);
  }

  @Test
  void adoptRefusesWhatIsNoReceiveRightAndReleasesNothing() {
    RemotePort port = kernel.remotePort();
    SortedMap<Integer, String> before = kernel.snapshot();
    for (IntFunction<ReceiveRight> adoption :
        List.<IntFunction<ReceiveRight>>of(
            name -> ReceiveRight.adopt(mach, name),
            name -> ReceiveRight.adoptGuarded(mach, name, 99))) {
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> adoption.apply(port.name()))
          .withMessageContaining("mach_port_type: KERN_INVALID_RIGHT (17): ")
          .withMessageContaining("denotes SEND, which is not a receive right");
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> adoption.apply(0x4711))
          .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_NAME));
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void adoptThatCannotGuardReleasesNothing() {
    int name = kernel.newReceiveRight();
    // A context that is no guard: the port cannot be guarded with another.
    TestKernel.expectSuccess(
        "mach_port_set_context", kernel.raw().mach_port_set_context(kernel.self(), name, 5));
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ReceiveRight.adopt(mach, name))
        .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_port_guard"))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_ARGUMENT));
    assertThat(kernel.snapshot()).isEqualTo(before);
    kernel.destroyReceiveRight(name);
  }
}
