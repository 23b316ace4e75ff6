package org.machapi.benchmarks;

import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.DESCRIPTOR_TYPE;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_DESCRIPTOR_COUNT;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_NAME;
import static org.machapi.raw.MessageConstants.MACH_MSGH_BITS_COMPLEX;
import static org.machapi.raw.MessageConstants.MACH_MSG_PORT_DESCRIPTOR;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMEOUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;

import org.machapi.raw.NativeBuffer;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A port of a simulated task, and two messages that are sent to it over and over. */
@State(Scope.Thread)
public class SimulatedMail {
  /** A header and 16 bytes, with or without a descriptor and its count. */
  static final int SIZE = 40;

  static final int SIZE_WITH_PORT = SIZE + 16;

  final SimulatedSpace space = new SimulatedSpace();
  final NativeBuffer numbers = NativeBuffer.allocate(SIZE);
  final NativeBuffer port = NativeBuffer.allocate(SIZE_WITH_PORT);
  final NativeBuffer received = NativeBuffer.allocate(256);

  /** The port that messages go to. */
  final int mailbox = makePort();

  /** The port to which a right is carried; it goes with the message and comes back. */
  final int carried = makePort();

  /** Makes the ports and the messages. */
  public SimulatedMail() {
    numbers.putInt(MSGH_BITS, MACH_MSG_TYPE_COPY_SEND);
    numbers.putInt(MSGH_REMOTE_PORT, mailbox);
    port.putInt(MSGH_BITS, MACH_MSG_TYPE_COPY_SEND | MACH_MSGH_BITS_COMPLEX);
    port.putInt(MSGH_REMOTE_PORT, mailbox);
    port.putInt(MSGH_DESCRIPTOR_COUNT, 1);
    port.putInt(DESCRIPTORS + PORT_DESCRIPTOR_NAME, carried);
    port.bytes().put(DESCRIPTORS + PORT_DESCRIPTOR_DISPOSITION, (byte) MACH_MSG_TYPE_MOVE_SEND);
    port.bytes().put(DESCRIPTORS + DESCRIPTOR_TYPE, (byte) MACH_MSG_PORT_DESCRIPTOR);
  }

  private int makePort() {
    int name = space.allocate();
    SimulatedSpace.check(
        space.mach.mach_port_insert_right(space.self, name, name, MACH_MSG_TYPE_MAKE_SEND));
    return name;
  }

  void send(NativeBuffer message) {
    SimulatedSpace.check(
        space.mach.mach_msg(message.pointer(), MACH_SEND_MSG, message.size(), 0, 0, 0, 0));
  }

  void receive() {
    SimulatedSpace.check(
        space.mach.mach_msg(
            received.pointer(),
            MACH_RCV_MSG | MACH_RCV_TIMEOUT,
            0,
            received.size(),
            mailbox,
            0,
            0));
  }
}
