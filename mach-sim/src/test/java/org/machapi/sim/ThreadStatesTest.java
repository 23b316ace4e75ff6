package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.ThreadStatusConstants.ARM_EXCEPTION_STATE64;
import static org.machapi.raw.ThreadStatusConstants.ARM_THREAD_STATE;
import static org.machapi.raw.ThreadStatusConstants.ARM_THREAD_STATE64;
import static org.machapi.raw.ThreadStatusConstants.ARM_THREAD_STATE64_COUNT;
import static org.machapi.raw.ThreadStatusConstants.ARM_UNIFIED_THREAD_STATE_COUNT;
import static org.machapi.raw.ThreadStatusConstants.x86_EXCEPTION_STATE64;
import static org.machapi.raw.ThreadStatusConstants.x86_THREAD_STATE;
import static org.machapi.raw.ThreadStatusConstants.x86_THREAD_STATE64;
import static org.machapi.raw.ThreadStatusConstants.x86_THREAD_STATE64_COUNT;
import static org.machapi.raw.ThreadStatusConstants.x86_THREAD_STATE_COUNT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machapi.raw.NativeBuffer;

class ThreadStatesTest {
  private final NativeBuffer state = NativeBuffer.allocate(4 * 200);
  private final NativeBuffer count = NativeBuffer.allocate(4);

  private static Program programOn(MachineArchitecture architecture) {
    KernelConfiguration configuration =
        KernelConfiguration.builder().architecture(architecture).build();
    return Program.on(SimulatedKernel.create(configuration));
  }

  private int get(Program program, int thread, int flavor, int offered) {
    count.putInt(0, offered);
    return program.mach.thread_get_state(thread, flavor, state.pointer(), count.pointer());
  }

  @ParameterizedTest
  @CsvSource({"X86_64,4,42,7", "ARM64,6,68,1"})
  void whatWasSetIsReadBackInBothForms(
      MachineArchitecture architecture, int flavor, int words, int unified) {
    Program program = programOn(architecture);
    int thread = program.mach.mach_thread_self();
    for (int i = 0; i < words; i++) {
      state.putInt(4 * i, 1000 + i);
    }
    assertThat(program.mach.thread_set_state(thread, flavor, state.pointer(), words))
        .isEqualTo(KERN_SUCCESS);
    state.bytes().put(0, new byte[state.size()]);
    assertThat(get(program, thread, flavor, 200)).isEqualTo(KERN_SUCCESS);
    assertThat(count.getInt(0)).isEqualTo(words);
    assertThat(state.getInt(4 * (words - 1))).isEqualTo(1000 + words - 1);
    assertThat(get(program, thread, unified, 200)).isEqualTo(KERN_SUCCESS);
    assertThat(count.getInt(0)).isEqualTo(words + 2);
    assertThat(state.getInt(0)).isEqualTo(flavor);
    assertThat(state.getInt(4)).isEqualTo(words);
    assertThat(state.getInt(8)).isEqualTo(1000);
  }

  @Test
  void theSizesAreThoseOfTheHeaders() {
    Program intel = programOn(MachineArchitecture.X86_64);
    int thread = intel.mach.mach_thread_self();
    assertThat(get(intel, thread, x86_THREAD_STATE64, x86_THREAD_STATE64_COUNT)).isZero();
    assertThat(get(intel, thread, x86_THREAD_STATE, x86_THREAD_STATE_COUNT)).isZero();
    Program apple = programOn(MachineArchitecture.ARM64);
    thread = apple.mach.mach_thread_self();
    assertThat(get(apple, thread, ARM_THREAD_STATE64, ARM_THREAD_STATE64_COUNT)).isZero();
    assertThat(get(apple, thread, ARM_THREAD_STATE, ARM_UNIFIED_THREAD_STATE_COUNT)).isZero();
  }

  @Test
  void aBufferTooSmallAWrongSizeAndAnUnknownFlavourAreRefused() {
    Program program = programOn(MachineArchitecture.X86_64);
    int thread = program.mach.mach_thread_self();
    assertThat(get(program, thread, x86_THREAD_STATE64, 41)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(get(program, thread, 99, 200)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.thread_set_state(thread, x86_THREAD_STATE64, state.pointer(), 41))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.thread_set_state(thread, 99, state.pointer(), 4))
        .isEqualTo(KERN_INVALID_ARGUMENT);
  }

  @Test
  void aNewStateOfAnExceptionIsRefusedByIntelAndForgottenByAppleSilicon() {
    Program intel = programOn(MachineArchitecture.X86_64);
    int thread = intel.mach.mach_thread_self();
    state.putInt(0, 1);
    assertThat(intel.mach.thread_set_state(thread, x86_EXCEPTION_STATE64, state.pointer(), 4))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(get(intel, thread, x86_EXCEPTION_STATE64, 4)).isZero();
    assertThat(state.getInt(0)).isZero();

    Program apple = programOn(MachineArchitecture.ARM64);
    thread = apple.mach.mach_thread_self();
    state.putInt(0, 1);
    assertThat(apple.mach.thread_set_state(thread, ARM_EXCEPTION_STATE64, state.pointer(), 3))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(apple.mach.thread_set_state(thread, ARM_EXCEPTION_STATE64, state.pointer(), 4))
        .isZero();
    assertThat(get(apple, thread, ARM_EXCEPTION_STATE64, 4)).isZero();
    assertThat(state.getInt(0)).isZero();
  }
}
