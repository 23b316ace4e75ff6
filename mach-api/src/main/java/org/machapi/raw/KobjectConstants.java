package org.machapi.raw;

/**
 * The kinds of kernel object that a port can stand for: the numbers that {@code mach_port_kobject}
 * and {@code mach_port_space_info} return, for macOS 12 to 15.4.
 *
 * <p>The names are private to the kernel (XNU osfmk/kern/ipc_kobject.h); an installed header shows
 * them under other names only from later releases on. The numbers of named kinds did not change
 * from macOS 12 to 15.4. {@code IKOT_UNKNOWN}, one above the highest of a release, is left out
 * because its number differs.
 */
public final class KobjectConstants {

  // Tasks and threads

  /** No kernel object: an ordinary port, between tasks. */
  public static final int IKOT_NONE = 0;

  /** A thread: full control. */
  public static final int IKOT_THREAD_CONTROL = 1;

  /** A thread: reading its state. */
  public static final int IKOT_THREAD_READ = 47;

  /** A thread: looking at facts about it. */
  public static final int IKOT_THREAD_INSPECT = 46;

  /** A task: full control. */
  public static final int IKOT_TASK_CONTROL = 2;

  /** A task: reading its memory and port space. */
  public static final int IKOT_TASK_READ = 45;

  /** A task: looking at facts about it. */
  public static final int IKOT_TASK_INSPECT = 44;

  /** A task: telling it from others. */
  public static final int IKOT_TASK_NAME = 20;

  /** A suspension of a task that ends with this right. */
  public static final int IKOT_TASK_RESUME = 36;

  /** The identity of a task, from which its ports can be looked up. */
  public static final int IKOT_TASK_ID_TOKEN = 50;

  /** A task whose end this port brings about. */
  public static final int IKOT_TASK_FATAL = 51;

  // Host, processors, time

  /** The host, as everyone gets it. */
  public static final int IKOT_HOST = 3;

  /** The host: full control. */
  public static final int IKOT_HOST_PRIV = 4;

  /** A notification about the host; gone from macOS 13 on. */
  public static final int IKOT_HOST_NOTIFY = 16;

  /** A processor. */
  public static final int IKOT_PROCESSOR = 5;

  /** A processor set: control. */
  public static final int IKOT_PSET = 6;

  /** A processor set: name. */
  public static final int IKOT_PSET_NAME = 7;

  /** A timer made by {@code mk_timer_create}. */
  public static final int IKOT_TIMER = 8;

  /** A clock. */
  public static final int IKOT_CLOCK = 25;

  /** A clock: control; gone from macOS 13 on. */
  public static final int IKOT_CLOCK_CTRL = 26;

  /** A semaphore. */
  public static final int IKOT_SEMAPHORE = 23;

  /** One end of an event link. */
  public static final int IKOT_EVENTLINK = 43;

  /** A work interval. */
  public static final int IKOT_WORK_INTERVAL = 39;

  // Memory and vouchers

  /** A memory object. */
  public static final int IKOT_MEMORY_OBJECT = 11;

  /** The control of a memory object; gone from macOS 13 on. */
  public static final int IKOT_MEM_OBJ_CONTROL = 32;

  /** A range of memory, to be mapped. */
  public static final int IKOT_NAMED_ENTRY = 28;

  /** A voucher. */
  public static final int IKOT_VOUCHER = 37;

  /** The manager of a voucher attribute; gone from macOS 13 on. */
  public static final int IKOT_VOUCHER_ATTR_CONTROL = 38;

  // Devices, files and the rest

  /** The root of I/O Kit. */
  public static final int IKOT_MAIN_DEVICE = 19;

  /** The root of I/O Kit, as it was called up to macOS 12. */
  public static final int IKOT_MASTER_DEVICE = 19;

  /** An object of I/O Kit. */
  public static final int IKOT_IOKIT_OBJECT = 30;

  /** A connection to a driver of I/O Kit. */
  public static final int IKOT_IOKIT_CONNECT = 29;

  /** An identifier of I/O Kit. */
  public static final int IKOT_IOKIT_IDENT = 27;

  /** An object of a driver in user space. */
  public static final int IKOT_UEXT_OBJECT = 41;

  /** A file descriptor, to be sent. */
  public static final int IKOT_FILEPORT = 34;

  /** An audit session. */
  public static final int IKOT_AU_SESSIONPORT = 33;

  /** A permission to start a set-user-id program; gone from macOS 13 on. */
  public static final int IKOT_SUID_CRED = 48;

  /** The kernel's own handler that turns exceptions into signals. */
  public static final int IKOT_UX_HANDLER = 40;

  /** A reply to a user notification. */
  public static final int IKOT_UND_REPLY = 15;

  /** A right that is swapped for another when it is next used. */
  public static final int IKOT_PORT_SUBST_ONCE = 9;

  /** The registration of a game service. */
  public static final int IKOT_ARCADE_REG = 42;

  /** A hypervisor object. */
  public static final int IKOT_HYPERVISOR = 49;

  /** Data about a crashed or dying task (macOS 13 and later). */
  public static final int IKOT_KCDATA = 52;

  /** A resource of an exclave (macOS 15 and later). */
  public static final int IKOT_EXCLAVES_RESOURCE = 53;

  private KobjectConstants() {}
}
