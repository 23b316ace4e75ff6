package org.machapi.exception;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Mach;
import org.machapi.SendRight;
import org.machapi.raw.PortConstants;

/**
 * Handlers as the kernel gave them, and the owner of their rights: one user reference for each
 * entry with a port, even where two entries name the same port (XNU
 * osfmk/kern/ipc_tt.c:thread_get_exception_ports_internal).
 *
 * <p>Types that nobody handles are entries, too: without port. To put back what was there they are
 * needed.
 */
@InheritableMustCall("close")
public final class ExceptionHandlers implements Iterable<ExceptionHandler>, AutoCloseable {
  private final List<ExceptionHandler> entries;
  private final @Owning OwnedRights rights;

  private ExceptionHandlers(List<ExceptionHandler> entries, @Owning OwnedRights rights) {
    this.entries = entries;
    this.rights = rights;
  }

  /** Takes over what a query wrote into its arrays. */
  static ExceptionHandlers adopt(Mach mach, ExceptionArrays arrays) {
    int count = arrays.count();
    List<ExceptionHandler> entries = new ArrayList<>(count);
    OwnedRights rights = new OwnedRights();
    for (int i = 0; i < count; i++) {
      int name = arrays.port(i);
      boolean isRight =
          name != PortConstants.MACH_PORT_NULL && name != PortConstants.MACH_PORT_DEAD;
      SendRight right = isRight ? rights.add(SendRight.adoptUnchecked(mach, name)) : null;
      entries.add(
          new ExceptionHandler(
              new ExceptionMask(arrays.mask(i)),
              right,
              name,
              new ExceptionBehaviour(arrays.behaviour(i)),
              arrays.flavour(i)));
    }
    return new ExceptionHandlers(entries, rights);
  }

  /**
   * Returns the entries in the order of the kernel.
   *
   * @return an iterator that cannot remove
   */
  @Override
  public Iterator<ExceptionHandler> iterator() {
    return List.copyOf(entries).iterator();
  }

  /**
   * Returns the number of entries.
   *
   * @return how many combinations of port, behaviour and flavour there are
   */
  public int size() {
    return entries.size();
  }

  /**
   * Finds who handles a type.
   *
   * @param type the type
   * @return the entry; null if the type was not asked for
   */
  public @Nullable ExceptionHandler of(ExceptionType type) {
    return ofBit(type.mask().bits());
  }

  /** Finds who handles the type with this bit. */
  @Nullable ExceptionHandler ofBit(int bit) {
    for (ExceptionHandler entry : entries) {
      if ((entry.mask().bits() & bit) != 0) {
        return entry;
      }
    }
    return null;
  }

  /** Gives all rights back. A second close does nothing. Never throws. */
  @Override
  @EnsuresCalledMethods(value = "this.rights", methods = "close")
  @EnsuresCalledMethodsOnException(value = "this.rights", methods = "close")
  public void close() {
    rights.close();
  }

  @Override
  public String toString() {
    return entries.toString();
  }
}
