package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_SUPPORTED;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_NO_SENDERS;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.SpecialPortConstants.TASK_INSPECT_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_READ_PORT;

import jnr.ffi.Pointer;
import org.junit.jupiter.api.Test;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;

/**
 * Vouchers, of which there are none, and what kernels of today or this one answer with an error.
 */
class RefusedRoutinesTest {
  /** A name that nothing has. */
  private static final int UNKNOWN = 0x7f03;

  private final Program program = Program.on(SimulatedKernel.create());
  private final MachLibrary mach = program.mach;
  private final int self = program.self;
  private final int thread = mach.mach_thread_self();
  private final int right = program.receiveAndSendRight();
  private final NativeBuffer voucher = NativeBuffer.allocate(16);
  private final Pointer out = voucher.pointer();

  private int special(int which) {
    mach.task_get_special_port(self, which, program.out.pointer());
    return program.out.getInt(0);
  }

  /** Fails if a right was kept of those that calls brought, or one was taken. */
  private void expectNothingKept() {
    assertThat(program.references(right, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    int result =
        mach.mach_port_request_notification(
            self,
            right,
            MACH_NOTIFY_NO_SENDERS,
            0,
            right,
            MACH_MSG_TYPE_MAKE_SEND_ONCE,
            program.out.pointer());
    assertThat(result).isEqualTo(KERN_SUCCESS);
    assertThat(program.receive(right)).isEqualTo(MACH_RCV_TIMED_OUT);
    mach.mach_port_deallocate(self, right);
    assertThat(program.receive(right)).as("no right is left anywhere").isEqualTo(KERN_SUCCESS);
  }

  @Test
  void everyTaskAndThreadHasTheNullVoucher() {
    voucher.putInt(0, 99);
    assertThat(mach.task_get_mach_voucher(special(TASK_READ_PORT), 0, out)).isZero();
    assertThat(voucher.getInt(0)).isEqualTo(MACH_PORT_NULL);
    voucher.putInt(0, 99);
    assertThat(mach.thread_get_mach_voucher(thread, 1, out)).isEqualTo(KERN_SUCCESS);
    assertThat(voucher.getInt(0)).isEqualTo(MACH_PORT_NULL);
    assertThat(mach.task_get_mach_voucher(special(TASK_INSPECT_PORT), 0, out))
        .isEqualTo(KERN_INVALID_TASK);
    assertThat(mach.thread_get_mach_voucher(self, 0, out)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(mach.task_get_mach_voucher(self, 0, null)).isEqualTo(KERN_INVALID_ADDRESS);
  }

  @Test
  void aVoucherThatIsSetIsDropped() {
    assertThat(mach.task_set_mach_voucher(self, MACH_PORT_NULL)).isEqualTo(KERN_SUCCESS);
    assertThat(mach.task_set_mach_voucher(self, right)).isEqualTo(KERN_SUCCESS);
    assertThat(mach.task_set_mach_voucher(self, UNKNOWN)).isEqualTo(MACH_SEND_INVALID_RIGHT);
    assertThat(mach.task_set_mach_voucher(thread, right)).isEqualTo(KERN_INVALID_TASK);
    assertThat(mach.task_set_mach_voucher(0, UNKNOWN)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(mach.thread_set_mach_voucher(thread, right)).isEqualTo(KERN_SUCCESS);
    assertThat(mach.thread_set_mach_voucher(self, right)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(mach.thread_set_mach_voucher(thread, UNKNOWN)).isEqualTo(MACH_SEND_INVALID_RIGHT);
    expectNothingKept();
  }

  @Test
  void swappingVouchersIsRefusedOnceBothAreGood() {
    voucher.putInt(0, right);
    assertThat(mach.task_swap_mach_voucher(thread, right, out)).isEqualTo(KERN_NOT_SUPPORTED);
    assertThat(mach.thread_swap_mach_voucher(self, right, out)).isEqualTo(KERN_NOT_SUPPORTED);
    assertThat(mach.task_swap_mach_voucher(self, UNKNOWN, out)).isEqualTo(MACH_SEND_INVALID_RIGHT);
    assertThat(voucher.getInt(0)).isEqualTo(right);
    voucher.putInt(0, UNKNOWN);
    assertThat(mach.task_swap_mach_voucher(self, right, out)).isEqualTo(MACH_SEND_INVALID_RIGHT);
    assertThat(mach.thread_swap_mach_voucher(thread, right, out))
        .isEqualTo(MACH_SEND_INVALID_RIGHT);
    assertThat(mach.thread_swap_mach_voucher(0, right, out)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(mach.task_swap_mach_voucher(self, right, null)).isEqualTo(KERN_INVALID_ADDRESS);
    expectNothingKept();
  }

  @Test
  void thereAreNoCorpses() {
    assertThat(mach.task_generate_corpse(special(TASK_READ_PORT), out))
        .isEqualTo(KERN_NOT_SUPPORTED);
    assertThat(mach.task_generate_corpse(special(TASK_INSPECT_PORT), out))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(mach.task_map_corpse_info(self, right, out, out)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(mach.task_map_corpse_info_64(self, self, out, out)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(mach.task_map_corpse_info_64(self, UNKNOWN, out, out))
        .isEqualTo(MACH_SEND_INVALID_RIGHT);
    assertThat(mach.task_map_corpse_info(0, UNKNOWN, out, out)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(mach.task_set_corpse_forking_behavior(self, 1)).isEqualTo(KERN_NOT_SUPPORTED);
    expectNothingKept();
  }

  @Test
  void theTaskOfAProcessIsNotTerminated() {
    assertThat(mach.task_terminate(self)).isEqualTo(KERN_FAILURE);
    assertThat(mach.task_terminate(special(TASK_READ_PORT))).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(mach.task_terminate(0)).isEqualTo(MACH_SEND_INVALID_DEST);
  }

  @Test
  void threadsHaveNoProcessorSets() {
    assertThat(mach.thread_assign(thread, right)).isEqualTo(KERN_FAILURE);
    assertThat(mach.thread_assign(thread, UNKNOWN)).isEqualTo(MACH_SEND_INVALID_RIGHT);
    assertThat(mach.thread_assign(0, UNKNOWN)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(mach.thread_assign_default(thread)).isEqualTo(KERN_FAILURE);
    assertThat(mach.thread_get_assignment(thread, out)).isEqualTo(MIG_BAD_ID);
    assertThat(mach.task_get_assignment(self, out)).isEqualTo(MIG_BAD_ID);
    expectNothingKept();
  }

  @Test
  void samplingMakesARightOfTheReplyPortAndDropsIt() {
    int port = program.receiveRight();
    int result =
        mach.mach_port_request_notification(
            self,
            port,
            MACH_NOTIFY_NO_SENDERS,
            1,
            right,
            MACH_MSG_TYPE_MAKE_SEND_ONCE,
            program.out.pointer());
    assertThat(result).isEqualTo(KERN_SUCCESS);
    assertThat(mach.thread_sample(thread, port)).isEqualTo(MIG_BAD_ID);
    assertThat(program.receive(right)).as("the right has come and gone").isEqualTo(KERN_SUCCESS);
    assertThat(mach.thread_sample(thread, MACH_PORT_NULL)).isEqualTo(MIG_BAD_ID);
    assertThat(mach.thread_sample(thread, thread)).isEqualTo(MACH_SEND_INVALID_RIGHT);
    expectNothingKept();
  }

  @Test
  void whatNoKernelKnowsIsAnsweredWithoutALookAtThePort() {
    assertThat(mach.etap_trace_thread(self, 1)).isEqualTo(MIG_BAD_ID);
    assertThat(mach.etap_trace_thread(0, 1)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(mach.task_zone_info(thread, out, out, out, out)).isEqualTo(MIG_BAD_ID);
    assertThat(mach.task_inspect(self, 1, out, out)).isEqualTo(KERN_NOT_SUPPORTED);
    assertThat(mach.task_inspect(0, 1, out, out)).isEqualTo(MACH_SEND_INVALID_DEST);
  }
}
