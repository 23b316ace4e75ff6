package org.machapi.benchmarks;

import org.machapi.ReceiveRight;
import org.machapi.exception.ExceptionReceiver;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the benchmarks of exceptions use over and over: a port, buffers, a receiver. */
@State(Scope.Thread)
public class ExceptionCalls {
  /** As large as the largest exception message and its trailer: so much the typed layer offers. */
  static final int ROOM = 5_500;

  static final int REPLY_SIZE = 36;
  static final int NDR = 24;
  static final int RETURN_CODE = 32;

  private static final int THREAD = MachMsgLayout.DESCRIPTORS;
  private static final int TASK = THREAD + MachMsgLayout.PORT_DESCRIPTOR_SIZE;
  private static final int EXCEPTION = TASK + MachMsgLayout.PORT_DESCRIPTOR_SIZE + 8;
  private static final int CODES = EXCEPTION + 8;
  private static final int REPLY_ID_OFFSET = 100;

  final NativeBuffer received = NativeBuffer.allocate(ROOM);
  final NativeBuffer reply = NativeBuffer.allocate(REPLY_SIZE);
  final long receivedAddress = received.pointer().address();
  final long replyAddress = reply.pointer().address();
  ExceptionReceiver receiver;
  ReceiveRight port;

  /** Makes the buffers. */
  public ExceptionCalls() {}

  @Setup(Level.Trial)
  public void prepare(Calls calls) {
    port = ReceiveRight.allocate(calls.mach);
    receiver = new ExceptionReceiver(port);
  }

  /** Writes the answer as one does in C, and reads type and codes. */
  long decodeAndAnswer() {
    reply.putInt(MachMsgLayout.MSGH_BITS, MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE);
    reply.putInt(MachMsgLayout.MSGH_SIZE, REPLY_SIZE);
    reply.putInt(MachMsgLayout.MSGH_REMOTE_PORT, received.getInt(MachMsgLayout.MSGH_REMOTE_PORT));
    reply.putInt(MachMsgLayout.MSGH_LOCAL_PORT, 0);
    reply.putInt(MachMsgLayout.MSGH_VOUCHER_PORT, 0);
    reply.putInt(MachMsgLayout.MSGH_ID, received.getInt(MachMsgLayout.MSGH_ID) + REPLY_ID_OFFSET);
    reply.putInt(NDR, 0);
    reply.putInt(NDR + Integer.BYTES, 1);
    reply.putInt(RETURN_CODE, 0);
    return received.getInt(EXCEPTION)
        + received.getLong(CODES)
        + received.getLong(CODES + Long.BYTES);
  }

  int thread() {
    return received.getInt(THREAD);
  }

  int task() {
    return received.getInt(TASK);
  }
}
