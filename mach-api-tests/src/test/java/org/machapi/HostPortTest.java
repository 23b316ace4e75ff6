package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_RESOURCE_SHORTAGE;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("kernel")
@Timeout(60)
class HostPortTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  @Test
  void eachSelfAddsOneReferenceAndCloseGivesItBack() {
    HostPort first = HostPort.self(mach);
    int name = first.name();
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(1);
    HostPort second = HostPort.self(mach);
    assertThat(second.name()).isEqualTo(name);
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(2);
    first.close();
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(1);
    second.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void theHostStandsBehindThePort() {
    try (HostPort host = HostPort.self(mach)) {
      assertThat(host.kernelObject().isHost()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {MACH_PORT_NULL, MACH_PORT_DEAD})
  void selfWithoutAPortIsAnErrorAndNothingIsAcquired(int none) {
    SortedMap<Integer, String> before = kernel.snapshot();
    kernel.calls().on("mach_host_self", (arguments, rest) -> none);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> HostPort.self(mach))
        .withMessageContaining("mach_host_self: KERN_RESOURCE_SHORTAGE (6): ")
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_RESOURCE_SHORTAGE));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void adoptTakesOverTheCallersReference() {
    int name = kernel.raw().mach_host_self();
    HostPort host = HostPort.adopt(mach, name);
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(1);
    host.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @Test
  void adoptRefusesWhatIsNotTheHostAndReleasesNothing() {
    int receive = kernel.newReceiveRight();
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> HostPort.adopt(mach, kernel.self()))
        .withMessageContaining("mach_port_kobject: KERN_INVALID_ARGUMENT (4): ")
        .withMessageContaining("stands for IKOT_TASK_CONTROL, which is not the host port")
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_ARGUMENT));
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> HostPort.adopt(mach, receive))
        .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_port_type"))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_RIGHT));
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> HostPort.adopt(mach, 0x4711))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_NAME));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void copyIsAHostPortWithAReferenceOfItsOwn() {
    HostPort host = HostPort.self(mach);
    HostPort copy = host.copy();
    assertThat(kernel.references(host.name(), Right.SEND)).isEqualTo(2);
    host.close();
    assertThat(copy.kernelObject().isHost()).isTrue();
    int name = copy.name();
    copy.close();
    assertThat(kernel.type(name).bits()).isZero();
  }
}
