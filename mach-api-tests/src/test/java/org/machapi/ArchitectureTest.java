package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;

import java.util.SortedMap;
import jnr.ffi.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.raw.HostBasicInfoLayout;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.MachineArchitecture;

/** Which processors a kernel runs on. */
@Tag("kernel")
@Timeout(60)
class ArchitectureTest {
  private final TestKernel kernel = TestKernel.create();

  private void answerWithType(int type) {
    kernel
        .calls()
        .on(
            "host_info",
            (arguments, rest) -> {
              ((Pointer) arguments.get(2)).putInt(HostBasicInfoLayout.CPU_TYPE, type);
              return KERN_SUCCESS;
            });
  }

  @ParameterizedTest
  @EnumSource(MachineArchitecture.class)
  void theKernelTellsItsProcessors(MachineArchitecture machine) {
    TestKernel configured =
        TestKernel.create(KernelConfiguration.builder().architecture(machine).build());
    assertThat(configured.mach().architecture().name()).isEqualTo(machine.name());
  }

  @Test
  void itIsAskedOnceAndNothingStaysBehind() {
    SortedMap<Integer, String> before = kernel.snapshot();
    kernel.calls().clear();
    Architecture architecture = kernel.mach().architecture();
    assertThat(kernel.calls().calls("host_info")).hasSize(1);
    assertThat(kernel.snapshot()).isEqualTo(before);
    kernel.calls().clear();
    assertThat(kernel.mach().architecture()).isSameAs(architecture);
    assertThat(kernel.calls().calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"7, X86_64", "0x01000007, X86_64", "0x0100000c, ARM64"})
  void eachProcessorTypeOfAMacIsKnown(String type, Architecture architecture) {
    answerWithType(Integer.decode(type));
    assertThat(kernel.mach().architecture()).isEqualTo(architecture);
  }

  @Test
  void otherProcessorsAreRefusedAndNotRemembered() {
    SortedMap<Integer, String> before = kernel.snapshot();
    answerWithType(18);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(kernel.mach()::architecture)
        .withMessageStartingWith("processors of type 0x12");
    assertThat(kernel.snapshot()).isEqualTo(before);
    answerWithType(7);
    assertThat(kernel.mach().architecture()).isEqualTo(Architecture.X86_64);
  }

  @Test
  void aFailureIsToldAndLeavesNothingBehind() {
    SortedMap<Integer, String> before = kernel.snapshot();
    kernel.calls().fail("host_info", KERN_FAILURE);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(kernel.mach()::architecture)
        .withMessageContaining("host_info")
        .withMessageContaining("KERN_FAILURE");
    assertThat(kernel.snapshot()).isEqualTo(before);
    kernel.calls().restore("host_info");
    assertThat(kernel.mach().architecture()).isNotNull();
  }

  @Test
  void aKernelWithoutHostPortIsTold() {
    kernel.calls().on("mach_host_self", (arguments, rest) -> 0);
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(kernel.mach()::architecture)
        .withMessageContaining("mach_host_self");
  }

  @Test
  void theWordsAreThoseOfTheTools() {
    assertThat(Architecture.X86_64).hasToString("x86_64");
    assertThat(Architecture.ARM64).hasToString("arm64");
  }
}
