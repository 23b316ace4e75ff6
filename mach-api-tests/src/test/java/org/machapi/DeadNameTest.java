package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;

import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("kernel")
@Timeout(60)
class DeadNameTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  @Test
  void adoptTakesOverOneReferenceOfADeadName() {
    RemotePort port = kernel.remotePort();
    port.grantSend();
    port.die();
    DeadName first = DeadName.adopt(mach, port.name());
    DeadName second = DeadName.adopt(mach, port.name());
    assertThat(kernel.references(port.name(), Right.DEAD_NAME)).isEqualTo(2);
    first.close();
    assertThat(kernel.references(port.name(), Right.DEAD_NAME)).isEqualTo(1);
    second.close();
    assertThat(kernel.type(port.name()).bits()).isZero();
  }

  @Test
  void aDeadNameOccupiesItsPlaceUntilTheLastReferenceIsGivenBack() {
    int name = kernel.newDeadName();
    DeadName dead = DeadName.adopt(mach, name);
    assertThat(dead.type().has(Right.DEAD_NAME)).isTrue();
    assertThat(kernel.snapshot()).containsKey(name);
    dead.close();
    assertThat(kernel.snapshot()).doesNotContainKey(name);
  }

  @Test
  void adoptRefusesALivingRightAndReleasesNothing() {
    RemotePort port = kernel.remotePort();
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> DeadName.adopt(mach, port.name()))
        .withMessageContaining("mach_port_type: KERN_INVALID_RIGHT (17): ")
        .withMessageContaining("denotes SEND, which is not a dead name")
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_RIGHT));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void adoptRefusesANameThatDenotesNothing() {
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> DeadName.adopt(mach, 0x4711))
        .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_port_type"))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_NAME));
  }

  @Test
  void relinquishLeavesTheReferenceToTheCaller() {
    int name = kernel.newDeadName();
    DeadName dead = DeadName.adopt(mach, name);
    assertThat(dead.relinquish()).isEqualTo(name);
    assertThat(kernel.references(name, Right.DEAD_NAME)).isEqualTo(1);
  }
}
