package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.ThreadStatusConstants.ARM_DEBUG_STATE64;
import static org.machapi.raw.ThreadStatusConstants.ARM_EXCEPTION_STATE64;
import static org.machapi.raw.ThreadStatusConstants.ARM_EXCEPTION_STATE64_COUNT;
import static org.machapi.raw.ThreadStatusConstants.ARM_NEON_STATE64;
import static org.machapi.raw.ThreadStatusConstants.ARM_THREAD_STATE;
import static org.machapi.raw.ThreadStatusConstants.ARM_THREAD_STATE64;
import static org.machapi.raw.ThreadStatusConstants.ARM_THREAD_STATE64_COUNT;
import static org.machapi.raw.ThreadStatusConstants.x86_DEBUG_STATE64;
import static org.machapi.raw.ThreadStatusConstants.x86_EXCEPTION_STATE;
import static org.machapi.raw.ThreadStatusConstants.x86_EXCEPTION_STATE64;
import static org.machapi.raw.ThreadStatusConstants.x86_EXCEPTION_STATE64_COUNT;
import static org.machapi.raw.ThreadStatusConstants.x86_FLOAT_STATE64;
import static org.machapi.raw.ThreadStatusConstants.x86_THREAD_STATE;
import static org.machapi.raw.ThreadStatusConstants.x86_THREAD_STATE64;
import static org.machapi.raw.ThreadStatusConstants.x86_THREAD_STATE64_COUNT;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The registers of a thread: words that are kept as they were set, zero at first. Nothing runs on
 * them. The state of an exception can be read and not set.
 */
final class ThreadStates {
  /** Sizes in words that no constant of the C interface is there for here. */
  private static final int X86_FLOAT_STATE64_COUNT = 131;

  private static final int X86_DEBUG_STATE64_COUNT = 16;
  private static final int ARM_DEBUG_STATE64_COUNT = 130;
  private static final int ARM_NEON_STATE64_COUNT = 132;

  /** The flavour and count before a state that says itself what it is. */
  private static final int HEADER_WORDS = 2;

  private static final Set<Integer> VALID_ARM_FLAVORS =
      Set.of(1, 2, 3, 4, 5, 6, 7, 9, 14, 15, 16, 17);

  private final MachineArchitecture architecture;
  private final Map<Integer, int[]> states = new HashMap<>(2);

  ThreadStates(MachineArchitecture architecture) {
    this.architecture = architecture;
  }

  /** Tells whether a number is a flavour that exception ports can be set with. */
  static boolean isFlavor(MachineArchitecture architecture, int flavor) {
    return architecture == MachineArchitecture.ARM64
        ? VALID_ARM_FLAVORS.contains(flavor)
        : flavor >= 1 && flavor <= 25 && flavor != 14 && flavor != 15;
  }

  /** Returns the words of a flavour that holds just one state, or 0 for other flavours. */
  private int words(int flavor) {
    if (architecture == MachineArchitecture.ARM64) {
      return switch (flavor) {
        case ARM_THREAD_STATE64 -> ARM_THREAD_STATE64_COUNT;
        case ARM_EXCEPTION_STATE64 -> ARM_EXCEPTION_STATE64_COUNT;
        case ARM_DEBUG_STATE64 -> ARM_DEBUG_STATE64_COUNT;
        case ARM_NEON_STATE64 -> ARM_NEON_STATE64_COUNT;
        default -> 0;
      };
    }
    return switch (flavor) {
      case x86_THREAD_STATE64 -> x86_THREAD_STATE64_COUNT;
      case x86_FLOAT_STATE64 -> X86_FLOAT_STATE64_COUNT;
      case x86_EXCEPTION_STATE64 -> x86_EXCEPTION_STATE64_COUNT;
      case x86_DEBUG_STATE64 -> X86_DEBUG_STATE64_COUNT;
      default -> 0;
    };
  }

  /** Returns the flavour behind one that is a header and a state of either width, or 0. */
  private int wrapped(int flavor) {
    if (architecture == MachineArchitecture.ARM64) {
      return flavor == ARM_THREAD_STATE ? ARM_THREAD_STATE64 : 0;
    }
    return switch (flavor) {
      case x86_THREAD_STATE -> x86_THREAD_STATE64;
      case x86_EXCEPTION_STATE -> x86_EXCEPTION_STATE64;
      default -> 0;
    };
  }

  private boolean isReadOnly(int flavor) {
    return flavor
        == (architecture == MachineArchitecture.ARM64
            ? ARM_EXCEPTION_STATE64
            : x86_EXCEPTION_STATE64);
  }

  /** Returns a copy of a state, or null if there is no such flavour. */
  int @Nullable [] get(int flavor) {
    int inner = wrapped(flavor);
    if (inner != 0) {
      int[] state = plain(inner);
      int[] whole = new int[HEADER_WORDS + state.length];
      whole[0] = inner;
      whole[1] = state.length;
      System.arraycopy(state, 0, whole, HEADER_WORDS, state.length);
      return whole;
    }
    return words(flavor) == 0 ? null : plain(flavor).clone();
  }

  private int[] plain(int flavor) {
    int[] state = states.get(flavor);
    return state == null ? new int[words(flavor)] : state;
  }

  int set(int flavor, int[] state) {
    int inner = wrapped(flavor);
    if (inner != 0) {
      boolean fits = state.length == HEADER_WORDS + words(inner) && state[0] == inner;
      if (!fits || isReadOnly(inner)) {
        return KERN_INVALID_ARGUMENT;
      }
      int[] rest = new int[state.length - HEADER_WORDS];
      System.arraycopy(state, HEADER_WORDS, rest, 0, rest.length);
      states.put(inner, rest);
      return KERN_SUCCESS;
    }
    if (words(flavor) == 0 || state.length != words(flavor)) {
      return KERN_INVALID_ARGUMENT;
    }
    if (isReadOnly(flavor)) {
      // An Intel kernel has no such case; one for arm64 has, and does nothing (XNU
      // osfmk/i386/pcb.c, osfmk/arm64/status.c: machine_thread_set_state).
      return architecture == MachineArchitecture.ARM64 ? KERN_SUCCESS : KERN_INVALID_ARGUMENT;
    }
    states.put(flavor, state.clone());
    return KERN_SUCCESS;
  }
}
