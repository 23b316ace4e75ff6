package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_DESCRIPTOR_COUNT;
import static org.machapi.raw.MachMsgLayout.MSGH_LOCAL_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_VOUCHER_PORT;
import static org.machapi.raw.MessageConstants.MACH_MSGH_BITS_COMPLEX;
import static org.machapi.raw.MessageConstants.MACH_MSG_IPC_SPACE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MessageConstants.MACH_RCV_HEADER_ERROR;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMEOUT;
import static org.machapi.raw.MessageConstants.MACH_RCV_TOO_LARGE;
import static org.machapi.raw.MessageConstants.MACH_RCV_VOUCHER;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_REPLY;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_VOUCHER;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.machapi.raw.MachLibrary;

/** Vouchers that travel with messages. */
class VoucherMessageTest {
  private static final int WITH_VOUCHER = MACH_RCV_MSG | MACH_RCV_TIMEOUT | MACH_RCV_VOUCHER;

  private final List<String> guards = new ArrayList<>();
  private final Kernel kernel =
      VoucherProgram.kernel(
          KernelConfiguration.builder()
              .guardListener(exception -> guards.add(exception.flavorName())));
  private final VoucherProgram its = new VoucherProgram(kernel);
  private final Program program = its.program;
  private final MachLibrary mach = program.mach;
  private final int port = program.receiveAndSendRight();
  private final int voucher = its.carrying("a");

  private int references(int name) {
    return program.references(name, MACH_PORT_RIGHT_SEND);
  }

  /** Writes a message to the port, without an answer. */
  private void message() {
    program.header(port, MACH_MSG_TYPE_COPY_SEND, 0, 0, 5);
  }

  private void giveBack() {
    assertThat(mach.mach_voucher_deallocate(voucher)).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void aCopiedVoucherArrivesAsOneReferenceMore() {
    message();
    assertThat(its.send(voucher, MACH_MSG_TYPE_COPY_SEND)).isEqualTo(KERN_SUCCESS);
    assertThat(references(voucher)).isEqualTo(1);
    assertThat(program.receive(port, WITH_VOUCHER, 0)).isEqualTo(KERN_SUCCESS);
    assertThat(its.voucherField()).isEqualTo(voucher);
    assertThat(its.voucherDisposition()).isEqualTo(MACH_MSG_TYPE_MOVE_SEND);
    assertThat(references(voucher)).isEqualTo(2);
  }

  @Test
  void aMovedVoucherLeavesItsNameAndArrivesUnderANewOne() {
    message();
    assertThat(its.send(voucher, MACH_MSG_TYPE_MOVE_SEND)).isEqualTo(KERN_SUCCESS);
    assertThat(mach.mach_port_type(program.self, voucher, program.out.pointer()))
        .isEqualTo(KERN_INVALID_NAME);
    assertThat(kernel.vouchers.count()).as("it is on its way").isEqualTo(1);
    assertThat(program.receive(port, WITH_VOUCHER, 0)).isEqualTo(KERN_SUCCESS);
    int arrived = its.voucherField();
    assertThat(arrived).isNotEqualTo(voucher);
    assertThat(references(arrived)).isEqualTo(1);
    assertThat(its.carrying("a")).isEqualTo(arrived);
  }

  @Test
  void ofSeveralReferencesOneIsMoved() {
    its.carrying("a");
    its.carrying("a");
    message();
    assertThat(its.send(voucher, MACH_MSG_TYPE_MOVE_SEND)).isEqualTo(KERN_SUCCESS);
    assertThat(references(voucher)).isEqualTo(2);
  }

  @Test
  void whoDoesNotAskForTheVoucherDoesNotGetItAndItIsReleased() {
    message();
    its.send(voucher, MACH_MSG_TYPE_MOVE_SEND);
    assertThat(program.receive(port)).isEqualTo(KERN_SUCCESS);
    assertThat(its.voucherField()).isEqualTo(MACH_PORT_NULL);
    assertThat(its.voucherDisposition()).isZero();
    assertThat(kernel.vouchers.count()).isZero();
  }

  @Test
  void theNullVoucherIsSentWithEitherDisposition() {
    for (int disposition : new int[] {MACH_MSG_TYPE_MOVE_SEND, MACH_MSG_TYPE_COPY_SEND}) {
      message();
      assertThat(its.send(MACH_PORT_NULL, disposition)).isEqualTo(KERN_SUCCESS);
      assertThat(program.receive(port, WITH_VOUCHER, 0)).isEqualTo(KERN_SUCCESS);
      assertThat(its.voucherField()).isEqualTo(MACH_PORT_NULL);
      assertThat(its.voucherDisposition()).isEqualTo(MACH_MSG_TYPE_MOVE_SEND);
    }
  }

  @Test
  void withoutADispositionTheFieldIsJustANumber() {
    message();
    assertThat(its.send(voucher, 0)).isEqualTo(KERN_SUCCESS);
    assertThat(program.receive(port, WITH_VOUCHER, 0)).isEqualTo(KERN_SUCCESS);
    assertThat(its.voucherField()).isEqualTo(voucher);
    assertThat(its.voucherDisposition()).isZero();
    assertThat(references(voucher)).isEqualTo(1);
  }

  @Test
  void whatIsNoVoucherIsRefusedAndTakesNothing() {
    int receiver = program.receiveRight();
    int moved = program.receiveAndSendRight();
    for (int name : new int[] {port, receiver, its.host, 0x7fff03, MACH_PORT_DEAD}) {
      program.header(moved, MACH_MSG_TYPE_MOVE_SEND, receiver, MACH_MSG_TYPE_MAKE_SEND, 5);
      assertThat(its.send(name, MACH_MSG_TYPE_MOVE_SEND)).isEqualTo(MACH_SEND_INVALID_VOUCHER);
    }
    for (int disposition : new int[] {MACH_MSG_TYPE_MAKE_SEND, MACH_MSG_TYPE_MAKE_SEND_ONCE, 31}) {
      program.header(moved, MACH_MSG_TYPE_MOVE_SEND, receiver, MACH_MSG_TYPE_MAKE_SEND, 5);
      assertThat(its.send(voucher, disposition)).isEqualTo(MACH_SEND_INVALID_VOUCHER);
    }
    assertThat(guards).hasSize(8).containsOnly("SEND_INVALID_VOUCHER");
    assertThat(references(voucher)).isEqualTo(1);
    assertThat(references(moved)).isEqualTo(1);
    assertThat(references(port)).isEqualTo(1);
    assertThat(program.type(receiver)).isEqualTo(MACH_PORT_TYPE_RECEIVE);
  }

  @Test
  void aBadDestinationOrReplyLeavesTheVoucher() {
    program.header(0x7fff03, MACH_MSG_TYPE_COPY_SEND, 0, 0, 5);
    assertThat(its.send(voucher, MACH_MSG_TYPE_MOVE_SEND)).isEqualTo(MACH_SEND_INVALID_DEST);
    program.header(port, MACH_MSG_TYPE_MOVE_SEND, 0x7fff03, MACH_MSG_TYPE_COPY_SEND, 5);
    assertThat(its.send(voucher, MACH_MSG_TYPE_MOVE_SEND)).isEqualTo(MACH_SEND_INVALID_REPLY);
    program.header(port, MACH_MSG_TYPE_MOVE_SEND, voucher, MACH_MSG_TYPE_COPY_SEND, 5);
    assertThat(its.send(voucher, MACH_MSG_TYPE_MOVE_SEND))
        .as("the reply port is the voucher")
        .isEqualTo(MACH_SEND_INVALID_REPLY);
    program.header(voucher, MACH_MSG_TYPE_COPY_SEND, voucher, MACH_MSG_TYPE_COPY_SEND, 5);
    assertThat(its.send(voucher, MACH_MSG_TYPE_COPY_SEND))
        .as("all three are one")
        .isEqualTo(MACH_SEND_INVALID_REPLY);
    assertThat(references(voucher)).isEqualTo(1);
    assertThat(references(port)).isEqualTo(1);
  }

  @Test
  void aMessageToItsOwnVoucherTakesTwoRightsFromOneName() {
    its.carrying("a");
    program.header(voucher, MACH_MSG_TYPE_MOVE_SEND, port, MACH_MSG_TYPE_MAKE_SEND_ONCE, 5);
    assertThat(its.send(voucher, MACH_MSG_TYPE_MOVE_SEND)).isEqualTo(KERN_SUCCESS);
    assertThat(kernel.vouchers.count()).as("the kernel has taken the message").isZero();
    assertThat(program.receive(port)).as("and answered").isEqualTo(KERN_SUCCESS);
    assertThat(program.id()).isEqualTo(105);
    int one = its.carrying("a");
    program.header(one, MACH_MSG_TYPE_MOVE_SEND, 0, 0, 5);
    assertThat(its.send(one, MACH_MSG_TYPE_MOVE_SEND))
        .as("there is but one reference")
        .isEqualTo(MACH_SEND_INVALID_DEST);
    program.header(one, MACH_MSG_TYPE_COPY_SEND, 0, 0, 5);
    assertThat(its.send(one, MACH_MSG_TYPE_COPY_SEND)).isEqualTo(KERN_SUCCESS);
    assertThat(references(one)).isEqualTo(1);
    assertThat(mach.mach_voucher_deallocate(one)).isEqualTo(KERN_SUCCESS);
    assertThat(kernel.vouchers.count()).isZero();
  }

  @Test
  void theSamePortToGoToAndForTheReplyLeavesTheVoucherToItself() {
    program.header(port, MACH_MSG_TYPE_COPY_SEND, port, MACH_MSG_TYPE_COPY_SEND, 5);
    assertThat(its.send(voucher, MACH_MSG_TYPE_MOVE_SEND)).isEqualTo(KERN_SUCCESS);
    assertThat(program.receive(port, WITH_VOUCHER, 0)).isEqualTo(KERN_SUCCESS);
    assertThat(references(its.voucherField())).isEqualTo(1);
    assertThat(references(port)).as("the right to answer").isEqualTo(2);
  }

  private void fillQueue() {
    program.setQueueLimit(port, 1);
    assertThat(program.send(port, 1)).isEqualTo(KERN_SUCCESS);
  }

  @Test
  void aMessageThatComesBackBringsItsVoucher() {
    fillQueue();
    message();
    assertThat(its.send(voucher, MACH_MSG_TYPE_COPY_SEND)).isEqualTo(MACH_SEND_TIMED_OUT);
    assertThat(its.voucherField()).isEqualTo(voucher);
    assertThat(its.voucherDisposition()).isEqualTo(MACH_MSG_TYPE_MOVE_SEND);
    assertThat(references(voucher)).as("one came in place of the copy").isEqualTo(2);
    giveBack();
    message();
    assertThat(its.send(voucher, MACH_MSG_TYPE_MOVE_SEND)).isEqualTo(MACH_SEND_TIMED_OUT);
    int name = its.voucherField();
    assertThat(references(name)).isEqualTo(1);
    message();
    assertThat(its.send(MACH_PORT_NULL, MACH_MSG_TYPE_COPY_SEND)).isEqualTo(MACH_SEND_TIMED_OUT);
    assertThat(its.voucherField()).isEqualTo(MACH_PORT_NULL);
  }

  @Test
  void aMessageThatDiesTakesItsVoucherAlong() {
    message();
    its.send(voucher, MACH_MSG_TYPE_MOVE_SEND);
    program.changeReferences(port, MACH_PORT_RIGHT_RECEIVE, -1);
    assertThat(kernel.vouchers.count()).isZero();
  }

  @Test
  void aMessageToADeadPortOrToTheKernelDoesSo() {
    int doomed = program.receiveAndSendRight();
    program.header(program.self, MACH_MSG_TYPE_COPY_SEND, 0, 0, 5);
    assertThat(its.send(voucher, MACH_MSG_TYPE_MOVE_SEND)).isEqualTo(KERN_SUCCESS);
    assertThat(kernel.vouchers.count()).isZero();
    int again = its.carrying("a");
    program.changeReferences(doomed, MACH_PORT_RIGHT_RECEIVE, -1);
    program.header(doomed, MACH_MSG_TYPE_COPY_SEND, 0, 0, 5);
    assertThat(its.send(again, MACH_MSG_TYPE_MOVE_SEND)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(references(again)).as("a name known to be dead takes nothing").isEqualTo(1);
  }

  @Test
  void aBadDescriptorCostsTheVoucher() {
    message();
    program.message.putInt(
        MSGH_BITS,
        MACH_MSGH_BITS_COMPLEX | MACH_MSG_TYPE_COPY_SEND | MACH_MSG_TYPE_MOVE_SEND << 16);
    program.message.putInt(MSGH_VOUCHER_PORT, voucher);
    program.message.putInt(MSGH_DESCRIPTOR_COUNT, 1);
    program.message.putInt(28, 0x7fff03);
    program.message.putInt(32, 0);
    program.message.putInt(36, MACH_MSG_TYPE_MOVE_SEND << 16);
    assertThat(program.send(MACH_SEND_MSG | MACH_SEND_TIMEOUT, 40, 0))
        .isEqualTo(MACH_SEND_INVALID_RIGHT);
    assertThat(kernel.vouchers.count()).isZero();
  }

  @Test
  void aMessageThatDoesNotFitLosesItsVoucher() {
    message();
    its.send(voucher, MACH_MSG_TYPE_MOVE_SEND);
    assertThat(mach.mach_msg(program.message.pointer(), WITH_VOUCHER, 0, 8, port, 0, 0))
        .isNotEqualTo(KERN_SUCCESS);
    assertThat(kernel.vouchers.count()).isZero();
    int again = its.carrying("a");
    message();
    its.send(again, MACH_MSG_TYPE_COPY_SEND);
    assertThat(mach.mach_msg(program.message.pointer(), WITH_VOUCHER, 0, 30, port, 0, 0))
        .isEqualTo(MACH_RCV_TOO_LARGE);
    assertThat(its.voucherField()).isEqualTo(MACH_PORT_NULL);
    assertThat(references(again)).isEqualTo(1);
    giveUpAndExpectNone(again);
  }

  private void giveUpAndExpectNone(int name) {
    assertThat(mach.mach_voucher_deallocate(name)).isEqualTo(KERN_SUCCESS);
    assertThat(kernel.vouchers.count()).isZero();
  }

  @Test
  void whoHasNoNameForTheVoucherGetsNeitherItNorTheRightToAnswer() {
    Kernel small = VoucherProgram.kernel(KernelConfiguration.builder().maximumNames(20));
    VoucherProgram full = new VoucherProgram(small);
    MachLibrary library = full.program.mach;
    int destination = full.program.receiveAndSendRight();
    int reply = full.program.receiveRight();
    int moved = full.carrying("a");
    full.program.header(
        destination, MACH_MSG_TYPE_COPY_SEND, reply, MACH_MSG_TYPE_MAKE_SEND_ONCE, 5);
    assertThat(full.send(moved, MACH_MSG_TYPE_MOVE_SEND)).isEqualTo(KERN_SUCCESS);
    int last = 0;
    for (int name = library.mach_reply_port(); name != 0; name = library.mach_reply_port()) {
      last = name;
    }
    library.mach_port_mod_refs(full.program.self, last, MACH_PORT_RIGHT_RECEIVE, -1);
    assertThat(full.program.receive(destination, WITH_VOUCHER, 0))
        .as("one name is free, and two are needed")
        .isEqualTo(MACH_RCV_HEADER_ERROR | MACH_MSG_IPC_SPACE);
    assertThat(full.program.message.getInt(MSGH_REMOTE_PORT)).isEqualTo(MACH_PORT_NULL);
    assertThat(full.program.message.getInt(MSGH_LOCAL_PORT)).isEqualTo(destination);
    assertThat(full.voucherField()).isEqualTo(MACH_PORT_NULL);
    assertThat(small.vouchers.count()).isZero();
    assertThat(full.program.receive(reply)).as("the right went unused").isEqualTo(KERN_SUCCESS);
  }

  @Test
  void anotherTaskGetsTheSameVoucher() {
    VoucherProgram other = new VoucherProgram(kernel);
    int theirs = other.program.receiveAndSendRight();
    Port right = other.task.space.port(other.task.space.find(theirs));
    kernel.ports.makeSend(right);
    int destination = kernel.copyout.name(its.task.space, right, Dispositions.SEND);
    program.header(destination, MACH_MSG_TYPE_COPY_SEND, 0, 0, 5);
    assertThat(its.send(voucher, MACH_MSG_TYPE_MOVE_SEND)).isEqualTo(KERN_SUCCESS);
    assertThat(other.program.receive(theirs, WITH_VOUCHER, 0)).isEqualTo(KERN_SUCCESS);
    int arrived = other.voucherField();
    assertThat(other.carrying("a")).isEqualTo(arrived);
    assertThat(other.program.references(arrived, MACH_PORT_RIGHT_SEND)).isEqualTo(2);
    assertThat(kernel.vouchers.count()).isEqualTo(1);
  }

  @Test
  void aMessageHeaderIsAllThatIsNeeded() {
    message();
    assertThat(its.send(voucher, MACH_MSG_TYPE_MOVE_SEND)).isEqualTo(KERN_SUCCESS);
    int options = WITH_VOUCHER | MACH_SEND_MSG;
    program.header(port, MACH_MSG_TYPE_COPY_SEND, 0, 0, 6);
    assertThat(
            mach.mach_msg(
                program.message.pointer(),
                options,
                HEADER_SIZE,
                program.message.size(),
                port,
                0,
                0))
        .as("sent and received in one call")
        .isEqualTo(KERN_SUCCESS);
    assertThat(program.id()).isEqualTo(5);
    assertThat(references(its.voucherField())).isEqualTo(1);
  }
}
