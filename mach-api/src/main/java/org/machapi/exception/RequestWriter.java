package org.machapi.exception;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.machapi.message.Mig;
import org.machapi.message.OutgoingMessage;
import org.machapi.raw.NdrRecordLayout;

/** Writes exception messages of every form as MIG does: what stands behind the ports. */
final class RequestWriter {
  private RequestWriter() {}

  /**
   * Adds everything behind the ports, which are in the message already.
   *
   * @param state the state, from position to limit; not looked at if the form carries none
   */
  static void write(
      OutgoingMessage message,
      ExceptionForm form,
      ExceptionType type,
      List<Long> codes,
      long threadId,
      int flavour,
      ByteBuffer state) {
    int words = state.remaining() / Integer.BYTES;
    message.data(values(form, type, codes, threadId, flavour, words));
    if (form.hasState) {
      message.data(state);
    }
  }

  /** Writes what stands between the ports and the state. */
  static ByteBuffer values(
      ExceptionForm form,
      ExceptionType type,
      List<Long> codes,
      long threadId,
      int flavour,
      int stateWords) {
    int start = form.ndrOffset();
    ByteBuffer values =
        ByteBuffer.allocate(form.stateOffset(codes.size()) - start)
            .order(ByteOrder.nativeOrder())
            .put(0, Mig.ndr(), 0, NdrRecordLayout.SIZE)
            .putInt(form.exceptionOffset() - start, type.number())
            .putInt(form.codeCountOffset() - start, codes.size());
    if (form.hasThreadId) {
      values.putLong(form.threadIdOffset() - start, threadId);
    }
    for (int i = 0; i < codes.size(); i++) {
      int at = form.codesOffset() + i * form.codeWidth - start;
      if (form.codeWidth == Long.BYTES) {
        values.putLong(at, codes.get(i));
      } else {
        values.putInt(at, codes.get(i).intValue());
      }
    }
    if (form.hasState) {
      values.putInt(form.flavourOffset(codes.size()) - start, flavour);
      values.putInt(form.stateCountOffset(codes.size()) - start, stateWords);
    }
    return values;
  }
}
