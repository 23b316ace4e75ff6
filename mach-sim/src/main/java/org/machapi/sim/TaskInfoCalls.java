package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_SUPPORTED;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MigErrorConstants.MIG_ARRAY_TOO_LARGE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;

/**
 * The calls that read and set facts about a task. Times are 0, and all memory is resident.
 *
 * <p>The numbers are those of {@code <mach/task_info.h>} and {@code <mach/policy.h>}.
 */
final class TaskInfoCalls {
  private static final int TASK_BASIC_INFO_32 = 4;
  private static final int TASK_BASIC_INFO_64 = 5;
  private static final int TASK_BASIC2_INFO_32 = 6;
  private static final int TASK_BASIC_INFO_64_2 = 18;
  private static final int MACH_TASK_BASIC_INFO = 20;
  private static final int TASK_TRACE_MEMORY_INFO = 24;
  private static final int BASIC_32_WORDS = 8;
  private static final int BASIC_64_WORDS = 10;
  private static final int BASIC_MACH_WORDS = 12;

  /** The largest flavour has so many words. */
  private static final int MAXIMUM_WORDS = 94;

  private static final int POLICY_TIMESHARE = 1;

  /** The bits that there are; none of them is set in an ordinary task. */
  private static final int TASK_EXC_GUARD_ALL = 0xff;

  private static final int NO_GUARD_BEHAVIOR = 0;

  private final Kernel kernel;

  TaskInfoCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  int info(Task task, int flavor, Pointer out, Pointer count) {
    if (!Buffers.holdsInt(count)) {
      return KERN_INVALID_ADDRESS;
    }
    int words = words(flavor);
    if (words == 0 || Integer.compareUnsigned(count.getInt(0), words) < 0) {
      return KERN_INVALID_ARGUMENT;
    }
    if (!Buffers.holds(out, 4L * words)) {
      return KERN_INVALID_ADDRESS;
    }
    long size = task.memory.mappedBytes();
    long most = task.memory.mostMappedBytes();
    ByteBuffer info = ByteBuffer.allocate(4 * words).order(ByteOrder.nativeOrder());
    switch (words) {
      case BASIC_32_WORDS -> {
        long resident = flavor == TASK_BASIC2_INFO_32 ? most : size;
        info.putInt(0, task.suspendCount).putInt(4, (int) size).putInt(8, (int) resident);
        info.putInt(28, POLICY_TIMESHARE);
      }
      case BASIC_64_WORDS -> {
        info.putInt(0, task.suspendCount).putLong(4, size).putLong(12, size);
        info.putInt(36, POLICY_TIMESHARE);
      }
      default -> {
        info.putLong(0, size).putLong(8, size).putLong(16, most);
        info.putInt(40, POLICY_TIMESHARE).putInt(44, task.suspendCount);
      }
    }
    out.put(0, info.array(), 0, 4 * words);
    count.putInt(0, words);
    return KERN_SUCCESS;
  }

  private int words(int flavor) {
    boolean arm = kernel.configuration.architecture() == MachineArchitecture.ARM64;
    return switch (flavor) {
      case TASK_BASIC_INFO_32, TASK_BASIC2_INFO_32 -> BASIC_32_WORDS;
      case TASK_BASIC_INFO_64 -> arm ? BASIC_32_WORDS : BASIC_64_WORDS;
      case TASK_BASIC_INFO_64_2 -> arm ? BASIC_64_WORDS : 0;
      case MACH_TASK_BASIC_INFO -> BASIC_MACH_WORDS;
      default -> 0;
    };
  }

  /** Tells why facts can not be set, as every kernel does for every flavour. */
  int whyNotSet(int flavor, int count) {
    if (Integer.compareUnsigned(count, MAXIMUM_WORDS) > 0) {
      return MIG_ARRAY_TOO_LARGE;
    }
    return flavor == TASK_TRACE_MEMORY_INFO ? KERN_NOT_SUPPORTED : KERN_INVALID_ARGUMENT;
  }

  int getGuardBehavior(Pointer out) {
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    out.putInt(0, NO_GUARD_BEHAVIOR);
    return KERN_SUCCESS;
  }

  /** Accepts what is in force anyway: guard exceptions go to the listener of the kernel. */
  int setGuardBehavior(int behavior) {
    if ((behavior & ~TASK_EXC_GUARD_ALL) != 0) {
      return KERN_INVALID_VALUE;
    }
    if (behavior != NO_GUARD_BEHAVIOR) {
      throw new UnsimulatedRoutineException("task_set_exc_guard_behavior");
    }
    return KERN_SUCCESS;
  }
}
