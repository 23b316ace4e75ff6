package org.machapi.tools;

/** Writes numbers as Mach's tools do. */
final class Hex {
  private Hex() {}

  static String of(int number) {
    return "0x" + Integer.toHexString(number);
  }

  static String of(long number) {
    return "0x" + Long.toHexString(number);
  }
}
