package org.machapi.exception;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
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
 * That is found out, logged as a warning, and told by {@link #displaced()}. What has been put back
 * is read back, and what is not as it was is logged and told by {@link #notRestored()}.
 *
 * <p>Tasks that were made meanwhile as children of the target have the handler too, and keep it
 * ({@link ExceptionPorts}): leave the handler's port open for as long as somebody answers, and no
 * longer. Once it is dead, the kernel asks the next level.
 *
 * <p>One that is still open when the JVM ends in an orderly way is undone by a shutdown hook. To
 * close it during the shutdown, too, is safe: it is undone once.
 */
@InheritableMustCall("close")
public final class InstalledHandler implements AutoCloseable {
  private static final Logger LOG = System.getLogger(InstalledHandler.class.getName());

  private final ExceptionTarget target;
  private final ExceptionMask mask;
  private final @Owning SendRight handler;
  private final ExceptionBehaviour behaviour;
  private final int flavour;
  private final @Owning ExceptionHandlers before;
  private boolean undone;
  private volatile boolean isClosed;
  private volatile boolean targetHasEnded;
  private volatile ExceptionMask displaced = new ExceptionMask(0);
  private volatile ExceptionMask notRestored = new ExceptionMask(0);

  private InstalledHandler(
      ExceptionTarget target,
      ExceptionMask mask,
      @Owning SendRight handler,
      ExceptionBehaviour behaviour,
      int flavour,
      @Owning ExceptionHandlers before) {
    this.target = target;
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
      ExceptionTarget target,
      ExceptionMask mask,
      SendView handler,
      ExceptionBehaviour behaviour,
      int flavour)
      throws MachException {
    OpenInstallations open = OpenInstallations.all();
    open.prepare();
    SendRight ours = handler.copy();
    ExceptionHandlers before;
    try {
      before = target.swap(mask, ours.name(), behaviour, flavour);
    } catch (MachException | IllegalStateException e) {
      ours.close();
      throw e;
    }
    InstalledHandler installed =
        new InstalledHandler(target, mask, ours, behaviour, flavour, before);
    if (!open.add(installed)) {
      installed.close();
      throw new IllegalStateException("the JVM is shutting down");
    }
    return installed;
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
   * Tells, after {@link #close()}, for which types the kernel does not say that there is again what
   * was there before: it refused, or somebody else was quicker.
   *
   * @return the types; empty if all is as it was, the thread or task has ended, or this is still
   *     open
   */
  public ExceptionMask notRestored() {
    return notRestored;
  }

  /** Tells whether it knows who handled a type before. */
  boolean covers(ExceptionType type) {
    return !isClosed && mask.has(type);
  }

  /** Tells whether its rights have been given back. */
  boolean isClosed() {
    return isClosed;
  }

  ExceptionTarget target() {
    return target;
  }

  ExceptionMask mask() {
    return mask;
  }

  /** Tells whether thread or task was found to have ended as this was undone. */
  boolean isTargetKnownToHaveEnded() {
    return targetHasEnded;
  }

  /** Tells whether it was made for the host, and so for whatever nobody else has handled. */
  boolean isForHost() {
    return target.level() == ExceptionLevel.HOST;
  }

  /** Tells whether both were made for the same thread or task, or for the host. */
  boolean hasTargetOf(InstalledHandler other) {
    return target.is(other.target.port());
  }

  /** Tells whether it was made for a thread or task. */
  boolean isFor(@Nullable SendView other) {
    return target.is(other);
  }

  /**
   * Puts back what was there, reads it back, and gives back its rights. A second close does
   * nothing. Never throws: what could not be put back is logged and told by {@link #notRestored()};
   * a thread or task that has ended needs nothing put back.
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
      undo();
      isClosed = true;
    }
  }

  /**
   * Puts back what was there, once, and keeps its rights: the handlers that were there before can
   * still be passed on to. Whoever comes second waits for the first, whose names must stay good.
   */
  synchronized void undo() {
    if (undone) {
      return;
    }
    undone = true;
    try {
      putBackAll();
    } catch (IllegalStateException e) {
      notRestored = mask;
      LOG.log(
          Level.WARNING,
          "The {0} could not be put back for {1}: {2}. Keep a target open while a handler is installed.",
          target,
          mask,
          e.toString());
    } finally {
      // Not before: the hook of a JVM that ends meanwhile has to find this, and wait for it.
      OpenInstallations.all().remove(this);
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
    readBack();
    if (!displaced.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "Another handler had been set for {0} on the {1}; it has been replaced by the one before ours.",
          displaced,
          target);
    }
    if (!notRestored.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "The handlers for {0} of the {1} are not what they were before ours.",
          notRestored,
          target);
    }
  }

  /** Compares, type by type, what the kernel has now with what it had. */
  private void readBack() {
    try (ExceptionHandlers now = target.get(mask)) {
      int wrong = 0;
      for (int bit = 1; bit != 0; bit <<= 1) {
        if ((mask.bits() & bit) != 0 && !isAsBefore(before.ofBit(bit), now.ofBit(bit))) {
          wrong |= bit;
        }
      }
      notRestored = new ExceptionMask(wrong);
    } catch (MachException e) {
      if (!noticesEnd()) {
        notRestored = mask;
        LOG.log(Level.WARNING, "The {0} could not be read back: {1}", target, e.toString());
      }
    }
  }

  /** Tells, when the kernel refuses something, whether that is no wonder. */
  private boolean noticesEnd() {
    targetHasEnded |= target.hasEnded();
    return targetHasEnded;
  }

  private static boolean isAsBefore(@Nullable ExceptionHandler was, @Nullable ExceptionHandler is) {
    if (is == null) {
      return was == null || was.portName() == PortConstants.MACH_PORT_NULL;
    }
    if (was == null) {
      return is.portName() == PortConstants.MACH_PORT_NULL;
    }
    return was.isSamePort(is)
        && is.behaviour().equals(was.behaviour())
        && is.flavour() == was.flavour();
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
      if (!noticesEnd()) {
        LOG.log(
            Level.WARNING,
            "The {0} could not be put back for {1}: {2}",
            target,
            types,
            e.toString());
      }
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
      return target.swap(types, port, oldBehaviour, oldFlavour);
    } catch (MachException e) {
      ExceptionHandlers found = target.get(types);
      try {
        target.set(types, port, oldBehaviour, oldFlavour);
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
