package org.machapi.raw;

/**
 * The symbols of the codes that come with exceptions. Which family is meant depends on the
 * exception type and, where the name begins so, on the architecture.
 */
public final class ExceptionCodeSymbols {

  /** Code 0 of {@code EXC_BAD_ACCESS} on x86_64, where it is no return code. */
  public static final SymbolFamily X86_BAD_ACCESS =
      SymbolFamily.titled("x86_64 access code")
          .values(ExceptionCodeConstants.class, "EXC_I386_GPFLT")
          .build();

  /** Code 0 of {@code EXC_BAD_INSTRUCTION} on x86_64. */
  public static final SymbolFamily X86_BAD_INSTRUCTION =
      SymbolFamily.titled("x86_64 instruction code")
          .values(
              ExceptionCodeConstants.class,
              "EXC_I386_INVOP EXC_I386_INVTSSFLT EXC_I386_SEGNPFLT EXC_I386_STKFLT EXC_I386_GPFLT")
          .build();

  /** Code 0 of {@code EXC_ARITHMETIC} on x86_64. */
  public static final SymbolFamily X86_ARITHMETIC =
      SymbolFamily.titled("x86_64 arithmetic code")
          .values(
              ExceptionCodeConstants.class,
              """
              EXC_I386_DIV EXC_I386_INTO EXC_I386_NOEXT EXC_I386_EXTOVR EXC_I386_EXTERR
              EXC_I386_EMERR EXC_I386_BOUND EXC_I386_SSEEXTERR
              """)
          .build();

  /** Code 0 of {@code EXC_BREAKPOINT} on x86_64. */
  public static final SymbolFamily X86_BREAKPOINT =
      SymbolFamily.titled("x86_64 breakpoint code")
          .values(ExceptionCodeConstants.class, "EXC_I386_SGL EXC_I386_BPT")
          .build();

  /** Code 0 of {@code EXC_BAD_ACCESS} on arm64, where it is no return code. */
  public static final SymbolFamily ARM_BAD_ACCESS =
      SymbolFamily.titled("arm64 access code")
          .values(
              ExceptionCodeConstants.class,
              "EXC_ARM_DA_ALIGN EXC_ARM_DA_DEBUG EXC_ARM_SP_ALIGN EXC_ARM_SWP EXC_ARM_PAC_FAIL")
          .build();

  /** Code 0 of {@code EXC_BAD_INSTRUCTION} on arm64. */
  public static final SymbolFamily ARM_BAD_INSTRUCTION =
      SymbolFamily.titled("arm64 instruction code")
          .values(ExceptionCodeConstants.class, "EXC_ARM_UNDEFINED EXC_ARM_SME_DISALLOWED")
          .build();

  /** Code 0 of {@code EXC_ARITHMETIC} on arm64. */
  public static final SymbolFamily ARM_ARITHMETIC =
      SymbolFamily.titled("arm64 arithmetic code")
          .values(
              ExceptionCodeConstants.class,
              """
              EXC_ARM_FP_UNDEFINED EXC_ARM_FP_IO EXC_ARM_FP_DZ EXC_ARM_FP_OF EXC_ARM_FP_UF
              EXC_ARM_FP_IX EXC_ARM_FP_ID
              """)
          .build();

  /** Code 0 of {@code EXC_BREAKPOINT} on arm64. */
  public static final SymbolFamily ARM_BREAKPOINT =
      SymbolFamily.titled("arm64 breakpoint code")
          .values(ExceptionCodeConstants.class, "EXC_ARM_BREAKPOINT EXC_ARM_DA_DEBUG")
          .build();

  /** What {@code EXC_RESOURCE} is about. */
  public static final SymbolFamily RESOURCE_TYPES =
      SymbolFamily.titled("resource type")
          .values(
              ExceptionCodeConstants.class,
              """
              RESOURCE_TYPE_CPU RESOURCE_TYPE_WAKEUPS RESOURCE_TYPE_MEMORY RESOURCE_TYPE_IO
              RESOURCE_TYPE_THREADS RESOURCE_TYPE_PORTS
              """)
          .build();

  /** Which limit of {@code RESOURCE_TYPE_CPU}. */
  public static final SymbolFamily CPU_FLAVOURS =
      SymbolFamily.titled("processor limit")
          .values(ExceptionCodeConstants.class, "FLAVOR_CPU_MONITOR FLAVOR_CPU_MONITOR_FATAL")
          .build();

  /** Which limit of {@code RESOURCE_TYPE_WAKEUPS}. */
  public static final SymbolFamily WAKEUPS_FLAVOURS =
      SymbolFamily.titled("wakeup limit")
          .values(ExceptionCodeConstants.class, "FLAVOR_WAKEUPS_MONITOR")
          .build();

  /** Which limit of {@code RESOURCE_TYPE_MEMORY}. */
  public static final SymbolFamily MEMORY_FLAVOURS =
      SymbolFamily.titled("memory limit")
          .values(ExceptionCodeConstants.class, "FLAVOR_HIGH_WATERMARK FLAVOR_DIAG_MEMLIMIT")
          .build();

  /** Which limit of {@code RESOURCE_TYPE_IO}. */
  public static final SymbolFamily IO_FLAVOURS =
      SymbolFamily.titled("disk limit")
          .values(
              ExceptionCodeConstants.class, "FLAVOR_IO_PHYSICAL_WRITES FLAVOR_IO_LOGICAL_WRITES")
          .build();

  /** Which limit of {@code RESOURCE_TYPE_THREADS}. */
  public static final SymbolFamily THREADS_FLAVOURS =
      SymbolFamily.titled("thread limit")
          .values(ExceptionCodeConstants.class, "FLAVOR_THREADS_HIGH_WATERMARK")
          .build();

  /** Which limit of {@code RESOURCE_TYPE_PORTS}. */
  public static final SymbolFamily PORTS_FLAVOURS =
      SymbolFamily.titled("port limit")
          .values(ExceptionCodeConstants.class, "FLAVOR_PORT_SPACE_FULL")
          .build();

  /** What {@code EXC_GUARD} is about; the flavours of ports are in {@link Symbols}. */
  public static final SymbolFamily GUARD_TYPES =
      SymbolFamily.titled("guard type")
          .values(
              ExceptionCodeConstants.class,
              """
              GUARD_TYPE_NONE GUARD_TYPE_MACH_PORT GUARD_TYPE_FD GUARD_TYPE_USER GUARD_TYPE_VN
              GUARD_TYPE_VIRT_MEMORY GUARD_TYPE_REJECTED_SC
              """)
          .build();

  /** Flavours of guard exceptions on memory. */
  public static final SymbolFamily MEMORY_GUARD_FLAVOURS =
      SymbolFamily.titled("memory guard flavour")
          .values(
              ExceptionCodeConstants.class,
              """
              kGUARD_EXC_DEALLOC_GAP kGUARD_EXC_RECLAIM_COPYIO_FAILURE
              kGUARD_EXC_SEC_LOOKUP_DENIED kGUARD_EXC_RECLAIM_INDEX_FAILURE
              kGUARD_EXC_SEC_RANGE_DENIED kGUARD_EXC_SEC_ACCESS_FAULT
              kGUARD_EXC_RECLAIM_DEALLOCATE_FAILURE kGUARD_EXC_SEC_COPY_DENIED
              kGUARD_EXC_SEC_SHARING_DENIED kGUARD_EXC_SEC_ASYNC_ACCESS_FAULT
              """)
          .build();

  /** Flavours of guard exceptions on file descriptors. */
  public static final SymbolFamily DESCRIPTOR_GUARD_FLAVOURS =
      SymbolFamily.titled("descriptor guard flavour")
          .flags(
              FileGuardConstants.class,
              """
              kGUARD_EXC_CLOSE kGUARD_EXC_DUP kGUARD_EXC_NOCLOEXEC kGUARD_EXC_SOCKET_IPC
              kGUARD_EXC_FILEPORT kGUARD_EXC_MISMATCH kGUARD_EXC_WRITE
              """)
          .build();

  /** Flavours of guard exceptions on files. */
  public static final SymbolFamily FILE_GUARD_FLAVOURS =
      SymbolFamily.titled("file guard flavour")
          .flags(
              FileGuardConstants.class,
              """
              kGUARD_EXC_RENAME_TO kGUARD_EXC_RENAME_FROM kGUARD_EXC_UNLINK
              kGUARD_EXC_WRITE_OTHER kGUARD_EXC_TRUNC_OTHER kGUARD_EXC_LINK kGUARD_EXC_EXCHDATA
              """)
          .build();

  private ExceptionCodeSymbols() {}
}
