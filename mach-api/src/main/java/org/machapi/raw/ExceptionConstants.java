package org.machapi.raw;

/** The constants of {@code <mach/exception_types.h>}. */
public final class ExceptionConstants {

  // Exception types

  /** Memory could not be accessed. Code 0 is the {@code kern_return_t}, code 1 the address. */
  public static final int EXC_BAD_ACCESS = 1;

  /** The instruction or an operand of it is invalid. */
  public static final int EXC_BAD_INSTRUCTION = 2;

  /** A calculation failed, such as a division by zero. */
  public static final int EXC_ARITHMETIC = 3;

  /** An instruction is to be emulated. */
  public static final int EXC_EMULATION = 4;

  /** Raised by software; code 0 tells why, {@link #EXC_SOFT_SIGNAL} for a Unix signal. */
  public static final int EXC_SOFTWARE = 5;

  /** A breakpoint, a single step or a trap for debuggers. */
  public static final int EXC_BREAKPOINT = 6;

  /** A system call. */
  public static final int EXC_SYSCALL = 7;

  /** A Mach trap. */
  public static final int EXC_MACH_SYSCALL = 8;

  /** Unused: an alert during a remote call. */
  public static final int EXC_RPC_ALERT = 9;

  /** The process is about to end abnormally. */
  public static final int EXC_CRASH = 10;

  /** A resource limit was reached. */
  public static final int EXC_RESOURCE = 11;

  /** A guarded resource, such as a guarded port, was used in a way that its guard forbids. */
  public static final int EXC_GUARD = 12;

  /** The process has become a corpse, whose memory can still be examined. */
  public static final int EXC_CORPSE_NOTIFY = 13;

  // Exception types as masks: the bit of type n is 1 << n

  /** The bit of {@link #EXC_BAD_ACCESS}. */
  public static final int EXC_MASK_BAD_ACCESS = 0x2;

  /** The bit of {@link #EXC_BAD_INSTRUCTION}. */
  public static final int EXC_MASK_BAD_INSTRUCTION = 0x4;

  /** The bit of {@link #EXC_ARITHMETIC}. */
  public static final int EXC_MASK_ARITHMETIC = 0x8;

  /** The bit of {@link #EXC_EMULATION}. */
  public static final int EXC_MASK_EMULATION = 0x10;

  /** The bit of {@link #EXC_SOFTWARE}. */
  public static final int EXC_MASK_SOFTWARE = 0x20;

  /** The bit of {@link #EXC_BREAKPOINT}. */
  public static final int EXC_MASK_BREAKPOINT = 0x40;

  /** The bit of {@link #EXC_SYSCALL}. */
  public static final int EXC_MASK_SYSCALL = 0x80;

  /** The bit of {@link #EXC_MACH_SYSCALL}. */
  public static final int EXC_MASK_MACH_SYSCALL = 0x100;

  /** The bit of {@link #EXC_RPC_ALERT}. */
  public static final int EXC_MASK_RPC_ALERT = 0x200;

  /** The bit of {@link #EXC_CRASH}. */
  public static final int EXC_MASK_CRASH = 0x400;

  /** The bit of {@link #EXC_RESOURCE}. */
  public static final int EXC_MASK_RESOURCE = 0x800;

  /** The bit of {@link #EXC_GUARD}. */
  public static final int EXC_MASK_GUARD = 0x1000;

  /** The bit of {@link #EXC_CORPSE_NOTIFY}. */
  public static final int EXC_MASK_CORPSE_NOTIFY = 0x2000;

  /** All bits but those of {@link #EXC_CRASH} and {@link #EXC_CORPSE_NOTIFY}. */
  public static final int EXC_MASK_ALL = 0x1bfe;

  // Behaviours: what the exception message carries

  /** Thread and task port. */
  public static final int EXCEPTION_DEFAULT = 1;

  /** The thread state, which the reply may change; no ports. */
  public static final int EXCEPTION_STATE = 2;

  /** Thread and task port, and the thread state, which the reply may change. */
  public static final int EXCEPTION_STATE_IDENTITY = 3;

  /** A thread id and a task identity token instead of ports. */
  public static final int EXCEPTION_IDENTITY_PROTECTED = 4;

  /** Thread id, task identity token and thread state (macOS 15 and later). */
  public static final int EXCEPTION_STATE_IDENTITY_PROTECTED = 5;

  // Bits beside a behaviour

  /** Codes have 64 bits, and the messages are those of {@code mach_exc}. */
  public static final int MACH_EXCEPTION_CODES = 0x80000000;

  /** Send a message even where another handler has taken the exception before. */
  public static final int MACH_EXCEPTION_ERRORS = 0x40000000;

  /** Send a backtrace of the thread where possible (macOS 13 and later). */
  public static final int MACH_EXCEPTION_BACKTRACE_PREFERRED = 0x20000000;

  /**
   * All bits beside a behaviour. On macOS 12 without {@link #MACH_EXCEPTION_BACKTRACE_PREFERRED}.
   */
  public static final int MACH_EXCEPTION_MASK = 0xe0000000;

  // Codes and limits

  /** Code 0 of {@link #EXC_SOFTWARE} for a Unix signal; code 1 is the signal number. */
  public static final int EXC_SOFT_SIGNAL = 0x00010003;

  /** Lowest code 0 of {@link #EXC_SOFTWARE} that a security policy may use. */
  public static final int EXC_MACF_MIN = 0x00020000;

  /** Highest code 0 of {@link #EXC_SOFTWARE} that a security policy may use. */
  public static final int EXC_MACF_MAX = 0x0002ffff;

  /** The lowest exception type. */
  public static final int FIRST_EXCEPTION = 0x1;

  private ExceptionConstants() {}
}
