package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_SUPPORTED;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_ID;
import static org.machapi.raw.MachMsgLayout.MSGH_LOCAL_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_RCV_INVALID_DATA;
import static org.machapi.raw.MessageConstants.MACH_RCV_LARGE;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMEOUT;
import static org.machapi.raw.MessageConstants.MACH_RCV_TOO_LARGE;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DATA;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG_TOO_SMALL;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import java.util.ArrayList;
import java.util.List;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.junit.jupiter.api.Test;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;

class MessageOverwriteTest {
  private static final int BOTH = MACH_SEND_MSG | MACH_RCV_MSG | MACH_RCV_TIMEOUT;

  private final Program program = Program.on(SimulatedKernel.create());
  private final NativeBuffer received = NativeBuffer.allocate(256);

  /** Sends what is in the message of a program and receives on a name, into another buffer. */
  private interface Exchange {
    int call(MachLibrary mach, Pointer sent, int options, int receiveSize, int name, Pointer to);
  }

  private static final List<Exchange> ALL =
      List.of(
          (mach, sent, options, size, name, to) ->
              mach.mach_msg_overwrite(sent, options, HEADER_SIZE, size, name, 0, 0, to, 0),
          (mach, sent, options, size, name, to) ->
              mach.mach_msg_overwrite_trap(sent, options, HEADER_SIZE, size, name, 0, 0, to, 0));

  @Test
  void whatIsReceivedGoesIntoTheOtherBuffer() {
    int port = program.receiveAndSendRight();
    for (Exchange exchange : ALL) {
      program.header(port, MACH_MSG_TYPE_COPY_SEND, 0, 0, 77);
      received.putInt(MSGH_ID, 0);
      assertThat(
              exchange.call(
                  program.mach, program.message.pointer(), BOTH, 256, port, received.pointer()))
          .isZero();
      assertThat(received.getInt(MSGH_ID)).isEqualTo(77);
      assertThat(received.getInt(MSGH_LOCAL_PORT)).isEqualTo(port);
      assertThat(program.message.getInt(MSGH_REMOTE_PORT)).isEqualTo(port);
      assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    }
  }

  @Test
  void withoutAnotherBufferTheMessageIsOverwritten() {
    int port = program.receiveAndSendRight();
    Pointer none = Pointer.wrap(Runtime.getSystemRuntime(), 0L);
    for (Exchange exchange : ALL) {
      program.header(port, MACH_MSG_TYPE_COPY_SEND, 0, 0, 78);
      assertThat(exchange.call(program.mach, program.message.pointer(), BOTH, 256, port, none))
          .isZero();
      assertThat(program.message.getInt(MSGH_LOCAL_PORT)).isEqualTo(port);
    }
  }

  @Test
  void aMessageThatCouldNotBeSentComesBackWhereItCameFrom() {
    int port = program.receiveAndSendRight();
    program.setQueueLimit(port, 1);
    assertThat(program.send(port, 1)).isZero();
    int references = program.references(port, MACH_PORT_RIGHT_SEND);
    for (Exchange exchange : ALL) {
      program.header(port, MACH_MSG_TYPE_MAKE_SEND, 0, 0, 79);
      received.putInt(MSGH_ID, 5);
      assertThat(
              exchange.call(
                  program.mach,
                  program.message.pointer(),
                  BOTH | MACH_SEND_TIMEOUT,
                  256,
                  port,
                  received.pointer()))
          .isEqualTo(MACH_SEND_TIMED_OUT);
      assertThat(received.getInt(MSGH_ID)).isEqualTo(5);
      assertThat(program.message.getInt(0)).isEqualTo(17);
      assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(++references);
    }
  }

  @Test
  void theSizeOfWhatDoesNotFitIsToldInTheOtherBuffer() {
    int port = program.receiveAndSendRight();
    assertThat(program.send(port, 80)).isZero();
    int options = MACH_RCV_MSG | MACH_RCV_TIMEOUT | MACH_RCV_LARGE;
    for (Exchange exchange : ALL) {
      received.putInt(MSGH_SIZE, 0);
      assertThat(
              exchange.call(
                  program.mach, program.message.pointer(), options, 20, port, received.pointer()))
          .isEqualTo(MACH_RCV_TOO_LARGE);
      assertThat(received.getInt(MSGH_SIZE)).isEqualTo(HEADER_SIZE);
    }
    assertThat(program.receive(port)).isZero();
    assertThat(program.receive(port)).isEqualTo(MACH_RCV_TIMED_OUT);
  }

  @Test
  void aBufferWithoutRoomLosesTheMessage() {
    int port = program.receiveAndSendRight();
    NativeBuffer small = NativeBuffer.allocate(16);
    for (Exchange exchange : ALL) {
      program.header(port, MACH_MSG_TYPE_COPY_SEND, 0, 0, 81);
      assertThat(
              exchange.call(
                  program.mach, program.message.pointer(), BOTH, 256, port, small.pointer()))
          .isEqualTo(MACH_RCV_INVALID_DATA);
      assertThat(program.receive(port)).isEqualTo(MACH_RCV_TIMED_OUT);
    }
  }

  @Test
  void theOldTrapSendsAndReceivesInOldKernels() {
    int port = program.receiveAndSendRight();
    program.header(port, MACH_MSG_TYPE_COPY_SEND, 0, 0, 82);
    assertThat(
            program.mach.mach_msg_trap(
                program.message.pointer(), BOTH, HEADER_SIZE, 256, port, 0, 0))
        .isZero();
    assertThat(program.id()).isEqualTo(82);
    assertThat(program.message.getInt(MSGH_LOCAL_PORT)).isEqualTo(port);
  }

  private static Program newer(KernelConfiguration.Builder builder) {
    return Program.on(
        SimulatedKernel.create(builder.generation(KernelGeneration.XNU_11417).build()));
  }

  @Test
  void whoSendsWithAnOldTrapIsKilledByANewKernel() {
    Program its = newer(KernelConfiguration.builder());
    int port = its.receiveAndSendRight();
    its.header(port, MACH_MSG_TYPE_COPY_SEND, 0, 0, 83);
    assertThatThrownBy(
            () -> its.mach.mach_msg_trap(its.message.pointer(), 1, HEADER_SIZE, 0, 0, 0, 0))
        .isInstanceOf(FatalGuardError.class)
        .hasMessageContaining("INVALID_OPTIONS");
    assertThat(its.receive(port)).isEqualTo(MACH_RCV_TIMED_OUT);
  }

  @Test
  void aNewKernelTakesNothingOfWhatTheOldTrapsWereToSend() {
    List<GuardException> heard = new ArrayList<>();
    Program its = newer(KernelConfiguration.builder().guardListener(heard::add));
    int port = its.receiveAndSendRight();
    Pointer message = its.message.pointer();
    its.header(port, 17, 0, 0, 84);
    assertThat(its.mach.mach_msg_trap(message, BOTH, HEADER_SIZE, 256, port, 0, 0))
        .isEqualTo(KERN_NOT_SUPPORTED);
    assertThat(
            its.mach.mach_msg_overwrite_trap(
                message, BOTH, HEADER_SIZE, 256, port, 0, 0, received.pointer(), 0))
        .isEqualTo(KERN_NOT_SUPPORTED);
    assertThat(its.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(heard)
        .extracting(GuardException::flavorName, GuardException::name)
        .containsOnly(org.assertj.core.groups.Tuple.tuple("INVALID_OPTIONS", 84))
        .hasSize(2);
    assertThat(its.mach.mach_msg_trap(message, BOTH, 20, 256, port, 0, 0))
        .isEqualTo(MACH_SEND_MSG_TOO_SMALL);
    assertThat(its.mach.mach_msg_trap(message, BOTH, 1 << 20, 256, port, 0, 0))
        .isEqualTo(MACH_SEND_INVALID_DATA);
    assertThat(heard).hasSize(2);
  }

  @Test
  void aNewKernelReceivesWithTheOldTrapsAndSendsWithMachMsg() {
    Program its = newer(KernelConfiguration.builder());
    int port = its.receiveAndSendRight();
    assertThat(its.send(port, 85)).isZero();
    assertThat(
            its.mach.mach_msg_trap(
                its.message.pointer(), MACH_RCV_MSG | MACH_RCV_TIMEOUT, 0, 256, port, 0, 0))
        .isZero();
    assertThat(its.id()).isEqualTo(85);
    its.header(port, MACH_MSG_TYPE_COPY_SEND, 0, 0, 86);
    assertThat(
            its.mach.mach_msg_overwrite(
                its.message.pointer(), BOTH, 24, 256, port, 0, 0, received.pointer(), 0))
        .isZero();
    assertThat(received.getInt(MSGH_ID)).isEqualTo(86);
  }

  @Test
  void aPriorityHoldsItsNumbers() {
    MachLibrary mach = program.mach;
    int priority = mach.mach_msg_priority_encode((byte) 6, (byte) 4, -15);
    assertThat(priority).isEqualTo(6 << 20 | 4 << 16 | 0xf0 << 8);
    assertThat(mach.mach_msg_priority_overide_qos(priority)).isEqualTo((byte) 6);
    assertThat(mach.mach_msg_priority_qos(priority)).isEqualTo((byte) 4);
    assertThat(mach.mach_msg_priority_relpri(priority)).isEqualTo(-15);
    assertThat(mach.mach_msg_priority_encode((byte) 0, (byte) 1, 0)).isEqualTo(1 << 16 | 0xff00);
    assertThat(mach.mach_msg_priority_relpri(1 << 16 | 0xff00)).isZero();
  }

  @Test
  void whatIsNoClassOfServiceIsNone() {
    MachLibrary mach = program.mach;
    for (byte none : new byte[] {0, 7, -1}) {
      assertThat(mach.mach_msg_priority_encode(none, none, -3)).isZero();
      assertThat(mach.mach_msg_priority_encode((byte) 2, none, -3)).isEqualTo(2 << 20);
    }
    int beyond = 0x7ff0000 | 0x900;
    assertThat(mach.mach_msg_priority_overide_qos(beyond)).isZero();
    assertThat(mach.mach_msg_priority_qos(beyond)).isZero();
    assertThat(mach.mach_msg_priority_relpri(beyond)).isZero();
  }

  @Test
  void aPriorityOfTheThreadLibraryShowsInItsLowestByte() {
    assertThat(program.mach.mach_msg_priority_is_pthread_priority(0x8ff)).isEqualTo(1);
    assertThat(program.mach.mach_msg_priority_is_pthread_priority(0x7e)).isZero();
    assertThat(program.mach.mach_msg_priority_is_pthread_priority(-1)).isEqualTo(1);
  }

  @Test
  void aVoucherGoesBackAsAnyNameDoes() {
    int port = program.receiveAndSendRight();
    program.makeSend(port);
    assertThat(program.mach.mach_voucher_deallocate(port)).isZero();
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(program.mach.mach_voucher_deallocate(port)).isZero();
    assertThat(program.mach.mach_voucher_deallocate(port)).isEqualTo(KERN_INVALID_RIGHT);
    int set = program.allocate(MACH_PORT_RIGHT_PORT_SET);
    assertThat(program.mach.mach_voucher_deallocate(set)).isZero();
    assertThat(program.mach.mach_voucher_deallocate(set)).isEqualTo(KERN_INVALID_NAME);
    assertThat(program.mach.mach_voucher_deallocate(MACH_PORT_NULL)).isZero();
    assertThat(program.mach.mach_voucher_deallocate(MACH_PORT_DEAD)).isZero();
  }
}
