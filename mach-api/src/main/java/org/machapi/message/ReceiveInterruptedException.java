package org.machapi.message;

import org.machapi.MachException;
import org.machapi.ReceiveSource;
import org.machapi.raw.MessageConstants;

/**
 * A thread was interrupted while it waited for a message, or before. Its interrupt status is still
 * set; nothing was received, and no message is lost.
 */
public final class ReceiveInterruptedException extends MachException {
  private static final long serialVersionUID = 1L;

  ReceiveInterruptedException(ReceiveSource source) {
    super("mach_msg", MessageConstants.MACH_RCV_INTERRUPTED, "Receiving from " + source + ".");
  }
}
