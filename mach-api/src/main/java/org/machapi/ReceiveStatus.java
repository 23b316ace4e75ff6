package org.machapi;

import org.machapi.raw.MachPortStatusLayout;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/**
 * The state of a port as {@code MACH_PORT_RECEIVE_STATUS} gives it ({@code mach_port_status_t}).
 * Its numbers are counted in 32 bits without a sign, and start again at 0.
 *
 * @param sequenceNumber the number that the next message received will carry
 * @param makeSendCount send rights made since the receive right arrived here
 * @param queueLimit messages that may wait before senders have to
 * @param queuedMessages messages that wait now
 * @param sendOnceRights send-once rights that exist
 * @param hasSendRights whether send rights exist anywhere
 * @param hasPortDestroyedRequest whether a port-destroyed notification is requested
 * @param hasNoSendersRequest whether a no-senders notification is requested
 * @param flags an or-list of {@code MACH_PORT_STATUS_FLAG_} constants
 */
public record ReceiveStatus(
    int sequenceNumber,
    int makeSendCount,
    int queueLimit,
    int queuedMessages,
    int sendOnceRights,
    boolean hasSendRights,
    boolean hasPortDestroyedRequest,
    boolean hasNoSendersRequest,
    int flags) {

  static ReceiveStatus read(NativeBuffer status) {
    return new ReceiveStatus(
        status.getInt(MachPortStatusLayout.MPS_SEQNO),
        status.getInt(MachPortStatusLayout.MPS_MSCOUNT),
        status.getInt(MachPortStatusLayout.MPS_QLIMIT),
        status.getInt(MachPortStatusLayout.MPS_MSGCOUNT),
        status.getInt(MachPortStatusLayout.MPS_SORIGHTS),
        status.getInt(MachPortStatusLayout.MPS_SRIGHTS) != 0,
        status.getInt(MachPortStatusLayout.MPS_PDREQUEST) != 0,
        status.getInt(MachPortStatusLayout.MPS_NSREQUEST) != 0,
        status.getInt(MachPortStatusLayout.MPS_FLAGS));
  }

  /**
   * Tells whether the receive right is guarded: only who knows the guard can destroy it.
   *
   * @return whether a guard is set
   */
  public boolean isGuarded() {
    return (flags & PortConstants.MACH_PORT_STATUS_FLAG_GUARDED) != 0;
  }

  /** Tells whether the kernel keeps the guard to itself. */
  boolean isStrictlyGuarded() {
    return (flags & PortConstants.MACH_PORT_STATUS_FLAG_STRICT_GUARD) != 0;
  }

  /**
   * Tells whether the receive right must stay in this task: macOS kills the process that puts it
   * into a message.
   *
   * @return whether the guard forbids to move it
   */
  public boolean isImmovable() {
    return (flags & PortConstants.MACH_PORT_STATUS_FLAG_GUARD_IMMOVABLE_RECEIVE) != 0;
  }
}
