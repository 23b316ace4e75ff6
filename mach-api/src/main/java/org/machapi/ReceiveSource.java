package org.machapi;

import org.machapi.raw.NativeBuffer;

/**
 * Where messages are received: a receive right, or a port set.
 *
 * <p>Mostly handed to {@code org.machapi.message.ReceivedMessage}, which also owns what a message
 * carries.
 *
 * @see PortView
 */
public sealed interface ReceiveSource extends PortView permits ReceiveView, PortSetView {

  /**
   * Receives one message into memory with {@code mach_msg}; the wait ends when the source is closed
   * or the thread is interrupted.
   *
   * <p>Ownership: what the message carries is the caller's, by the names in the memory. Nothing was
   * acquired if the code is not success, other than what {@code MACH_RCV_BODY_ERROR} means.
   *
   * <p>Of the threads that wait here through this library one at a time waits in the kernel and the
   * others for their turn, so that whoever wakes the one in the kernel wakes the right one. What
   * wakes it is a message that the task sends to itself: the header of a send-once notification
   * ({@code MACH_NOTIFY_SEND_ONCE}), to a send-once right made in the same call, so that it finds
   * room in a full queue and needs no name in the port space. This method never returns such a
   * message. Code that receives from the same port by other means may see one, and should do with
   * it as with any send-once notification: nothing. It takes a sequence number of the port.
   *
   * @param memory where to put the message and its trailer
   * @param options {@code MACH_RCV_*} options of {@code mach_msg}; they must ask for a trailer with
   *     the audit token at least, by which such a message is told from one of somebody else. {@code
   *     MACH_RCV_MSG} and {@code MACH_RCV_TIMEOUT} are added as needed.
   * @param nanoseconds how long to wait at most; 0 or less does not wait, and then an interrupt is
   *     not looked at; {@code Long.MAX_VALUE} is no limit
   * @return what {@code mach_msg} returned; {@code MACH_RCV_INTERRUPTED} with the interrupt status
   *     of the thread still set if it was interrupted, before the call or meanwhile. No message is
   *     lost by an interrupt.
   * @throws IllegalArgumentException if the options ask for a shorter trailer, or the memory has
   *     less room than a header and the longest trailer take
   * @throws IllegalStateException if the source is closed or has been given away, or is closed
   *     while this waits. A message that was received before is returned all the same.
   * @throws MachException as {@code pid_for_task} fails for the own task; for a port set, as {@link
   *     ReceiveRight#allocate(Mach)} and {@code mach_port_insert_member} fail when the first wait
   *     makes the member by which the set is woken
   */
  int receive(NativeBuffer memory, int options, long nanoseconds) throws MachException;
}
