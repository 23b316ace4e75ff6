package org.machapi;

import org.checkerframework.checker.mustcall.qual.InheritableMustCall;

/**
 * The moment in which a right is given to somebody else: from {@link PortRight#transfer()} until
 * {@link #close()}.
 *
 * <pre>{@code
 * try (Transfer transfer = right.transfer()) {
 *   kr = ... // a raw call that consumes transfer.name() on success
 *   if (kr == KERN_SUCCESS) {
 *     transfer.succeeded();
 *   }
 * }
 * }</pre>
 *
 * <p>While it lasts nobody else can use the right. If it ends without {@link #succeeded()}, the
 * right is the owner's again (and is given back at once, should the owner have closed it
 * meanwhile).
 */
@InheritableMustCall("close")
public final class Transfer implements AutoCloseable {
  private final PortRight right;
  private int name;
  private boolean ended;
  private boolean succeeded;

  Transfer(PortRight right, int name) {
    this.right = right;
    this.name = name;
  }

  /**
   * Returns the name to give away.
   *
   * @return the {@code mach_port_name_t}
   */
  public int name() {
    return name;
  }

  /** Says that the kernel has taken the right. From now on the object owns nothing. */
  public void succeeded() {
    succeeded = true;
  }

  /**
   * Says that the kernel gave the right back under another name, as a failed send may
   * (pseudo-receive: XNU osfmk/ipc/ipc_kmsg.c:ipc_kmsg_copyout_pseudo). The object owns the right
   * under that name from now on.
   *
   * @param newName the name in the buffer that the kernel wrote back
   */
  public void returnedAs(int newName) {
    returnedAs(newName, 0);
  }

  /**
   * As {@link #returnedAs(int)}, for a right that came back in a guarded port descriptor. A receive
   * right loses its guard in any message (XNU osfmk/ipc/ipc_port.c:ipc_port_clear_receiver); here
   * it gets it again.
   *
   * @param newName the name in the buffer that the kernel wrote back
   * @param newGuard the context in the descriptor, which guards the right now; 0 for none
   */
  public void returnedAs(int newName, long newGuard) {
    name = newName;
    right.cameBack(newName, newGuard);
  }

  /**
   * Returns the guard of the receive right to give away, which a guarded port descriptor has to
   * name: macOS kills a process that names another one.
   *
   * @return the guard; 0 for any other kind of right
   */
  public long guard() {
    return right.guard();
  }

  /**
   * Ends the transfer: the right is gone after {@link #succeeded()}, else it is the owner's as
   * before.
   */
  @Override
  public void close() {
    if (!ended) {
      ended = true;
      right.endTransfer(succeeded, name);
    }
  }
}
