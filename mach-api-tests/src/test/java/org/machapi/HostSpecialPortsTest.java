package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.SpecialPortConstants;

@Tag("kernel")
@Timeout(60)
class HostSpecialPortsTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  @Test
  void eachGetAddsOneReferenceAndCloseGivesItBack() {
    try (HostPort host = HostPort.self(mach)) {
      int before = kernel.references(host.name(), Right.SEND);
      SendRight right = HostSpecialPorts.of(host).get(HostSpecialPort.HOST);
      assertThat(right.kernelObject().isHost()).isTrue();
      assertThat(kernel.references(host.name(), Right.SEND)).isEqualTo(before + 1);
      right.close();
      assertThat(kernel.references(host.name(), Right.SEND)).isEqualTo(before);
    }
  }

  @Test
  void whatNobodyHasSetIsNullAndOwnsNothing() {
    try (HostPort host = HostPort.self(mach)) {
      SortedMap<Integer, String> before = kernel.snapshot();
      assertThat(HostSpecialPorts.of(host).get(HostSpecialPort.LOCKD)).isNull();
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void setKeepsACopyUntilAnotherIsSet() {
    RemotePort port = kernel.remotePort();
    try (HostPort host = HostPort.self(mach)) {
      HostSpecialPorts ports = HostSpecialPorts.of(host);
      SendRight right = SendRight.adopt(mach, port.name());
      ports.set(HostSpecialPort.LOCKD, right);
      assertThat(kernel.references(right.name(), Right.SEND)).isEqualTo(1);
      right.close();
      try (SendRight found = ports.get(HostSpecialPort.LOCKD)) {
        assertThat(kernel.references(found.name(), Right.SEND)).isEqualTo(1);
      }
      ports.set(HostSpecialPort.LOCKD, null);
      assertThat(ports.get(HostSpecialPort.LOCKD)).isNull();
    }
  }

  @Test
  void whatIsKeptAndHasDiedIsNullAndOwnsNothing() {
    RemotePort port = kernel.remotePort();
    try (HostPort host = HostPort.self(mach)) {
      HostSpecialPorts ports = HostSpecialPorts.of(host);
      try (SendRight right = SendRight.adopt(mach, port.name())) {
        ports.set(HostSpecialPort.LOCKD, right);
      }
      port.die();
      SortedMap<Integer, String> before = kernel.snapshot();
      assertThat(ports.get(HostSpecialPort.LOCKD)).isNull();
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void aPortOfTheKernelCannotBeSetAndTheRightStaysWithItsOwner() {
    try (HostPort host = HostPort.self(mach);
        SendRight right = SendRight.adopt(mach, kernel.remotePort().name())) {
      SortedMap<Integer, String> before = kernel.snapshot();
      for (HostSpecialPort which : HostSpecialPort.values()) {
        if (which.isOfTheKernel()) {
          assertThatExceptionOfType(MachException.class)
              .isThrownBy(() -> HostSpecialPorts.of(host).set(which, right))
              .withMessageContaining("host_set_special_port: KERN_INVALID_ARGUMENT")
              .withMessageContaining(which + " of HostPort 0x");
        }
      }
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void anErrorOfTheKernelAcquiresNothing() {
    try (HostPort host = HostPort.self(mach)) {
      SortedMap<Integer, String> before = kernel.snapshot();
      kernel.calls().fail("host_get_special_port", KernReturnConstants.KERN_NO_ACCESS);
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> HostSpecialPorts.of(host).get(HostSpecialPort.HOST))
          .withMessageContaining("KERN_NO_ACCESS");
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void theNumbersAreThoseOfTheHeadersWithoutAGapAmongTheDaemons() {
    assertThat(
            Arrays.stream(HostSpecialPort.values())
                .map(HostSpecialPort::number)
                .collect(Collectors.toList()))
        .containsExactlyElementsOf(
            IntStream.concat(
                    IntStream.rangeClosed(1, SpecialPortConstants.HOST_LAST_SPECIAL_KERNEL_PORT),
                    IntStream.rangeClosed(
                        SpecialPortConstants.HOST_MAX_SPECIAL_KERNEL_PORT + 1,
                        SpecialPortConstants.HOST_MAX_SPECIAL_PORT))
                .boxed()
                .toList());
  }
}
