package org.machapi;

import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A name on loan: while the loan lasts, the right behind it is not given back, whoever closes it.
 *
 * <pre>{@code
 * try (Loan loan = right.lend()) {
 *   kr = mach.library().mach_port_set_mscount(mach.taskSelf(), loan.name(), 0);
 * }
 * }</pre>
 *
 * <p>A loan belongs to the thread that took it.
 */
@InheritableMustCall("close")
public final class Loan implements AutoCloseable {
  private final int name;
  private @Nullable PortRight lender;

  Loan(@Nullable PortRight lender, int name) {
    this.lender = lender;
    this.name = name;
  }

  /**
   * Returns the name on loan. Nobody owns anything by it.
   *
   * @return the {@code mach_port_name_t}
   */
  public int name() {
    return name;
  }

  /**
   * Ends the loan. If the right was closed meanwhile and this was the last loan, it goes back to
   * the kernel now.
   */
  @Override
  public void close() {
    PortRight ending = lender;
    if (ending != null) {
      lender = null;
      ending.endUse();
    }
  }
}
