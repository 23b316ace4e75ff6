package org.machapi.exception;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Flavour;
import org.machapi.Host;
import org.machapi.Loan;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.MachThread;
import org.machapi.SendView;
import org.machapi.Task;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.PortConstants;

/**
 * The exception ports of a thread, a task or the host: who is asked when an exception is raised.
 * The kernel asks the thread's handler first, then the task's, then the host's, until one answers
 * success.
 *
 * <p>Owns nothing: the target stays with its owner, and must be held while this is used.
 *
 * <p>For the own task, for threads, and for the host, whose own handler makes the signals of every
 * process, the types that HotSpot needs ({@link ExceptionMask#NEEDED_BY_THE_JVM}) are refused: a
 * Mach handler sees every implicit null check and safepoint poll before the JVM does, and a handler
 * in Java can stop the whole JVM, since the thread that raised the exception waits for it outside
 * any safepoint. Handle those in another process. Who knows better says so: {@link
 * #evenThoseTheJvmNeeds()}.
 */
public final class ExceptionPorts {
  private final ExceptionLevel level;
  private final SendView target;
  private final boolean guardsJvm;

  private ExceptionPorts(ExceptionLevel level, SendView target, boolean guardsJvm) {
    this.level = level;
    this.target = target;
    this.guardsJvm = guardsJvm;
  }

  /**
   * Looks at the exception ports of a thread.
   *
   * @param thread the thread
   * @return its exception ports
   */
  public static ExceptionPorts of(MachThread thread) {
    return new ExceptionPorts(ExceptionLevel.THREAD, thread, true);
  }

  /**
   * Looks at the exception ports of a task.
   *
   * @param task the task
   * @return its exception ports
   */
  public static ExceptionPorts of(Task task) {
    return new ExceptionPorts(ExceptionLevel.TASK, task, true);
  }

  /**
   * Looks at the exception ports of the host. Needs the privileged host port.
   *
   * @param host the host
   * @return its exception ports
   */
  public static ExceptionPorts of(Host host) {
    return new ExceptionPorts(ExceptionLevel.HOST, host, true);
  }

  /**
   * Does without the refusal of what HotSpot needs, for those who know why: the target is no task
   * of a JVM, or a native thread that never runs Java code.
   *
   * @return the same exception ports
   */
  public ExceptionPorts evenThoseTheJvmNeeds() {
    return new ExceptionPorts(level, target, false);
  }

  /**
   * Asks who handles these types.
   *
   * <p>Ownership: the caller owns the handlers and must close them; each entry with a port holds a
   * user reference that this call added. On failure nothing was acquired.
   *
   * @param mask the types
   * @return one entry for each combination of port, behaviour and flavour. A thread that never had
   *     a handler gives none (XNU osfmk/kern/ipc_tt.c:thread_get_exception_ports_internal); else
   *     types without handler are entries without port.
   * @throws MachException as {@code thread_get_exception_ports} and the like fail: {@code
   *     KERN_INVALID_ARGUMENT} if the mask has unknown bits, the target has ended, or its port does
   *     not allow it
   */
  public ExceptionHandlers get(ExceptionMask mask) throws MachException {
    ExceptionArrays old = new ExceptionArrays();
    try (Loan loan = target.lend()) {
      check("get", level.get(mach().library(), loan.name(), mask.bits(), old));
    }
    return ExceptionHandlers.adopt(mach(), old);
  }

  /**
   * Sets who handles these types, and forgets who did before. {@link #install} puts it back.
   *
   * <p>Ownership: the kernel takes a reference of its own; {@code handler} stays with its owner, on
   * success and on failure.
   *
   * @param mask the types
   * @param handler where exceptions are to go; null for nobody
   * @param behaviour what the messages carry
   * @param flavour the {@code thread_state_flavor_t} of the state, where the behaviour has one;
   *     else any valid one
   * @throws MachException as {@code thread_set_exception_ports} and the like fail: {@code
   *     KERN_INVALID_ARGUMENT} if mask, behaviour or flavour are not known, the target has ended,
   *     or its port does not allow it; {@code KERN_NO_ACCESS} or {@code KERN_DENIED} for a hardened
   *     process
   * @throws IllegalArgumentException if the JVM needs one of the types, or the kernel would panic
   *     when it delivers the behaviour; the kernel is not asked
   */
  public void set(
      ExceptionMask mask, @Nullable SendView handler, ExceptionBehaviour behaviour, int flavour)
      throws MachException {
    refuse(mask, behaviour);
    try (@Nullable Loan port = handler == null ? null : handler.lend()) {
      setName(mask, port == null ? PortConstants.MACH_PORT_NULL : port.name(), behaviour, flavour);
    }
  }

  /**
   * Sets who handles these types, and gets who did before, in one step.
   *
   * <p>Ownership: the kernel takes a reference of its own; {@code handler} stays with its owner. On
   * success the caller owns the handlers that were there before and must close them; on failure
   * nothing was acquired.
   *
   * @param mask the types
   * @param handler where exceptions are to go; null for nobody
   * @param behaviour what the messages carry
   * @param flavour the {@code thread_state_flavor_t} of the state, where the behaviour has one;
   *     else any valid one
   * @return who handled the types before, as {@link #get} gives it
   * @throws MachException as {@link #set} does
   * @throws IllegalArgumentException as {@link #set} does
   */
  public ExceptionHandlers swap(
      ExceptionMask mask, @Nullable SendView handler, ExceptionBehaviour behaviour, int flavour)
      throws MachException {
    refuse(mask, behaviour);
    try (@Nullable Loan port = handler == null ? null : handler.lend()) {
      int name = port == null ? PortConstants.MACH_PORT_NULL : port.name();
      return swapName(mask, name, behaviour, flavour);
    }
  }

  /**
   * Sets who handles these types until the result is closed, which puts back what was there.
   *
   * <p>Ownership: {@code handler} stays with its owner. On success the caller owns the installation
   * and must close it; on failure nothing was changed or acquired.
   *
   * @param mask the types
   * @param handler where exceptions are to go
   * @param behaviour what the messages carry
   * @param flavour the {@code thread_state_flavor_t} of the state, where the behaviour has one;
   *     else any valid one
   * @return the installation
   * @throws MachException as {@link #set} does, or as {@link SendView#copy()} does
   * @throws IllegalArgumentException as {@link #set} does
   */
  public InstalledHandler install(
      ExceptionMask mask, SendView handler, ExceptionBehaviour behaviour, int flavour)
      throws MachException {
    refuse(mask, behaviour);
    return InstalledHandler.install(this, mask, handler, behaviour, flavour);
  }

  /** Sets by name; refuses nothing. */
  void setName(ExceptionMask mask, int name, ExceptionBehaviour behaviour, int flavour)
      throws MachException {
    try (Loan loan = target.lend()) {
      int code =
          level.set(mach().library(), loan.name(), mask.bits(), name, behaviour.code(), flavour);
      check("set", code);
    }
  }

  /** Swaps by name, so that a dead handler, too, can be put back; refuses nothing. */
  ExceptionHandlers swapName(
      ExceptionMask mask, int name, ExceptionBehaviour behaviour, int flavour)
      throws MachException {
    ExceptionArrays old = new ExceptionArrays();
    try (Loan loan = target.lend()) {
      int code =
          level.swap(
              mach().library(), loan.name(), mask.bits(), name, behaviour.code(), flavour, old);
      check("swap", code);
    }
    return ExceptionHandlers.adopt(mach(), old);
  }

  private Mach mach() {
    return target.mach();
  }

  private void check(String verb, int code) throws MachException {
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw target.mach().failure(level.routine(verb), code, target, Flavour.CONTROL);
    }
  }

  private void refuse(ExceptionMask mask, ExceptionBehaviour behaviour) {
    behaviour.requireDeliverable();
    ExceptionMask needed = mask.and(ExceptionMask.NEEDED_BY_THE_JVM);
    if (guardsJvm && !needed.isEmpty() && mayBeOurs()) {
      throw new IllegalArgumentException(
          needed
              + " on "
              + target
              + ": HotSpot itself needs these for null checks and safepoints, and a handler in Java can hang the JVM."
              + " Handle them in another process, or say evenThoseTheJvmNeeds().");
    }
  }

  /** A thread may always be one of ours: its port does not tell the task. */
  private boolean mayBeOurs() {
    return level != ExceptionLevel.TASK || target.name() == mach().taskSelf();
  }

  @Override
  public String toString() {
    return "exception ports of " + target;
  }
}
