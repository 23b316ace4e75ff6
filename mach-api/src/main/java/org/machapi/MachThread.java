package org.machapi;

/**
 * A thread whose port somebody else owns, to be used but not given back: the view of {@link
 * ThreadPort}.
 *
 * @see PortView
 */
public sealed interface MachThread extends SendView permits ThreadPort {

  @Override
  ThreadPort copy() throws MachException;

  /**
   * Asks the kernel for the number of the thread, which no other thread gets while the system runs.
   *
   * @return the {@code thread_id}
   * @throws DeadNameException if the thread has ended and its port is gone
   * @throws MachException as {@code thread_info} fails otherwise: {@code KERN_INVALID_ARGUMENT} if
   *     the thread has just ended
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default long threadId() throws MachException {
    try (Loan loan = lend()) {
      return ThreadCalls.threadId(mach(), loan.name());
    }
  }

  /**
   * Asks the kernel for the name that the thread has been given. HotSpot names the threads of a
   * Java program on macOS after their Java name, with {@code "Java: "} before it (os_bsd.cpp,
   * {@code os::set_native_thread_name}), cut to 63 bytes.
   *
   * @return the name; empty if the thread has none
   * @throws DeadNameException if the thread has ended and its port is gone
   * @throws MachException as {@code thread_info} fails otherwise: {@code KERN_INVALID_ARGUMENT} if
   *     the thread has just ended
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default String threadName() throws MachException {
    try (Loan loan = lend()) {
      return ThreadCalls.name(mach(), loan.name());
    }
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
   *     if the port does not allow it or the thread has just ended
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
}
