package org.machapi;

/**
 * A receive right that somebody else owns, to be used but not given back: the view of {@link
 * ReceiveRight}.
 *
 * @see PortView
 */
public sealed interface ReceiveView extends ReceiveSource permits ReceiveRight {

  /**
   * Makes a send right to this port.
   *
   * <p>Ownership: the caller owns one user reference, under the same name as the receive right, and
   * must close it. The make-send count of the port grows by one. On failure nothing was made.
   *
   * @return the send right
   * @throws MachException as {@code mach_port_insert_right} fails
   * @throws IllegalStateException if the right is closed or has been given away
   */
  SendRight makeSend() throws MachException;

  /**
   * Makes a send-once right to this port.
   *
   * <p>Ownership: the caller owns it, under a name of its own, and must close or use it. On failure
   * nothing was made.
   *
   * @return the send-once right
   * @throws MachException as {@code mach_port_extract_right} fails
   * @throws IllegalStateException if the right is closed or has been given away
   */
  SendOnceRight makeSendOnce() throws MachException;

  /**
   * Asks the kernel for the state of the port and its queue.
   *
   * @return the state at this moment
   * @throws MachException as {@code mach_port_get_attributes} fails
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default ReceiveStatus status() throws MachException {
    try (Loan loan = lend()) {
      return ReceiveCalls.status(mach(), loan.name());
    }
  }

  /**
   * Asks the kernel how many send rights were made since the receive right arrived in this task:
   * each {@link #makeSend()} and each {@code MAKE_SEND} in a message counts, copies do not. A
   * no-senders notification is told it.
   *
   * @return the make-send count, which starts again at 0 after 2^32 - 1
   * @throws MachException as {@link #status()} does
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default long makeSendCount() throws MachException {
    return Integer.toUnsignedLong(status().makeSendCount());
  }

  /**
   * Sets the make-send count, mostly to 0 before handing out send rights anew. A no-senders request
   * that waits already does not compare it any more (XNU osfmk/ipc/ipc_port.c:ipc_port_nsrequest).
   *
   * <p>Ownership: nothing changes hands.
   *
   * @param count from 0 to 2^32 - 1
   * @throws IllegalArgumentException if the count is out of range
   * @throws MachException as {@code mach_port_set_mscount} fails
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default void setMakeSendCount(long count) throws MachException {
    try (Loan loan = lend()) {
      ReceiveCalls.setMakeSendCount(mach(), loan.name(), count);
    }
  }

  /**
   * Asks the kernel how many messages may wait before senders have to.
   *
   * @return messages
   * @throws MachException as {@link #status()} does
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default int queueLimit() throws MachException {
    return status().queueLimit();
  }

  /**
   * Sets how many messages may wait before senders have to. Messages that wait already stay, and
   * messages to send-once rights and from the kernel are let in beyond it.
   *
   * <p>Ownership: nothing changes hands. On failure the limit is as before.
   *
   * @param messages from 0, where every sender waits until somebody receives, to 1024 ({@code
   *     MACH_PORT_QLIMIT_MAX}); a new port has 5
   * @throws MachException as {@code mach_port_set_attributes} fails: {@code KERN_INVALID_VALUE} if
   *     the limit is out of range
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default void setQueueLimit(int messages) throws MachException {
    try (Loan loan = lend()) {
      ReceiveCalls.setQueueLimit(mach(), loan.name(), messages);
    }
  }

  /**
   * Asks the kernel for the context of the port, which for a guarded right is its guard. There is
   * no way to set it here: macOS kills a process that sets the context of a strictly guarded port
   * (XNU osfmk/ipc/mach_port.c:mach_port_set_context), and on any guarded one the guard would be
   * another, so that closing the right would be fatal.
   *
   * @return the context; 0 for a port that is guarded strictly, where the kernel does not tell it
   * @throws MachException as {@code mach_port_get_context} fails
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default long context() throws MachException {
    try (Loan loan = lend()) {
      return ReceiveCalls.context(mach(), loan.name());
    }
  }
}
