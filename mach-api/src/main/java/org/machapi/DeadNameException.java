package org.machapi;

/**
 * The right is dead: its port has been destroyed, so that the name has become a dead name.
 *
 * <p>Nothing was changed or released. What was held before is still held and must still be closed:
 * the user references of a right become references of the dead name (XNU
 * osfmk/ipc/ipc_right.c:ipc_right_check).
 */
public final class DeadNameException extends MachException {
  private static final long serialVersionUID = 1L;

  /**
   * Says that a name is dead.
   *
   * @param routine the Mach routine that found out, as in C
   * @param code what it returned
   * @param name the dead name
   */
  public DeadNameException(String routine, int code, int name) {
    super(
        routine,
        code,
        PortNames.format(name) + " is a dead name: its port is gone. Close what you hold of it.");
  }

  /**
   * Says that what a view shows is dead.
   *
   * @param routine the Mach routine that found out, as in C
   * @param code what it returned
   * @param view the dead right
   */
  public DeadNameException(String routine, int code, PortView view) {
    super(routine, code, view + " is a dead name: its port is gone. Close what you hold of it.");
  }
}
