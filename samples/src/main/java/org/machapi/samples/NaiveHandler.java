package org.machapi.samples;

import java.util.ArrayList;
import java.util.List;
import org.machapi.Loan;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveView;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;

/**
 * An exception handler as nearly every sample in C has it: receives the message, answers success,
 * and forgets that thread and task ports in it were user references for the receiver to release.
 * Not to be copied.
 */
final class NaiveHandler {
  private static final int REPLY_SIZE = 36;
  private static final int NDR = 24;
  private static final int RETURN_CODE = 32;

  private final Mach mach;
  private final ReceiveView port;
  private final NativeBuffer buffer = NativeBuffer.allocate(1024);
  private final List<Integer> leaked = new ArrayList<>();

  NaiveHandler(Mach mach, ReceiveView port) {
    this.mach = mach;
    this.port = port;
  }

  void handle() {
    try (Loan loan = port.lend()) {
      int options = MessageConstants.MACH_RCV_MSG | MessageConstants.MACH_RCV_TIMEOUT;
      check(
          mach.library().mach_msg(buffer.pointer(), options, 0, buffer.size(), loan.name(), 0, 0));
    }
    // The first two descriptors are thread and task. A sample in C looks at them, at best.
    int thread = MachMsgLayout.DESCRIPTORS;
    int task = thread + MachMsgLayout.PORT_DESCRIPTOR_SIZE;
    leaked.add(buffer.getInt(thread));
    leaked.add(buffer.getInt(task));

    int id = buffer.getInt(MachMsgLayout.MSGH_ID);
    buffer.putInt(MachMsgLayout.MSGH_BITS, MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE);
    buffer.putInt(MachMsgLayout.MSGH_SIZE, REPLY_SIZE);
    buffer.putInt(MachMsgLayout.MSGH_LOCAL_PORT, 0);
    buffer.putInt(MachMsgLayout.MSGH_ID, id + 100);
    buffer.putInt(NDR, 0);
    buffer.putInt(NDR + Integer.BYTES, 1);
    buffer.putInt(RETURN_CODE, 0);
    check(
        mach.library()
            .mach_msg(buffer.pointer(), MessageConstants.MACH_SEND_MSG, REPLY_SIZE, 0, 0, 0, 0));
  }

  /** What no sample does: gives back one reference for each port of each message. */
  void giveBackWhatLeaked() {
    leaked.forEach(name -> mach.library().mach_port_deallocate(mach.taskSelf(), name));
    leaked.clear();
  }

  private static void check(int code) {
    if (code != MessageConstants.MACH_MSG_SUCCESS) {
      throw new MachException("mach_msg", code, null);
    }
  }
}
