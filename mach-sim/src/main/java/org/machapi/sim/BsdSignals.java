package org.machapi.sim;

import static org.machapi.raw.ExceptionConstants.EXC_ARITHMETIC;
import static org.machapi.raw.ExceptionConstants.EXC_BAD_ACCESS;
import static org.machapi.raw.ExceptionConstants.EXC_BAD_INSTRUCTION;
import static org.machapi.raw.ExceptionConstants.EXC_BREAKPOINT;
import static org.machapi.raw.ExceptionConstants.EXC_EMULATION;
import static org.machapi.raw.ExceptionConstants.EXC_SOFTWARE;
import static org.machapi.raw.ExceptionConstants.EXC_SOFT_SIGNAL;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;

/**
 * Which BSD signal an exception becomes that no handler took, in Darwin's numbers (XNU
 * bsd/uxkern/ux_exception.c and bsd/dev/i386/unix_signal.c). A stack overflow, which is SIGSEGV
 * there, is not told from other protection failures here.
 */
final class BsdSignals {
  private static final int SIGILL = 4;
  private static final int SIGTRAP = 5;
  private static final int SIGABRT = 6;
  private static final int SIGEMT = 7;
  private static final int SIGFPE = 8;
  private static final int SIGKILL = 9;
  private static final int SIGBUS = 10;
  private static final int SIGSEGV = 11;
  private static final int SIGSYS = 12;
  private static final int SIGPIPE = 13;

  private static final int EXC_UNIX_BAD_SYSCALL = 0x10000;
  private static final int EXC_UNIX_BAD_PIPE = 0x10001;
  private static final int EXC_UNIX_ABORT = 0x10002;

  /** On Intel, the code of a general protection fault, and that of the BOUND instruction. */
  private static final int GENERAL_PROTECTION = 13;

  private static final int BOUND = 5;

  private BsdSignals() {}

  static int of(MachineArchitecture architecture, int exception, long code) {
    if (architecture == MachineArchitecture.X86_64) {
      if (exception == EXC_BAD_ACCESS && code == GENERAL_PROTECTION) {
        return SIGSEGV;
      }
      if (exception == EXC_SOFTWARE && code == BOUND) {
        return SIGTRAP;
      }
    }
    return switch (exception) {
      case EXC_BAD_ACCESS -> code == KERN_INVALID_ADDRESS ? SIGSEGV : SIGBUS;
      case EXC_BAD_INSTRUCTION -> SIGILL;
      case EXC_ARITHMETIC -> SIGFPE;
      case EXC_EMULATION -> SIGEMT;
      case EXC_SOFTWARE -> ofSoftware(code);
      case EXC_BREAKPOINT -> SIGTRAP;
      default -> 0;
    };
  }

  private static int ofSoftware(long code) {
    if (code == EXC_UNIX_BAD_SYSCALL) {
      return SIGSYS;
    }
    if (code == EXC_UNIX_BAD_PIPE) {
      return SIGPIPE;
    }
    if (code == EXC_UNIX_ABORT) {
      return SIGABRT;
    }
    return code == EXC_SOFT_SIGNAL ? SIGKILL : 0;
  }
}
