package org.machapi.exception;

import org.machapi.raw.ExceptionConstants;
import org.machapi.raw.Symbols;

/**
 * What the message to an exception handler carries ({@code exception_behavior_t}).
 *
 * @param code an {@code EXCEPTION_} constant, with {@code MACH_EXCEPTION_CODES} for codes of 64
 *     bits
 */
public record ExceptionBehaviour(int code) {
  /** No behaviour: what the kernel gives for a type that has no handler. */
  public static final ExceptionBehaviour NONE = new ExceptionBehaviour(0);

  /** Thread and task. */
  public static final ExceptionBehaviour DEFAULT =
      new ExceptionBehaviour(ExceptionConstants.EXCEPTION_DEFAULT);

  /** The state of the thread, which the answer replaces; neither thread nor task. */
  public static final ExceptionBehaviour STATE =
      new ExceptionBehaviour(ExceptionConstants.EXCEPTION_STATE);

  /** Thread, task and the state of the thread, which the answer replaces. */
  public static final ExceptionBehaviour STATE_IDENTITY =
      new ExceptionBehaviour(ExceptionConstants.EXCEPTION_STATE_IDENTITY);

  /**
   * The thread's number and a token for the task. With codes of 64 bits only; macOS 12 and later.
   */
  public static final ExceptionBehaviour IDENTITY_PROTECTED =
      new ExceptionBehaviour(ExceptionConstants.EXCEPTION_IDENTITY_PROTECTED);

  /**
   * The thread's number, a token for the task, and the state. With codes of 64 bits only; macOS 15
   * and later.
   */
  public static final ExceptionBehaviour STATE_IDENTITY_PROTECTED =
      new ExceptionBehaviour(ExceptionConstants.EXCEPTION_STATE_IDENTITY_PROTECTED);

  /**
   * Returns this behaviour with codes of 64 bits, which lose nothing; without, the kernel cuts them
   * to 32.
   *
   * @return the behaviour with {@code MACH_EXCEPTION_CODES}
   */
  public ExceptionBehaviour with64BitCodes() {
    return new ExceptionBehaviour(code | ExceptionConstants.MACH_EXCEPTION_CODES);
  }

  /**
   * Tells the width of the codes.
   *
   * @return whether they have 64 bits
   */
  public boolean has64BitCodes() {
    return (code & ExceptionConstants.MACH_EXCEPTION_CODES) != 0;
  }

  /**
   * Returns the behaviour without the bits beside it.
   *
   * @return such as {@link #DEFAULT}
   */
  public ExceptionBehaviour base() {
    return new ExceptionBehaviour(code & ~ExceptionConstants.MACH_EXCEPTION_MASK);
  }

  /**
   * Returns what decides the form of the messages: this behaviour without the bits that the kernel
   * takes off before it looks ({@code MACH_EXCEPTION_MASK}), but for the width of the codes (XNU
   * osfmk/kern/exception.c:exception_deliver).
   */
  ExceptionBehaviour withoutPreferences() {
    return has64BitCodes() ? base().with64BitCodes() : base();
  }

  /**
   * Tells whether the messages carry the state of the thread, so that a flavour has to be chosen.
   *
   * @return whether there is a state
   */
  public boolean carriesState() {
    ExceptionBehaviour base = base();
    return base.equals(STATE)
        || base.equals(STATE_IDENTITY)
        || base.equals(STATE_IDENTITY_PROTECTED);
  }

  /**
   * Tells whether the messages name the task by a token in place of its port. From macOS 14.4 on
   * hardened processes and the host accept such behaviours; those of macOS 15 {@link #STATE} as
   * well, which names nobody, but not those of 14.4 to 14.6 (XNU
   * osfmk/kern/ipc_tt.c:behavior_is_identity_protected).
   *
   * @return whether the identity is protected
   */
  public boolean isProtected() {
    ExceptionBehaviour base = base();
    return base.equals(IDENTITY_PROTECTED) || base.equals(STATE_IDENTITY_PROTECTED);
  }

  /**
   * Refuses what needs codes of 64 bits and is without: a protected behaviour, or a backtrace. For
   * {@code EXCEPTION_STATE_IDENTITY_PROTECTED} the kernel does not check, and panics when it
   * delivers (XNU osfmk/kern/exception.c:exception_deliver); the others it refuses
   * (osfmk/kern/ipc_tt.c:set_exception_ports_validation).
   */
  void requireDeliverable() {
    boolean wantsBacktrace = (code & ExceptionConstants.MACH_EXCEPTION_BACKTRACE_PREFERRED) != 0;
    if ((isProtected() || wantsBacktrace) && !has64BitCodes()) {
      throw new IllegalArgumentException(
          this
              + " needs codes of 64 bits: the kernel can panic when it delivers it without. Use with64BitCodes().");
    }
  }

  /**
   * Returns the names in the C headers.
   *
   * @return such as {@code EXCEPTION_DEFAULT|MACH_EXCEPTION_CODES}; unknown values as a number
   */
  @Override
  public String toString() {
    return Symbols.BEHAVIOURS.name(code);
  }
}
