package org.machapi.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MachMsgTrailerLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;

/**
 * One recorded {@code mach_msg}: prepared, made, and decoded in three steps, because the middle one
 * may wait on a thread of its own.
 */
final class MachMsgCall {
  private static final int DEFAULT_RECEIVE_SIZE = 4096;
  private static final int TRAILER_TYPE_SHIFT = 28;
  private static final int TRAILER_ELEMENTS_SHIFT = 24;
  private static final int UNWRITTEN = 0xEEEEEEEE;

  /** Recorded limits of about 100 ms would leave a busy machine too little time. */
  private static final int STRETCH = 30;

  private final Call call;
  private final NativeBuffer buffer;
  private final int options;
  private final @Nullable OutgoingMessage message;
  private final int sendSize;
  private final int receiveSize;
  private final int receiveName;
  private final int recordedTimeout;
  private final int timeout;
  private final byte[] before;
  private volatile int code;
  private volatile long nanoseconds;

  private MachMsgCall(Call call, NativeBuffer buffer, int stretch) {
    Fields args = call.args();
    this.call = call;
    this.buffer = buffer;
    int bits = 0;
    for (int option : args.allCoded("options", TraceSymbols.OPTIONS)) {
      bits |= option;
    }
    this.options =
        bits
            | call.number("trailer_type", 0) << TRAILER_TYPE_SHIFT
            | call.number("trailer", 0) << TRAILER_ELEMENTS_SHIFT;
    this.recordedTimeout = call.number("timeout", 0);
    this.timeout = recordedTimeout * stretch;
    TaskMemory.fill(buffer, 0, buffer.size(), OutgoingMessage.FILLER);
    boolean receives = (options & MessageConstants.MACH_RCV_MSG) != 0;
    this.receiveSize = receives ? call.number("size", DEFAULT_RECEIVE_SIZE) : 0;
    if (receiveSize < 0 || receiveSize > buffer.size()) {
      throw args.damaged("size", "more than a replayed receive may have");
    }
    this.receiveName = receives ? call.name("name") : 0;
    this.message = sends(options) ? OutgoingMessage.write(call, buffer) : null;
    this.sendSize = message == null ? 0 : call.number("send_size", message.size());
    if (message != null) {
      TaskMemory.fill(buffer, message.size(), buffer.size(), OutgoingMessage.FILLER);
    }
    this.before = copy(buffer);
  }

  static MachMsgCall prepare(Call call, NativeBuffer buffer) {
    return new MachMsgCall(call, buffer, 1);
  }

  /** For a call on a thread of its own, which must still wait when the others take a look at it. */
  static MachMsgCall prepareToWait(Call call, NativeBuffer buffer) {
    return new MachMsgCall(call, buffer, STRETCH);
  }

  private static boolean sends(int options) {
    return (options & MessageConstants.MACH_SEND_MSG) != 0;
  }

  /** Makes the call; the only step that may wait. */
  MachMsgCall run(MachLibrary library) {
    long start = System.nanoTime();
    code =
        library.mach_msg(buffer.pointer(), options, sendSize, receiveSize, receiveName, timeout, 0);
    nanoseconds = System.nanoTime() - start;
    return this;
  }

  /** The recorded time limit in milliseconds; 0 where there is none or the call does not wait. */
  int recordedTimeout() {
    return recordedTimeout;
  }

  int code() {
    return code;
  }

  Result result() {
    Result result = Result.of(code);
    Map<String, Object> out = result.out();
    if (code == 0 && receives()) {
      IncomingMessage.decodeFull(call, buffer, out);
      IncomingMessage.decodeNotification(buffer, out);
      out.put("trailer", trailer());
      if (message == null && call.args().has("size")) {
        out.put("written", (long) written());
      }
    } else if (code == MessageConstants.MACH_SEND_TIMED_OUT && hasChanged()) {
      Map<String, Object> returned = new LinkedHashMap<>();
      IncomingMessage.decodeFull(call, buffer, returned);
      out.put("returned", returned);
    } else if (code != 0 && (message == null || code == MessageConstants.MACH_RCV_TOO_LARGE)) {
      headerAfterError(out);
    }
    if (message != null && !message.sourceMemory().isEmpty()) {
      out.put("source_memory", message.sourceMemory());
    }
    if (timeout > 0 && nanoseconds >= TimeUnit.MILLISECONDS.toNanos(timeout)) {
      out.put("waited_full_timeout", true);
    }
    return result;
  }

  private boolean receives() {
    return (options & MessageConstants.MACH_RCV_MSG) != 0;
  }

  /** A message that is written back looks different from what was sent, but for very plain ones. */
  private boolean hasChanged() {
    return written() > 0;
  }

  private static byte[] copy(NativeBuffer buffer) {
    byte[] bytes = new byte[buffer.size()];
    buffer.bytes().get(0, bytes);
    return bytes;
  }

  /** The number of bytes up to the end of the last word that the call has changed. */
  private int written() {
    byte[] after = copy(buffer);
    int end = after.length;
    while (end > 0 && after[end - 1] == before[end - 1]) {
      end--;
    }
    return (end + 3) & ~3;
  }

  private void headerAfterError(Map<String, Object> out) {
    int written = written();
    if (written == 0) {
      return;
    }
    Map<Object, Object> header = new LinkedHashMap<>();
    header.put("bits", number(MachMsgLayout.MSGH_BITS));
    header.put("size", number(MachMsgLayout.MSGH_SIZE));
    header.put("remote", name(MachMsgLayout.MSGH_REMOTE_PORT));
    header.put("local", name(MachMsgLayout.MSGH_LOCAL_PORT));
    header.put("id", number(MachMsgLayout.MSGH_ID));
    out.put("written", (long) written);
    out.put("header", header);
  }

  private Object number(int offset) {
    int value = buffer.getInt(offset);
    return value == UNWRITTEN ? "unwritten" : (Object) Integer.toUnsignedLong(value);
  }

  private Object name(int offset) {
    int value = buffer.getInt(offset);
    return value == UNWRITTEN ? "unwritten" : new PortName(value);
  }

  private Map<Object, Object> trailer() {
    int start = (buffer.getInt(MachMsgLayout.MSGH_SIZE) + 3) & ~3;
    int size = buffer.getInt(start + MachMsgTrailerLayout.MSGH_TRAILER_SIZE);
    Map<Object, Object> trailer = new LinkedHashMap<>();
    trailer.put("type", word(start + MachMsgTrailerLayout.MSGH_TRAILER_TYPE));
    trailer.put("size", Integer.toUnsignedLong(size));
    if (size >= MachMsgTrailerLayout.SEQNO_TRAILER_SIZE) {
      trailer.put("seqno", word(start + MachMsgTrailerLayout.MSGH_SEQNO));
    }
    if (size >= MachMsgTrailerLayout.SECURITY_TRAILER_SIZE) {
      trailer.put("sender", words(start + MachMsgTrailerLayout.MSGH_SENDER, 2));
    }
    if (size >= MachMsgTrailerLayout.AUDIT_TRAILER_SIZE) {
      trailer.put("audit", words(start + MachMsgTrailerLayout.MSGH_AUDIT, 8));
    }
    if (size >= MachMsgTrailerLayout.CONTEXT_TRAILER_SIZE) {
      trailer.put(
          "context", new Context(buffer.getLong(start + MachMsgTrailerLayout.MSGH_CONTEXT)));
    }
    if (size >= MachMsgTrailerLayout.MAX_TRAILER_SIZE) {
      trailer.put("rest", words(start + MachMsgTrailerLayout.MSGH_AD, 2));
    }
    return trailer;
  }

  private long word(int offset) {
    return Integer.toUnsignedLong(buffer.getInt(offset));
  }

  private List<Object> words(int offset, int count) {
    List<Object> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      result.add(word(offset + 4 * i));
    }
    return result;
  }
}
