package org.machapi;

import java.util.concurrent.ThreadLocalRandom;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MachPortOptionsLayout;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/**
 * The receive right of a port, owned by the program; with it goes the port.
 *
 * <p>It is guarded with a context that only this object knows, so that code that merely has the
 * number cannot destroy it. Closing destroys the port with {@code mach_port_destruct}: messages
 * that wait in it are destroyed with all they carry, and send rights to it become dead names.
 * ({@code mach_port_deallocate} never frees a receive right.)
 */
public final class ReceiveRight extends PortRight implements ReceiveView {
  private final long guard;
  private final Receivers receivers = new Receivers();
  private final boolean strict;

  private ReceiveRight(Mach mach, int name, long guard) {
    this(mach, name, guard, false);
  }

  private ReceiveRight(Mach mach, int name, long guard, boolean strict) {
    super(mach, name, ReceiveRight.class);
    this.guard = guard;
    this.strict = strict;
    // Not this.guard, or the object could be reached for ever.
    watch((kernel, lost) -> giveBack(kernel, lost, guard));
  }

  /**
   * Creates a port on the kernel of this system.
   *
   * @see #allocate(Mach)
   * @return the receive right of the new port
   * @throws MachException as {@link #allocate(Mach)} does
   */
  public static ReceiveRight allocate() throws MachException {
    return allocate(Mach.system());
  }

  /**
   * Creates a port, guarded.
   *
   * <p>Ownership: the caller owns the receive right and must close it. There is no send right to
   * the port yet. On failure nothing was made.
   *
   * @param mach the kernel
   * @return the receive right of the new port
   * @throws MachException as {@code mach_port_construct} fails: {@code KERN_NO_SPACE} if the port
   *     space is full, {@code KERN_RESOURCE_SHORTAGE} if the kernel has no memory
   */
  public static ReceiveRight allocate(Mach mach) throws MachException {
    return construct(mach, PortConstants.MPO_CONTEXT_AS_GUARD, 0);
  }

  /**
   * Creates a port, guarded, whose queue holds so many messages.
   *
   * <p>Ownership: as {@link #allocate(Mach)}.
   *
   * @param mach the kernel
   * @param queueLimit messages that may wait before senders have to, from 0 to 1024 ({@code
   *     MACH_PORT_QLIMIT_MAX})
   * @return the receive right of the new port
   * @throws MachException as {@link #allocate(Mach)} does; {@code KERN_INVALID_VALUE} if the limit
   *     is out of range
   */
  public static ReceiveRight allocate(Mach mach, int queueLimit) throws MachException {
    return construct(
        mach, PortConstants.MPO_CONTEXT_AS_GUARD | PortConstants.MPO_QLIMIT, queueLimit);
  }

  private static ReceiveRight construct(Mach mach, int flags, int queueLimit) throws MachException {
    long guard = newGuard();
    NativeBuffer scratch = Scratch.get();
    scratch.putInt(MachPortOptionsLayout.FLAGS, flags);
    scratch.putInt(MachPortOptionsLayout.MPL_QLIMIT, queueLimit);
    scratch.putLong(MachPortOptionsLayout.RESERVED, 0);
    scratch.putLong(MachPortOptionsLayout.RESERVED + Long.BYTES, 0);
    int code =
        mach.library()
            .mach_port_construct(
                mach.taskSelf(),
                scratch.pointer(),
                guard,
                scratch.pointer(MachPortOptionsLayout.SIZE));
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw new MachException("mach_port_construct", code, null);
    }
    return new ReceiveRight(mach, scratch.getInt(MachPortOptionsLayout.SIZE), guard);
  }

  /**
   * Takes over a receive right without guard that the caller owns by its raw name, and guards it.
   *
   * <p>Ownership: on success the object owns the right; the caller must not release it any more.
   * Send rights under the same name stay with whoever owns them. On failure nothing was released or
   * guarded.
   *
   * @param mach the kernel to which the name belongs
   * @param name the name
   * @return the owner of the right
   * @throws MachException naming the routine: {@code KERN_INVALID_NAME} if the name denotes
   *     nothing, {@code KERN_INVALID_RIGHT} if it denotes no receive right, {@code
   *     KERN_INVALID_ARGUMENT} if it is guarded already (use {@link #adoptGuarded}), or has a
   *     context: both are refused by the kernel, and reported to hardened processes with a guard
   *     exception (XNU osfmk/ipc/mach_port.c:mach_port_guard_locked)
   */
  public static ReceiveRight adopt(Mach mach, int name) throws MachException {
    mach.space().require(name, "a receive right", Right.RECEIVE);
    if (ReceiveCalls.status(mach, name).isGuarded()) {
      throw new MachException(
          "mach_port_guard",
          KernReturnConstants.KERN_INVALID_ARGUMENT,
          PortNames.format(name) + " is guarded already. Adopt it with its guard: adoptGuarded.");
    }
    long guard = newGuard();
    int code = mach.library().mach_port_guard(mach.taskSelf(), name, guard, 0);
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw mach.failure("mach_port_guard", code, name);
    }
    return new ReceiveRight(mach, name, guard);
  }

  /**
   * Takes over a receive right that is guarded, or was made with this context as its guard. Asks
   * the kernel whether that is its guard, which it does not tell of a strict one: with a wrong
   * guard macOS kills the process when the right is closed.
   *
   * <p>Ownership: as {@link #adopt}.
   *
   * @param mach the kernel to which the name belongs
   * @param name the name
   * @param guard the guard
   * @return the owner of the right
   * @throws MachException naming the routine: {@code KERN_INVALID_NAME} if the name denotes
   *     nothing, {@code KERN_INVALID_RIGHT} if it denotes no receive right, {@code
   *     KERN_INVALID_ARGUMENT} if it is not guarded, or with another guard
   */
  public static ReceiveRight adoptGuarded(Mach mach, int name, long guard) throws MachException {
    mach.space().require(name, "a receive right", Right.RECEIVE);
    ReceiveStatus status = ReceiveCalls.status(mach, name);
    if (!status.isGuarded()) {
      throw new MachException(
          "mach_port_get_attributes",
          KernReturnConstants.KERN_INVALID_ARGUMENT,
          PortNames.format(name) + " has no guard. Adopt it without: adopt.");
    }
    if (!status.isStrictlyGuarded() && ReceiveCalls.context(mach, name) != guard) {
      throw new MachException(
          "mach_port_get_context",
          KernReturnConstants.KERN_INVALID_ARGUMENT,
          PortNames.format(name) + " has another guard, and to close it with this one is fatal.");
    }
    return new ReceiveRight(mach, name, guard, status.isStrictlyGuarded());
  }

  @Override
  public SendRight makeSend() throws MachException {
    int name = beginUse();
    try {
      int code =
          mach()
              .library()
              .mach_port_insert_right(
                  mach().taskSelf(), name, name, MessageConstants.MACH_MSG_TYPE_MAKE_SEND);
      if (code != KernReturnConstants.KERN_SUCCESS) {
        throw mach().failure("mach_port_insert_right", code, name);
      }
      return new SendRight(mach(), name);
    } finally {
      endUse();
    }
  }

  @Override
  public SendOnceRight makeSendOnce() throws MachException {
    int name = beginUse();
    try {
      NativeBuffer scratch = Scratch.get();
      int code =
          mach()
              .library()
              .mach_port_extract_right(
                  mach().taskSelf(),
                  name,
                  MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE,
                  scratch.pointer(),
                  scratch.pointer(Integer.BYTES));
      if (code != KernReturnConstants.KERN_SUCCESS) {
        throw mach().failure("mach_port_extract_right", code, name);
      }
      return new SendOnceRight(mach(), scratch.getInt(0));
    } finally {
      endUse();
    }
  }

  /**
   * Leaves the library with the raw name and its guard, for code that keeps ports guarded, too.
   *
   * <p>Ownership: the caller owns the receive right from now on, alone, and this object owns
   * nothing. Makes no call.
   *
   * @return the name, and the guard without which the right cannot be given back
   * @throws IllegalStateException if the right is closed or gone, or other threads are using it at
   *     this moment
   */
  public GuardedName relinquishGuarded() {
    return new GuardedName(relinquishName(), guard);
  }

  @Override
  public int receive(NativeBuffer memory, int options, long nanoseconds) throws MachException {
    return receivers.receive(this, memory, options, nanoseconds);
  }

  @Override
  void wakeUsers(int name) {
    receivers.wake(mach(), name);
  }

  /** Sends a wake again that somebody else has received, if it can still be meant for somebody. */
  void wakeAgain() {
    if (receivers.isWaiting() && joinUse()) {
      try {
        receivers.wake(mach(), nameInUse());
      } finally {
        endUse();
      }
      // The one it is for is not in the kernel yet, or the wake would have gone to him.
      Thread.yield();
    }
  }

  /**
   * Leaves the library with the raw name, unguarded.
   *
   * <p>Ownership: on success the caller owns the receive right from now on, alone, and this object
   * owns nothing. On failure the object owns it as before.
   *
   * @return the name
   * @throws MachException as {@code mach_port_unguard} fails
   * @throws IllegalStateException if the right is closed or gone, or other threads are using it at
   *     this moment
   */
  public int relinquish() throws MachException {
    try (Transfer transfer = transfer()) {
      int name = transfer.name();
      int code = mach().library().mach_port_unguard(mach().taskSelf(), name, guard);
      if (code != KernReturnConstants.KERN_SUCCESS) {
        throw mach().failure("mach_port_unguard", code, name);
      }
      transfer.succeeded();
      return name;
    }
  }

  /**
   * A guard is no secret from debuggers, only from accidents: any number but 0 (which guards
   * nothing) will do.
   */
  private static long newGuard() {
    return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
  }

  @Override
  long guard() {
    return guard;
  }

  @Override
  void cameBack(int name, long foundGuard) {
    if (foundGuard != guard) {
      ReturnedGuard.replace(this, name, foundGuard, guard, strict);
    }
  }

  @Override
  int release(Mach mach, int name) {
    return giveBack(mach, name, guard);
  }

  private static int giveBack(Mach mach, int name, long guard) {
    return mach.library().mach_port_destruct(mach.taskSelf(), name, 0, guard);
  }

  @Override
  String releaseRoutine() {
    return "mach_port_destruct";
  }
}
