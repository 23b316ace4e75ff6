package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_IPC_SPACE;
import static org.machapi.raw.MessageConstants.MACH_RCV_BODY_ERROR;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import org.junit.jupiter.api.Test;
import org.machapi.raw.MachLibrary;

/** Vouchers that threads adopt. */
class VoucherThreadTest {
  private final Kernel kernel = VoucherProgram.kernel();
  private final VoucherProgram its = new VoucherProgram(kernel);
  private final Program program = its.program;
  private final MachLibrary mach = program.mach;
  private final int self = mach.mach_thread_self();

  private int adopted(int thread) {
    program.out.putInt(0, 99);
    assertThat(mach.thread_get_mach_voucher(thread, 0, program.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    return program.out.getInt(0);
  }

  private void adopt(int voucher) {
    assertThat(mach.thread_set_mach_voucher(self, voucher)).isEqualTo(KERN_SUCCESS);
  }

  private int references(int name) {
    return program.references(name, MACH_PORT_RIGHT_SEND);
  }

  @Test
  void aThreadKeepsAVoucherAndGivesItOut() {
    int voucher = its.carrying("a");
    adopt(voucher);
    assertThat(references(voucher)).as("the caller keeps what it had").isEqualTo(1);
    assertThat(adopted(self)).isEqualTo(voucher);
    assertThat(references(voucher)).isEqualTo(2);
    adopt(voucher);
    assertThat(references(voucher)).isEqualTo(2);
  }

  @Test
  void aVoucherLivesAsLongAsAThreadHasIt() {
    int voucher = its.carrying("a");
    adopt(voucher);
    mach.mach_voucher_deallocate(voucher);
    assertThat(kernel.vouchers.count()).isEqualTo(1);
    for (int round = 0; round < 3; round++) {
      int given = adopted(self);
      assertThat(references(given)).isEqualTo(1);
      assertThat(its.carrying("a")).as("it is still the one").isEqualTo(given);
      mach.mach_voucher_deallocate(given);
      mach.mach_voucher_deallocate(given);
      assertThat(kernel.vouchers.count()).isEqualTo(1);
    }
    adopt(MACH_PORT_NULL);
    assertThat(kernel.vouchers.count()).isZero();
    assertThat(adopted(self)).isEqualTo(MACH_PORT_NULL);
  }

  @Test
  void aVoucherThatOnlyAThreadHadForATimeStillEndsWithItsLastRight() {
    int voucher = its.carrying("a");
    adopt(voucher);
    mach.mach_voucher_deallocate(voucher);
    int given = adopted(self);
    adopt(MACH_PORT_NULL);
    assertThat(kernel.vouchers.count()).isEqualTo(1);
    mach.mach_voucher_deallocate(given);
    assertThat(kernel.vouchers.count()).isZero();
  }

  @Test
  void aRightToAnythingElseLosesTheVoucher() {
    int voucher = its.carrying("a");
    adopt(voucher);
    int port = program.receiveAndSendRight();
    adopt(port);
    assertThat(adopted(self)).isEqualTo(MACH_PORT_NULL);
    assertThat(references(port)).isEqualTo(1);
    mach.mach_voucher_deallocate(voucher);
    assertThat(kernel.vouchers.count()).isZero();
  }

  @Test
  void anotherVoucherTakesTheFirstOnesPlace() {
    adopt(its.carrying("a"));
    int second = its.carrying("b");
    adopt(second);
    assertThat(adopted(self)).isEqualTo(second);
    mach.mach_voucher_deallocate(its.carrying("a"));
    mach.mach_voucher_deallocate(its.carrying("a"));
    assertThat(kernel.vouchers.count()).as("one reference of the first is left").isEqualTo(2);
  }

  @Test
  void whatIsRefusedKeepsAndLosesNothing() {
    int voucher = its.carrying("a");
    adopt(voucher);
    MachThread other = task().newThread();
    int name = new SimulatedLibrary(task(), other).mach_thread_self();
    int second = its.carrying("b");
    assertThat(mach.thread_set_mach_voucher(name, second)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(mach.thread_set_mach_voucher(program.self, second)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(mach.thread_set_mach_voucher(self, 0x7fff03)).isEqualTo(MACH_SEND_INVALID_RIGHT);
    assertThat(mach.thread_get_mach_voucher(self, 0, null)).isEqualTo(KERN_INVALID_ADDRESS);
    assertThat(adopted(self)).isEqualTo(voucher);
    assertThat(references(second)).isEqualTo(1);
    mach.mach_voucher_deallocate(second);
    assertThat(kernel.vouchers.count()).isEqualTo(1);
  }

  private Task task() {
    return its.task;
  }

  @Test
  void aThreadThatWasNeverStartedCanBeGivenOneAndGivesItUpWithItsEnd() {
    assertThat(mach.thread_create(program.self, program.out.pointer())).isEqualTo(KERN_SUCCESS);
    int thread = program.out.getInt(0);
    int voucher = its.carrying("a");
    assertThat(mach.thread_set_mach_voucher(thread, voucher)).isEqualTo(KERN_SUCCESS);
    assertThat(adopted(thread)).isEqualTo(voucher);
    mach.mach_port_destroy(program.self, voucher);
    assertThat(kernel.vouchers.count()).isEqualTo(1);
    assertThat(mach.thread_terminate(thread)).isEqualTo(KERN_SUCCESS);
    assertThat(kernel.vouchers.count()).isZero();
  }

  @Test
  void aTaskKeepsNone() {
    int voucher = its.carrying("a");
    assertThat(mach.task_set_mach_voucher(program.self, voucher)).isEqualTo(KERN_SUCCESS);
    assertThat(mach.task_get_mach_voucher(program.self, 0, program.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getInt(0)).isEqualTo(MACH_PORT_NULL);
    assertThat(references(voucher)).isEqualTo(1);
    mach.mach_voucher_deallocate(voucher);
    assertThat(kernel.vouchers.count()).isZero();
  }

  @Test
  void aVoucherThatThereIsNoNameForIsNotGiven() {
    Kernel small = VoucherProgram.kernel(KernelConfiguration.builder().maximumNames(20));
    VoucherProgram full = new VoucherProgram(small);
    MachLibrary library = full.program.mach;
    int thread = library.mach_thread_self();
    int voucher = full.carrying("a");
    library.thread_set_mach_voucher(thread, voucher);
    library.mach_voucher_deallocate(voucher);
    while (library.mach_reply_port() != MACH_PORT_NULL) {
      // Until there is no name left.
    }
    assertThat(library.thread_get_mach_voucher(thread, 0, full.program.out.pointer()))
        .isEqualTo(MACH_RCV_BODY_ERROR | MACH_MSG_IPC_SPACE);
    assertThat(library.thread_set_mach_voucher(thread, MACH_PORT_NULL)).isEqualTo(KERN_SUCCESS);
    assertThat(small.vouchers.count()).isZero();
  }
}
