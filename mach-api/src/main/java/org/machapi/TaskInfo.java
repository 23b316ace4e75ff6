package org.machapi;

import java.time.Duration;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MachTaskBasicInfoLayout;
import org.machapi.raw.NativeBuffer;

/**
 * How large a task is and what it has used: {@code MACH_TASK_BASIC_INFO} (XNU
 * osfmk/kern/task.c:task_info).
 *
 * @param virtualSize bytes of address space
 * @param residentSize bytes in memory
 * @param largestResidentSize the most bytes ever in memory
 * @param userTime time in user mode of threads that have ended, to the microsecond
 * @param systemTime time in the kernel of threads that have ended, to the microsecond
 * @param policy how new threads are scheduled: a {@code POLICY_} number, 1 for time-sharing
 * @param suspendCount how often the task was suspended and not yet resumed
 */
public record TaskInfo(
    long virtualSize,
    long residentSize,
    long largestResidentSize,
    Duration userTime,
    Duration systemTime,
    int policy,
    int suspendCount) {
  /** The flavour of {@code <mach/task_info.h>}. */
  private static final int MACH_TASK_BASIC_INFO = 20;

  static TaskInfo of(Mach mach, int task) throws MachException {
    NativeBuffer scratch = Scratch.get();
    int countAt = MachTaskBasicInfoLayout.SIZE;
    scratch.putInt(countAt, MachTaskBasicInfoLayout.SIZE / Integer.BYTES);
    int code =
        mach.library()
            .task_info(task, MACH_TASK_BASIC_INFO, scratch.pointer(), scratch.pointer(countAt));
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw mach.failure("task_info", code, task, Flavour.NAME);
    }
    return new TaskInfo(
        scratch.getLong(MachTaskBasicInfoLayout.VIRTUAL_SIZE),
        scratch.getLong(MachTaskBasicInfoLayout.RESIDENT_SIZE),
        scratch.getLong(MachTaskBasicInfoLayout.RESIDENT_SIZE_MAX),
        TimeValue.read(scratch, MachTaskBasicInfoLayout.USER_TIME_SECONDS),
        TimeValue.read(scratch, MachTaskBasicInfoLayout.SYSTEM_TIME_SECONDS),
        scratch.getInt(MachTaskBasicInfoLayout.POLICY),
        scratch.getInt(MachTaskBasicInfoLayout.SUSPEND_COUNT));
  }
}
