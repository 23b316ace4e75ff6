package org.machapi.raw;

/**
 * The codes of exceptions: what processors name ({@code <mach/i386/exception.h>}, {@code
 * <mach/arm/exception.h>}), resources ({@code <kern/exc_resource.h>}) and guards ({@code
 * <kern/exc_guard.h>}, {@code <mach/vm_statistics.h>}).
 *
 * <p>One number means different things with each exception type, and on each architecture.
 */
public final class ExceptionCodeConstants {

  // x86_64: code 0 of EXC_BAD_INSTRUCTION, and traps of the processor

  /** {@code EXC_BAD_INSTRUCTION}: no such instruction. */
  public static final int EXC_I386_INVOP = 1;

  /** {@code EXC_BAD_INSTRUCTION}: a bad task segment. */
  public static final int EXC_I386_INVTSSFLT = 10;

  /** {@code EXC_BAD_INSTRUCTION}: a segment that is not present. */
  public static final int EXC_I386_SEGNPFLT = 11;

  /** {@code EXC_BAD_INSTRUCTION}: a fault of the stack segment. */
  public static final int EXC_I386_STKFLT = 12;

  /** {@code EXC_BAD_ACCESS}: a general protection fault, such as an address that is none. */
  public static final int EXC_I386_GPFLT = 13;

  // x86_64: code 0 of EXC_ARITHMETIC

  /** Division by zero. */
  public static final int EXC_I386_DIV = 1;

  /** Overflow, found by the instruction {@code INTO}. */
  public static final int EXC_I386_INTO = 2;

  /** No coprocessor. */
  public static final int EXC_I386_NOEXT = 3;

  /** Overrun of the coprocessor. */
  public static final int EXC_I386_EXTOVR = 4;

  /** Floating-point error of x87. */
  public static final int EXC_I386_EXTERR = 5;

  /** Error of the emulated coprocessor. */
  public static final int EXC_I386_EMERR = 6;

  /** Out of bounds, found by the instruction {@code BOUND}; comes with {@code EXC_SOFTWARE}. */
  public static final int EXC_I386_BOUND = 7;

  /** Floating-point error of SSE. */
  public static final int EXC_I386_SSEEXTERR = 8;

  // x86_64: code 0 of EXC_BREAKPOINT

  /** A single step, or a debug register that matched. */
  public static final int EXC_I386_SGL = 1;

  /** The breakpoint instruction. */
  public static final int EXC_I386_BPT = 2;

  // arm64: code 0 of EXC_BAD_INSTRUCTION

  /** No such instruction. */
  public static final int EXC_ARM_UNDEFINED = 1;

  /** The thread may not use the matrix extension now (macOS 15 and later). */
  public static final int EXC_ARM_SME_DISALLOWED = 2;

  // arm64: code 0 of EXC_ARITHMETIC

  /** A floating-point error that the processor does not tell. */
  public static final int EXC_ARM_FP_UNDEFINED = 0;

  /** Invalid operation. */
  public static final int EXC_ARM_FP_IO = 1;

  /** Division by zero. */
  public static final int EXC_ARM_FP_DZ = 2;

  /** Overflow. */
  public static final int EXC_ARM_FP_OF = 3;

  /** Underflow. */
  public static final int EXC_ARM_FP_UF = 4;

  /** Inexact result. */
  public static final int EXC_ARM_FP_IX = 5;

  /** Denormal input. */
  public static final int EXC_ARM_FP_ID = 6;

  // arm64: code 0 of EXC_BAD_ACCESS beside return codes, and of EXC_BREAKPOINT

  /** An address that is not aligned. */
  public static final int EXC_ARM_DA_ALIGN = 0x101;

  /** A watchpoint; comes with {@code EXC_BREAKPOINT}. */
  public static final int EXC_ARM_DA_DEBUG = 0x102;

  /** A stack pointer that is not aligned. */
  public static final int EXC_ARM_SP_ALIGN = 0x103;

  /** The instruction {@code SWP}, of old processors. */
  public static final int EXC_ARM_SWP = 0x104;

  /** A pointer whose authentication failed. */
  public static final int EXC_ARM_PAC_FAIL = 0x105;

  /** A breakpoint or a single step. */
  public static final int EXC_ARM_BREAKPOINT = 1;

  // Code 0 of EXC_RESOURCE, bits 61 to 63: which resource

  /** Processor time. */
  public static final int RESOURCE_TYPE_CPU = 1;

  /** Wakeups of a processor. */
  public static final int RESOURCE_TYPE_WAKEUPS = 2;

  /** Memory. */
  public static final int RESOURCE_TYPE_MEMORY = 3;

  /** Writing to disk. */
  public static final int RESOURCE_TYPE_IO = 4;

  /** Threads. */
  public static final int RESOURCE_TYPE_THREADS = 5;

  /** Names in the port space. */
  public static final int RESOURCE_TYPE_PORTS = 6;

  // Code 0 of EXC_RESOURCE, bits 58 to 60: which limit; per resource

  /** Processor time: a limit that is reported. */
  public static final int FLAVOR_CPU_MONITOR = 1;

  /** Processor time: a limit that ends the process. */
  public static final int FLAVOR_CPU_MONITOR_FATAL = 2;

  /** Wakeups: the limit. */
  public static final int FLAVOR_WAKEUPS_MONITOR = 1;

  /** Memory: the limit, or the warning before it. */
  public static final int FLAVOR_HIGH_WATERMARK = 1;

  /** Memory: a limit for diagnosis (macOS 14 and later). */
  public static final int FLAVOR_DIAG_MEMLIMIT = 2;

  /** Disk: bytes that reached it. */
  public static final int FLAVOR_IO_PHYSICAL_WRITES = 1;

  /** Disk: bytes that were to be written. */
  public static final int FLAVOR_IO_LOGICAL_WRITES = 2;

  /** Threads: the limit. */
  public static final int FLAVOR_THREADS_HIGH_WATERMARK = 1;

  /** Ports: the space is full. */
  public static final int FLAVOR_PORT_SPACE_FULL = 1;

  // Code 0 of EXC_GUARD, bits 61 to 63: what was guarded

  /** Nothing. */
  public static final int GUARD_TYPE_NONE = 0;

  /** A port, or a rule on ports; the flavours are in {@link PortConstants}. */
  public static final int GUARD_TYPE_MACH_PORT = 1;

  /** A file descriptor. */
  public static final int GUARD_TYPE_FD = 2;

  /** What a program in user space asserts. */
  public static final int GUARD_TYPE_USER = 3;

  /** A file. */
  public static final int GUARD_TYPE_VN = 4;

  /** Memory. */
  public static final int GUARD_TYPE_VIRT_MEMORY = 5;

  /** A system call that the process may not make. */
  public static final int GUARD_TYPE_REJECTED_SC = 6;

  // Flavours of GUARD_TYPE_VIRT_MEMORY

  /** Memory was to be given back where some of it was not mapped. */
  public static final int kGUARD_EXC_DEALLOC_GAP = 1;

  /** The ring of memory to reclaim could not be read (macOS 13 and later). */
  public static final int kGUARD_EXC_RECLAIM_COPYIO_FAILURE = 2;

  /** A look into a guarded address range (macOS 15 and later). */
  public static final int kGUARD_EXC_SEC_LOOKUP_DENIED = 3;

  /** The ring of memory to reclaim had a bad index (macOS 13 and later). */
  public static final int kGUARD_EXC_RECLAIM_INDEX_FAILURE = 4;

  /** A guarded address range was to be changed (macOS 15 and later). */
  public static final int kGUARD_EXC_SEC_RANGE_DENIED = 6;

  /** A guarded address was used (macOS 15 and later). */
  public static final int kGUARD_EXC_SEC_ACCESS_FAULT = 7;

  /** Memory to reclaim could not be given back (macOS 13 and later). */
  public static final int kGUARD_EXC_RECLAIM_DEALLOCATE_FAILURE = 8;

  /** Guarded memory was to be copied (macOS 15 and later). */
  public static final int kGUARD_EXC_SEC_COPY_DENIED = 16;

  /** Guarded memory was to be shared (macOS 15 and later). */
  public static final int kGUARD_EXC_SEC_SHARING_DENIED = 32;

  /** A guarded address was used, which was found later (macOS 15 and later). */
  public static final int kGUARD_EXC_SEC_ASYNC_ACCESS_FAULT = 64;

  private ExceptionCodeConstants() {}
}
