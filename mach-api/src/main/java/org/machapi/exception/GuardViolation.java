package org.machapi.exception;

import org.machapi.raw.ExceptionCodeConstants;
import org.machapi.raw.ExceptionCodeSymbols;
import org.machapi.raw.PortConstants;

/**
 * Something guarded was used in a way that its guard forbids, or a rule on ports was broken (XNU
 * osfmk/kern/exc_guard.h, doc/mach_ipc/guard_exceptions.md).
 *
 * @param code what was guarded, what was done and to which, packed
 * @param payload more of it; for ports depends on the flavour, and mostly is the guard
 */
public record GuardViolation(long code, long payload) implements ExceptionDetail {
  @Override
  public ExceptionType type() {
    return ExceptionType.GUARD;
  }

  /**
   * Returns what was guarded.
   *
   * @return {@code GUARD_TYPE_...} of {@link ExceptionCodeConstants}
   */
  public int guardType() {
    return (int) (code >>> 61);
  }

  /**
   * Returns what was done.
   *
   * @return {@code kGUARD_EXC_...}; the numbers depend on what was guarded
   */
  public int flavour() {
    return (int) (code >>> 32) & 0x1fff_ffff;
  }

  /**
   * Returns to which it was done.
   *
   * @return the name of the port, the file descriptor or what else the type has
   */
  public int target() {
    return (int) code;
  }

  /**
   * Returns the name of the flavour in the C headers.
   *
   * @return such as {@code kGUARD_EXC_MOD_REFS}; the number where there is no name
   */
  public String flavourName() {
    return CodeNames.guardFlavour(guardType(), flavour());
  }

  /**
   * Tells whether the kernel ends every process that does this to a port. Others it ends or spares
   * by what the process is set to ({@code task_set_exc_guard_behavior}).
   *
   * @return true if it is about a port and no setting spares the process
   */
  public boolean isAlwaysFatalForPorts() {
    return guardType() == ExceptionCodeConstants.GUARD_TYPE_MACH_PORT
        && flavour() <= PortConstants.MAX_FATAL_kGUARD_EXC_CODE;
  }

  @Override
  public String describe() {
    return "%s: %s on %s, payload %s"
        .formatted(
            ExceptionCodeSymbols.GUARD_TYPES.name(guardType()),
            flavourName(),
            CodeNames.guardTarget(guardType(), target()),
            CodeNames.hex(payload));
  }

  @Override
  public String toString() {
    return describe();
  }
}
