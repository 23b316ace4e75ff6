package org.machapi.raw;

import java.util.ArrayList;
import java.util.List;

/**
 * The symbols of Mach's numbers, both ways: from a number to what the headers call it, and back.
 *
 * <p>Each constant of this class is one family. {@code Symbols.EXCEPTIONS.name(1)} is {@code
 * "EXC_BAD_ACCESS"}, and {@code
 * Symbols.EXCEPTION_MASKS.parse("EXC_MASK_BAD_ACCESS|EXC_MASK_CRASH")} is {@code 0x402}.
 */
public final class Symbols {
  /**
   * Return codes: {@code KERN_*}, {@code MACH_SEND_*}, {@code MACH_RCV_*}, {@code MIG_*} and {@code
   * BOOTSTRAP_*}. The special bits of a message code follow it, as in {@code
   * MACH_RCV_BODY_ERROR|MACH_MSG_IPC_SPACE}.
   */
  public static final SymbolFamily RETURN_CODES =
      SymbolFamily.titled("return code")
          .values(
              KernReturnConstants.class,
              """
              KERN_SUCCESS KERN_INVALID_ADDRESS KERN_PROTECTION_FAILURE KERN_NO_SPACE
              KERN_INVALID_ARGUMENT KERN_FAILURE KERN_RESOURCE_SHORTAGE KERN_NOT_RECEIVER
              KERN_NO_ACCESS KERN_MEMORY_FAILURE KERN_MEMORY_ERROR KERN_ALREADY_IN_SET
              KERN_NOT_IN_SET KERN_NAME_EXISTS KERN_ABORTED KERN_INVALID_NAME KERN_INVALID_TASK
              KERN_INVALID_RIGHT KERN_INVALID_VALUE KERN_UREFS_OVERFLOW KERN_INVALID_CAPABILITY
              KERN_RIGHT_EXISTS KERN_INVALID_HOST KERN_MEMORY_PRESENT KERN_MEMORY_DATA_MOVED
              KERN_MEMORY_RESTART_COPY KERN_INVALID_PROCESSOR_SET KERN_POLICY_LIMIT
              KERN_INVALID_POLICY KERN_INVALID_OBJECT KERN_ALREADY_WAITING KERN_DEFAULT_SET
              KERN_EXCEPTION_PROTECTED KERN_INVALID_LEDGER KERN_INVALID_MEMORY_CONTROL
              KERN_INVALID_SECURITY KERN_NOT_DEPRESSED KERN_TERMINATED KERN_LOCK_SET_DESTROYED
              KERN_LOCK_UNSTABLE KERN_LOCK_OWNED KERN_LOCK_OWNED_SELF KERN_SEMAPHORE_DESTROYED
              KERN_RPC_SERVER_TERMINATED KERN_RPC_TERMINATE_ORPHAN KERN_RPC_CONTINUE_ORPHAN
              KERN_NOT_SUPPORTED KERN_NODE_DOWN KERN_NOT_WAITING KERN_OPERATION_TIMED_OUT
              KERN_CODESIGN_ERROR KERN_POLICY_STATIC KERN_INSUFFICIENT_BUFFER_SIZE KERN_DENIED
              KERN_MISSING_KC KERN_INVALID_KC KERN_NOT_FOUND
              """)
          .values(
              MessageConstants.class,
              """
              MACH_SEND_IN_PROGRESS MACH_SEND_INVALID_DATA MACH_SEND_INVALID_DEST
              MACH_SEND_TIMED_OUT MACH_SEND_INVALID_VOUCHER MACH_SEND_INTERRUPTED
              MACH_SEND_MSG_TOO_SMALL MACH_SEND_INVALID_REPLY MACH_SEND_INVALID_RIGHT
              MACH_SEND_INVALID_NOTIFY MACH_SEND_INVALID_MEMORY MACH_SEND_NO_BUFFER
              MACH_SEND_TOO_LARGE MACH_SEND_INVALID_TYPE MACH_SEND_INVALID_HEADER
              MACH_SEND_INVALID_TRAILER MACH_SEND_INVALID_CONTEXT MACH_SEND_INVALID_OPTIONS
              MACH_SEND_INVALID_RT_OOL_SIZE MACH_SEND_NO_GRANT_DEST MACH_SEND_MSG_FILTERED
              MACH_SEND_AUX_TOO_SMALL MACH_SEND_AUX_TOO_LARGE MACH_RCV_IN_PROGRESS
              MACH_RCV_INVALID_NAME MACH_RCV_TIMED_OUT MACH_RCV_TOO_LARGE MACH_RCV_INTERRUPTED
              MACH_RCV_PORT_CHANGED MACH_RCV_INVALID_NOTIFY MACH_RCV_INVALID_DATA
              MACH_RCV_PORT_DIED MACH_RCV_IN_SET MACH_RCV_HEADER_ERROR MACH_RCV_BODY_ERROR
              MACH_RCV_INVALID_TYPE MACH_RCV_SCATTER_SMALL MACH_RCV_INVALID_TRAILER
              MACH_RCV_IN_PROGRESS_TIMED MACH_RCV_INVALID_REPLY MACH_RCV_INVALID_ARGUMENTS
              """)
          .values(
              MigErrorConstants.class,
              """
              MIG_TYPE_ERROR MIG_REPLY_MISMATCH MIG_REMOTE_ERROR MIG_BAD_ID MIG_BAD_ARGUMENTS
              MIG_NO_REPLY MIG_EXCEPTION MIG_ARRAY_TOO_LARGE MIG_SERVER_DIED MIG_TRAILER_ERROR
              """)
          .values(
              BootstrapConstants.class,
              """
              BOOTSTRAP_NOT_PRIVILEGED BOOTSTRAP_NAME_IN_USE BOOTSTRAP_UNKNOWN_SERVICE
              BOOTSTRAP_SERVICE_ACTIVE BOOTSTRAP_BAD_COUNT BOOTSTRAP_NO_MEMORY
              BOOTSTRAP_NO_CHILDREN
              """)
          .flags(
              MessageConstants.class,
              """
              MACH_MSG_IPC_SPACE MACH_MSG_VM_SPACE MACH_MSG_IPC_KERNEL MACH_MSG_VM_KERNEL
              """)
          .flaggedOnlyIf(Symbols::carriesSpecialBits)
          .alsoRead(MessageConstants.class, "MACH_MSG_SUCCESS")
          .alsoRead(BootstrapConstants.class, "BOOTSTRAP_SUCCESS")
          .build();

  /** Exception types: {@code EXC_*}. */
  public static final SymbolFamily EXCEPTIONS =
      SymbolFamily.titled("exception type")
          .values(
              ExceptionConstants.class,
              """
              EXC_BAD_ACCESS EXC_BAD_INSTRUCTION EXC_ARITHMETIC EXC_EMULATION EXC_SOFTWARE
              EXC_BREAKPOINT EXC_SYSCALL EXC_MACH_SYSCALL EXC_RPC_ALERT EXC_CRASH EXC_RESOURCE
              EXC_GUARD EXC_CORPSE_NOTIFY
              """)
          .build();

  /** Exception masks: {@code EXC_MASK_*}. */
  public static final SymbolFamily EXCEPTION_MASKS =
      SymbolFamily.titled("exception mask")
          .flags(
              ExceptionConstants.class,
              """
              EXC_MASK_ALL EXC_MASK_BAD_ACCESS EXC_MASK_BAD_INSTRUCTION EXC_MASK_ARITHMETIC
              EXC_MASK_EMULATION EXC_MASK_SOFTWARE EXC_MASK_BREAKPOINT EXC_MASK_SYSCALL
              EXC_MASK_MACH_SYSCALL EXC_MASK_RPC_ALERT EXC_MASK_CRASH EXC_MASK_RESOURCE
              EXC_MASK_GUARD EXC_MASK_CORPSE_NOTIFY
              """)
          .build();

  /** Exception behaviours: {@code EXCEPTION_*} with the bits {@code MACH_EXCEPTION_*} beside it. */
  public static final SymbolFamily BEHAVIOURS =
      SymbolFamily.titled("exception behaviour")
          .values(
              ExceptionConstants.class,
              """
              EXCEPTION_DEFAULT EXCEPTION_STATE EXCEPTION_STATE_IDENTITY
              EXCEPTION_IDENTITY_PROTECTED EXCEPTION_STATE_IDENTITY_PROTECTED
              """)
          .flags(
              ExceptionConstants.class,
              """
              MACH_EXCEPTION_CODES MACH_EXCEPTION_ERRORS MACH_EXCEPTION_BACKTRACE_PREFERRED
              """)
          .build();

  /** Thread-state flavours of x86_64. */
  public static final SymbolFamily X86_THREAD_STATE_FLAVOURS =
      SymbolFamily.titled("x86_64 thread state flavour")
          .values(
              ThreadStatusConstants.class,
              """
              x86_THREAD_STATE32 x86_FLOAT_STATE32 x86_EXCEPTION_STATE32 x86_THREAD_STATE64
              x86_FLOAT_STATE64 x86_EXCEPTION_STATE64 x86_THREAD_STATE x86_FLOAT_STATE
              x86_EXCEPTION_STATE x86_DEBUG_STATE32 x86_DEBUG_STATE64 x86_DEBUG_STATE
              x86_AVX_STATE32 x86_AVX_STATE64 x86_AVX_STATE x86_AVX512_STATE32
              x86_AVX512_STATE64 x86_AVX512_STATE x86_PAGEIN_STATE x86_THREAD_FULL_STATE64
              x86_INSTRUCTION_STATE x86_LAST_BRANCH_STATE
              """)
          .value("THREAD_STATE_NONE", ThreadStatusConstants.x86_THREAD_STATE_NONE)
          .build();

  /** Thread-state flavours of arm64. */
  public static final SymbolFamily ARM_THREAD_STATE_FLAVOURS =
      SymbolFamily.titled("arm64 thread state flavour")
          .values(
              ThreadStatusConstants.class,
              """
              ARM_THREAD_STATE ARM_VFP_STATE ARM_EXCEPTION_STATE ARM_DEBUG_STATE
              ARM_THREAD_STATE64 ARM_EXCEPTION_STATE64 ARM_THREAD_STATE32
              ARM_EXCEPTION_STATE64_V2 ARM_DEBUG_STATE32 ARM_DEBUG_STATE64 ARM_NEON_STATE
              ARM_NEON_STATE64 ARM_PAGEIN_STATE
              """)
          .value("THREAD_STATE_NONE", ThreadStatusConstants.ARM_THREAD_STATE_NONE)
          .build();

  /** Kinds of right, counted from 0: {@code MACH_PORT_RIGHT_*}. */
  public static final SymbolFamily RIGHTS =
      SymbolFamily.titled("right")
          .values(
              PortConstants.class,
              """
              MACH_PORT_RIGHT_SEND MACH_PORT_RIGHT_RECEIVE MACH_PORT_RIGHT_SEND_ONCE
              MACH_PORT_RIGHT_PORT_SET MACH_PORT_RIGHT_DEAD_NAME MACH_PORT_RIGHT_LABELH
              """)
          .build();

  /** What a name stands for, as bits: {@code MACH_PORT_TYPE_*}. */
  public static final SymbolFamily TYPES =
      SymbolFamily.titled("port type")
          .values(PortConstants.class, "MACH_PORT_TYPE_NONE")
          .flags(
              PortConstants.class,
              """
              MACH_PORT_TYPE_SEND MACH_PORT_TYPE_RECEIVE MACH_PORT_TYPE_SEND_ONCE
              MACH_PORT_TYPE_PORT_SET MACH_PORT_TYPE_DEAD_NAME MACH_PORT_TYPE_LABELH
              MACH_PORT_TYPE_DNREQUEST MACH_PORT_TYPE_SPREQUEST MACH_PORT_TYPE_SPREQUEST_DELAYED
              """)
          .alsoRead(
              PortConstants.class,
              """
              MACH_PORT_TYPE_SEND_RECEIVE MACH_PORT_TYPE_SEND_RIGHTS MACH_PORT_TYPE_PORT_RIGHTS
              MACH_PORT_TYPE_PORT_OR_DEAD MACH_PORT_TYPE_ALL_RIGHTS
              """)
          .build();

  /**
   * Dispositions of rights in messages. A received right has the number of a moved one; it is
   * written so, and the spelling {@code MACH_MSG_TYPE_PORT_*} is read too.
   */
  public static final SymbolFamily DISPOSITIONS =
      SymbolFamily.titled("disposition")
          .values(
              MessageConstants.class,
              """
              MACH_MSG_TYPE_PORT_NONE MACH_MSG_TYPE_PORT_NAME MACH_MSG_TYPE_MOVE_RECEIVE
              MACH_MSG_TYPE_MOVE_SEND MACH_MSG_TYPE_MOVE_SEND_ONCE MACH_MSG_TYPE_COPY_SEND
              MACH_MSG_TYPE_MAKE_SEND MACH_MSG_TYPE_MAKE_SEND_ONCE MACH_MSG_TYPE_COPY_RECEIVE
              MACH_MSG_TYPE_DISPOSE_RECEIVE MACH_MSG_TYPE_DISPOSE_SEND
              MACH_MSG_TYPE_DISPOSE_SEND_ONCE MACH_MSG_TYPE_POLYMORPHIC
              """)
          .alsoRead(
              MessageConstants.class,
              """
              MACH_MSG_TYPE_PORT_RECEIVE MACH_MSG_TYPE_PORT_SEND MACH_MSG_TYPE_PORT_SEND_ONCE
              """)
          .build();

  /** Message ids of notifications: {@code MACH_NOTIFY_*}. */
  public static final SymbolFamily NOTIFICATIONS =
      SymbolFamily.titled("notification")
          .values(
              NotifyConstants.class,
              """
              MACH_NOTIFY_PORT_DELETED MACH_NOTIFY_SEND_POSSIBLE MACH_NOTIFY_PORT_DESTROYED
              MACH_NOTIFY_NO_SENDERS MACH_NOTIFY_SEND_ONCE MACH_NOTIFY_DEAD_NAME
              """)
          .build();

  /** Kinds of kernel object: {@code IKOT_*}. */
  public static final SymbolFamily KOBJECT_TYPES =
      SymbolFamily.titled("kernel object type")
          .values(
              KobjectConstants.class,
              """
              IKOT_NONE IKOT_THREAD_CONTROL IKOT_THREAD_READ IKOT_THREAD_INSPECT
              IKOT_TASK_CONTROL IKOT_TASK_READ IKOT_TASK_INSPECT IKOT_TASK_NAME IKOT_TASK_RESUME
              IKOT_TASK_ID_TOKEN IKOT_TASK_FATAL IKOT_HOST IKOT_HOST_PRIV IKOT_HOST_NOTIFY
              IKOT_PROCESSOR IKOT_PSET IKOT_PSET_NAME IKOT_TIMER IKOT_CLOCK IKOT_CLOCK_CTRL
              IKOT_SEMAPHORE IKOT_EVENTLINK IKOT_WORK_INTERVAL IKOT_MEMORY_OBJECT
              IKOT_MEM_OBJ_CONTROL IKOT_NAMED_ENTRY IKOT_VOUCHER IKOT_VOUCHER_ATTR_CONTROL
              IKOT_MAIN_DEVICE IKOT_IOKIT_OBJECT IKOT_IOKIT_CONNECT IKOT_IOKIT_IDENT
              IKOT_UEXT_OBJECT IKOT_FILEPORT IKOT_AU_SESSIONPORT IKOT_SUID_CRED IKOT_UX_HANDLER
              IKOT_UND_REPLY IKOT_PORT_SUBST_ONCE IKOT_ARCADE_REG IKOT_HYPERVISOR IKOT_KCDATA
              IKOT_EXCLAVES_RESOURCE
              """)
          .alsoRead(KobjectConstants.class, "IKOT_MASTER_DEVICE")
          .build();

  /** Flavours of guard exceptions on ports: {@code kGUARD_EXC_*}. */
  public static final SymbolFamily GUARD_FLAVOURS =
      SymbolFamily.titled("guard flavour")
          .values(
              PortConstants.class,
              """
              kGUARD_EXC_DESTROY kGUARD_EXC_MOD_REFS kGUARD_EXC_INVALID_OPTIONS
              kGUARD_EXC_SET_CONTEXT kGUARD_EXC_THREAD_SET_STATE
              kGUARD_EXC_EXCEPTION_BEHAVIOR_ENFORCE kGUARD_EXC_SERVICE_PORT_VIOLATION_FATAL
              kGUARD_EXC_UNGUARDED kGUARD_EXC_INCORRECT_GUARD kGUARD_EXC_IMMOVABLE
              kGUARD_EXC_STRICT_REPLY kGUARD_EXC_MSG_FILTERED kGUARD_EXC_INVALID_RIGHT
              kGUARD_EXC_INVALID_NAME kGUARD_EXC_INVALID_VALUE kGUARD_EXC_INVALID_ARGUMENT
              kGUARD_EXC_RIGHT_EXISTS kGUARD_EXC_KERN_NO_SPACE kGUARD_EXC_KERN_FAILURE
              kGUARD_EXC_KERN_RESOURCE kGUARD_EXC_SEND_INVALID_REPLY
              kGUARD_EXC_SEND_INVALID_VOUCHER kGUARD_EXC_SEND_INVALID_RIGHT
              kGUARD_EXC_RCV_INVALID_NAME kGUARD_EXC_RCV_GUARDED_DESC
              kGUARD_EXC_SERVICE_PORT_VIOLATION_NON_FATAL kGUARD_EXC_PROVISIONAL_REPLY_PORT
              kGUARD_EXC_MOD_REFS_NON_FATAL kGUARD_EXC_IMMOVABLE_NON_FATAL
              kGUARD_EXC_REQUIRE_REPLY_PORT_SEMANTICS
              """)
          .build();

  private static final int SYSTEM_AND_SUBSYSTEM = 0xffff_0000;
  private static final int MESSAGE_CODES = 0x1000_0000;
  private static final int SPECIAL_BITS =
      MessageConstants.MACH_MSG_IPC_SPACE
          | MessageConstants.MACH_MSG_VM_SPACE
          | MessageConstants.MACH_MSG_IPC_KERNEL
          | MessageConstants.MACH_MSG_VM_KERNEL;

  private Symbols() {}

  /**
   * Writes a return code with symbols.
   *
   * @param code what a routine returned
   * @return such as {@code KERN_INVALID_NAME} or {@code MACH_RCV_BODY_ERROR|MACH_MSG_IPC_SPACE}, or
   *     the number of an unknown code
   */
  public static String kernReturn(int code) {
    return RETURN_CODES.name(code);
  }

  /**
   * Says what a return code means, in words that fit behind its symbol in an error message.
   *
   * @param code what a routine returned
   * @return a clause in lower case without a full stop
   */
  public static String meaning(int code) {
    List<String> parts = new ArrayList<>();
    int bits = carriesSpecialBits(code) ? code & MessageConstants.MACH_MSG_MASK : 0;
    if (bits == 0 || bits != code) {
      String base = ReturnCodeMeanings.of(code & ~bits);
      if (base == null) {
        return "no code of Mach's headers";
      }
      parts.add(base);
    }
    for (SpecialBit special : SpecialBit.values()) {
      if ((bits & special.bit) != 0) {
        parts.add(special.meaning);
      }
    }
    return String.join(": ", parts);
  }

  /**
   * Writes a kind of kernel object with its symbol.
   *
   * @param type what {@code mach_port_kobject} gave
   * @return such as {@code IKOT_THREAD_CONTROL}, or the number of an unknown kind
   */
  public static String kobject(int type) {
    return KOBJECT_TYPES.name(type);
  }

  /** Message codes do; and the kernel returns the bits alone where it lacks memory to send. */
  private static boolean carriesSpecialBits(int code) {
    return (code & SYSTEM_AND_SUBSYSTEM) == MESSAGE_CODES
        || (code != 0 && (code & ~SPECIAL_BITS) == 0);
  }

  private enum SpecialBit {
    IPC_SPACE(
        MessageConstants.MACH_MSG_IPC_SPACE, "no name was free in the port space of the receiver"),
    VM_SPACE(MessageConstants.MACH_MSG_VM_SPACE, "no address range was free in the receiver"),
    IPC_KERNEL(
        MessageConstants.MACH_MSG_IPC_KERNEL, "the kernel had too little memory for the rights"),
    VM_KERNEL(MessageConstants.MACH_MSG_VM_KERNEL, "the kernel had too little memory for the data");

    final int bit;
    final String meaning;

    SpecialBit(int bit, String meaning) {
      this.bit = bit;
      this.meaning = meaning;
    }
  }
}
