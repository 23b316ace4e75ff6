package org.machapi.exception;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.MachException;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.raw.PortConstants;

/**
 * A handler that has been set, and the owner of what was there before. Closing puts that back:
 * port, behaviour and flavour of each exception type, dead handlers and types that nobody handled
 * included.
 *
 * <p>Mach has no compare-and-set: whoever sets a handler between install and close is overwritten.
 * That is found out, logged as a warning, and told by {@link #displaced()}.
 */
@InheritableMustCall("close")
public final class InstalledHandler implements AutoCloseable {
  private static final Logger LOG = System.getLogger(InstalledHandler.class.getName());

  private final ExceptionPorts ports;
  private final ExceptionMask mask;
  private final @Owning SendRight handler;
  private final ExceptionBehaviour behaviour;
  private final int flavour;
  private final @Owning ExceptionHandlers before;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile ExceptionMask displaced = new ExceptionMask(0);

  private InstalledHandler(
      ExceptionPorts ports,
      ExceptionMask mask,
      @Owning SendRight handler,
      ExceptionBehaviour behaviour,
      int flavour,
      @Owning ExceptionHandlers before) {
    this.ports = ports;
    this.mask = mask;
    this.handler = handler;
    this.behaviour = behaviour;
    this.flavour = flavour;
    this.before = before;
  }

  /**
   * Sets the handler. Holds a reference of its own, so that it still knows the handler when it is
   * closed.
   */
  static InstalledHandler install(
      ExceptionPorts ports,
      ExceptionMask mask,
      SendView handler,
      ExceptionBehaviour behaviour,
      int flavour)
      throws MachException {
    SendRight ours = handler.copy();
    ExceptionHandlers before;
    try {
      before = ports.swapName(mask, ours.name(), behaviour, flavour);
    } catch (MachException e) {
      ours.close();
      throw e;
    }
    return new InstalledHandler(ports, mask, ours, behaviour, flavour, before);
  }

  /**
   * Borrows the handlers that were there before, to pass exceptions on to.
   *
   * @return the handlers, good until this is closed
   */
  public @NotOwning ExceptionHandlers before() {
    return before;
  }

  /**
   * Tells, after {@link #close()}, for which types somebody else had set a handler meanwhile, which
   * close has displaced.
   *
   * @return the types; empty if nobody came in between, or this is still open
   */
  public ExceptionMask displaced() {
    return displaced;
  }

  /**
   * Puts back what was there and gives back its rights. A second close does nothing. Never throws:
   * what could not be put back is logged; a thread or task that has ended needs nothing put back.
   */
  @Override
  @EnsuresCalledMethods(
      value = {"this.handler", "this.before"},
      methods = "close")
  @EnsuresCalledMethodsOnException(
      value = {"this.handler", "this.before"},
      methods = "close")
  public void close() {
    try (handler;
        before) {
      if (closed.compareAndSet(false, true)) {
        putBackAll();
      }
    }
  }

  private void putBackAll() {
    int rest = mask.bits();
    for (ExceptionHandler entry : before) {
      putBack(entry.mask(), entry.portName(), entry.behaviour(), entry.flavour());
      rest &= ~entry.mask().bits();
    }
    if (rest != 0) {
      putBack(new ExceptionMask(rest), PortConstants.MACH_PORT_NULL, ExceptionBehaviour.NONE, 0);
    }
    if (!displaced.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "Another handler had been set for {0} on the {1}; it has been replaced by the one before ours.",
          displaced,
          ports);
    }
  }

  private void putBack(
      ExceptionMask types, int port, ExceptionBehaviour oldBehaviour, int oldFlavour) {
    try (ExceptionHandlers found = replace(types, port, oldBehaviour, oldFlavour)) {
      for (ExceptionHandler entry : found) {
        if (!isOurs(entry)) {
          displaced = new ExceptionMask(displaced.bits() | entry.mask().bits());
        }
      }
    } catch (MachException e) {
      LOG.log(
          Level.WARNING, "The {0} could not be put back for {1}: {2}", ports, types, e.toString());
    }
  }

  /**
   * Swaps, or else looks and sets: up to macOS 11 {@code host_swap_exception_ports} refuses codes
   * of 64 bits, with which the host's own handler is set, and {@code host_set_exception_ports}
   * takes them (XNU osfmk/kern/ipc_host.c).
   */
  private ExceptionHandlers replace(
      ExceptionMask types, int port, ExceptionBehaviour oldBehaviour, int oldFlavour)
      throws MachException {
    try {
      return ports.swapName(types, port, oldBehaviour, oldFlavour);
    } catch (MachException e) {
      ExceptionHandlers found = ports.get(types);
      try {
        ports.setName(types, port, oldBehaviour, oldFlavour);
      } catch (MachException again) {
        found.close();
        throw again;
      }
      return found;
    }
  }

  /** Our own handler, if its port has died, shows as dead and no longer by its name. */
  private boolean isOurs(ExceptionHandler entry) {
    boolean samePort =
        entry.portName() == PortConstants.MACH_PORT_DEAD
            ? handler.isDead()
            : entry.portName() == handler.name();
    return samePort && entry.behaviour().equals(behaviour) && entry.flavour() == flavour;
  }
}
