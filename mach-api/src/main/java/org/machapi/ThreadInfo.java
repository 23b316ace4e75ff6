package org.machapi;

import java.time.Duration;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.ThreadBasicInfoLayout;
import org.machapi.raw.ThreadInfoConstants;

/**
 * What a thread does and has used: {@code THREAD_BASIC_INFO} (XNU
 * osfmk/kern/thread.c:thread_info_internal).
 *
 * @param userTime time in user mode, to the microsecond
 * @param systemTime time in the kernel, to the microsecond
 * @param processorUsage recent use of processors; 1.0 is all of one
 * @param policy 1 for time-sharing, 2 for anything else
 * @param runState what it does, a {@code TH_STATE_} number of {@link ThreadInfoConstants}
 * @param flags an or-list of {@code TH_FLAGS_} constants of {@link ThreadInfoConstants}
 * @param suspendCount how often the thread was suspended and not yet resumed
 */
public record ThreadInfo(
    Duration userTime,
    Duration systemTime,
    double processorUsage,
    int policy,
    int runState,
    int flags,
    int suspendCount) {

  static ThreadInfo of(Mach mach, int thread) throws MachException {
    NativeBuffer scratch =
        ThreadCalls.info(
            mach,
            thread,
            ThreadInfoConstants.THREAD_BASIC_INFO,
            ThreadInfoConstants.THREAD_BASIC_INFO_COUNT);
    return new ThreadInfo(
        TimeValue.read(scratch, ThreadBasicInfoLayout.USER_TIME_SECONDS),
        TimeValue.read(scratch, ThreadBasicInfoLayout.SYSTEM_TIME_SECONDS),
        scratch.getInt(ThreadBasicInfoLayout.CPU_USAGE)
            / (double) ThreadInfoConstants.TH_USAGE_SCALE,
        scratch.getInt(ThreadBasicInfoLayout.POLICY),
        scratch.getInt(ThreadBasicInfoLayout.RUN_STATE),
        scratch.getInt(ThreadBasicInfoLayout.FLAGS),
        scratch.getInt(ThreadBasicInfoLayout.SUSPEND_COUNT));
  }
}
