package org.machapi.samples;

import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.RegisteredPorts;
import org.machapi.SendView;

/**
 * A right registered with the own task for the children that are started while this is open. Close
 * puts back what was registered before.
 *
 * <p>Children started meanwhile by other threads of the program inherit it, too.
 */
@InheritableMustCall("close")
public final class HandshakeOffer implements AutoCloseable {
  private final Mach mach;
  private final @Owning RegisteredPorts before;

  private HandshakeOffer(Mach mach, @Owning RegisteredPorts before) {
    this.mach = mach;
    this.before = before;
  }

  /**
   * Registers a right.
   *
   * <p>Ownership: the kernel keeps a copy; {@code right} stays with its owner. The caller owns the
   * offer and must close it; on failure nothing was changed or acquired.
   *
   * @param right what the children are to find
   * @return the offer
   * @throws MachException if the kernel refuses
   */
  public static HandshakeOffer of(SendView right) throws MachException {
    Mach mach = right.mach();
    RegisteredPorts before = RegisteredPorts.lookUp(mach);
    try {
      RegisteredPorts.register(mach.task(), before.at(0), before.at(1), right);
    } catch (MachException e) {
      before.close();
      throw e;
    }
    return new HandshakeOffer(mach, before);
  }

  /** Puts back what was registered before. */
  @Override
  @EnsuresCalledMethods(value = "this.before", methods = "close")
  @EnsuresCalledMethodsOnException(value = "this.before", methods = "close")
  public void close() throws MachException {
    try (before) {
      RegisteredPorts.register(mach.task(), before.at(0), before.at(1), before.at(2));
    }
  }
}
