package org.machapi.replay;

import java.util.LinkedHashMap;
import java.util.Map;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;

/** Sending and receiving without waiting, in the two recorded forms. */
final class MessageOperations {
  static final Map<String, Operations.Handler> HANDLERS =
      Map.of(
          "send", MessageOperations::send,
          "receive", MessageOperations::receive,
          "mach_msg", MessageOperations::machMsg);

  private static final int DEFAULT_RECEIVE_SIZE = 2048;

  private MessageOperations() {}

  private static Result send(Call call) {
    NativeBuffer buffer = call.message();
    OutgoingMessage message = OutgoingMessage.write(call, buffer);
    int options =
        MessageConstants.MACH_SEND_MSG
            | MessageConstants.MACH_SEND_TIMEOUT
            | (call.args().flag("notify") ? MessageConstants.MACH_SEND_NOTIFY : 0);
    int code = call.library().mach_msg(buffer.pointer(), options, message.size(), 0, 0, 0, 0);
    Result result = Result.of(code);
    if (code == MessageConstants.MACH_SEND_TIMED_OUT) {
      Map<String, Object> returned = new LinkedHashMap<>();
      IncomingMessage.decodeShort(call, buffer, returned);
      result.with("returned", returned);
    }
    return result;
  }

  private static Result receive(Call call) {
    NativeBuffer buffer = call.message();
    int size = call.number("size", DEFAULT_RECEIVE_SIZE);
    if (size < 0 || size > buffer.size()) {
      throw call.args().damaged("size", "more than a replayed receive may have");
    }
    TaskMemory.fill(buffer, 0, size + MachMsgLayout.HEADER_SIZE, (byte) 0);
    int options = MessageConstants.MACH_RCV_MSG | MessageConstants.MACH_RCV_TIMEOUT;
    if (call.args().flag("large")) {
      options |= MessageConstants.MACH_RCV_LARGE;
    }
    if (call.args().flag("large_identity")) {
      options |= MessageConstants.MACH_RCV_LARGE_IDENTITY;
    }
    int code = call.library().mach_msg(buffer.pointer(), options, 0, size, call.name("name"), 0, 0);
    Result result = Result.of(code);
    if (result.succeeded()) {
      IncomingMessage.decodeShort(call, buffer, result.out());
      IncomingMessage.decodeNotification(buffer, result.out());
    } else if (code == MessageConstants.MACH_RCV_TOO_LARGE
        && buffer.getInt(MachMsgLayout.MSGH_SIZE) != 0) {
      result.with("header", header(buffer));
    }
    return result;
  }

  private static Map<Object, Object> header(NativeBuffer buffer) {
    Map<Object, Object> header = new LinkedHashMap<>();
    header.put("bits", Integer.toUnsignedLong(buffer.getInt(MachMsgLayout.MSGH_BITS)));
    header.put("size", Integer.toUnsignedLong(buffer.getInt(MachMsgLayout.MSGH_SIZE)));
    header.put("remote", new PortName(buffer.getInt(MachMsgLayout.MSGH_REMOTE_PORT)));
    header.put("local", new PortName(buffer.getInt(MachMsgLayout.MSGH_LOCAL_PORT)));
    header.put("id", (long) buffer.getInt(MachMsgLayout.MSGH_ID));
    return header;
  }

  private static Result machMsg(Call call) {
    return MachMsgCall.prepare(call, call.message()).run(call.library()).result();
  }
}
