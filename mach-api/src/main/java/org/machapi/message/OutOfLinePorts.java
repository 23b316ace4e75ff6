package org.machapi.message;

import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.raw.PortConstants;

/**
 * An array of rights that came with a message, owned by the program: what is not taken out is given
 * back by {@link #close()}. The memory that the array came in is unmapped already. For use by one
 * thread.
 */
@InheritableMustCall("close")
public final class OutOfLinePorts implements AutoCloseable {
  private final Mach mach;
  private final int[] names;
  private final int disposition;
  private boolean closed;

  OutOfLinePorts(Mach mach, int[] names, int disposition) {
    this.mach = mach;
    this.names = names;
    this.disposition = disposition;
  }

  /**
   * Returns how many there are, null and dead ones included.
   *
   * @return the length of the array
   */
  public int size() {
    return names.length;
  }

  /**
   * Returns what they are; all are of one kind.
   *
   * @return {@code SEND}, {@code SEND_ONCE} or {@code RECEIVE}; {@code OTHER} if the sender gave
   *     null names only, with a disposition that says nothing
   */
  public DescriptorKind kind() {
    return DescriptorKind.ofDisposition(disposition);
  }

  /**
   * Takes one right out.
   *
   * <p>Ownership: the caller owns the right and must close it. On failure it stays here.
   *
   * @param index which, from 0
   * @return the right; null if a null or dead name is in its place, or it was taken already
   * @throws MachException as {@link org.machapi.ReceiveRight#adopt} does for a receive right
   * @throws IndexOutOfBoundsException if there is no such right
   * @throws IllegalStateException if the array is closed
   */
  public @Nullable PortRight take(int index) throws MachException {
    if (closed) {
      throw new IllegalStateException("the array is closed");
    }
    PortRight right = CarriedRights.own(mach, names[index], kind());
    names[index] = PortConstants.MACH_PORT_NULL;
    return right;
  }

  /** Gives back what was not taken out. A second close does nothing. Never throws. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      for (int name : names) {
        CarriedRights.release(mach, name, disposition);
      }
    }
  }
}
