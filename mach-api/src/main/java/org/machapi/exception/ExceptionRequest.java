package org.machapi.exception;

import java.nio.ByteBuffer;
import java.util.List;
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
    List<Long> codes,
    long threadId,
    int flavour,
    int stateOffset,
    int stateCount) {

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
    int size = message.limit();
    if (size < form.smallestSize() || size > form.largestSize()) {
      throw badArguments("It has " + size + " bytes, which its identifier does not allow.");
    }
    requireDescriptors(message, form);
    long threadId = form.hasThreadId ? message.getLong(form.threadIdOffset()) : 0;
    ExceptionType type = new ExceptionType(message.getInt(form.exceptionOffset()));
    int codeCount = message.getInt(form.codeCountOffset());
    requireCount(codeCount, ExceptionForm.MAX_CODES, "codes");
    int stateOffset = form.stateOffset(codeCount);
    if (size < stateOffset) {
      throw badArguments("It has " + size + " bytes, too few for " + codeCount + " codes.");
    }
    int flavour = 0;
    int stateCount = 0;
    if (form.hasState) {
      flavour = message.getInt(form.flavourOffset(codeCount));
      stateCount = message.getInt(form.stateCountOffset(codeCount));
      requireCount(stateCount, ThreadStatusConstants.THREAD_STATE_MAX, "words of state");
    }
    int end = stateOffset + stateCount * Integer.BYTES;
    if (end != size) {
      throw badArguments("It has " + size + " bytes, but its counts make " + end + ".");
    }
    return new ExceptionRequest(
        form, type, codes(message, form, codeCount), threadId, flavour, stateOffset, stateCount);
  }

  private static List<Long> codes(ByteBuffer message, ExceptionForm form, int count) {
    return switch (count) {
      case 0 -> List.of();
      case 1 -> List.of(code(message, form, 0));
      default -> List.of(code(message, form, 0), code(message, form, 1));
    };
  }

  private static long code(ByteBuffer message, ExceptionForm form, int index) {
    int at = form.codesOffset() + index * form.codeWidth;
    return form.codeWidth == Long.BYTES ? message.getLong(at) : message.getInt(at);
  }

  private static void requireDescriptors(ByteBuffer message, ExceptionForm form)
      throws MalformedMessageException {
    int bits = message.getInt(MachMsgLayout.MSGH_BITS);
    boolean complex = (bits & MessageConstants.MACH_MSGH_BITS_COMPLEX) != 0;
    if (complex != form.ports > 0) {
      throw badArguments("It is complex or simple against its identifier.");
    }
    if (complex && message.getInt(MachMsgLayout.MSGH_DESCRIPTOR_COUNT) != form.ports) {
      throw badArguments("It has another number of descriptors than its identifier says.");
    }
    for (int i = 0; i < form.ports; i++) {
      int at = form.portOffset(i);
      int type = message.get(at + MachMsgLayout.DESCRIPTOR_TYPE);
      int disposition = message.get(at + MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION);
      if (type != MessageConstants.MACH_MSG_PORT_DESCRIPTOR
          || disposition != MessageConstants.MACH_MSG_TYPE_PORT_SEND) {
        throw new MalformedMessageException(
            MigErrorConstants.MIG_TYPE_ERROR, "Descriptor " + i + " is no send right.");
      }
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
