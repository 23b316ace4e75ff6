package org.machapi.exception;

import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_TOO_LARGE;
import static org.machapi.raw.MigErrorConstants.MIG_ARRAY_TOO_LARGE;
import static org.machapi.raw.MigErrorConstants.MIG_REPLY_MISMATCH;
import static org.machapi.raw.MigErrorConstants.MIG_TYPE_ERROR;

import java.util.function.ObjIntConsumer;
import org.machapi.SendOnceRight;
import org.machapi.TestKernel;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;

/**
 * Answers to message 2407 that are none, among them those that XNU's own test sends
 * (tests/mach_exception_reply.c), and what MIG says of them.
 */
enum MalformedReply {
  ANOTHER_IDENTIFIER(MIG_REPLY_MISMATCH, 2505, (reply, port) -> reply.ndr().ints(0)),
  THE_IDENTIFIER_OF_THE_REQUEST(MIG_REPLY_MISMATCH, 2407, (reply, port) -> good(reply)),
  NO_IDENTIFIER(MIG_REPLY_MISMATCH, 0, (reply, port) -> good(reply)),
  HEADER_ONLY(MIG_TYPE_ERROR, 2507, (reply, port) -> {}),
  WITHOUT_RETURN_CODE(MIG_TYPE_ERROR, 2507, (reply, port) -> reply.ndr()),
  SUCCESS_WITHOUT_STATE(MIG_TYPE_ERROR, 2507, (reply, port) -> reply.ndr().ints(0)),
  SUCCESS_WITH_A_FLAVOUR_ONLY(MIG_TYPE_ERROR, 2507, (reply, port) -> reply.ndr().ints(0, 4)),
  FAILURE_AND_A_WORD(MIG_TYPE_ERROR, 2507, (reply, port) -> reply.ndr().ints(5, 4)),
  TOO_LONG(MIG_TYPE_ERROR, 2507, (reply, port) -> good(reply).ints(1)),
  A_COUNT_THAT_IS_TOO_LARGE(MIG_TYPE_ERROR, 2507, (reply, port) -> reply.ndr().ints(0, 4, 3, 1, 2)),
  A_NEGATIVE_COUNT(MIG_TYPE_ERROR, 2507, (reply, port) -> reply.ndr().ints(0, 4, -1)),
  A_COUNT_THAT_WRAPS(MIG_TYPE_ERROR, 2507, (reply, port) -> reply.ndr().ints(0, 4, 0x4000_0000)),
  MORE_STATE_THAN_THE_REQUEST_HAD(
      MIG_ARRAY_TOO_LARGE, 2507, (reply, port) -> reply.ndr().ints(0, 4, 43).ints(new int[43])),
  MORE_THAN_ANY_ANSWER_HAS(
      MACH_RCV_TOO_LARGE, 2507, (reply, port) -> reply.ndr().ints(0, 4, 1400).resize(44 + 5600)),
  A_RIGHT_TO_ANSWER(
      MIG_TYPE_ERROR, 2507, (reply, port) -> good(reply).replyTo(port, MACH_MSG_TYPE_MAKE_SEND)),
  A_SEND_ONCE_RIGHT_TO_ANSWER(
      MIG_TYPE_ERROR,
      2507,
      (reply, port) -> good(reply).replyTo(port, MACH_MSG_TYPE_MAKE_SEND_ONCE)),
  COMPLEX_WITHOUT_DESCRIPTORS(MIG_TYPE_ERROR, 2507, (reply, port) -> reply.complex(0)),
  COMPLEX_WITH_A_RIGHT_TO_ANSWER(
      MIG_TYPE_ERROR,
      2507,
      (reply, port) -> reply.complex(0).replyTo(port, MACH_MSG_TYPE_MAKE_SEND)),
  A_PORT(MIG_TYPE_ERROR, 2507, (reply, port) -> reply.port(port, MACH_MSG_TYPE_MAKE_SEND)),
  A_PORT_BEFORE_A_GOOD_ANSWER(
      MIG_TYPE_ERROR, 2507, (reply, port) -> good(reply.port(port, MACH_MSG_TYPE_MAKE_SEND)));

  // Of vouchers: who keeps the value, and that it is stored.
  private static final int USER_DATA = 7;
  private static final int STORE = 211;

  /** What MIG says. */
  final int code;

  private final int id;
  private final ObjIntConsumer<RawMessage> writer;

  MalformedReply(int code, int id, ObjIntConsumer<RawMessage> writer) {
    this.code = code;
    this.id = id;
    this.writer = writer;
  }

  private static RawMessage good(RawMessage reply) {
    return reply.ndr().ints(0, 4, 2, 1, 2);
  }

  /** Answers with it, as the next handler. */
  void answer(NextHandler next, ExceptionMessage message) {
    RawMessage reply = new RawMessage(id);
    writer.accept(reply, next.receiveRight.name());
    send(next, message, reply);
  }

  /** Answers with a message written by hand. */
  static void send(NextHandler next, ExceptionMessage message, RawMessage reply) {
    SendOnceRight right = (SendOnceRight) message.takeReplyRight();
    TestKernel.expectSuccess(
        "mach_msg",
        reply
            .to(right.relinquish(), MACH_MSG_TYPE_MOVE_SEND_ONCE)
            .send(next.port.owner().library()));
  }

  /** Out-of-line memory of the next handler's, in an answer that is none either. */
  static RawMessage withMemory(NextHandler next) {
    NativeBuffer out = NativeBuffer.allocate(8);
    int self = next.port.owner().library().mach_task_self_().get();
    TestKernel.expectSuccess(
        "mach_vm_allocate",
        next.port.owner().library().mach_vm_allocate(self, out.pointer(), 1 << 14, 1));
    return new RawMessage(2507).memory(out.getLong(0), 1 << 14);
  }

  /** A good answer to 2507 that brings a voucher of the next handler's. */
  static RawMessage withVoucher(NextHandler next, int flavour, int[] state) {
    MachLibrary library = next.port.owner().library();
    NativeBuffer recipe = NativeBuffer.allocate(20);
    NativeBuffer out = NativeBuffer.allocate(4);
    recipe.putInt(0, USER_DATA);
    recipe.putInt(4, STORE);
    recipe.putInt(12, 4);
    TestKernel.expectSuccess(
        "host_create_mach_voucher",
        library.host_create_mach_voucher(
            library.mach_host_self(), recipe.pointer(), recipe.size(), out.pointer()));
    return new RawMessage(2507)
        .voucher(out.getInt(0), MACH_MSG_TYPE_COPY_SEND)
        .ndr()
        .ints(0, flavour, state.length)
        .ints(state);
  }

  /** A right of the next handler's own task, copied. */
  static RawMessage withTask(NextHandler next) {
    int self = next.port.owner().library().mach_task_self_().get();
    return new RawMessage(2507).port(self, MACH_MSG_TYPE_COPY_SEND);
  }
}
