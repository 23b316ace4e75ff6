package org.machapi;

/**
 * A send right that somebody else owns, to be used but not given back: the view of {@link
 * SendRight}.
 *
 * @see PortView
 */
public sealed interface SendView extends PortView
    permits SendRight, InspectableThread, NamedTask, Host {

  /**
   * Acquires one more user reference to the same right, owned separately.
   *
   * <p>Ownership: this view keeps what it has. On success the caller owns the new object and must
   * close it; on failure nothing was acquired.
   *
   * <p>From macOS 10.12.2 on a count that reaches 65,535 stays there for ever; see {@link
   * #isPegged()}.
   *
   * @return the copy, under the same name
   * @throws DeadNameException if the port has died; the references held remain and must be given
   *     back
   * @throws MachException as {@code mach_port_mod_refs} fails otherwise; up to macOS 10.12.1 {@code
   *     KERN_UREFS_OVERFLOW} if the name has 65,534 references (XNU
   *     osfmk/ipc/ipc_right.c:ipc_right_delta)
   * @throws IllegalStateException if the right is closed or has been given away
   */
  SendRight copy() throws MachException;

  /**
   * Tells whether the port has died, so that the name is a dead name. What is held of it must be
   * closed all the same.
   *
   * @return whether the kernel now shows a dead name
   * @throws MachException as {@code mach_port_type} fails
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default boolean isDead() throws MachException {
    return type().has(Right.DEAD_NAME);
  }

  /**
   * Tells whether the user references of this name have reached 65,535, where counting ends: since
   * macOS 10.12.2 such a right is never given back by {@code mach_port_deallocate} again (XNU
   * osfmk/ipc/ipc_right.c:ipc_right_dealloc). It shows that references were leaked; the kernel
   * itself reports it nowhere.
   *
   * @return whether the count is at its maximum, as a send right or as a dead name
   * @throws MachException as {@code mach_port_get_refs} fails
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default boolean isPegged() throws MachException {
    return references(Right.SEND) == IpcSpace.MAX_USER_REFERENCES
        || references(Right.DEAD_NAME) == IpcSpace.MAX_USER_REFERENCES;
  }
}
