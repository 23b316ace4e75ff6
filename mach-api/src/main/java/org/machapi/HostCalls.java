package org.machapi;

import org.machapi.raw.HostBasicInfoLayout;
import org.machapi.raw.HostInfoConstants;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.NativeBuffer;

/** Calls on the host that the library makes for itself. */
final class HostCalls {
  private HostCalls() {}

  /** Asks which processors the kernel runs on; what is acquired for that is given back. */
  static Architecture architecture(Mach mach) throws MachException {
    try (HostPort host = HostPort.self(mach)) {
      NativeBuffer scratch = Scratch.get();
      int countAt = HostBasicInfoLayout.SIZE;
      scratch.putInt(countAt, HostInfoConstants.HOST_BASIC_INFO_COUNT);
      int code =
          mach.library()
              .host_info(
                  host.name(),
                  HostInfoConstants.HOST_BASIC_INFO,
                  scratch.pointer(),
                  scratch.pointer(countAt));
      if (code != KernReturnConstants.KERN_SUCCESS) {
        throw mach.failure("host_info", code, host.name());
      }
      return Architecture.ofProcessor(scratch.getInt(HostBasicInfoLayout.CPU_TYPE));
    }
  }
}
