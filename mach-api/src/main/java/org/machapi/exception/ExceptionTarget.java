package org.machapi.exception;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Loan;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.SendView;
import org.machapi.raw.ExceptionConstants;
import org.machapi.raw.KernReturnConstants;

/**
 * Whose exception ports are looked at and set: a thread, a task or the host, by its port. Refuses
 * nothing, and takes handlers by name, so that a dead one, too, can be put back.
 *
 * @param level how deep
 * @param port the port, which stays with its owner
 */
record ExceptionTarget(ExceptionLevel level, SendView port) {

  ExceptionHandlers get(ExceptionMask mask) throws MachException {
    ExceptionArrays old = new ExceptionArrays();
    try (Loan loan = port.lend()) {
      check("get", level.get(mach().library(), loan.name(), mask.bits(), old));
    }
    return ExceptionHandlers.adopt(mach(), old);
  }

  void set(ExceptionMask mask, int name, ExceptionBehaviour behaviour, int flavour)
      throws MachException {
    try (Loan loan = port.lend()) {
      int code =
          level.set(mach().library(), loan.name(), mask.bits(), name, behaviour.code(), flavour);
      check("set", code);
    }
  }

  ExceptionHandlers swap(ExceptionMask mask, int name, ExceptionBehaviour behaviour, int flavour)
      throws MachException {
    ExceptionArrays old = new ExceptionArrays();
    try (Loan loan = port.lend()) {
      int code =
          level.swap(
              mach().library(), loan.name(), mask.bits(), name, behaviour.code(), flavour, old);
      check("swap", code);
    }
    return ExceptionHandlers.adopt(mach(), old);
  }

  /**
   * Asks for the types that the kernel knows: down from the last one that this library knows, or
   * else up from it, until the answer changes.
   */
  ExceptionMask validTypes() throws MachException {
    int last = ExceptionConstants.EXC_CORPSE_NOTIFY;
    int code = ask(upTo(last));
    if (code == KernReturnConstants.KERN_SUCCESS) {
      while (last < Integer.SIZE - 1 && ask(1 << (last + 1)) == KernReturnConstants.KERN_SUCCESS) {
        last++;
      }
      return new ExceptionMask(upTo(last));
    }
    // The same code may mean that the target has ended: then no type at all is refused, too.
    while (code == KernReturnConstants.KERN_INVALID_ARGUMENT && last > 0) {
      last--;
      code = ask(upTo(last));
    }
    check("get", code);
    return new ExceptionMask(upTo(last));
  }

  /** The bits from 1 to this one: bit 0 stands for no type. */
  private static int upTo(int type) {
    return (int) ((2L << type) - 2);
  }

  /**
   * Asks whether a mask is valid. The kernel gives the handlers in any case, whatever room there is
   * said to be (osfmk/mach/task.defs), so they are given back.
   */
  private int ask(int bits) {
    ExceptionArrays old = new ExceptionArrays();
    try (Loan loan = port.lend()) {
      int code = level.get(mach().library(), loan.name(), bits, old);
      if (code == KernReturnConstants.KERN_SUCCESS) {
        ExceptionHandlers.adopt(mach(), old).close();
      }
      return code;
    }
  }

  private Mach mach() {
    return port.mach();
  }

  private void check(String verb, int code) throws MachException {
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw ExceptionPortsFailure.of(level.routine(verb), code, port);
    }
  }

  /**
   * Tells whether thread or task has ended, so that a failure is no wonder. The port dies some time
   * after that, and stands for nothing in between.
   */
  boolean hasEnded() {
    try {
      return port.isDead() || port.kernelObject().isNone();
    } catch (MachException e) {
      return false;
    }
  }

  boolean isOwnTask() {
    return port.name() == mach().taskSelf();
  }

  /** Tells whether this is that thread or task; one that is closed is none. */
  boolean is(@Nullable SendView other) {
    try {
      return other != null && other.mach() == mach() && other.name() == port.name();
    } catch (IllegalStateException closed) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "exception ports of " + port;
  }
}
