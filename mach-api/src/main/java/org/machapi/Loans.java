package org.machapi;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Several names on loan at once, for a call that takes more than one: as many {@link Loan}s,
 * without an object for each.
 *
 * <pre>{@code
 * try {
 *   int first = loans.lend(port);
 *   int second = loans.lend(set);
 *   ... // a raw call
 * } finally {
 *   loans.end();
 * }
 * }</pre>
 *
 * <p>Can be used again and again, by one thread at a time.
 */
public final class Loans {
  private @Nullable PortRight[] lenders = new @Nullable PortRight[4];
  private int count;

  /** Makes a place for loans; nothing is on loan yet. */
  public Loans() {}

  /**
   * Borrows a name, as {@link PortView#lend()} does.
   *
   * <p>Ownership: stays where it is; the right is not given back before {@link #end()}.
   *
   * @param view whose name
   * @return the {@code mach_port_name_t}
   * @throws IllegalStateException if the right is closed or has been given away; the loans so far
   *     remain
   */
  public int lend(PortView view) {
    if (!(view instanceof PortRight lender)) {
      // Only rights can be given back; the own task, which is none, stays.
      return view.name();
    }
    if (count == lenders.length) {
      @Nullable PortRight[] more = new @Nullable PortRight[2 * count];
      System.arraycopy(lenders, 0, more, 0, count);
      lenders = more;
    }
    int name = lender.beginUse();
    lenders[count++] = lender;
    return name;
  }

  /**
   * Ends all loans. A right that was closed meanwhile goes back to the kernel with its last loan.
   * Does nothing if nothing is on loan.
   */
  public void end() {
    while (count > 0) {
      count--;
      PortRight lender = lenders[count];
      lenders[count] = null;
      if (lender != null) {
        lender.endUse();
      }
    }
  }
}
