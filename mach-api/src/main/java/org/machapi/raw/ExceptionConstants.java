package org.machapi.raw;

/** The constants of {@code <mach/exception_types.h>}. */
public final class ExceptionConstants {
  public static final int EXCEPTION_DEFAULT = 1;
  public static final int EXCEPTION_IDENTITY_PROTECTED = 4;
  public static final int EXCEPTION_STATE = 2;
  public static final int EXCEPTION_STATE_IDENTITY = 3;
  public static final int EXCEPTION_STATE_IDENTITY_PROTECTED = 5;
  public static final int EXC_ARITHMETIC = 3;
  public static final int EXC_BAD_ACCESS = 1;
  public static final int EXC_BAD_INSTRUCTION = 2;
  public static final int EXC_BREAKPOINT = 6;
  public static final int EXC_CORPSE_NOTIFY = 13;
  public static final int EXC_CRASH = 10;
  public static final int EXC_EMULATION = 4;
  public static final int EXC_GUARD = 12;
  public static final int EXC_MACF_MAX = 0x0002ffff;
  public static final int EXC_MACF_MIN = 0x00020000;
  public static final int EXC_MACH_SYSCALL = 8;
  public static final int EXC_MASK_ALL = 0x00001bfe;
  public static final int EXC_MASK_ARITHMETIC = 8;
  public static final int EXC_MASK_BAD_ACCESS = 2;
  public static final int EXC_MASK_BAD_INSTRUCTION = 4;
  public static final int EXC_MASK_BREAKPOINT = 64;
  public static final int EXC_MASK_CORPSE_NOTIFY = 0x00002000;
  public static final int EXC_MASK_CRASH = 1024;
  public static final int EXC_MASK_EMULATION = 16;
  public static final int EXC_MASK_GUARD = 0x00001000;
  public static final int EXC_MASK_MACH_SYSCALL = 256;
  public static final int EXC_MASK_RESOURCE = 2048;
  public static final int EXC_MASK_RPC_ALERT = 512;
  public static final int EXC_MASK_SOFTWARE = 32;
  public static final int EXC_MASK_SYSCALL = 128;
  public static final int EXC_RESOURCE = 11;
  public static final int EXC_RPC_ALERT = 9;
  public static final int EXC_SOFTWARE = 5;
  public static final int EXC_SOFT_SIGNAL = 0x00010003;
  public static final int EXC_SYSCALL = 7;
  public static final int FIRST_EXCEPTION = 1;
  public static final int MACH_EXCEPTION_BACKTRACE_PREFERRED = 0x20000000;
  public static final int MACH_EXCEPTION_CODES = 0x80000000;
  public static final int MACH_EXCEPTION_ERRORS = 0x40000000;
  public static final int MACH_EXCEPTION_MASK = 0xe0000000;

  private ExceptionConstants() {}
}
