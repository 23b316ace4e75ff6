package org.machapi.benchmarks;

import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.message.MessageBuffer;
import org.machapi.message.OutgoingMessage;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the rounds of messages use over and over: rights, buffers, a message. */
@State(Scope.Thread)
public class RoundCalls {
  /** The port where a message arrives with every call. */
  static final int PORT = 0x2203;

  /** The right that the message brings. */
  static final int ARRIVING = 0x3307;

  static final int DESTINATION = 0x4403;
  static final int CARRIED = 0x5503;
  static final int ID = 1000;
  static final int SIZE = MachMsgLayout.DESCRIPTORS + MachMsgLayout.PORT_DESCRIPTOR_SIZE;
  static final int BITS =
      MessageConstants.MACH_MSGH_BITS_COMPLEX | MessageConstants.MACH_MSG_TYPE_COPY_SEND;
  static final int RECEIVE = MessageConstants.MACH_RCV_MSG | MessageConstants.MACH_RCV_TIMEOUT;

  final NativeBuffer sent = NativeBuffer.allocate(SIZE);
  final NativeBuffer received = NativeBuffer.allocate(128);
  final long sentAddress = sent.pointer().address();
  final long receivedAddress = received.pointer().address();

  final OutgoingMessage message = OutgoingMessage.withRoomFor(SIZE);
  final MessageBuffer buffer = MessageBuffer.forMessagesOf(64);
  ReceiveRight port;
  SendRight destination;
  SendRight carried;

  /** Makes the objects that the benchmarks use over and over. */
  public RoundCalls() {}

  @Setup(Level.Trial)
  public void adopt(Calls calls) {
    port = ReceiveRight.allocate(calls.mach);
    destination = SendRight.adoptUnchecked(calls.mach, DESTINATION);
    carried = SendRight.adoptUnchecked(calls.mach, CARRIED);
  }

  /** Writes the message as one does in C: header, body and one descriptor. */
  void build() {
    sent.putInt(MachMsgLayout.MSGH_BITS, BITS);
    sent.putInt(MachMsgLayout.MSGH_SIZE, SIZE);
    sent.putInt(MachMsgLayout.MSGH_REMOTE_PORT, DESTINATION);
    sent.putInt(MachMsgLayout.MSGH_LOCAL_PORT, 0);
    sent.putInt(MachMsgLayout.MSGH_VOUCHER_PORT, 0);
    sent.putInt(MachMsgLayout.MSGH_ID, ID);
    sent.putInt(MachMsgLayout.MSGH_DESCRIPTOR_COUNT, 1);
    int at = MachMsgLayout.DESCRIPTORS;
    sent.putInt(at + MachMsgLayout.PORT_DESCRIPTOR_NAME, CARRIED);
    sent.putLong(at + Integer.BYTES, 0);
    sent.bytes()
        .put(
            at + MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION,
            (byte) MessageConstants.MACH_MSG_TYPE_COPY_SEND);
  }

  /** Reads the name of the right that has arrived. */
  int arrived() {
    return received.getInt(MachMsgLayout.DESCRIPTORS + MachMsgLayout.PORT_DESCRIPTOR_NAME);
  }
}
