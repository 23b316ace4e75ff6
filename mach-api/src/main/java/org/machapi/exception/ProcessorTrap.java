package org.machapi.exception;

import java.util.Objects;
import org.machapi.Architecture;

/**
 * The processor refused or stopped at an instruction: {@code EXC_BAD_INSTRUCTION}, {@code
 * EXC_ARITHMETIC} or {@code EXC_BREAKPOINT}.
 *
 * @param architecture of the kernel that sent it
 * @param type which of the three
 * @param code what it was, a number of the architecture
 * @param subcode more of it: an address on arm64 as a rule, an error code on x86_64
 */
public record ProcessorTrap(Architecture architecture, ExceptionType type, long code, long subcode)
    implements ExceptionDetail {
  /**
   * Keeps the codes.
   *
   * @param architecture of the kernel that sent it
   * @param type the exception type
   * @param code code 0 of the exception
   * @param subcode code 1 of the exception
   */
  public ProcessorTrap {
    Objects.requireNonNull(architecture);
    Objects.requireNonNull(type);
  }

  /**
   * Returns the name of the code in the C headers.
   *
   * @return such as {@code EXC_ARM_BREAKPOINT}; the number where there is no name
   */
  public String name() {
    return CodeNames.processorCode(architecture, type, code);
  }

  @Override
  public String describe() {
    return type + ": " + name() + ", subcode " + CodeNames.hex(subcode);
  }

  @Override
  public String toString() {
    return describe();
  }
}
