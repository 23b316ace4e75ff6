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
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_OPTIONS;
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
import static org.machapi.raw.PortConstants.kGUARD_EXC_INVALID_OPTIONS;
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
    if (isForAnObject()) {
      kernel.guards.raise(kGUARD_EXC_INVALID_OPTIONS, 0, Integer.toUnsignedLong(sendOptions));
      kernel.messages.destroy(message);
      return MACH_SEND_INVALID_OPTIONS;
    }
    message.complex = (bits & MACH_MSGH_BITS_COMPLEX) != 0;
    if (message.complex) {
      return descriptors.take(task, message, in);
    }
    message.body = new byte[in.capacity() - HEADER_SIZE];
    in.get(HEADER_SIZE, message.body);
    return MACH_MSG_SUCCESS;
  }

  /** Tells whether this should have been a call of a routine, where that makes a difference. */
  private boolean isForAnObject() {
    Port destination = message.remote;
    return kernel.rules.has(Rule.KILLS_FOR_MESSAGES_TO_OBJECTS)
        && Port.valid(destination)
        && destination.active
        && destination.isKernelObject();
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
    int voucherDisposition = bits >>> VOUCHER_SHIFT & DISPOSITION_MASK;
    message.voucherField = in.getInt(MSGH_VOUCHER_PORT);
    int voucher = MACH_PORT_NULL;
    if (voucherDisposition != 0) {
      voucher = message.voucherField;
      message.voucherDisposition = MACH_MSG_TYPE_MOVE_SEND;
      if (!voucherIsFine(space, voucher, voucherDisposition)) {
        kernel.guards.raise(kGUARD_EXC_SEND_INVALID_VOUCHER, voucher);
        return MACH_SEND_INVALID_VOUCHER;
      }
    }
    return takePorts(
        space,
        new HeaderNames(
            remote, remoteDisposition, local, localDisposition, voucher, voucherDisposition));
  }

  private static boolean voucherIsFine(Space space, int name, int disposition) {
    if (disposition != MACH_MSG_TYPE_MOVE_SEND && disposition != MACH_MSG_TYPE_COPY_SEND) {
      return false;
    }
    if (name == MACH_PORT_NULL) {
      return true;
    }
    int index = space.find(name);
    return index != 0
        && space.has(index, MACH_PORT_TYPE_SEND)
        && space.port(index).objectType == ObjectType.VOUCHER;
  }

  private int takePorts(Space space, HeaderNames names) {
    int remoteIndex = space.find(names.remote());
    if (remoteIndex == 0) {
      return MACH_SEND_INVALID_DEST;
    }
    int local = names.local();
    int localIndex = 0;
    if (Names.valid(local)) {
      localIndex = local == names.voucher() ? 0 : space.find(local);
      if (localIndex == 0 || !canTakeReply(space, localIndex, local, names.localDisposition())) {
        return invalidReply(local);
      }
    }
    RightCopyin rights = kernel.copyin;
    int result = takeDestination(space, names, remoteIndex, localIndex == remoteIndex);
    if (result == KERN_INVALID_CAPABILITY && localIndex == remoteIndex) {
      return invalidReply(local);
    }
    if (result != KERN_SUCCESS) {
      return MACH_SEND_INVALID_DEST;
    }
    message.remote = rights.port;
    Port cancelledRemote = rights.cancelled;
    Port cancelledLocal = null;
    if (localIndex == remoteIndex) {
      message.local = rights.port;
    } else if (localIndex != 0) {
      rights.takeFrom(space, localIndex, local, names.localDisposition(), AllowedRights.ANY);
      message.local = rights.port;
      cancelledLocal = rights.cancelled;
    } else {
      message.local = local == MACH_PORT_DEAD ? Port.DEAD : null;
    }
    int voucherIndex = 0;
    Port cancelledVoucher = null;
    if (names.voucherIsDestination()) {
      message.voucher = message.remote;
    } else if (names.hasVoucher()) {
      voucherIndex = space.find(names.voucher());
      rights.takeFrom(
          space, voucherIndex, names.voucher(), names.voucherDisposition(), AllowedRights.MOVABLE);
      message.voucher = rights.port;
      cancelledVoucher = rights.cancelled;
    }
    rights.cancelled = null;
    finish(space, remoteIndex, names);
    if (localIndex != 0 && localIndex != remoteIndex) {
      RightCopyin.freeIfEmpty(space, localIndex);
    }
    if (voucherIndex != 0) {
      RightCopyin.freeIfEmpty(space, voucherIndex);
    }
    kernel.rights.portDeleted(cancelledRemote, names.remote());
    kernel.rights.portDeleted(cancelledLocal, local);
    kernel.rights.portDeleted(cancelledVoucher, names.voucher());
    return MACH_MSG_SUCCESS;
  }

  private int invalidReply(int name) {
    kernel.guards.raise(kGUARD_EXC_SEND_INVALID_REPLY, name);
    return MACH_SEND_INVALID_REPLY;
  }

  /** Takes the right to the destination, and with it another that the header has of that name. */
  private int takeDestination(
      Space space, HeaderNames names, int index, boolean isReplyPortAsWell) {
    int name = names.remote();
    int disposition = names.remoteDisposition();
    if (isReplyPortAsWell) {
      return kernel.copyin.takeTwo(space, index, name, disposition, names.localDisposition());
    }
    if (names.voucherIsDestination()) {
      return kernel.copyin.takeTwo(space, index, name, disposition, names.voucherDisposition());
    }
    return kernel.copyin.takeFrom(space, index, name, disposition, AllowedRights.DESTINATION);
  }

  private void finish(Space space, int remoteIndex, HeaderNames names) {
    boolean isLeft = space.type(remoteIndex) != 0;
    if (!isLeft) {
      space.free(remoteIndex);
    }
    message.remoteDisposition = Dispositions.received(names.remoteDisposition());
    message.localDisposition = Dispositions.received(names.localDisposition());
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
