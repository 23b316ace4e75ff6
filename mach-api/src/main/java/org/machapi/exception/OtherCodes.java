package org.machapi.exception;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Codes whose meaning is not known here, or that are not the two that the kernel sends.
 *
 * @param type what happened
 * @param codes what came with it
 */
public record OtherCodes(ExceptionType type, List<Long> codes) implements ExceptionDetail {
  /**
   * Keeps the codes.
   *
   * @param type what happened
   * @param codes what came with it; copied
   */
  public OtherCodes {
    Objects.requireNonNull(type);
    codes = List.copyOf(codes);
  }

  @Override
  public String describe() {
    return codes.isEmpty()
        ? type + " without codes"
        : type
            + " with "
            + codes.stream()
                .map(code -> "code " + CodeNames.hex(code))
                .collect(Collectors.joining(" and "));
  }

  @Override
  public String toString() {
    return describe();
  }
}
