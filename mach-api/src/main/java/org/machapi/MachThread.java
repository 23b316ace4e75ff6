package org.machapi;

/**
 * A thread whose control port somebody else owns, to be used but not given back: the view of {@link
 * ThreadPort}.
 *
 * <p>A right from elsewhere may be weaker than its type says, since {@link
 * ThreadPort#adoptUnchecked} believes: without Developer Mode exception messages bring read ports.
 * What such a port does not allow fails in the kernel, and the exception says which port it is.
 *
 * @see InspectableThread
 */
public sealed interface MachThread extends ReadableThread permits ThreadPort {

  @Override
  ThreadPort copy() throws MachException;

  /**
   * Changes a state of the thread, such as its registers. The kernel stops the thread for the time
   * of the call. Where the thread is in a system call, what the call returns is written over the
   * registers later: suspend and abort it first. Changed for the calling thread itself, the call
   * does not come back.
   *
   * <p>Ownership: nothing changes hands.
   *
   * <p>Guard exceptions: {@code kGUARD_EXC_THREAD_SET_STATE}, which ends the process that calls: if
   * the thread belongs to a hardened task and the caller may not; on Apple silicon also for the
   * debug state of a thread of a task for which failed pointer authentication is fatal. This cannot
   * be known before the call.
   *
   * <p>Versions: up to macOS 13.2 there is no such guard; see {@link
   * org.machapi.raw.ThreadActRoutines#thread_set_state}.
   *
   * <p>Source: XNU osfmk/kern/thread_act.c:thread_set_state_internal, thread_set_state_allowed.
   *
   * @param state the new state, of as many words as its flavour has
   * @throws IllegalArgumentException if the flavour is one of another architecture than the
   *     kernel's; the thread is not changed
   * @throws DeadNameException if the thread has ended and its port is gone
   * @throws MachException as {@code thread_set_state} fails otherwise: {@code
   *     KERN_INVALID_ARGUMENT} if there is no such state, it cannot be set or has another size, the
   *     port is weaker than its type says or the thread has just ended, {@code KERN_TERMINATED} if
   *     it is about to, {@code KERN_ABORTED} if the calling thread was aborted while it waited for
   *     the other to stop, {@code KERN_NO_ACCESS} if the thread belongs to a hardened task, {@code
   *     KERN_PROTECTION_FAILURE} if on Apple silicon the caller runs without pointer authentication
   *     and the thread with it; as {@link Mach#architecture()} does
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default void setState(ThreadState state) throws MachException {
    ThreadCalls.requireArchitecture(mach(), state.flavour());
    try (Loan loan = lend()) {
      ThreadCalls.setState(mach(), loan.name(), state);
    }
  }
}
