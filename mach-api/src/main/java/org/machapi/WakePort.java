package org.machapi;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.PortConstants;

/**
 * The private member of a port set, through which those who receive from the set are woken.
 *
 * <p>Apart from them, since it has to be closed for a set whose object is lost, too: they know that
 * object, this does not.
 *
 * <p>The leak checker cannot follow a right in a field that is written later, which {@link
 * #close()} closes.
 */
@SuppressWarnings({"mustcall", "required.method.not.called"})
final class WakePort {
  /** Made by the first that waits; whatever ends the set closes it. */
  private volatile @Nullable ReceiveRight port;

  /** Returns its name; null as long as there is none. */
  int name() {
    ReceiveRight made = port;
    return made == null ? PortConstants.MACH_PORT_NULL : made.name();
  }

  /** Makes the port and puts it into the set, the first time. Called by one thread at a time. */
  void joinTo(Mach mach, int set) throws MachException {
    if (port != null) {
      return;
    }
    ReceiveRight made = ReceiveRight.allocate(mach);
    int code = mach.library().mach_port_insert_member(mach.taskSelf(), made.name(), set);
    if (code != KernReturnConstants.KERN_SUCCESS) {
      made.close();
      throw mach.failure("mach_port_insert_member", code, set);
    }
    port = made;
  }

  /** Destroys the port. Nobody waits any more. */
  void close() {
    ReceiveRight made = port;
    if (made != null) {
      made.close();
    }
  }
}
