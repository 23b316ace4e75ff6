package org.machapi.census;

/** A notification that has been asked for and has not come yet. */
public enum PendingRequest {
  /**
   * This task asked to be told when the name dies ({@code MACH_PORT_TYPE_DNREQUEST}); set with a
   * send-possible request, too, which tells that as well.
   */
  DEAD_NAME,
  /** This task asked to be told when there is room to send ({@code MACH_PORT_TYPE_SPREQUEST}). */
  SEND_POSSIBLE,
  /**
   * That request does not count yet: no message has found the queue full ({@code
   * MACH_PORT_TYPE_SPREQUEST_DELAYED}).
   */
  SEND_POSSIBLE_DELAYED,
  /** Somebody is to be told when the last send right is gone ({@code mps_nsrequest}). */
  NO_SENDERS,
  /** Somebody is to get the receive right when it is destroyed ({@code mps_pdrequest}). */
  PORT_DESTROYED
}
