package org.machapi.exception;

import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ARGUMENTS;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.MigErrorConstants.MIG_TYPE_ERROR;

import java.util.function.Function;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.machapi.TestKernel;
import org.machapi.raw.NativeBuffer;

/** Messages that are not what their identifier promises, and what MIG says of them. */
enum Malformed {
  UNKNOWN_IDENTIFIER(
      MIG_BAD_ID,
      forger -> new RawMessage(9999).port(forger.plainPort(), MACH_MSG_TYPE_COPY_SEND).ndr()),
  IDENTIFIER_BETWEEN_THE_TWO_FAMILIES(MIG_BAD_ID, forger -> new RawMessage(2404).ndr().ints(1, 0)),
  AN_ANSWER(MIG_BAD_ID, forger -> new RawMessage(2505).ndr().ints(0)),
  HEADER_ONLY(MIG_BAD_ARGUMENTS, forger -> new RawMessage(2405)),
  TOO_SHORT(MIG_BAD_ARGUMENTS, forger -> resized(forger, -4)),
  TOO_LONG(MIG_BAD_ARGUMENTS, forger -> resized(forger, 4)),
  NOTHING_BUT_DESCRIPTORS(MIG_BAD_ARGUMENTS, forger -> good(forger).resize(52)),
  WITHOUT_PORTS(MIG_BAD_ARGUMENTS, forger -> new RawMessage(2405).ndr().ints(1, 2).longs(1, 2)),
  ONE_PORT_TOO_FEW(
      MIG_BAD_ARGUMENTS,
      forger ->
          new RawMessage(2405)
              .port(forger.thread(), MACH_MSG_TYPE_COPY_SEND)
              .ndr()
              .ints(1, 2)
              .longs(1, 2, 3, 4)),
  ONE_PORT_TOO_MANY(
      MIG_BAD_ARGUMENTS,
      forger ->
          new RawMessage(2405)
              .port(forger.thread(), MACH_MSG_TYPE_COPY_SEND)
              .port(forger.self(), MACH_MSG_TYPE_COPY_SEND)
              .port(forger.self(), MACH_MSG_TYPE_COPY_SEND)
              .ndr()
              .ints(1, 1)
              .longs(1)),
  A_RECEIVE_RIGHT_FOR_A_THREAD(
      MIG_TYPE_ERROR,
      forger ->
          new RawMessage(2405)
              .port(forger.plainPort(), MACH_MSG_TYPE_MOVE_RECEIVE)
              .port(forger.self(), MACH_MSG_TYPE_COPY_SEND)
              .ndr()
              .ints(1, 2)
              .longs(1, 2)),
  A_SEND_ONCE_RIGHT_FOR_A_TASK(
      MIG_TYPE_ERROR,
      forger ->
          new RawMessage(2405)
              .port(forger.thread(), MACH_MSG_TYPE_COPY_SEND)
              .port(forger.plainPort(), MACH_MSG_TYPE_MAKE_SEND_ONCE)
              .ndr()
              .ints(1, 2)
              .longs(1, 2)),
  MEMORY_FOR_PORTS(
      MIG_TYPE_ERROR,
      forger ->
          new RawMessage(2401)
              .memory(allocate(forger, 1 << 16), 1 << 16)
              .memory(allocate(forger, 100), 100)
              .ndr()
              .ints(1, 0)),
  MEMORY_FOR_PORTS_IN_A_MESSAGE_THAT_IS_TOO_LONG(
      MIG_BAD_ARGUMENTS,
      forger ->
          new RawMessage(2401)
              .memory(allocate(forger, 1 << 16), 1 << 16)
              .memory(allocate(forger, 100), 100)
              .ndr()
              .ints(1, 2, 1, 2)),
  AN_ARRAY_OF_PORTS_FOR_A_PORT(
      MIG_TYPE_ERROR,
      forger ->
          new RawMessage(2408)
              .ports(arrayOfPorts(forger), 3, MACH_MSG_TYPE_COPY_SEND)
              .ndr()
              .longs(1)
              .ints(1, 1)
              .longs(1)),
  THREE_CODES(
      MIG_BAD_ARGUMENTS, forger -> new RawMessage(2406).ndr().ints(1, 3).longs(1, 2, 3).ints(4, 0)),
  A_NEGATIVE_NUMBER_OF_CODES(
      MIG_BAD_ARGUMENTS, forger -> new RawMessage(2402).ndr().ints(1, -1, 4, 0)),
  MORE_STATE_THAN_THERE_IS(
      MIG_BAD_ARGUMENTS, forger -> new RawMessage(2402).ndr().ints(1, 1, 7, 4, 5, 1, 2, 3, 4)),
  MORE_STATE_THAN_THERE_CAN_BE(
      MIG_BAD_ARGUMENTS,
      // As much as the receiver's buffer can hold: without codes there is room for four more words.
      forger -> new RawMessage(2402).ndr().ints(1, 0, 4, 1297).resize(24 + 8 + 16 + 4 * 1297)),
  A_NEGATIVE_AMOUNT_OF_STATE(
      MIG_BAD_ARGUMENTS, forger -> new RawMessage(2402).ndr().ints(1, 1, 7, 4, -4)),
  A_PLAIN_PORT_FOR_A_THREAD(
      MIG_TYPE_ERROR, forger -> RawMessage.exception(forger.plainPort(), forger.self())),
  A_PLAIN_PORT_FOR_A_TASK(
      MIG_TYPE_ERROR, forger -> RawMessage.exception(forger.thread(), forger.plainPort())),
  THREAD_AND_TASK_EXCHANGED(
      MIG_TYPE_ERROR, forger -> RawMessage.exception(forger.self(), forger.thread())),
  THE_HANDLERS_OWN_PORT_FOR_A_THREAD(
      MIG_TYPE_ERROR, forger -> RawMessage.exception(forger.handler, forger.handler));

  /** What MIG answers. */
  final int code;

  private final Function<Forger, RawMessage> maker;

  Malformed(int code, Function<Forger, RawMessage> maker) {
    this.code = code;
    this.maker = maker;
  }

  /** Writes it, with rights of the forger's. */
  RawMessage make(Forger forger) {
    return maker.apply(forger);
  }

  private static RawMessage good(Forger forger) {
    return RawMessage.exception(forger.thread(), forger.self());
  }

  private static RawMessage resized(Forger forger, int difference) {
    RawMessage message = good(forger);
    return message.resize(message.size() + difference);
  }

  private static long allocate(Forger forger, int size) {
    NativeBuffer out = NativeBuffer.allocate(8);
    TestKernel.expectSuccess(
        "mach_vm_allocate", forger.raw.mach_vm_allocate(forger.self(), out.pointer(), size, 1));
    return out.getLong(0);
  }

  private static long arrayOfPorts(Forger forger) {
    long address = allocate(forger, 12);
    Pointer array = Pointer.wrap(Runtime.getSystemRuntime(), address);
    for (int i = 0; i < 3; i++) {
      array.putInt(4L * i, forger.plainPort());
    }
    return address;
  }
}
