package org.machapi.exception;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Host;
import org.machapi.Loan;
import org.machapi.MachException;
import org.machapi.MachThread;
import org.machapi.SendView;
import org.machapi.Task;
import org.machapi.raw.PortConstants;

/**
 * The exception ports of a thread, a task or the host: who is asked when an exception is raised.
 * The kernel asks the thread's handler first, then the task's, then the host's, until one answers
 * success.
 *
 * <p>Owns nothing: the target stays with its owner, and must be held while this is used.
 *
 * <p>Children: a task that is made while a handler is set for its parent has it as well, and so has
 * the program that either becomes by {@code exec}; only what changes its identity, such as a setuid
 * program, loses the handlers that root has not set (XNU osfmk/kern/ipc_tt.c:ipc_task_init,
 * ipc_task_reset). To put back what was there before does not reach them. Handlers of a thread are
 * not inherited.
 *
 * <p>For the own task, for threads, and for the host, whose own handler makes the signals of every
 * process, the types that HotSpot needs ({@link ExceptionMask#NEEDED_BY_THE_JVM}) are refused: a
 * Mach handler sees every implicit null check and safepoint poll before the JVM does, and a handler
 * in Java can stop the whole JVM, since the thread that raised the exception waits for it outside
 * any safepoint. Handle those in another process. Who knows better says so: {@link
 * #evenThoseTheJvmNeeds()}.
 *
 * <p>Guards: macOS 14.4 and later end a process with {@code kGUARD_EXC_EXCEPTION_BEHAVIOR_ENFORCE}
 * that sets a handler for the host, or for a hardened process (a program of Apple's, as a rule),
 * with a behaviour that hands out ports: on macOS 15 any but {@link ExceptionBehaviour#STATE} and
 * the {@link ExceptionBehaviour#isProtected() protected} ones, on 14.4 to 14.6 any but {@link
 * ExceptionBehaviour#IDENTITY_PROTECTED}. macOS 15 also ends one that sets any handler for a
 * hardened process with {@code com.apple.security.only-one-exception-port}. To put back an earlier
 * handler is to set one. Nobody can be asked whether a task is hardened, so that is refused for the
 * host only (XNU osfmk/kern/ipc_tt.c:set_exception_behavior_allowed).
 */
public final class ExceptionPorts {
  private final ExceptionTarget target;
  private final boolean guardsJvm;
  private final boolean guardsHost;

  private ExceptionPorts(ExceptionTarget target, boolean guardsJvm, boolean guardsHost) {
    this.target = target;
    this.guardsJvm = guardsJvm;
    this.guardsHost = guardsHost;
  }

  /**
   * Looks at the exception ports of a thread.
   *
   * @param thread the thread
   * @return its exception ports
   */
  public static ExceptionPorts of(MachThread thread) {
    return new ExceptionPorts(new ExceptionTarget(ExceptionLevel.THREAD, thread), true, false);
  }

  /**
   * Looks at the exception ports of a task.
   *
   * @param task the task
   * @return its exception ports
   */
  public static ExceptionPorts of(Task task) {
    return new ExceptionPorts(new ExceptionTarget(ExceptionLevel.TASK, task), true, false);
  }

  /**
   * Looks at the exception ports of the host. Needs the privileged host port.
   *
   * <p>The host's handler for most types is the kernel's own, which makes the signals. Whoever
   * takes its place is the last to be asked: it cannot pass on to the kernel's, and after its
   * failure no signal comes; the thread goes on where it was, and raises the same again as a rule.
   * Not among these types are {@code EXC_CRASH} and {@code EXC_CORPSE_NOTIFY} and, from macOS 12
   * on, {@code EXC_GUARD} (XNU osfmk/kern/ux_handler.c:ux_handler_setup,
   * osfmk/kern/exception.c:exception_triage_thread).
   *
   * @param host the host
   * @return its exception ports
   */
  public static ExceptionPorts of(Host host) {
    return new ExceptionPorts(new ExceptionTarget(ExceptionLevel.HOST, host), true, true);
  }

  /**
   * Does without the refusal of what HotSpot needs, for those who know why: the target is no task
   * of a JVM, or a native thread that never runs Java code.
   *
   * @return the same exception ports
   */
  public ExceptionPorts evenThoseTheJvmNeeds() {
    return new ExceptionPorts(target, false, guardsHost);
  }

  /**
   * Does without the refusal of behaviours that are not protected, for the host: for those who know
   * that this system lets them. macOS 14.4 and later end the process that sets such a handler
   * ({@code kGUARD_EXC_EXCEPTION_BEHAVIOR_ENFORCE}), unless System Integrity Protection is off or
   * the process has the entitlement {@code com.apple.private.set-exception-port}; macOS 15 does not
   * mind {@link ExceptionBehaviour#STATE}; earlier ones do not mind any (XNU
   * osfmk/kern/ipc_tt.c:exception_exposes_protected_ports, behavior_is_identity_protected).
   *
   * @return the same exception ports
   */
  public ExceptionPorts evenUnprotected() {
    return new ExceptionPorts(target, guardsJvm, false);
  }

  /**
   * Asks which exception types this kernel knows. It is asked, in two calls as a rule, since no
   * version is as good as the kernel's word: types are numbered without gap, so it is asked for one
   * more until it refuses.
   *
   * <p>Ownership: the caller gets no right. The kernel gives the handlers along with each answer,
   * and they are given back before this returns.
   *
   * @return every type that {@link #get} and the like accept here
   * @throws MachException as {@link #get} does if the target has ended or its port does not allow
   *     it
   */
  public ExceptionMask validTypes() throws MachException {
    return target.validTypes();
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
    return target.get(mask);
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
   *     else 0 or any valid one
   * @throws MachException as {@code thread_set_exception_ports} and the like fail: {@code
   *     KERN_INVALID_ARGUMENT} if mask, behaviour or flavour are not known, the target has ended,
   *     or its port does not allow it; {@code KERN_INVALID_RIGHT} if the port of the handler is
   *     immovable; {@code KERN_NO_ACCESS} if a security policy refuses it. For a hardened process
   *     the kernel answers that, or {@code KERN_DENIED}, as it ends the process that asks
   * @throws IllegalArgumentException if the handler belongs to another {@link org.machapi.Mach}
   *     than the target, the JVM needs one of the types, the kernel would panic when it delivers
   *     the behaviour, or could never read the state that it carries (flavour 0), or the behaviour
   *     hands out the ports of every process ({@link #evenUnprotected()}); the kernel is not asked
   */
  public void set(
      ExceptionMask mask, @Nullable SendView handler, ExceptionBehaviour behaviour, int flavour)
      throws MachException {
    refuse(mask, handler, behaviour, flavour);
    try (@Nullable Loan port = handler == null ? null : handler.lend()) {
      int name = port == null ? PortConstants.MACH_PORT_NULL : port.name();
      target.set(mask, name, behaviour, flavour);
    }
  }

  /**
   * Sets who handles these types, with a behaviour that carries no state.
   *
   * <p>Ownership: as {@link #set(ExceptionMask, SendView, ExceptionBehaviour, int)}.
   *
   * @param mask the types
   * @param handler where exceptions are to go; null for nobody
   * @param behaviour what the messages carry, without state
   * @throws MachException as the method with a flavour does
   * @throws IllegalArgumentException as the method with a flavour does, or if the behaviour carries
   *     a state, for which a flavour has to be chosen
   */
  public void set(ExceptionMask mask, @Nullable SendView handler, ExceptionBehaviour behaviour)
      throws MachException {
    set(mask, handler, requireStateless(behaviour), 0);
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
   *     else 0 or any valid one
   * @return who handled the types before, as {@link #get} gives it
   * @throws MachException as {@link #set} does
   * @throws IllegalArgumentException as {@link #set} does
   */
  public ExceptionHandlers swap(
      ExceptionMask mask, @Nullable SendView handler, ExceptionBehaviour behaviour, int flavour)
      throws MachException {
    refuse(mask, handler, behaviour, flavour);
    try (@Nullable Loan port = handler == null ? null : handler.lend()) {
      int name = port == null ? PortConstants.MACH_PORT_NULL : port.name();
      return target.swap(mask, name, behaviour, flavour);
    }
  }

  /**
   * Sets who handles these types, with a behaviour that carries no state, and gets who did before.
   *
   * <p>Ownership: as {@link #swap(ExceptionMask, SendView, ExceptionBehaviour, int)}.
   *
   * @param mask the types
   * @param handler where exceptions are to go; null for nobody
   * @param behaviour what the messages carry, without state
   * @return as the method with a flavour
   * @throws MachException as the method with a flavour does
   * @throws IllegalArgumentException as the method with a flavour does, or if the behaviour carries
   *     a state, for which a flavour has to be chosen
   */
  public ExceptionHandlers swap(
      ExceptionMask mask, @Nullable SendView handler, ExceptionBehaviour behaviour)
      throws MachException {
    return swap(mask, handler, requireStateless(behaviour), 0);
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
   *     else 0 or any valid one
   * @return the installation
   * @throws MachException as {@link #set} does, or as {@link SendView#copy()} does
   * @throws IllegalArgumentException as {@link #set} does; or if the host has a handler that could
   *     not be put back: one with a behaviour that is not protected, which is as fatal to set again
   * @throws IllegalStateException if the JVM is shutting down, so that nobody would put back what
   *     was there; the kernel is not asked
   */
  public InstalledHandler install(
      ExceptionMask mask, SendView handler, ExceptionBehaviour behaviour, int flavour)
      throws MachException {
    refuse(mask, handler, behaviour, flavour);
    if (guardsHost) {
      refuseWhatCannotBePutBack(mask);
    }
    return InstalledHandler.install(target, mask, handler, behaviour, flavour);
  }

  /**
   * Sets who handles these types, with a behaviour that carries no state, until the result is
   * closed.
   *
   * <p>Ownership: as {@link #install(ExceptionMask, SendView, ExceptionBehaviour, int)}.
   *
   * @param mask the types
   * @param handler where exceptions are to go
   * @param behaviour what the messages carry, without state
   * @return as the method with a flavour
   * @throws MachException as the method with a flavour does
   * @throws IllegalArgumentException as the method with a flavour does, or if the behaviour carries
   *     a state, for which a flavour has to be chosen
   */
  public InstalledHandler install(
      ExceptionMask mask, SendView handler, ExceptionBehaviour behaviour) throws MachException {
    return install(mask, handler, requireStateless(behaviour), 0);
  }

  private static ExceptionBehaviour requireStateless(ExceptionBehaviour behaviour) {
    if (behaviour.carriesState()) {
      throw new IllegalArgumentException(
          behaviour + " carries a state; say of which flavour it is to be");
    }
    return behaviour;
  }

  private void refuse(
      ExceptionMask mask, @Nullable SendView handler, ExceptionBehaviour behaviour, int flavour) {
    if (handler != null && handler.mach() != target.port().mach()) {
      throw new IllegalArgumentException(
          handler + " belongs to another kernel or task than " + target.port());
    }
    behaviour.requireDeliverable();
    if (handler != null && behaviour.carriesState() && flavour == 0) {
      throw new IllegalArgumentException(
          behaviour
              + " carries a state, and 0 is the flavour of none: the kernel would fail to read it"
              + " for each exception, and ask the next handler.");
    }
    if (guardsHost && handler != null && !behaviour.isProtected()) {
      throw new IllegalArgumentException(
          behaviour
              + " on "
              + target.port()
              + " is not protected; macOS 14.4 and later end the process that sets it for the host,"
              + " of which 15 makes an exception for EXCEPTION_STATE only."
              + " Use a protected behaviour, or say evenUnprotected().");
    }
    ExceptionMask needed = mask.and(ExceptionMask.NEEDED_BY_THE_JVM);
    if (guardsJvm && !needed.isEmpty() && mayBeOurs()) {
      throw new IllegalArgumentException(
          needed
              + " on "
              + target.port()
              + ": HotSpot itself needs these for null checks and safepoints, and a handler in Java can hang the JVM."
              + " Handle them in another process, or say evenThoseTheJvmNeeds().");
    }
  }

  private void refuseWhatCannotBePutBack(ExceptionMask mask) throws MachException {
    try (ExceptionHandlers now = target.get(mask)) {
      for (ExceptionHandler entry : now) {
        SendView port = entry.port();
        if (port != null && !entry.behaviour().isProtected() && !isHarmless(port)) {
          throw new IllegalArgumentException(
              target.port()
                  + " has a handler for "
                  + entry.mask()
                  + " with "
                  + entry.behaviour()
                  + ", which is not protected: to put that back would end this process on macOS"
                  + " 14.4 and later. Use set() to replace it for good, or say evenUnprotected().");
        }
      }
    }
  }

  /** A dead one; or the one that makes the signals, which is the kernel's own. */
  private static boolean isHarmless(SendView port) throws MachException {
    return port.isDead() || !port.kernelObject().isNone();
  }

  /** A thread may always be one of ours: its port does not tell the task. */
  private boolean mayBeOurs() {
    return target.level() != ExceptionLevel.TASK || target.isOwnTask();
  }

  @Override
  public String toString() {
    return target.toString();
  }
}
