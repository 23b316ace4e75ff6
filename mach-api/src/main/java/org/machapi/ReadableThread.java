package org.machapi;

import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.raw.SpecialPortConstants;

/**
 * A thread by a port that allows to read its state and to stop it, a read port or the control port,
 * that somebody else owns.
 *
 * @see InspectableThread
 */
public sealed interface ReadableThread extends InspectableThread
    permits MachThread, ThreadReadPort {

  /**
   * Gets the read port of the thread. It cannot leave the own task: macOS kills a process that
   * sends it in a message.
   *
   * <p>Ownership: as {@link #inspectPort()}.
   *
   * @return the read port
   * @throws MachException as {@link #inspectPort()} does; {@code KERN_INVALID_CAPABILITY} if the
   *     port is weaker than its type says
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default @Owning ThreadReadPort readPort() throws MachException {
    return ThreadReadPort.adoptUnchecked(
        mach(),
        FlavouredPorts.threadPort(this, SpecialPortConstants.THREAD_READ_PORT, Flavour.READ));
  }

  /**
   * Stops the thread until the result is closed. Suspensions count: the thread runs when all are
   * closed.
   *
   * <p>Ownership: the caller owns the suspension (which holds a reference of its own to the thread
   * port) and must close it; until then the thread stands still with every lock that it holds.
   * Beware of stopping threads of the own JVM: one that is stopped outside a safepoint stops the
   * next garbage collection, and with it the whole program. On failure nothing was stopped and
   * nothing acquired.
   *
   * @return the suspension
   * @throws IllegalArgumentException if this is the calling thread, which could not resume itself;
   *     the kernel is not asked
   * @throws DeadNameException if the thread has ended and its port is gone
   * @throws MachException as {@code thread_suspend} fails otherwise: {@code KERN_INVALID_ARGUMENT}
   *     if the port is weaker than its type says or the thread has just ended
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default Suspension suspend() throws MachException {
    try (Loan loan = lend()) {
      if (ThreadCalls.isCallingThread(mach(), loan.name())) {
        throw new IllegalArgumentException(
            this + " is the calling thread: it would stop here and could not resume itself");
      }
    }
    return Suspension.ofThread(this);
  }

  /**
   * Reads a state of the thread, such as its registers. The kernel stops the thread for the time of
   * the call; {@linkplain #suspend() suspend} it to read several states of one moment.
   *
   * <p>Ownership: nothing changes hands.
   *
   * <p>The state has as many words as the kernel answers, which may be fewer than the flavour has;
   * what is not there has no registers. Of a flavour that is not known here it has what the kernel
   * knows of it.
   *
   * <p>Source: XNU osfmk/kern/thread_act.c:thread_get_state_internal.
   *
   * @param flavour which state
   * @return the state at this moment
   * @throws IllegalArgumentException if the flavour is one of another architecture than the
   *     kernel's; the thread is not asked
   * @throws DeadNameException if the thread has ended and its port is gone
   * @throws MachException as {@code thread_get_state} fails otherwise: {@code
   *     KERN_INVALID_ARGUMENT} if the thread has no such state, the port is weaker than its type
   *     says or the thread has just ended, {@code KERN_TERMINATED} if it is about to, {@code
   *     KERN_ABORTED} if the calling thread was aborted while it waited for the other to stop; as
   *     {@link Mach#architecture()} does
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default ThreadState state(ThreadStateFlavour flavour) throws MachException {
    ThreadCalls.requireArchitecture(mach(), flavour);
    try (Loan loan = lend()) {
      return ThreadCalls.state(mach(), loan.name(), flavour);
    }
  }
}
