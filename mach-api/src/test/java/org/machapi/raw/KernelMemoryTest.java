package org.machapi.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KernelMemoryTest {
  private static MachLibrary library;
  private static CLibraryControl control;

  @BeforeAll
  static void load() {
    Path path = CLibrary.complete();
    library = NativeMachLibrary.load(path);
    control = CLibraryControl.of(path);
  }

  @Test
  void theNumbersAreCopiedAndTheMemoryIsGivenBackWithItsSizeInBytes() {
    NativeBuffer memory = NativeBuffer.allocate(12);
    memory.putInt(0, 0x103);
    memory.putInt(4, -1);
    memory.putInt(8, Integer.MIN_VALUE);
    long address = memory.pointer().address();

    assertThat(KernelMemory.takeInts(library, 0x8000_0103, address, 3))
        .containsExactly(0x103, -1, Integer.MIN_VALUE);

    assertThat(control.c_library_called()).isEqualTo("mach_vm_deallocate");
    assertThat(control.c_library_argument(0)).isEqualTo(0x8000_0103L);
    assertThat(control.c_library_argument(1)).isEqualTo(address);
    assertThat(control.c_library_argument(2)).isEqualTo(12);
  }

  @Test
  void anEmptyAnswerHasNoMemoryToGiveBack() {
    library.mach_reply_port();

    assertThat(KernelMemory.takeInts(library, 1, 0xdead_beefL, 0)).isEmpty();

    assertThat(control.c_library_called()).isEqualTo("mach_reply_port");
  }

  @Test
  void anAnswerTooLargeForAnArrayIsGivenBackAllTheSame() {
    assertThatThrownBy(() -> KernelMemory.takeInts(library, 1, 0x4000, -1))
        .isInstanceOf(NegativeArraySizeException.class);

    assertThat(control.c_library_called()).isEqualTo("mach_vm_deallocate");
    assertThat(control.c_library_argument(1)).isEqualTo(0x4000);
    assertThat(control.c_library_argument(2)).isEqualTo(0xffff_ffffL * Integer.BYTES);
  }

  @Test
  void numbersAreCopiedIntoAnArrayThatIsThereAndTheMemoryStays() {
    NativeBuffer memory = NativeBuffer.allocate(12);
    memory.putInt(0, 0x103);
    memory.putInt(4, -1);
    memory.putInt(8, Integer.MIN_VALUE);
    library.mach_reply_port();
    int[] values = {7, 7, 7, 7};

    KernelMemory.copyInts(memory.pointer().address(), values, 2);
    assertThat(values).containsExactly(0x103, -1, 7, 7);
    KernelMemory.copyInts(memory.pointer().address(), values, 3);
    assertThat(values).containsExactly(0x103, -1, Integer.MIN_VALUE, 7);

    assertThat(control.c_library_called()).isEqualTo("mach_reply_port");
  }

  @Test
  void noNumberIsReadFromAnywhereIfThereAreNoneOrThereIsNoPlace() {
    int[] values = {7};
    KernelMemory.copyInts(0xdead_beefL, values, 0);
    for (int count : new int[] {2, -1}) {
      assertThatThrownBy(() -> KernelMemory.copyInts(0xdead_beefL, values, count))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThat(values).containsExactly(7);
  }

  @Test
  void theTaskPortIsReadFromTheVariableAsAPlainNumber() {
    assertThat(MachVariables.taskSelf(library)).isEqualTo(CLibrary.TASK_SELF);
  }
}
