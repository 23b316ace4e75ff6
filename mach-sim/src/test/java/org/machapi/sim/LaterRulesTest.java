package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_NO_ACCESS;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_ID;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_OPTIONS;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_OPTIONS;
import static org.machapi.raw.SpecialPortConstants.THREAD_KERNEL_PORT;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules that came after the kernel that was recorded, and what was read in the source of both. */
class LaterRulesTest {
  /** An index beyond what a task can have. */
  private static final int TOO_HIGH = 0x7fff_ff00;

  private final List<GuardException> guards = new ArrayList<>();

  private Program programOn(KernelGeneration generation) {
    return Program.on(
        SimulatedKernel.create(
            KernelConfiguration.builder()
                .generation(generation)
                .guardListener(guards::add)
                .build()));
  }

  private static int allocateAs(Program program, int name) {
    return program.mach.mach_port_allocate_name(program.self, MACH_PORT_RIGHT_RECEIVE, name);
  }

  @Test
  void aNameToAllocateMustHaveTheBitsThatAllNamesHave() {
    Program program = programOn(KernelGeneration.XNU_11417);
    for (int generation = 0; generation < 8; generation++) {
      assertThat(allocateAs(program, 0x4000 + 0x100 * generation | generation))
          .isEqualTo((generation & 3) == 3 ? KERN_SUCCESS : KERN_INVALID_VALUE);
    }
    assertThat(allocateAs(program, 122)).isEqualTo(KERN_INVALID_VALUE);
    assertThat(allocateAs(program, 123)).as("the index is looked at later").isEqualTo(KERN_FAILURE);
    assertThat(allocateAs(program, TOO_HIGH)).as("and this first").isEqualTo(KERN_NO_SPACE);
  }

  @Test
  void onMacOs11EveryGenerationCanBeChosen() {
    Program program = programOn(KernelGeneration.XNU_7195);
    assertThat(allocateAs(program, 0x4002)).isEqualTo(KERN_SUCCESS);
    assertThat(allocateAs(program, 122)).isEqualTo(KERN_FAILURE);
  }

  @Test
  void aPlainMessageToAnObjectOfTheKernelIsDestroyedWithWhatItsHeaderBrought() {
    Program program = programOn(KernelGeneration.XNU_11417);
    int host = program.mach.mach_host_self();
    int reply = program.receiveAndSendRight();
    program.header(host, MACH_MSG_TYPE_COPY_SEND, reply, MACH_MSG_TYPE_MAKE_SEND_ONCE, 200);
    assertThat(program.send(MACH_SEND_MSG, HEADER_SIZE, 0)).isEqualTo(MACH_SEND_INVALID_OPTIONS);
    assertThat(guards).hasSize(1);
    assertThat(guards.get(0).flavor()).isEqualTo(kGUARD_EXC_INVALID_OPTIONS);
    assertThat(guards.get(0).name()).isZero();
    assertThat(guards.get(0).fatal()).isTrue();
    assertThat(program.references(host, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(program.receive(reply)).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(program.message.getInt(MSGH_ID)).isEqualTo(MACH_NOTIFY_SEND_ONCE);
  }

  @Test
  void aMessageToADeadObjectOrAQueueIsNone() {
    Program program = programOn(KernelGeneration.XNU_11417);
    int port = program.receiveAndSendRight();
    program.header(port, MACH_MSG_TYPE_COPY_SEND, 0, 0, 1);
    assertThat(program.send(MACH_SEND_MSG, HEADER_SIZE, 0)).isEqualTo(MACH_MSG_SUCCESS);
    int timer = program.mach.mk_timer_create();
    program.header(timer, MACH_MSG_TYPE_MAKE_SEND, 0, 0, 1);
    assertThat(program.send(MACH_SEND_MSG, HEADER_SIZE, 0)).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(guards).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"XNU_7195", "XNU_11417"})
  void theSpecialPortOfAThreadIsNotSetButTheRightIsLookedAt(KernelGeneration generation) {
    Program program = programOn(generation);
    int thread = program.mach.mach_thread_self();
    int port = program.receiveAndSendRight();
    assertThat(program.mach.thread_set_special_port(thread, THREAD_KERNEL_PORT, port))
        .isEqualTo(KERN_NO_ACCESS);
    assertThat(program.mach.thread_set_special_port(thread, THREAD_KERNEL_PORT, 0))
        .isEqualTo(KERN_NO_ACCESS);
    assertThat(program.mach.thread_set_special_port(thread, THREAD_KERNEL_PORT, 0x7707))
        .isEqualTo(MACH_SEND_INVALID_RIGHT);
    program.mach.task_get_special_port(program.self, 6, program.out.pointer());
    int read = program.out.getInt(0);
    assertThat(program.mach.thread_set_special_port(thread, THREAD_KERNEL_PORT, read))
        .isEqualTo(KERN_INVALID_RIGHT);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(program.references(read, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
  }
}
