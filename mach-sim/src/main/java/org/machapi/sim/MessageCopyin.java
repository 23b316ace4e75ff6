package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_ID;
import static org.machapi.raw.MachMsgLayout.MSGH_LOCAL_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MachMsgLayout.MSGH_VOUCHER_PORT;
import static org.machapi.raw.MessageConstants.MACH_MSGH_BITS_COMPLEX;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_SEND_ALWAYS;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_HEADER;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_REPLY;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_VOUCHER;
import static org.machapi.raw.MessageConstants.MACH_SEND_NOTIFY;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND_RIGHTS;
import static org.machapi.raw.PortConstants.kGUARD_EXC_IMMOVABLE;
import static org.machapi.raw.PortConstants.kGUARD_EXC_SEND_INVALID_REPLY;
import static org.machapi.raw.PortConstants.kGUARD_EXC_SEND_INVALID_VOUCHER;

import java.nio.ByteBuffer;

/**
 * Makes a kernel message of the bytes of a task: takes the rights in the header, all or none, and
 * has the descriptors taken.
 */
final class MessageCopyin {
  private static final int DISPOSITION_MASK = 0x1f;
  private static final int LOCAL_SHIFT = 8;
  private static final int VOUCHER_SHIFT = 16;

  private final Kernel kernel;
  private final DescriptorCopyin descriptors;

  /** The message of the last success. */
  Message message = new Message();

  /** The options of the last success, with what was found out on the way. */
  int options;

  MessageCopyin(Kernel kernel) {
    this.kernel = kernel;
    this.descriptors = new DescriptorCopyin(kernel);
  }

  /**
   * Takes a message in.
   *
   * @param in the message as the task has it, from the header on, in native byte order; as long as
   *     the message
   */
  int take(Task task, ByteBuffer in, int sendOptions) {
    options = sendOptions;
    message = new Message();
    message.sender = task;
    message.id = in.getInt(MSGH_ID);
    int bits = in.getInt(MSGH_BITS);
    int result = takeHeader(task.space, in, bits);
    if (result != MACH_MSG_SUCCESS) {
      return result;
    }
    message.complex = (bits & MACH_MSGH_BITS_COMPLEX) != 0;
    if (message.complex) {
      return descriptors.take(task, message, in);
    }
    message.body = new byte[in.capacity() - HEADER_SIZE];
    in.get(HEADER_SIZE, message.body);
    return MACH_MSG_SUCCESS;
  }

  private int takeHeader(Space space, ByteBuffer in, int bits) {
    int remoteDisposition = bits & DISPOSITION_MASK;
    int localDisposition = bits >>> LOCAL_SHIFT & DISPOSITION_MASK;
    int remote = in.getInt(MSGH_REMOTE_PORT);
    int local = in.getInt(MSGH_LOCAL_PORT);
    boolean localIsFine =
        localDisposition == 0
            ? local == MACH_PORT_NULL
            : Dispositions.canCarryMessage(localDisposition);
    if (!Dispositions.canCarryMessage(remoteDisposition) || !localIsFine) {
      return MACH_SEND_INVALID_HEADER;
    }
    if (!Names.valid(remote) || !space.active) {
      return MACH_SEND_INVALID_DEST;
    }
    message.voucherField = in.getInt(MSGH_VOUCHER_PORT);
    if (!voucherIsFine(bits >>> VOUCHER_SHIFT & DISPOSITION_MASK)) {
      kernel.guards.raise(kGUARD_EXC_SEND_INVALID_VOUCHER, message.voucherField);
      return MACH_SEND_INVALID_VOUCHER;
    }
    return takePorts(space, remote, remoteDisposition, local, localDisposition);
  }

  /** There are no vouchers here, so only the null name can be one. */
  private boolean voucherIsFine(int disposition) {
    if (disposition == 0) {
      return true;
    }
    message.voucherDisposition = MACH_MSG_TYPE_MOVE_SEND;
    return message.voucherField == MACH_PORT_NULL
        && (disposition == MACH_MSG_TYPE_MOVE_SEND || disposition == MACH_MSG_TYPE_COPY_SEND);
  }

  private int takePorts(
      Space space, int remote, int remoteDisposition, int local, int localDisposition) {
    int remoteIndex = space.find(remote);
    if (remoteIndex == 0) {
      return MACH_SEND_INVALID_DEST;
    }
    int localIndex = 0;
    if (Names.valid(local)) {
      localIndex = space.find(local);
      if (localIndex == 0 || !canTakeReply(space, localIndex, local, localDisposition)) {
        kernel.guards.raise(kGUARD_EXC_SEND_INVALID_REPLY, local);
        return MACH_SEND_INVALID_REPLY;
      }
    }
    RightCopyin rights = kernel.copyin;
    if (localIndex == remoteIndex) {
      int result = rights.takeTwo(space, remoteIndex, remote, remoteDisposition, localDisposition);
      if (result == KERN_INVALID_CAPABILITY) {
        kernel.guards.raise(kGUARD_EXC_SEND_INVALID_REPLY, local);
        return MACH_SEND_INVALID_REPLY;
      }
      if (result != KERN_SUCCESS) {
        return MACH_SEND_INVALID_DEST;
      }
      message.remote = rights.port;
      message.local = rights.port;
      finish(space, remoteIndex, remote, remoteDisposition, localDisposition);
      rights.tellCancelled(remote);
      return MACH_MSG_SUCCESS;
    }
    int result =
        rights.takeFrom(space, remoteIndex, remote, remoteDisposition, AllowedRights.DESTINATION);
    if (result != KERN_SUCCESS) {
      return MACH_SEND_INVALID_DEST;
    }
    message.remote = rights.port;
    Port cancelledRemote = rights.cancelled;
    rights.cancelled = null;
    if (localIndex != 0) {
      rights.takeFrom(space, localIndex, local, localDisposition, AllowedRights.ANY);
      message.local = rights.port;
    } else {
      message.local = local == MACH_PORT_DEAD ? Port.DEAD : null;
    }
    Port cancelledLocal = rights.cancelled;
    rights.cancelled = null;
    finish(space, remoteIndex, remote, remoteDisposition, localDisposition);
    if (localIndex != 0) {
      RightCopyin.freeIfEmpty(space, localIndex);
    }
    kernel.rights.portDeleted(cancelledRemote, remote);
    kernel.rights.portDeleted(cancelledLocal, local);
    return MACH_MSG_SUCCESS;
  }

  private void finish(
      Space space, int remoteIndex, int remote, int remoteDisposition, int localDisposition) {
    boolean isLeft = space.type(remoteIndex) != 0;
    if (!isLeft) {
      space.free(remoteIndex);
    }
    message.remoteDisposition = Dispositions.received(remoteDisposition);
    message.localDisposition = Dispositions.received(localDisposition);
    Port port = message.remote;
    boolean asksForRoom =
        (options & MACH_SEND_NOTIFY) != 0
            && message.remoteDisposition == Dispositions.SEND
            && isLeft
            && space.request(remoteIndex) != 0;
    if (asksForRoom && Port.valid(port) && port.active && !port.isKernelObject()) {
      if (!port.isFull()) {
        options |= MACH_SEND_ALWAYS;
      } else if (port.requests != null && port.requests.arm(space.request(remoteIndex))) {
        port.sendPossibleArmed = true;
      }
    }
  }

  /**
   * Tells whether a reply right can be taken, without taking it: a message takes both rights of its
   * header or none.
   */
  private boolean canTakeReply(Space space, int index, int name, int disposition) {
    if (disposition == MACH_MSG_TYPE_MAKE_SEND || disposition == MACH_MSG_TYPE_MAKE_SEND_ONCE) {
      return space.has(index, MACH_PORT_TYPE_RECEIVE);
    }
    if (space.has(index, MACH_PORT_TYPE_DEAD_NAME)) {
      return true;
    }
    if (!space.has(index, MACH_PORT_TYPE_SEND_RIGHTS)) {
      return false;
    }
    Port port = space.port(index);
    if (!port.active) {
      return true;
    }
    if (port.immovableSend) {
      kernel.guards.raise(kGUARD_EXC_IMMOVABLE, name);
      return false;
    }
    return space.has(
        index,
        disposition == MACH_MSG_TYPE_MOVE_SEND_ONCE
            ? MACH_PORT_TYPE_SEND_ONCE
            : MACH_PORT_TYPE_SEND);
  }
}
