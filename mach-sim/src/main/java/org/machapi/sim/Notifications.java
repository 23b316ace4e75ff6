package org.machapi.sim;

import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_DEAD_NAME;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_NO_SENDERS;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_PORT_DELETED;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_PORT_DESTROYED;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_ONCE;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_POSSIBLE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.machapi.raw.NdrRecordLayout;

/**
 * The kernel's own messages about ports, as <mach/notify.h> lays them out. Each one uses up the
 * send-once right it goes through.
 */
final class Notifications {
  /** How numbers are written: this machine's way, which the receiver need not check. */
  private static final byte[] NDR = {0, 0, 0, 0, 1, 0, 0, 0};

  private final Kernel kernel;

  Notifications(Kernel kernel) {
    this.kernel = kernel;
  }

  static byte[] ndr() {
    byte[] ndr = NDR.clone();
    ndr[NdrRecordLayout.INT_REP] =
        (byte) (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 1 : 0);
    return ndr;
  }

  void portDeleted(Port notify, int name) {
    send(notify, MACH_NOTIFY_PORT_DELETED, name);
  }

  void sendPossible(Port notify, int name) {
    send(notify, MACH_NOTIFY_SEND_POSSIBLE, name);
  }

  void deadName(Port notify, int name) {
    send(notify, MACH_NOTIFY_DEAD_NAME, name);
  }

  void noSenders(Port notify, int makeSendCount) {
    if (notify.object instanceof Perishable object) {
      // The kernel has asked for itself: its own objects need no message.
      object.endIfUnused();
      return;
    }
    send(notify, MACH_NOTIFY_NO_SENDERS, makeSendCount);
  }

  /** Tells a port that a send-once right to it went unused. */
  void sendOnce(Port port) {
    kernel.sender.sendFromKernel(message(port, MACH_NOTIFY_SEND_ONCE), true);
  }

  /** Gives a port whose receive right was destroyed to who asked for it. */
  void portDestroyed(Port notify, Port port) {
    Message message = message(notify, MACH_NOTIFY_PORT_DESTROYED);
    message.complex = true;
    message.descriptors = new Descriptor[] {new Descriptor.Right(port, Dispositions.RECEIVE)};
    message.circular = kernel.ports.isCircular(port, notify);
    kernel.sender.sendFromKernel(message, true);
  }

  private void send(Port notify, int id, int value) {
    Message message = message(notify, id);
    message.body =
        ByteBuffer.allocate(NdrRecordLayout.SIZE + Integer.BYTES)
            .order(ByteOrder.nativeOrder())
            .put(ndr())
            .putInt(NdrRecordLayout.SIZE, value)
            .array();
    kernel.sender.sendFromKernel(message, true);
  }

  private static Message message(Port notify, int id) {
    Message message = new Message();
    message.remote = notify;
    message.remoteDisposition = Dispositions.SEND_ONCE;
    message.id = id;
    return message;
  }
}
