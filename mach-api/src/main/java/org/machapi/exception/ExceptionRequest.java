package org.machapi.exception;

import java.nio.ByteBuffer;
import org.machapi.message.MalformedMessageException;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.MigErrorConstants;
import org.machapi.raw.ThreadStatusConstants;

/**
 * An exception message read as MIG reads it: the values, and where the state is. Owns nothing.
 *
 * <p>Refuses what a MIG server refuses, with the same code (bootstrap_cmds, migcom/server.c), so
 * that no size, count or offset of a hostile sender is believed.
 */
record ExceptionRequest(
    ExceptionForm form,
    ExceptionType type,
    long[] codes,
    long threadId,
    int flavour,
    int stateOffset,
    int stateCount) {

  /** Bytes of the {@code NDR_record_t} that stands before the values. */
  static final int NDR_SIZE = 8;

  /**
   * Reads a message.
   *
   * @param message from the header to the end, in native byte order
   */
  static ExceptionRequest decode(ByteBuffer message) throws MalformedMessageException {
    int id = message.getInt(MachMsgLayout.MSGH_ID);
    ExceptionForm form = ExceptionForm.ofId(id);
    if (form == null) {
      throw new MalformedMessageException(
          MigErrorConstants.MIG_BAD_ID, "Message " + id + " is no exception message.");
    }
    requireDescriptors(message, form);
    int size = message.limit();
    int at = bodyOffset(form) + NDR_SIZE;
    long threadId = 0;
    if (form.hasThreadId) {
      requireRoom(size, at, Long.BYTES);
      threadId = message.getLong(at);
      at += Long.BYTES;
    }
    requireRoom(size, at, 2 * Integer.BYTES);
    ExceptionType type = new ExceptionType(message.getInt(at));
    int codeCount = message.getInt(at + Integer.BYTES);
    requireCount(codeCount, ExceptionForm.MAX_CODES, "codes");
    at += 2 * Integer.BYTES;
    requireRoom(size, at, codeCount * form.codeWidth);
    long[] codes = new long[codeCount];
    for (int i = 0; i < codeCount; i++, at += form.codeWidth) {
      codes[i] = form.codeWidth == Long.BYTES ? message.getLong(at) : message.getInt(at);
    }
    int flavour = 0;
    int stateCount = 0;
    if (form.hasState) {
      requireRoom(size, at, 2 * Integer.BYTES);
      flavour = message.getInt(at);
      stateCount = message.getInt(at + Integer.BYTES);
      requireCount(stateCount, ThreadStatusConstants.THREAD_STATE_MAX, "words of state");
      at += 2 * Integer.BYTES;
      requireRoom(size, at, stateCount * Integer.BYTES);
    }
    int end = at + stateCount * Integer.BYTES;
    if (end != size) {
      throw badArguments("It has " + size + " bytes, but its counts make " + end + ".");
    }
    return new ExceptionRequest(form, type, codes, threadId, flavour, at, stateCount);
  }

  /** Returns where the values begin, with the NDR record. */
  static int bodyOffset(ExceptionForm form) {
    return form.ports == 0
        ? MachMsgLayout.HEADER_SIZE
        : MachMsgLayout.DESCRIPTORS + form.ports * MachMsgLayout.PORT_DESCRIPTOR_SIZE;
  }

  private static void requireDescriptors(ByteBuffer message, ExceptionForm form)
      throws MalformedMessageException {
    int bits = message.getInt(MachMsgLayout.MSGH_BITS);
    boolean complex = (bits & MessageConstants.MACH_MSGH_BITS_COMPLEX) != 0;
    if (complex != form.ports > 0) {
      throw badArguments("It is complex or simple against its identifier.");
    }
    requireRoom(message.limit(), bodyOffset(form), NDR_SIZE);
    if (complex && message.getInt(MachMsgLayout.MSGH_DESCRIPTOR_COUNT) != form.ports) {
      throw badArguments("It has another number of descriptors than its identifier says.");
    }
    for (int i = 0; i < form.ports; i++) {
      int at = MachMsgLayout.DESCRIPTORS + i * MachMsgLayout.PORT_DESCRIPTOR_SIZE;
      int type = message.get(at + MachMsgLayout.DESCRIPTOR_TYPE);
      int disposition = message.get(at + MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION);
      if (type != MessageConstants.MACH_MSG_PORT_DESCRIPTOR
          || disposition != MessageConstants.MACH_MSG_TYPE_PORT_SEND) {
        throw new MalformedMessageException(
            MigErrorConstants.MIG_TYPE_ERROR, "Descriptor " + i + " is no send right.");
      }
    }
  }

  private static void requireRoom(int size, int at, int length) throws MalformedMessageException {
    if (size - at < length) {
      throw badArguments("It ends at byte " + size + ", within what its identifier promises.");
    }
  }

  private static void requireCount(int count, int most, String what)
      throws MalformedMessageException {
    if (count < 0 || count > most) {
      throw badArguments("It claims " + Integer.toUnsignedString(count) + " " + what + ".");
    }
  }

  private static MalformedMessageException badArguments(String detail) {
    return new MalformedMessageException(MigErrorConstants.MIG_BAD_ARGUMENTS, detail);
  }
}
