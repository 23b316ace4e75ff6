package org.machapi;

import org.machapi.raw.HostInfoConstants;

/**
 * The kind of processor that a kernel runs on. It decides which states a thread has and what the
 * codes of some exceptions mean.
 *
 * @see Mach#architecture()
 */
public enum Architecture {
  /** Intel. */
  X86_64("x86_64"),

  /** Apple silicon. */
  ARM64("arm64");

  private final String word;

  Architecture(String word) {
    this.word = word;
  }

  /**
   * Finds out which one a processor type means. An Intel kernel says {@code CPU_TYPE_X86} of a
   * processor with 64 bits, too (XNU osfmk/i386/cpuid.c, osfmk/i386/cpu.c:slot_type).
   */
  static Architecture ofProcessor(int type) {
    return switch (type) {
      case HostInfoConstants.CPU_TYPE_X86, HostInfoConstants.CPU_TYPE_X86_64 -> X86_64;
      case HostInfoConstants.CPU_TYPE_ARM64 -> ARM64;
      default ->
          throw new UnsupportedOperationException(
              "processors of type 0x"
                  + Integer.toHexString(type)
                  + ": neither x86_64 nor arm64, whose thread states are known here");
    };
  }

  /**
   * Returns the word of the tools.
   *
   * @return such as {@code arm64}
   */
  @Override
  public String toString() {
    return word;
  }
}
