package org.machapi.sim;

import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_SEND_ALWAYS;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_NO_SENDERS;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.machapi.raw.NdrRecordLayout;

/**
 * Sends a kernel message on: to a queue, to an object of the kernel, or nowhere if its port is
 * dead.
 */
final class MessageSender {
  /** What is added to the id of a request to get that of its reply. */
  private static final int REPLY_ID_OFFSET = 100;

  private final Kernel kernel;

  MessageSender(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Sends; unless this returns success, the message is still the caller's. */
  int send(Message message, int options, int timeout) {
    if (message.circular) {
      kernel.messages.destroy(message);
      return MACH_MSG_SUCCESS;
    }
    Port port = message.remote;
    if (!Port.valid(port)) {
      throw new IllegalStateException("a message that is sent has a destination");
    }
    if (!port.active) {
      return lose(message);
    }
    if (port.isKernelObject()) {
      answerForObject(message, options, timeout);
      return MACH_MSG_SUCCESS;
    }
    int result = kernel.queues.send(port, message, options, timeout);
    return result == MACH_SEND_INVALID_DEST ? lose(message) : result;
  }

  /** What is sent to a dead port is gone with all its rights, and the sender is not told. */
  private int lose(Message message) {
    message.remote = null;
    kernel.messages.destroy(message);
    return MACH_MSG_SUCCESS;
  }

  /** Sends a message of the kernel's own; if it can not be sent, it is gone. */
  void sendFromKernel(Message message, boolean evenIfFull) {
    int result = send(message, evenIfFull ? MACH_SEND_ALWAYS : 0, 0);
    if (result != MACH_MSG_SUCCESS) {
      kernel.messages.destroy(message);
    }
  }

  /**
   * Answers a message to a task, thread, host or bootstrap port as who receives there answers an id
   * that it does not know: the routines are called as methods here, not through messages.
   */
  void answerForObject(Message request, int options, int timeout) {
    Port object = request.remote;
    if (isNotification(request) && Port.valid(object) && object.kernelReceiver != null) {
      object.kernelReceiver.receive(request);
      return;
    }
    Port reply = request.local;
    int disposition = request.localDisposition;
    request.local = null;
    request.remote = null;
    if (request.remoteDisposition == Dispositions.SEND) {
      kernel.ports.releaseSend(object);
    } else if (Port.valid(object)) {
      // The right is used up, so that no notification says it went unused.
      object.sendOnceRights--;
    }
    kernel.messages.destroy(request);
    if (!Port.valid(reply)) {
      return;
    }
    Message message = new Message();
    message.remote = reply;
    message.remoteDisposition = disposition;
    message.id = request.id + REPLY_ID_OFFSET;
    message.body =
        ByteBuffer.allocate(NdrRecordLayout.SIZE + Integer.BYTES)
            .order(ByteOrder.nativeOrder())
            .put(Notifications.ndr())
            .putInt(NdrRecordLayout.SIZE, MIG_BAD_ID)
            .array();
    if (reply.isKernelObject() || send(message, options, timeout) != MACH_MSG_SUCCESS) {
      kernel.messages.destroy(message);
    }
  }

  /** Tells whether the kernel itself says what has become of the rights to one of its objects. */
  private static boolean isNotification(Message message) {
    return message.sender == null
        && (message.id == MACH_NOTIFY_SEND_ONCE || message.id == MACH_NOTIFY_NO_SENDERS);
  }
}
