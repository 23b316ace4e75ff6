package org.machapi;

import java.util.Objects;

/**
 * A name in a port space, to be looked at: everything that neither gives nor takes a right.
 *
 * <p>A view owns nothing and has no {@code close}. It is good as long as the right behind it is
 * held; afterwards every method throws {@link IllegalStateException} and nothing reaches the
 * kernel, since the name may already be somebody else's.
 */
public sealed interface PortView permits SendView, ReceiveSource, PortRight {

  /**
   * Returns the kernel and task to which the name belongs.
   *
   * @return the kernel
   */
  Mach mach();

  /**
   * Returns the name, for looking at. Ownership stays where it is.
   *
   * <p>To hand the name to a raw routine use {@link #lend()}, which keeps another thread from
   * giving the right back during the call.
   *
   * @return the {@code mach_port_name_t}
   * @throws IllegalStateException if the right is closed or has been given away
   */
  int name();

  /**
   * Says what the port is for, so that people can tell it from others where rights are listed.
   * Makes no call. The label is kept by the {@link RightsObserver}, such as the ledger of {@code
   * org.machapi.census}, and belongs to the name; without an observer it is kept by nobody.
   *
   * <p>Ownership: nothing changes hands.
   *
   * @param label what the port is for, such as {@code render server}
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default void label(String label) {
    Objects.requireNonNull(label);
    try (Loan loan = lend()) {
      RightsObserver observer = mach().observer();
      if (observer != null) {
        observer.labelled(loan.name(), label);
      }
    }
  }

  /**
   * Borrows the name for a while. The right stays with its owner, who can close it at any time; it
   * then goes back to the kernel when the last loan ends.
   *
   * @return the loan; close it soon
   * @throws IllegalStateException if the right is closed or has been given away
   */
  Loan lend();

  /**
   * Asks the kernel what the name denotes now. A right whose port has died shows as {@code
   * DEAD_NAME}.
   *
   * <p>Ownership: nothing changes hands. Should the port have died with a dead-name notification
   * requested, the look adds the one user reference that belongs to the notification (XNU
   * osfmk/ipc/ipc_right.c:ipc_right_check).
   *
   * @return the type bits
   * @throws MachException as {@code mach_port_type} fails
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default PortType type() throws MachException {
    try (Loan loan = lend()) {
      return mach().space().type(loan.name());
    }
  }

  /**
   * Asks the kernel how many user references the name has for one kind of right, whoever in this
   * task holds them.
   *
   * @param right the kind
   * @return the count; 0 if the name does not denote such a right
   * @throws MachException as {@code mach_port_get_refs} fails
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default int references(Right right) throws MachException {
    try (Loan loan = lend()) {
      return mach().space().references(loan.name(), right);
    }
  }

  /**
   * Asks the kernel what stands behind the port.
   *
   * @return the kernel object; {@link KernelObject#NONE} for a plain port
   * @throws DeadNameException if the port has died
   * @throws MachException as {@code mach_port_kobject} fails otherwise
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default KernelObject kernelObject() throws MachException {
    try (Loan loan = lend()) {
      return mach().space().kernelObject(loan.name());
    }
  }
}
