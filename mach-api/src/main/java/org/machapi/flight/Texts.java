package org.machapi.flight;

import java.util.List;
import java.util.stream.Collectors;

/** Numbers as people know them from other tools. */
final class Texts {
  private Texts() {}

  static String name(int name) {
    return "0x" + Integer.toHexString(name);
  }

  static String codes(List<Long> codes) {
    return codes.stream()
        .map(code -> "0x" + Long.toHexString(code))
        .collect(Collectors.joining(", "));
  }
}
