package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.raw.KernReturnConstants;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;

@Tag("kernel")
@Timeout(60)
class ThreadSpecialPortsTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();

  @ParameterizedTest
  @EnumSource
  void eachGetAddsOneReferenceAndCloseGivesItBack(ThreadSpecialPort which) {
    try (ThreadPort self = ThreadPort.self(mach)) {
      ThreadSpecialPorts ports = ThreadSpecialPorts.of(self);
      SortedMap<Integer, String> before = kernel.snapshot();
      SendRight first = ports.get(which);
      int one = kernel.references(first.name(), Right.SEND);
      SendRight second = ports.get(which);
      assertThat(second.name()).isEqualTo(first.name());
      assertThat(kernel.references(first.name(), Right.SEND)).isEqualTo(one + 1);
      first.close();
      second.close();
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void theKernelPortOfAThreadIsItsOwnUnlessTheTaskIsHardened() {
    try (ThreadPort self = ThreadPort.self(mach);
        SendRight port = ThreadSpecialPorts.of(self).get(ThreadSpecialPort.KERNEL)) {
      assertThat(port.name()).isEqualTo(self.name());
    }
    Mach hardened =
        TestKernel.create(
                KernelConfiguration.builder()
                    .generation(KernelGeneration.XNU_11417)
                    .hardenedTasks(true)
                    .build())
            .mach();
    try (ThreadPort self = ThreadPort.self(hardened);
        SendRight port = ThreadSpecialPorts.of(self).get(ThreadSpecialPort.KERNEL)) {
      assertThat(port.name()).isNotEqualTo(self.name());
      assertThat(port.kernelObject().isThread()).isTrue();
    }
  }

  @Test
  void fromAWeakPortThereIsNoWayBack() {
    try (ThreadPort self = ThreadPort.self(mach);
        SendRight inspect = ThreadSpecialPorts.of(self).get(ThreadSpecialPort.INSPECT);
        ThreadPort weak = ThreadPort.adoptUnchecked(mach, inspect.copy().relinquish())) {
      SortedMap<Integer, String> before = kernel.snapshot();
      for (ThreadSpecialPort stronger :
          new ThreadSpecialPort[] {ThreadSpecialPort.KERNEL, ThreadSpecialPort.READ}) {
        assertThatExceptionOfType(MachException.class)
            .isThrownBy(() -> ThreadSpecialPorts.of(weak).get(stronger))
            .withMessageContaining("thread_get_special_port: KERN_INVALID_CAPABILITY")
            .withMessageContaining(stronger + " of ThreadPort 0x");
      }
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void anErrorOfTheKernelAcquiresNothing() {
    try (ThreadPort self = ThreadPort.self(mach)) {
      SortedMap<Integer, String> before = kernel.snapshot();
      kernel.calls().fail("thread_get_special_port", KernReturnConstants.KERN_FAILURE);
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> ThreadSpecialPorts.of(self).get(ThreadSpecialPort.READ));
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void aClosedThreadPortIsNotUsed() {
    ThreadPort self = ThreadPort.self(mach);
    self.close();
    kernel.calls().clear();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> ThreadSpecialPorts.of(self).get(ThreadSpecialPort.READ));
    assertThat(kernel.calls().routines()).isEmpty();
  }
}
