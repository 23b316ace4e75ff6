package org.machapi;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.NativeBuffer;

/**
 * The special ports of a thread: the ways to it that allow different things. This is how to get
 * from a stronger one to a weaker one; there is no way back.
 *
 * <p>Owns nothing: the thread stays with its owner, and must be held while this is used. They
 * cannot be set here, since with System Integrity Protection on the kernel lets nobody do it
 * ({@code thread_set_special_port}).
 */
public final class ThreadSpecialPorts {
  private final MachThread thread;

  private ThreadSpecialPorts(MachThread thread) {
    this.thread = thread;
  }

  /**
   * Looks at the special ports of a thread.
   *
   * @param thread the thread
   * @return its special ports
   */
  public static ThreadSpecialPorts of(MachThread thread) {
    return new ThreadSpecialPorts(thread);
  }

  /**
   * Gets a right to a special port.
   *
   * <p>Ownership: each call adds one user reference, which the caller owns and must close; a null
   * result owns nothing. On failure nothing was acquired.
   *
   * @param which the special port
   * @return a right that the caller owns; null if the kernel has none
   * @throws MachException as {@code thread_get_special_port} fails: {@code KERN_INVALID_ARGUMENT}
   *     if the thread has ended, this kernel has no such special port, or the target is no thread
   *     port that allows it; {@code KERN_INVALID_CAPABILITY} if it gives more than the target does
   *     (XNU osfmk/kern/ipc_tt.c:thread_get_special_port_from_user)
   * @throws IllegalStateException if the right to the thread is closed or has been given away
   */
  public @Nullable SendRight get(ThreadSpecialPort which) throws MachException {
    try (Loan loan = thread.lend()) {
      NativeBuffer scratch = Scratch.get();
      int code =
          thread
              .mach()
              .library()
              .thread_get_special_port(loan.name(), which.number(), scratch.pointer());
      SpecialPorts.check("thread_get_special_port", code, thread, which);
      return SpecialPorts.adopt(thread.mach(), scratch.getInt(0));
    }
  }

  @Override
  public String toString() {
    return "special ports of " + thread;
  }
}
