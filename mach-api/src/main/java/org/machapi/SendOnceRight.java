package org.machapi;

/**
 * A send-once right, owned by the program: good for one message, usually the answer to a request.
 *
 * <p>Sending to it uses it up. Closing it unused tells the receiver, with a send-once notification,
 * that no message will come (XNU osfmk/ipc/ipc_right.c:ipc_right_dealloc).
 */
public final class SendOnceRight extends PortRight {

  SendOnceRight(Mach mach, int name) {
    super(mach, name, SendOnceRight.class);
    watch(SendOnceRight::giveBack);
  }

  /**
   * Takes over a send-once right that the caller owns by its raw name, on the kernel of this
   * system.
   *
   * @see #adopt(Mach, int)
   * @param name the name
   * @return the owner of the right
   * @throws MachException as {@link #adopt(Mach, int)} does
   */
  public static SendOnceRight adopt(int name) throws MachException {
    return adopt(Mach.system(), name);
  }

  /**
   * Takes over a send-once right that the caller owns by its raw name. A dead name is accepted, as
   * the port may have died a moment ago.
   *
   * <p>Ownership: on success the object owns the right; the caller must not release it any more. On
   * failure nothing was released and the caller owns what it owned.
   *
   * @param mach the kernel to which the name belongs
   * @param name the name
   * @return the owner of the right
   * @throws MachException naming {@code mach_port_type}: {@code KERN_INVALID_NAME} if the name
   *     denotes nothing, {@code KERN_INVALID_RIGHT} if it denotes neither a send-once right nor a
   *     dead name
   */
  public static SendOnceRight adopt(Mach mach, int name) throws MachException {
    mach.space().require(name, "a send-once right", Right.SEND_ONCE, Right.DEAD_NAME);
    return new SendOnceRight(mach, name);
  }

  /**
   * Leaves the library with the raw name.
   *
   * <p>Ownership: the caller owns the right from now on, alone; this object owns nothing.
   *
   * @return the name
   * @throws IllegalStateException if the right is closed or gone, or other threads are using it at
   *     this moment
   */
  public int relinquish() {
    return relinquishName();
  }

  /**
   * Takes over a send-once right that the caller is sure to own by its raw name, such as one from a
   * message that the kernel delivered. Makes no call: a wrong name does its harm later.
   *
   * <p>Ownership: the object owns the reference; the caller must not release it any more.
   *
   * @param mach the kernel to which the name belongs
   * @param name the name
   * @return the owner of the reference
   */
  public static SendOnceRight adoptUnchecked(Mach mach, int name) {
    return new SendOnceRight(mach, name);
  }

  @Override
  int release(Mach mach, int name) {
    return giveBack(mach, name);
  }

  private static int giveBack(Mach mach, int name) {
    return mach.library().mach_port_deallocate(mach.taskSelf(), name);
  }

  @Override
  String releaseRoutine() {
    return "mach_port_deallocate";
  }
}
