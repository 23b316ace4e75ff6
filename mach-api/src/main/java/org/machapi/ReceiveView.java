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
  ReceiveStatus status() throws MachException;
}
