package org.machapi.exception;

import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachException;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.raw.ExceptionConstants;
import org.machapi.raw.PortConstants;

/**
 * Who handles some exception types, and how: one entry of {@link ExceptionHandlers}, which owns the
 * port.
 */
public final class ExceptionHandler {
  private final ExceptionMask mask;
  private final @NotOwning @Nullable SendRight port;
  private final int portName;
  private final ExceptionBehaviour behaviour;
  private final int flavour;
  private volatile @Nullable Boolean isKernelObject;

  ExceptionHandler(
      ExceptionMask mask,
      @NotOwning @Nullable SendRight port,
      int portName,
      ExceptionBehaviour behaviour,
      int flavour) {
    this.mask = mask;
    this.port = port;
    this.portName = portName;
    this.behaviour = behaviour;
    this.flavour = flavour;
  }

  /**
   * Returns the types it handles.
   *
   * @return the mask
   */
  public ExceptionMask mask() {
    return mask;
  }

  /**
   * Borrows the port to which the exceptions go.
   *
   * <p>Ownership: the {@link ExceptionHandlers} own the right; the view is good until they are
   * closed.
   *
   * @return the port; null if nobody handles these types, or whoever did is gone
   */
  public @NotOwning @Nullable SendView port() {
    return port;
  }

  /**
   * Returns what the messages carry.
   *
   * @return the behaviour; {@link ExceptionBehaviour#NONE} as a rule if there is no handler
   */
  public ExceptionBehaviour behaviour() {
    return behaviour;
  }

  /**
   * Returns the flavour of the state that the messages carry.
   *
   * @return the {@code thread_state_flavor_t}; 0 as a rule if there is no handler
   */
  public int flavour() {
    return flavour;
  }

  /**
   * Returns the name of the port as the kernel gave it: null and dead are different, and can both
   * be put back.
   */
  int portName() {
    return portName;
  }

  /** Tells whether another look found the same port; one that has died since is dead then. */
  boolean isSamePort(ExceptionHandler later) throws MachException {
    if (later.portName == PortConstants.MACH_PORT_DEAD && port != null) {
      return port.isDead();
    }
    return later.portName == portName;
  }

  /**
   * Tells whether it is the kernel's own, such as the one that makes the signals (XNU
   * osfmk/kern/ux_handler.c:ux_handler_setup). Asked once, since a port does not change so; one
   * that cannot be asked is none.
   */
  boolean isKernelObject() {
    Boolean known = isKernelObject;
    if (known == null) {
      known = port != null && asksForKernelObject(port);
      isKernelObject = known;
    }
    return known;
  }

  private static boolean asksForKernelObject(SendView port) {
    try {
      return !port.kernelObject().isNone();
    } catch (MachException | IllegalStateException e) {
      return false;
    }
  }

  /**
   * Returns the form that this handler expects where another one came. Corpse data, which stand for
   * neither thread nor task, can be handed on as they are only.
   */
  ExceptionForm formInsteadOf(ExceptionForm came) {
    boolean wantsBacktrace =
        (behaviour.code() & ExceptionConstants.MACH_EXCEPTION_BACKTRACE_PREFERRED) != 0;
    if (came == ExceptionForm.MACH_RAISE_BACKTRACE) {
      if (!wantsBacktrace) {
        throw new IllegalArgumentException(
            "the message carries corpse data in place of a thread, and the handler expects "
                + behaviour);
      }
      return came;
    }
    ExceptionForm form = ExceptionForm.ofBehaviour(behaviour.withoutPreferences());
    if (form == null) {
      throw new IllegalArgumentException(
          "the handler expects " + behaviour + ", for which there is no exception message");
    }
    return form;
  }

  @Override
  public String toString() {
    return mask
        + " -> "
        + (port == null ? "nobody" : port + ", " + behaviour + ", flavour " + flavour);
  }
}
