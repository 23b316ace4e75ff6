package org.machapi.exception;

import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Architecture;
import org.machapi.KernReturn;
import org.machapi.raw.ExceptionCodeConstants;

/**
 * Memory could not be accessed (XNU osfmk/i386/trap.c:user_trap, osfmk/arm64/sleh.c).
 *
 * @param architecture of the kernel that sent it
 * @param code why: a {@code kern_return_t}, or a code of the processor, of those over 0x100 on
 *     arm64 and 13 on x86_64
 * @param address where, unless {@link #hasAddress()} says otherwise; what came as 32 bits is only
 *     the lower half of it
 */
public record BadAccess(Architecture architecture, long code, long address)
    implements ExceptionDetail {
  /**
   * Keeps the codes.
   *
   * @param architecture of the kernel that sent it
   * @param code code 0 of the exception
   * @param address code 1 of the exception
   */
  public BadAccess {
    Objects.requireNonNull(architecture);
  }

  @Override
  public ExceptionType type() {
    return ExceptionType.BAD_ACCESS;
  }

  /**
   * Tells whether the address is one. After a general protection fault an Intel processor does not
   * tell, and its error code stands there.
   *
   * @return false if it is the error code
   */
  public boolean hasAddress() {
    return architecture != Architecture.X86_64 || code != ExceptionCodeConstants.EXC_I386_GPFLT;
  }

  /**
   * Returns what the kernel said.
   *
   * @return such as {@code KERN_PROTECTION_FAILURE}; null if the code is the processor's
   */
  public @Nullable KernReturn kernReturn() {
    return code != (int) code || CodeNames.isProcessorCode(architecture, type(), (int) code)
        ? null
        : new KernReturn((int) code);
  }

  @Override
  public String describe() {
    KernReturn result = kernReturn();
    String why =
        result == null
            ? CodeNames.processorCode(architecture, type(), code)
            : result.symbol() + ", " + result.meaning();
    return hasAddress()
        ? "no access to address " + CodeNames.hex(address) + ": " + why
        : "no access, to an address that the processor does not tell: " + why;
  }

  @Override
  public String toString() {
    return describe();
  }
}
