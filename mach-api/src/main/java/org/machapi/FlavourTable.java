package org.machapi;

import static org.machapi.raw.ThreadStatusConstants.*;

/** What the headers say of each flavour of thread state: its size, and what it may stand in. */
final class FlavourTable {
  /**
   * No state has this number: it asks for a list of flavours ({@code THREAD_STATE_FLAVOR_LIST}).
   */
  static final int NONE = 0;

  private FlavourTable() {}

  static int words(ThreadStateFlavour flavour) {
    return flavour.architecture() == Architecture.X86_64
        ? x86Words(flavour.number())
        : armWords(flavour.number());
  }

  private static int x86Words(int number) {
    return switch (number) {
      case x86_THREAD_STATE32 -> x86_THREAD_STATE32_COUNT;
      case x86_FLOAT_STATE32 -> x86_FLOAT_STATE32_COUNT;
      case x86_EXCEPTION_STATE32 -> x86_EXCEPTION_STATE32_COUNT;
      case x86_THREAD_STATE64 -> x86_THREAD_STATE64_COUNT;
      case x86_FLOAT_STATE64 -> x86_FLOAT_STATE64_COUNT;
      case x86_EXCEPTION_STATE64 -> x86_EXCEPTION_STATE64_COUNT;
      case x86_THREAD_STATE -> x86_THREAD_STATE_COUNT;
      case x86_FLOAT_STATE -> x86_FLOAT_STATE_COUNT;
      case x86_EXCEPTION_STATE -> x86_EXCEPTION_STATE_COUNT;
      case x86_DEBUG_STATE32 -> x86_DEBUG_STATE32_COUNT;
      case x86_DEBUG_STATE64 -> x86_DEBUG_STATE64_COUNT;
      case x86_DEBUG_STATE -> x86_DEBUG_STATE_COUNT;
      case x86_AVX_STATE32 -> x86_AVX_STATE32_COUNT;
      case x86_AVX_STATE64 -> x86_AVX_STATE64_COUNT;
      case x86_AVX_STATE -> x86_AVX_STATE_COUNT;
      case x86_AVX512_STATE32 -> x86_AVX512_STATE32_COUNT;
      case x86_AVX512_STATE64 -> x86_AVX512_STATE64_COUNT;
      case x86_AVX512_STATE -> x86_AVX512_STATE_COUNT;
      case x86_PAGEIN_STATE -> x86_PAGEIN_STATE_COUNT;
      case x86_THREAD_FULL_STATE64 -> x86_THREAD_FULL_STATE64_COUNT;
      case x86_INSTRUCTION_STATE -> x86_INSTRUCTION_STATE_COUNT;
      case x86_LAST_BRANCH_STATE -> x86_LAST_BRANCH_STATE_COUNT;
      default -> 0;
    };
  }

  private static int armWords(int number) {
    return switch (number) {
      case ARM_THREAD_STATE -> ARM_UNIFIED_THREAD_STATE_COUNT;
      case ARM_VFP_STATE -> ARM_VFP_STATE_COUNT;
      case ARM_EXCEPTION_STATE -> ARM_EXCEPTION_STATE_COUNT;
      case ARM_DEBUG_STATE -> ARM_DEBUG_STATE_COUNT;
      case ARM_THREAD_STATE64 -> ARM_THREAD_STATE64_COUNT;
      case ARM_EXCEPTION_STATE64 -> ARM_EXCEPTION_STATE64_COUNT;
      case ARM_THREAD_STATE32 -> ARM_THREAD_STATE32_COUNT;
      case ARM_EXCEPTION_STATE64_V2 -> ARM_EXCEPTION_STATE64_V2_COUNT;
      case ARM_DEBUG_STATE32 -> ARM_DEBUG_STATE32_COUNT;
      case ARM_DEBUG_STATE64 -> ARM_DEBUG_STATE64_COUNT;
      case ARM_NEON_STATE -> ARM_NEON_STATE_COUNT;
      case ARM_NEON_STATE64 -> ARM_NEON_STATE64_COUNT;
      case ARM_PAGEIN_STATE -> ARM_PAGEIN_STATE_COUNT;
      default -> 0;
    };
  }

  static boolean isUnified(ThreadStateFlavour flavour) {
    if (flavour.architecture() == Architecture.ARM64) {
      return flavour.number() == ARM_THREAD_STATE;
    }
    return switch (flavour.number()) {
      case x86_THREAD_STATE,
          x86_FLOAT_STATE,
          x86_EXCEPTION_STATE,
          x86_DEBUG_STATE,
          x86_AVX_STATE,
          x86_AVX512_STATE ->
          true;
      default -> false;
    };
  }

  /** Returns the number of the unified flavour that can hold this one, or {@link #NONE}. */
  static int unified(ThreadStateFlavour flavour) {
    if (flavour.architecture() == Architecture.ARM64) {
      return switch (flavour.number()) {
        case ARM_THREAD_STATE32, ARM_THREAD_STATE64 -> ARM_THREAD_STATE;
        default -> NONE;
      };
    }
    return switch (flavour.number()) {
      case x86_THREAD_STATE32, x86_THREAD_STATE64 -> x86_THREAD_STATE;
      case x86_FLOAT_STATE32, x86_FLOAT_STATE64 -> x86_FLOAT_STATE;
      case x86_EXCEPTION_STATE32, x86_EXCEPTION_STATE64 -> x86_EXCEPTION_STATE;
      case x86_DEBUG_STATE32, x86_DEBUG_STATE64 -> x86_DEBUG_STATE;
      case x86_AVX_STATE32, x86_AVX_STATE64 -> x86_AVX_STATE;
      case x86_AVX512_STATE32, x86_AVX512_STATE64 -> x86_AVX512_STATE;
      default -> NONE;
    };
  }
}
