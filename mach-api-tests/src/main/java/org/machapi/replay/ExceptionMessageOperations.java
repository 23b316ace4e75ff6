package org.machapi.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.ExceptionOutcome;
import org.machapi.sim.RaisedException;

/** Exceptions of a thread, their messages, the replies, and thread states. */
final class ExceptionMessageOperations {
  static final Map<String, Operations.Handler> HANDLERS =
      Map.of(
          "raise", ExceptionMessageOperations::raise,
          "join", ExceptionMessageOperations::join,
          "receive_exception", ExceptionMessageOperations::receive,
          "reply_exception", ExceptionMessageOperations::reply,
          "thread_set_state", ExceptionMessageOperations::setState,
          "thread_get_state", ExceptionMessageOperations::getState);

  private static final int RAISING_THREAD = 1;
  private static final int RECEIVE_SIZE = 8192;
  private static final int NDR_SIZE = 8;
  private static final int REPLY_ID_OFFSET = 100;

  /** {@code mach_exception_raise}: from this id on, codes have 64 bits. */
  private static final int FIRST_WIDE_ID = 2405;

  private static final int PORT_DESCRIPTORS = 2;

  private ExceptionMessageOperations() {}

  private static Result raise(Call call) {
    RaisedException raised =
        call.task()
            .thread(RAISING_THREAD)
            .raise(
                call.number("exception"),
                call.args().number("code"),
                call.args().number("subcode"));
    call.task().raised(raised);
    return outcome(raised);
  }

  private static Result join(Call call) {
    RaisedException raised = call.task().raised();
    if (raised == null) {
      throw call.args().damaged("", "nothing has been raised");
    }
    return outcome(raised);
  }

  private static Result outcome(RaisedException raised) {
    @Nullable ExceptionOutcome outcome = raised.outcome();
    Result result = Result.of(0).with("waiting", outcome == null);
    if (outcome != null) {
      result.with("result", new Return(outcome.result()));
      if (outcome.signal() != 0) {
        result.with("unhandled_signal", (long) outcome.signal());
      }
    }
    return result;
  }

  private static Result receive(Call call) {
    NativeBuffer buffer = call.message();
    int options = MessageConstants.MACH_RCV_MSG | MessageConstants.MACH_RCV_TIMEOUT;
    int code =
        call.library()
            .mach_msg(buffer.pointer(), options, 0, RECEIVE_SIZE, call.name("name"), 0, 0);
    Result result = Result.of(code);
    if (result.succeeded()) {
      IncomingMessage.decodeShort(call, buffer, result.out());
      decodeBody(call, buffer, result);
    }
    return result;
  }

  private static void decodeBody(Call call, NativeBuffer buffer, Result result) {
    int id = buffer.getInt(MachMsgLayout.MSGH_ID);
    boolean complex =
        (buffer.getInt(MachMsgLayout.MSGH_BITS) & MessageConstants.MACH_MSGH_BITS_COMPLEX) != 0;
    int at =
        complex
            ? MachMsgLayout.DESCRIPTORS + PORT_DESCRIPTORS * MachMsgLayout.PORT_DESCRIPTOR_SIZE
            : MachMsgLayout.HEADER_SIZE;
    List<Object> ndr = new ArrayList<>();
    for (int i = 0; i < NDR_SIZE; i++) {
      ndr.add((long) buffer.bytes().get(at + i));
    }
    result.with("ndr", ndr);
    at += NDR_SIZE;
    result.with("exception", (long) buffer.getInt(at));
    int codes = buffer.getInt(at + 4);
    result.with("code_count", (long) codes);
    at += 8;
    boolean wide = id >= FIRST_WIDE_ID;
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < codes; i++) {
      values.add(wide ? buffer.getLong(at) : (long) buffer.getInt(at));
      at += wide ? 8 : 4;
    }
    result.with("code", values);
    boolean hasState = id != FIRST_WIDE_ID && id != FIRST_WIDE_ID - 4;
    if (hasState) {
      result.with("flavor", (long) buffer.getInt(at));
      int words = buffer.getInt(at + 4);
      result.with("state_count", (long) words);
      result.with("state", words(buffer, at + 8, words));
      at += 8 + 4 * words;
    }
    result.with("used_size", (long) at);
    call.task().exceptionRequest(buffer.getInt(MachMsgLayout.MSGH_REMOTE_PORT), id);
  }

  private static Result reply(Call call) {
    NativeBuffer buffer = call.message();
    int remote = call.name("remote");
    buffer.putInt(MachMsgLayout.MSGH_BITS, MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE);
    buffer.putInt(MachMsgLayout.MSGH_REMOTE_PORT, remote);
    buffer.putInt(MachMsgLayout.MSGH_LOCAL_PORT, 0);
    buffer.putInt(MachMsgLayout.MSGH_VOUCHER_PORT, 0);
    int id = call.number("id", call.task().exceptionRequest(remote) + REPLY_ID_OFFSET);
    buffer.putInt(MachMsgLayout.MSGH_ID, id);
    int at = MachMsgLayout.HEADER_SIZE;
    buffer.putLong(at, 0);
    // The NDR record of a little-endian machine: the fifth byte tells the byte order.
    buffer.bytes().put(at + 4, (byte) 1);
    at += NDR_SIZE;
    buffer.putInt(at, call.number("retcode", 0));
    at += 4;
    if (call.args().has("new_state")) {
      int words = call.putWords("new_state");
      buffer.putInt(at, call.number("flavor"));
      buffer.putInt(at + 4, words);
      at += 8;
      for (int i = 0; i < words; i++) {
        buffer.putInt(at, call.words().getInt(4 * i));
        at += 4;
      }
    }
    buffer.putInt(MachMsgLayout.MSGH_SIZE, at);
    int options = MessageConstants.MACH_SEND_MSG | MessageConstants.MACH_SEND_TIMEOUT;
    int code = call.library().mach_msg(buffer.pointer(), options, at, 0, 0, 0, 0);
    return Result.of(code).with("size", (long) at);
  }

  private static Result setState(Call call) {
    int words = call.putWords("state");
    return Result.of(
        call.library()
            .thread_set_state(
                call.name("thread"), call.number("flavor"), call.words().pointer(), words));
  }

  private static Result getState(Call call) {
    call.setInt(0, call.number("count"));
    NativeBuffer words = call.words();
    int code =
        call.library()
            .thread_get_state(
                call.name("thread"), call.number("flavor"), words.pointer(), call.cell(0));
    Result result = Result.of(code);
    return result.succeeded() ? result.with("state", words(words, 0, call.getInt(0))) : result;
  }

  private static List<Object> words(NativeBuffer buffer, int offset, int count) {
    List<Object> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      result.add(Integer.toUnsignedLong(buffer.getInt(offset + 4 * i)));
    }
    return result;
  }
}
