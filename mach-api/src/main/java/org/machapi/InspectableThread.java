package org.machapi;

import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.raw.SpecialPortConstants;

/**
 * A thread by a port of any flavour that somebody else owns: what everybody who has one may ask of
 * a thread.
 *
 * <pre>{@code
 * InspectableThread  <--  ReadableThread  <--  MachThread
 * number, name, info      suspend              everything
 * }</pre>
 *
 * @see PortView
 */
public sealed interface InspectableThread extends SendView
    permits ReadableThread, ThreadInspectPort {

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
   * Asks the kernel what the thread does and has used.
   *
   * <p>Ownership: nothing changes hands.
   *
   * @return state, times and suspensions at this moment
   * @throws DeadNameException if the thread has ended and its port is gone
   * @throws MachException as {@code thread_info} fails otherwise: {@code KERN_INVALID_ARGUMENT} if
   *     the thread has just ended
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default ThreadInfo info() throws MachException {
    try (Loan loan = lend()) {
      return ThreadInfo.of(mach(), loan.name());
    }
  }

  /**
   * Gets the inspect port of the thread. It cannot leave the own task: macOS kills a process that
   * sends it in a message.
   *
   * <p>Ownership: the caller owns one user reference and must close it. On failure nothing was
   * acquired.
   *
   * @return the inspect port
   * @throws DeadNameException if the thread has ended and its port is gone
   * @throws MachException as {@code thread_get_special_port} fails otherwise: {@code KERN_FAILURE}
   *     or {@code KERN_INVALID_ARGUMENT} if the thread has just ended, {@code KERN_DENIED} if a
   *     security policy forbids it
   * @throws IllegalStateException if the right is closed or has been given away
   */
  default @Owning ThreadInspectPort inspectPort() throws MachException {
    return ThreadInspectPort.adoptUnchecked(
        mach(),
        FlavouredPorts.threadPort(this, SpecialPortConstants.THREAD_INSPECT_PORT, Flavour.INSPECT));
  }
}
