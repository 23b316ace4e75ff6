package org.machapi.raw;

/** The constants of {@code <mach/port.h>}. */
public final class PortConstants {

  // Names that stand for no right

  /** No port. */
  public static final int MACH_PORT_NULL = 0;

  /** A right whose port is gone, where it could not be given a name of its own. */
  public static final int MACH_PORT_DEAD = -1;

  // Rights: what a name may stand for, as a number

  /** A send right: messages may be sent, as many as one likes. */
  public static final int MACH_PORT_RIGHT_SEND = 0;

  /** The receive right: messages may be received. There is one per port. */
  public static final int MACH_PORT_RIGHT_RECEIVE = 1;

  /** A send-once right: one message may be sent. */
  public static final int MACH_PORT_RIGHT_SEND_ONCE = 2;

  /** A port set. */
  public static final int MACH_PORT_RIGHT_PORT_SET = 3;

  /** A dead name: what is left of a send or send-once right when its port is gone. */
  public static final int MACH_PORT_RIGHT_DEAD_NAME = 4;

  /** Obsolete: a handle to a label. */
  public static final int MACH_PORT_RIGHT_LABELH = 5;

  /** A number that is no right; it was the count of rights once. */
  public static final int MACH_PORT_RIGHT_NUMBER = 6;

  // Types: what a name stands for, as bits

  /** Nothing. */
  public static final int MACH_PORT_TYPE_NONE = 0x0;

  /** A send right. */
  public static final int MACH_PORT_TYPE_SEND = 0x00010000;

  /** The receive right. */
  public static final int MACH_PORT_TYPE_RECEIVE = 0x00020000;

  /** A send-once right. */
  public static final int MACH_PORT_TYPE_SEND_ONCE = 0x00040000;

  /** A port set. */
  public static final int MACH_PORT_TYPE_PORT_SET = 0x00080000;

  /** A dead name. */
  public static final int MACH_PORT_TYPE_DEAD_NAME = 0x00100000;

  /** Obsolete: a handle to a label. */
  public static final int MACH_PORT_TYPE_LABELH = 0x00200000;

  /** A dead-name notification is requested for the name. */
  public static final int MACH_PORT_TYPE_DNREQUEST = 0x80000000;

  /** A send-possible notification is armed for the name. */
  public static final int MACH_PORT_TYPE_SPREQUEST = 0x40000000;

  /** A send-possible notification is requested for the name, and not armed yet. */
  public static final int MACH_PORT_TYPE_SPREQUEST_DELAYED = 0x20000000;

  /** Send and receive right. */
  public static final int MACH_PORT_TYPE_SEND_RECEIVE = 0x00030000;

  /** Send and send-once rights. */
  public static final int MACH_PORT_TYPE_SEND_RIGHTS = 0x00050000;

  /** Send, send-once and receive rights. */
  public static final int MACH_PORT_TYPE_PORT_RIGHTS = 0x00070000;

  /** Send, send-once and receive rights, and dead names. */
  public static final int MACH_PORT_TYPE_PORT_OR_DEAD = 0x00170000;

  /** All rights, dead names and port sets. */
  public static final int MACH_PORT_TYPE_ALL_RIGHTS = 0x001f0000;

  // Queue limits, in messages

  /** The lowest limit. */
  public static final int MACH_PORT_QLIMIT_MIN = 0;

  /** The limit of a new port. */
  public static final int MACH_PORT_QLIMIT_DEFAULT = 5;

  /** The highest limit that a task may set. */
  public static final int MACH_PORT_QLIMIT_MAX = 1024;

  /** No message through a send right is ever queued. */
  public static final int MACH_PORT_QLIMIT_ZERO = 0;

  /** The limit of a new port. */
  public static final int MACH_PORT_QLIMIT_BASIC = 5;

  /** A small queue. */
  public static final int MACH_PORT_QLIMIT_SMALL = 16;

  /** A large queue. */
  public static final int MACH_PORT_QLIMIT_LARGE = 1024;

  /** The limit for send-once rights and for the kernel. */
  public static final int MACH_PORT_QLIMIT_KERNEL = 65534;

  // What attributes of a port can be read or set, and the size in words of 32 bits

  /** The queue limit: {@code mach_port_limits_t}. */
  public static final int MACH_PORT_LIMITS_INFO = 1;

  /** Words of {@code mach_port_limits_t}. */
  public static final int MACH_PORT_LIMITS_INFO_COUNT = 1;

  /** Queue, counts and flags of a receive right: {@code mach_port_status_t}. */
  public static final int MACH_PORT_RECEIVE_STATUS = 2;

  /** Words of {@code mach_port_status_t}. */
  public static final int MACH_PORT_RECEIVE_STATUS_COUNT = 10;

  /** Size of the table of notification requests. Setting it has no effect. */
  public static final int MACH_PORT_DNREQUESTS_SIZE = 3;

  /** Words of that size. */
  public static final int MACH_PORT_DNREQUESTS_SIZE_COUNT = 1;

  /** The receive right will go to another task. Can only be set, with no data. */
  public static final int MACH_PORT_TEMPOWNER = 4;

  /** The receive right takes importance from senders. Can only be set, with no data. */
  public static final int MACH_PORT_IMPORTANCE_RECEIVER = 5;

  /** The receive right wakes its task from App Nap. Can only be set, with no data. */
  public static final int MACH_PORT_DENAP_RECEIVER = 6;

  /** The receive status and the boosts: {@code mach_port_info_ext_t}. */
  public static final int MACH_PORT_INFO_EXT = 7;

  /** Words of {@code mach_port_info_ext_t}. */
  public static final int MACH_PORT_INFO_EXT_COUNT = 17;

  /** The guard, for {@code mach_port_assert_attributes}: {@code mach_port_guard_info_t}. */
  public static final int MACH_PORT_GUARD_INFO = 8;

  /** Words of {@code mach_port_guard_info_t}. */
  public static final int MACH_PORT_GUARD_INFO_COUNT = 2;

  /** Whether a service port is throttled (macOS 14 and later). */
  public static final int MACH_PORT_SERVICE_THROTTLED = 9;

  /** Words of that answer. */
  public static final int MACH_PORT_SERVICE_THROTTLED_COUNT = 1;

  // Fields of mach_port_status_t

  /** {@code mps_srights}: nobody holds a send right. */
  public static final int MACH_PORT_SRIGHTS_NONE = 0x0;

  /** {@code mps_srights}: somebody holds a send right. */
  public static final int MACH_PORT_SRIGHTS_PRESENT = 0x1;

  /** {@code mps_flags}: the receive right will go to another task. */
  public static final int MACH_PORT_STATUS_FLAG_TEMPOWNER = 0x1;

  /** {@code mps_flags}: the port is guarded. */
  public static final int MACH_PORT_STATUS_FLAG_GUARDED = 0x2;

  /** {@code mps_flags}: the guard covers the context too. */
  public static final int MACH_PORT_STATUS_FLAG_STRICT_GUARD = 0x4;

  /** {@code mps_flags}: the port takes importance from senders. */
  public static final int MACH_PORT_STATUS_FLAG_IMP_DONATION = 0x8;

  /** {@code mps_flags}: the port is being revived; private to the kernel's users. */
  public static final int MACH_PORT_STATUS_FLAG_REVIVE = 0x10;

  /** {@code mps_flags}: the receive right is on its way to another task. */
  public static final int MACH_PORT_STATUS_FLAG_TASKPTR = 0x20;

  /** {@code mps_flags}: the receive right cannot leave the task. */
  public static final int MACH_PORT_STATUS_FLAG_GUARD_IMMOVABLE_RECEIVE = 0x40;

  /** {@code mps_flags}: the port takes no rights in messages. */
  public static final int MACH_PORT_STATUS_FLAG_NO_GRANT = 0x80;

  // Flags of mach_port_construct

  /** Guard the port with the context. */
  public static final int MPO_CONTEXT_AS_GUARD = 0x1;

  /** Set the queue limit. */
  public static final int MPO_QLIMIT = 0x2;

  /** The receive right will go to another task. */
  public static final int MPO_TEMPOWNER = 0x4;

  /** Take importance from senders. */
  public static final int MPO_IMPORTANCE_RECEIVER = 0x8;

  /** Make a send right too, under the same name. */
  public static final int MPO_INSERT_SEND_RIGHT = 0x10;

  /** With {@link #MPO_CONTEXT_AS_GUARD}: the guard covers the context too. */
  public static final int MPO_STRICT = 0x20;

  /** Wake the task from App Nap. */
  public static final int MPO_DENAP_RECEIVER = 0x40;

  /** The receive right cannot leave the task. Needs {@link #MPO_CONTEXT_AS_GUARD}. */
  public static final int MPO_IMMOVABLE_RECEIVE = 0x80;

  /** Let the sandbox filter messages. */
  public static final int MPO_FILTER_MSG = 0x100;

  /** Track which thread group waits for which. */
  public static final int MPO_TG_BLOCK_TRACKING = 0x200;

  /** Make the port of a service; for {@code launchd} only. */
  public static final int MPO_SERVICE_PORT = 0x400;

  /** Make a port for one client of a service. */
  public static final int MPO_CONNECTION_PORT = 0x800;

  /** Make a reply port, of which only send-once rights can be made (macOS 13 and later). */
  public static final int MPO_REPLY_PORT = 0x1000;

  /** Whoever sends here must use a reply port (macOS 13 and later). */
  public static final int MPO_ENFORCE_REPLY_PORT_SEMANTICS = 0x2000;

  /** Make a reply port that reports misuse and allows it (macOS 13 and later). */
  public static final int MPO_PROVISIONAL_REPLY_PORT = 0x4000;

  /** Make the port of a hardened exception handler (macOS 15 and later). */
  public static final int MPO_EXCEPTION_PORT = 0x8000;

  // Flags of mach_port_guard_with_flags

  /** The guard covers the context too. */
  public static final int MPG_STRICT = 0x1;

  /** The receive right cannot leave the task. */
  public static final int MPG_IMMOVABLE_RECEIVE = 0x2;

  // Guard exceptions that always end the process

  /** A guarded receive right was to be destroyed without its guard. */
  public static final int kGUARD_EXC_DESTROY = 0x1;

  /** The references of a guarded or pinned right were to be taken away. */
  public static final int kGUARD_EXC_MOD_REFS = 0x2;

  /** A message was sent with options that its destination does not allow (macOS 13). */
  public static final int kGUARD_EXC_INVALID_OPTIONS = 0x3;

  /** The context of a strictly guarded port was to be changed. */
  public static final int kGUARD_EXC_SET_CONTEXT = 0x4;

  /** The task may not set thread states (macOS 13). */
  public static final int kGUARD_EXC_THREAD_SET_STATE = 0x5;

  /** An exception port was to be set with a behaviour that the task may not use (macOS 14). */
  public static final int kGUARD_EXC_EXCEPTION_BEHAVIOR_ENFORCE = 0x6;

  /** A rule about service ports was broken; not in use yet (macOS 15.4). */
  public static final int kGUARD_EXC_SERVICE_PORT_VIOLATION_FATAL = 0x7;

  /** A port without a guard was to be unguarded. */
  public static final int kGUARD_EXC_UNGUARDED = 0x8;

  /** The guard that was given is not that of the port. */
  public static final int kGUARD_EXC_INCORRECT_GUARD = 0x10;

  /** A right that cannot leave the task was put into a message, or taken out of the space. */
  public static final int kGUARD_EXC_IMMOVABLE = 0x20;

  /** The reply port of a message broke the rules for strict replies. */
  public static final int kGUARD_EXC_STRICT_REPLY = 0x40;

  /** A message filter refused the message. */
  public static final int kGUARD_EXC_MSG_FILTERED = 0x80;

  /** The highest flavour that always ends the process. */
  public static final int MAX_FATAL_kGUARD_EXC_CODE = 0x80;

  // Guard exceptions that end processes which ask for it, platform binaries above all

  /** A name stands for another right than the call needs. */
  public static final int kGUARD_EXC_INVALID_RIGHT = 0x100;

  /** A name stands for nothing. */
  public static final int kGUARD_EXC_INVALID_NAME = 0x200;

  /** More references were to be taken away than there are. */
  public static final int kGUARD_EXC_INVALID_VALUE = 0x400;

  /** A port that is guarded was to be guarded. */
  public static final int kGUARD_EXC_INVALID_ARGUMENT = 0x800;

  /** Not used. */
  public static final int kGUARD_EXC_RIGHT_EXISTS = 0x1000;

  /** Not used. */
  public static final int kGUARD_EXC_KERN_NO_SPACE = 0x2000;

  /** A second port-destroyed notification was requested. */
  public static final int kGUARD_EXC_KERN_FAILURE = 0x4000;

  /** Not used. */
  public static final int kGUARD_EXC_KERN_RESOURCE = 0x8000;

  /** The reply port of a message is no right that can be used. */
  public static final int kGUARD_EXC_SEND_INVALID_REPLY = 0x00010000;

  /** The voucher of a message is no right that can be used. */
  public static final int kGUARD_EXC_SEND_INVALID_VOUCHER = 0x00020000;

  /** A right in a message or an argument cannot be used. */
  public static final int kGUARD_EXC_SEND_INVALID_RIGHT = 0x00040000;

  /** A message was to be received from a name that is no receive right or set. */
  public static final int kGUARD_EXC_RCV_INVALID_NAME = 0x00080000;

  /** The highest flavour that ends such processes. */
  public static final int MAX_OPTIONAL_kGUARD_EXC_CODE = 0x00080000;

  // Guard exceptions that are only reported

  /** A guarded descriptor came without {@code MACH_RCV_GUARDED_DESC}; for development. */
  public static final int kGUARD_EXC_RCV_GUARDED_DESC = 0x00100000;

  /** A rule about service ports was broken; not in use yet (macOS 15.4). */
  public static final int kGUARD_EXC_SERVICE_PORT_VIOLATION_NON_FATAL = 0x00100001;

  /** A provisional reply port was used in another way than a reply port (macOS 15.4). */
  public static final int kGUARD_EXC_PROVISIONAL_REPLY_PORT = 0x00100002;

  /** The last reference of a pinned right was taken away. */
  public static final int kGUARD_EXC_MOD_REFS_NON_FATAL = 0x00200000;

  /** A right that should not leave the task was moved. */
  public static final int kGUARD_EXC_IMMOVABLE_NON_FATAL = 0x00400000;

  /** The reply port of a message is none, and the destination wants one (macOS 13). */
  public static final int kGUARD_EXC_REQUIRE_REPLY_PORT_SEMANTICS = 0x00800000;

  // What the second code of a guard exception carries in its highest byte

  /** Nothing. */
  public static final long MPG_FLAGS_NONE = 0x0L;

  /** {@link #kGUARD_EXC_STRICT_REPLY}: the disposition of the reply port. */
  public static final long MPG_FLAGS_STRICT_REPLY_INVALID_REPLY_DISP = 0x100000000000000L;

  /** {@link #kGUARD_EXC_STRICT_REPLY}: the reply port itself. */
  public static final long MPG_FLAGS_STRICT_REPLY_INVALID_REPLY_PORT = 0x200000000000000L;

  /** {@link #kGUARD_EXC_STRICT_REPLY}: the voucher. */
  public static final long MPG_FLAGS_STRICT_REPLY_INVALID_VOUCHER = 0x400000000000000L;

  /** {@link #kGUARD_EXC_STRICT_REPLY}: the voucher lacks an attribute. */
  public static final long MPG_FLAGS_STRICT_REPLY_NO_BANK_ATTR = 0x800000000000000L;

  /** {@link #kGUARD_EXC_STRICT_REPLY}: the voucher is of another persona. */
  public static final long MPG_FLAGS_STRICT_REPLY_MISMATCHED_PERSONA = 0x1000000000000000L;

  /** All of those of {@link #kGUARD_EXC_STRICT_REPLY}. */
  public static final long MPG_FLAGS_STRICT_REPLY_MASK = 0xff00000000000000L;

  /** {@link #kGUARD_EXC_MOD_REFS}: a pinned right was deallocated. */
  public static final long MPG_FLAGS_MOD_REFS_PINNED_DEALLOC = 0x100000000000000L;

  /** {@link #kGUARD_EXC_MOD_REFS}: a pinned right was destroyed. */
  public static final long MPG_FLAGS_MOD_REFS_PINNED_DESTROY = 0x200000000000000L;

  /** {@link #kGUARD_EXC_MOD_REFS}: a pinned right was moved into a message. */
  public static final long MPG_FLAGS_MOD_REFS_PINNED_COPYIN = 0x400000000000000L;

  /** {@link #kGUARD_EXC_IMMOVABLE}: the right is pinned. */
  public static final long MPG_FLAGS_IMMOVABLE_PINNED = 0x100000000000000L;

  // Services

  /** Bytes of a service name in {@code mach_service_port_info_t}. */
  public static final int MACH_SERVICE_PORT_INFO_STRING_NAME_MAX_BUF_LEN = 255;

  private PortConstants() {}
}
