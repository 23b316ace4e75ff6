package org.machapi.sim;

import java.util.ArrayDeque;

/**
 * Destroys messages with all rights in them. A message can hold the last right to a port with
 * messages in its queue, so they are put aside and destroyed one after the other instead of one
 * inside the other.
 */
final class Messages {
  private final Kernel kernel;
  private final ArrayDeque<Message> doomed = new ArrayDeque<>();

  Messages(Kernel kernel) {
    this.kernel = kernel;
  }

  void destroy(Message message) {
    if (putAside(message)) {
      reap();
    }
  }

  /**
   * Puts a message aside; true if it is the first there, so that whoever did it has to call {@link
   * #reap()}.
   */
  boolean putAside(Message message) {
    boolean first = doomed.isEmpty();
    doomed.add(message);
    return first;
  }

  void reap() {
    Message message;
    while ((message = doomed.peek()) != null) {
      dropHeader(message);
      dropDescriptors(message);
      doomed.remove();
    }
  }

  /** Drops the rights in the header. */
  void dropHeader(Message message) {
    Port remote = message.remote;
    Port local = message.local;
    message.remote = null;
    message.local = null;
    kernel.ports.dropDestination(remote, message.remoteDisposition);
    kernel.ports.drop(local, message.localDisposition);
    dropVoucher(message);
  }

  void dropVoucher(Message message) {
    Port voucher = message.voucher;
    message.voucher = null;
    kernel.ports.releaseSend(voucher);
  }

  void dropDescriptors(Message message) {
    Descriptor[] descriptors = message.descriptors;
    message.descriptors = Message.NO_DESCRIPTORS;
    for (Descriptor descriptor : descriptors) {
      drop(descriptor);
    }
  }

  void drop(Descriptor descriptor) {
    if (descriptor instanceof Descriptor.Right right) {
      kernel.ports.drop(right.port(), right.disposition());
    } else if (descriptor instanceof Descriptor.GuardedRight right) {
      kernel.ports.drop(right.port(), right.disposition());
    } else if (descriptor instanceof Descriptor.Rights rights && rights.ports() != null) {
      for (Port port : rights.ports()) {
        kernel.ports.drop(port, rights.disposition());
      }
    }
  }
}
