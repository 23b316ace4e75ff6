package org.machapi.raw;

/** The constants of {@code <mach/message.h>}. */
public final class MessageConstants {

  // Dispositions: what happens to a right that a message names

  /** No right. */
  public static final int MACH_MSG_TYPE_PORT_NONE = 0;

  /** The receive right goes with the message. */
  public static final int MACH_MSG_TYPE_MOVE_RECEIVE = 16;

  /** One send reference goes with the message. */
  public static final int MACH_MSG_TYPE_MOVE_SEND = 17;

  /** The send-once right goes with the message. */
  public static final int MACH_MSG_TYPE_MOVE_SEND_ONCE = 18;

  /** A copy of a send right goes with the message; the sender keeps its own. */
  public static final int MACH_MSG_TYPE_COPY_SEND = 19;

  /** A send right, made from the receive right that the sender keeps. */
  public static final int MACH_MSG_TYPE_MAKE_SEND = 20;

  /** A send-once right, made from the receive right that the sender keeps. */
  public static final int MACH_MSG_TYPE_MAKE_SEND_ONCE = 21;

  /** Not valid. */
  public static final int MACH_MSG_TYPE_COPY_RECEIVE = 22;

  /** For the kernel: give a receive right up. */
  public static final int MACH_MSG_TYPE_DISPOSE_RECEIVE = 24;

  /** For the kernel: give a send right up. */
  public static final int MACH_MSG_TYPE_DISPOSE_SEND = 25;

  /** For the kernel: give a send-once right up. */
  public static final int MACH_MSG_TYPE_DISPOSE_SEND_ONCE = 26;

  /** A name is passed as a number, and no right with it. */
  public static final int MACH_MSG_TYPE_PORT_NAME = 15;

  /** In a received message: a receive right came. */
  public static final int MACH_MSG_TYPE_PORT_RECEIVE = 16;

  /** In a received message: a send right came. */
  public static final int MACH_MSG_TYPE_PORT_SEND = 17;

  /** In a received message: a send-once right came. */
  public static final int MACH_MSG_TYPE_PORT_SEND_ONCE = 18;

  /** The highest disposition that user programs had once. */
  public static final int MACH_MSG_TYPE_LAST = 22;

  /** In interface definitions: any disposition. */
  public static final int MACH_MSG_TYPE_POLYMORPHIC = -1;

  // msgh_bits

  /** No bit. */
  public static final int MACH_MSGH_BITS_ZERO = 0x0;

  /** The disposition of the remote port. */
  public static final int MACH_MSGH_BITS_REMOTE_MASK = 0x1f;

  /** The disposition of the local port, 8 bits to the left. */
  public static final int MACH_MSGH_BITS_LOCAL_MASK = 0x1f00;

  /** The disposition of the voucher, 16 bits to the left. */
  public static final int MACH_MSGH_BITS_VOUCHER_MASK = 0x001f0000;

  /** The three dispositions. */
  public static final int MACH_MSGH_BITS_PORTS_MASK = 0x001f1f1f;

  /** The body begins with descriptors. */
  public static final int MACH_MSGH_BITS_COMPLEX = 0x80000000;

  /** The bits that a sender may set. */
  public static final int MACH_MSGH_BITS_USER = 0x801f1f1f;

  /** In a received message: it came with importance. */
  public static final int MACH_MSGH_BITS_RAISEIMP = 0x20000000;

  /** An earlier name of {@link #MACH_MSGH_BITS_RAISEIMP}. */
  public static final int MACH_MSGH_BITS_DENAP = 0x20000000;

  /** Private to the libraries that handle importance. */
  public static final int MACH_MSGH_BITS_IMPHOLDASRT = 0x10000000;

  /** An earlier name of {@link #MACH_MSGH_BITS_IMPHOLDASRT}. */
  public static final int MACH_MSGH_BITS_DENAPHOLDASRT = 0x10000000;

  /** Private to the kernel: a port is to be sent to itself. */
  public static final int MACH_MSGH_BITS_CIRCULAR = 0x10000000;

  /** All bits with a meaning. */
  public static final int MACH_MSGH_BITS_USED = 0xb01f1f1f;

  // Descriptors

  /** One right. */
  public static final int MACH_MSG_PORT_DESCRIPTOR = 0;

  /** Out-of-line memory. */
  public static final int MACH_MSG_OOL_DESCRIPTOR = 1;

  /** An array of rights in out-of-line memory. */
  public static final int MACH_MSG_OOL_PORTS_DESCRIPTOR = 2;

  /** Out-of-line memory that may change while it is copied. */
  public static final int MACH_MSG_OOL_VOLATILE_DESCRIPTOR = 3;

  /** One receive right with its guard. */
  public static final int MACH_MSG_GUARDED_PORT_DESCRIPTOR = 4;

  /** The highest type of a descriptor. */
  public static final int MACH_MSG_DESCRIPTOR_MAX = 4;

  /** The out-of-line memory is copied at once. */
  public static final int MACH_MSG_PHYSICAL_COPY = 0;

  /** The out-of-line memory is copied when somebody writes to it. */
  public static final int MACH_MSG_VIRTUAL_COPY = 1;

  /** Received out-of-line memory is put into newly allocated memory. */
  public static final int MACH_MSG_ALLOCATE = 2;

  /** Obsolete: received out-of-line memory is put where the receiver says. */
  public static final int MACH_MSG_OVERWRITE = 3;

  // Flags of a guarded port descriptor

  /** No flag. */
  public static final int MACH_MSG_GUARD_FLAGS_NONE = 0x0;

  /** The receive right cannot leave the task of its receiver. */
  public static final int MACH_MSG_GUARD_FLAGS_IMMOVABLE_RECEIVE = 0x1;

  /** The receive right has no guard when it is sent; the kernel checks it. */
  public static final int MACH_MSG_GUARD_FLAGS_UNGUARDED_ON_SEND = 0x2;

  /** All of these flags. */
  public static final int MACH_MSG_GUARD_FLAGS_MASK = 0x3;

  // Options of mach_msg: what to do

  /** Neither send nor receive. */
  public static final int MACH_MSG_OPTION_NONE = 0x0;

  /** Send a message. */
  public static final int MACH_SEND_MSG = 0x1;

  /** Receive a message, after sending if both are asked for. */
  public static final int MACH_RCV_MSG = 0x2;

  /** Sending ends when the time limit passes. */
  public static final int MACH_SEND_TIMEOUT = 0x10;

  /** Receiving ends when the time limit passes. */
  public static final int MACH_RCV_TIMEOUT = 0x100;

  /** An interrupted send returns instead of being tried again. */
  public static final int MACH_SEND_INTERRUPT = 0x40;

  /** An interrupted receive returns instead of being tried again. */
  public static final int MACH_RCV_INTERRUPT = 0x400;

  /** A message that does not fit stays queued. */
  public static final int MACH_RCV_LARGE = 0x4;

  /** With {@link #MACH_RCV_LARGE}: tell which port of the set the message is for. */
  public static final int MACH_RCV_LARGE_IDENTITY = 0x8;

  /** Receive the voucher of the message too; without this it is dropped. */
  public static final int MACH_RCV_VOUCHER = 0x800;

  /** Guarded port descriptors may be received. */
  public static final int MACH_RCV_GUARDED_DESC = 0x1000;

  /** The reply must come to the very right that the request carries. */
  public static final int MACH_MSG_STRICT_REPLY = 0x200;

  /** Lend priority to the sender that is waited for; private to the system's libraries. */
  public static final int MACH_RCV_SYNC_WAIT = 0x4000;

  /** Look at the queue only; private to the system's libraries. */
  public static final int MACH_RCV_SYNC_PEEK = 0x8000;

  /** Obsolete, without effect. */
  public static final int MACH_RCV_OVERWRITE = 0x0;

  /** Obsolete, without effect. */
  public static final int MACH_RCV_NOTIFY = 0x0;

  // Options of mach_msg: priority, importance and other matters of sending

  /** Arm a send-possible notification if the queue is full. */
  public static final int MACH_SEND_NOTIFY = 0x80;

  /** The last argument is a priority for the receiver. */
  public static final int MACH_SEND_OVERRIDE = 0x20;

  /** Send no importance along. */
  public static final int MACH_SEND_NOIMPORTANCE = 0x00040000;

  /** An earlier name of {@link #MACH_SEND_NOIMPORTANCE}. */
  public static final int MACH_SEND_NODENAP = 0x00040000;

  /** For the kernel: send importance along. */
  public static final int MACH_SEND_IMPORTANCE = 0x00080000;

  /** Lend priority to the receiver until it replies. */
  public static final int MACH_SEND_SYNC_OVERRIDE = 0x00100000;

  /** Send the quality of service along, once. */
  public static final int MACH_SEND_PROPAGATE_QOS = 0x00200000;

  /** An earlier name of {@link #MACH_SEND_PROPAGATE_QOS}. */
  public static final int MACH_SEND_SYNC_USE_THRPRI = 0x00200000;

  /** Lend priority to the service that is looked up; for {@code launchd}'s clients. */
  public static final int MACH_SEND_SYNC_BOOTSTRAP_CHECKIN = 0x00800000;

  /** A message that a filter refuses is an error, not the end of the process. */
  public static final int MACH_SEND_FILTER_NONFATAL = 0x00010000;

  /** The sender supplies the trailer; for privileged senders. */
  public static final int MACH_SEND_TRAILER = 0x00020000;

  /** For the kernel: ignore the queue limit. */
  public static final int MACH_SEND_ALWAYS = 0x00010000;

  /** For the kernel: the message comes from the kernel. */
  public static final int MACH_SEND_KERNEL = 0x00400000;

  // Trailers: what to ask for, in bits 24 to 27 of the options

  /** Type and size of the trailer only. */
  public static final int MACH_RCV_TRAILER_NULL = 0x0;

  /** The sequence number. */
  public static final int MACH_RCV_TRAILER_SEQNO = 0x1;

  /** The security token of the sender, and all of the above. */
  public static final int MACH_RCV_TRAILER_SENDER = 0x2;

  /** The audit token of the sender, and all of the above. */
  public static final int MACH_RCV_TRAILER_AUDIT = 0x3;

  /** The context of the port, and all of the above. */
  public static final int MACH_RCV_TRAILER_CTX = 0x4;

  /** The access decision, and all of the above. */
  public static final int MACH_RCV_TRAILER_AV = 0x7;

  /** The labels, and all of the above. */
  public static final int MACH_RCV_TRAILER_LABELS = 0x8;

  /** The bits that ask for a trailer. */
  public static final int MACH_RCV_TRAILER_MASK = 0x0f000000;

  /** The only format of trailers. */
  public static final int MACH_MSG_TRAILER_FORMAT_0 = 0x0;

  /** Bytes of a trailer with sequence number and security token. */
  public static final long MACH_MSG_TRAILER_FORMAT_0_SIZE = 0x14L;

  /** Bytes of the shortest trailer. */
  public static final long MACH_MSG_TRAILER_MINIMUM_SIZE = 0x8L;

  /** Bytes of the longest trailer. */
  public static final int MAX_TRAILER_SIZE = 0x44;

  // Return codes of sending

  /** Success, of sending and of receiving. */
  public static final int MACH_MSG_SUCCESS = 0x0;

  /** The thread is waiting to send; the kernel uses this code inside only. */
  public static final int MACH_SEND_IN_PROGRESS = 0x10000001;

  /** The message cannot be read from the memory of the sender. */
  public static final int MACH_SEND_INVALID_DATA = 0x10000002;

  /** The destination is null, dead or no send right of this task. */
  public static final int MACH_SEND_INVALID_DEST = 0x10000003;

  /** The queue of the destination stayed full until the time limit passed. */
  public static final int MACH_SEND_TIMED_OUT = 0x10000004;

  /** The voucher name is not a send right to a voucher. */
  public static final int MACH_SEND_INVALID_VOUCHER = 0x10000005;

  /** The wait for room in the queue was interrupted. */
  public static final int MACH_SEND_INTERRUPTED = 0x10000007;

  /** The message is shorter than its header, or than its descriptors say. */
  public static final int MACH_SEND_MSG_TOO_SMALL = 0x10000008;

  /** The reply port is not a right that its disposition needs. */
  public static final int MACH_SEND_INVALID_REPLY = 0x10000009;

  /** A descriptor of the message names a right that its disposition cannot be applied to. */
  public static final int MACH_SEND_INVALID_RIGHT = 0x1000000a;

  /** The notify port is not a receive right of this task. */
  public static final int MACH_SEND_INVALID_NOTIFY = 0x1000000b;

  /** The out-of-line memory of a descriptor cannot be read. */
  public static final int MACH_SEND_INVALID_MEMORY = 0x1000000c;

  /** The kernel has no buffer for the message; it may work later. */
  public static final int MACH_SEND_NO_BUFFER = 0x1000000d;

  /** The message is larger than the kernel or the destination accepts. */
  public static final int MACH_SEND_TOO_LARGE = 0x1000000e;

  /** A descriptor of the message has an unknown type or an invalid field. */
  public static final int MACH_SEND_INVALID_TYPE = 0x1000000f;

  /** The header is invalid: unknown bits, or a disposition that does not fit its port. */
  public static final int MACH_SEND_INVALID_HEADER = 0x10000010;

  /** The trailer to be sent is invalid. */
  public static final int MACH_SEND_INVALID_TRAILER = 0x10000011;

  /** The context or guard given with the send does not match that of the port. */
  public static final int MACH_SEND_INVALID_CONTEXT = 0x10000012;

  /** The options do not go with each other or with the destination. */
  public static final int MACH_SEND_INVALID_OPTIONS = 0x10000013;

  /**
   * The out-of-line data is too large for a real-time receiver; later systems do not return this.
   */
  public static final int MACH_SEND_INVALID_RT_OOL_SIZE = 0x10000015;

  /** The destination accepts no rights in messages. */
  public static final int MACH_SEND_NO_GRANT_DEST = 0x10000016;

  /** A message filter of the destination refused the message. */
  public static final int MACH_SEND_MSG_FILTERED = 0x10000017;

  /** The auxiliary data is too small. */
  public static final int MACH_SEND_AUX_TOO_SMALL = 0x10000018;

  /** The auxiliary data is too large. */
  public static final int MACH_SEND_AUX_TOO_LARGE = 0x10000019;

  // Return codes of receiving

  /** The thread is waiting to receive; the kernel uses this code inside only. */
  public static final int MACH_RCV_IN_PROGRESS = 0x10004001;

  /** The name is no receive right or port set of this task. */
  public static final int MACH_RCV_INVALID_NAME = 0x10004002;

  /** No message came before the time limit passed. */
  public static final int MACH_RCV_TIMED_OUT = 0x10004003;

  /**
   * The message does not fit into the buffer; it stays queued with MACH_RCV_LARGE and is destroyed
   * without.
   */
  public static final int MACH_RCV_TOO_LARGE = 0x10004004;

  /** The wait for a message was interrupted. */
  public static final int MACH_RCV_INTERRUPTED = 0x10004005;

  /**
   * The receive right, or the port set, was moved or destroyed while the call waited. Apple's
   * header calls the code obsolete; the kernel answers it all the same ({@code
   * osfmk/ipc/ipc_mqueue.c}).
   */
  public static final int MACH_RCV_PORT_CHANGED = 0x10004006;

  /** The notify port is not valid. */
  public static final int MACH_RCV_INVALID_NOTIFY = 0x10004007;

  /** The message cannot be written to the memory of the receiver. */
  public static final int MACH_RCV_INVALID_DATA = 0x10004008;

  /** The port or port set was destroyed while waiting. */
  public static final int MACH_RCV_PORT_DIED = 0x10004009;

  /** The receive right is a member of a port set; later systems do not return this. */
  public static final int MACH_RCV_IN_SET = 0x1000400a;

  /** The rights in the header could not be given to the receiver; the message is lost. */
  public static final int MACH_RCV_HEADER_ERROR = 0x1000400b;

  /**
   * Some rights or memory in the body could not be given to the receiver; what the message names is
   * yours.
   */
  public static final int MACH_RCV_BODY_ERROR = 0x1000400c;

  /** A descriptor of the scatter list is invalid. */
  public static final int MACH_RCV_INVALID_TYPE = 0x1000400d;

  /** A buffer of the scatter list is too small. */
  public static final int MACH_RCV_SCATTER_SMALL = 0x1000400e;

  /** The kernel does not know the trailer that was asked for. */
  public static final int MACH_RCV_INVALID_TRAILER = 0x1000400f;

  /** The thread is waiting to receive with a time limit; the kernel uses this code inside only. */
  public static final int MACH_RCV_IN_PROGRESS_TIMED = 0x10004011;

  /** The reply port of a message with strict reply is not valid. */
  public static final int MACH_RCV_INVALID_REPLY = 0x10004012;

  /** The arguments of the receive are not valid. */
  public static final int MACH_RCV_INVALID_ARGUMENTS = 0x10004013;

  // Special bits of a return code

  /** No name was free in the port space of the receiver. */
  public static final int MACH_MSG_IPC_SPACE = 0x2000;

  /** No address range was free in the receiver. */
  public static final int MACH_MSG_VM_SPACE = 0x1000;

  /** The kernel had too little memory for the rights. */
  public static final int MACH_MSG_IPC_KERNEL = 0x800;

  /** The kernel had too little memory for the data. */
  public static final int MACH_MSG_VM_KERNEL = 0x400;

  /** All special bits. */
  public static final int MACH_MSG_MASK = 0x3e00;

  // Other values

  /** No time limit, in milliseconds; the options say whether there is one. */
  public static final int MACH_MSG_TIMEOUT_NONE = 0x0;

  /** No priority. */
  public static final int MACH_MSG_PRIORITY_UNSPECIFIED = 0x0;

  /** The largest number that a message size can be. */
  public static final int MACH_MSG_SIZE_MAX = 0xffffffff;

  /** The size up to which a message is sure to be accepted, in bytes. */
  public static final int MACH_MSG_SIZE_RELIABLE = 0x00040000;

  /** The policy that allows every message. */
  public static final int MACH_MSG_FILTER_POLICY_ALLOW = 0x0;

  /** Obsolete: an ordinary message. */
  public static final int MACH_MSGH_KIND_NORMAL = 0x0;

  /** Obsolete: a notification. */
  public static final int MACH_MSGH_KIND_NOTIFICATION = 0x1;

  private MessageConstants() {}
}
