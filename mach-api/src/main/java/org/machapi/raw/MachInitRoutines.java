package org.machapi.raw;

import static org.machapi.raw.RightKind.HOST;
import static org.machapi.raw.RightKind.NAME;
import static org.machapi.raw.RightKind.TASK_NAME;
import static org.machapi.raw.RightKind.THREAD;

import jnr.ffi.Pointer;
import jnr.ffi.Variable;

/**
 * The routines and variables of {@code <mach/mach_init.h>} that this library binds, and two
 * variables that the system library sets up with them.
 */
public interface MachInitRoutines {

  /**
   * Returns the port of the calling thread with a new user reference.
   *
   * <p>{@code mach_port_t mach_thread_self(void)}
   *
   * <p>{@ownership}
   *
   * <p>Every call gives another reference. It outlives the thread, as a reference of a dead name.
   * {@link PthreadRoutines#pthread_mach_thread_np} tells the same name without giving one.
   *
   * @return the name, the same for a thread with each call, or {@code MACH_PORT_NULL} or {@code
   *     MACH_PORT_DEAD} if there is none
   *     <p>Guard exceptions:
   *     <ul>
   *       <li>{@code kGUARD_EXC_MOD_REFS} (fatal in hardened tasks): later, when the last reference
   *           of a living thread is given back.
   *     </ul>
   *     <p>Source: {@code osfmk/kern/ipc_tt.c: thread_self_trap}.
   */
  @Given(THREAD)
  int mach_thread_self();

  /**
   * Returns the host port with a new user reference.
   *
   * <p>{@code mach_port_t mach_host_self(void)}
   *
   * <p>{@ownership}
   *
   * <p>Every call gives another reference. A task of the superuser gets the privileged host port.
   *
   * @return the name, the same with each call, or {@code MACH_PORT_NULL} if there is none
   *     <p>Source: {@code osfmk/kern/ipc_host.c: host_self_trap}.
   */
  @Given(HOST)
  int mach_host_self();

  /**
   * Tells how large the pages of the kernel are.
   *
   * <p>{@code kern_return_t host_page_size(host_t host, vm_size_t *out_page_size)}
   *
   * <p>{@ownership}
   *
   * <p>The kernel is not asked: the system library read the number when the program started, and
   * does not look at {@code host}. The old manual page tells of a call to the host. The pages that
   * the task's own memory is made of have the size {@link #vm_page_size}, which can be another.
   *
   * @param host not used
   * @param out_page_size receives the size in bytes: 64 bits
   * @return {@code KERN_SUCCESS}, always
   *     <p>Source: {@code libsyscall/mach/mach_init.c: host_page_size, mach_init_doit}.
   */
  int host_page_size(@Borrowed(NAME) int host, Pointer out_page_size);

  /**
   * Tells whether a port is one of the calling task's own.
   *
   * <p>{@code boolean_t mach_task_is_self(task_name_t task)}
   *
   * <p>{@ownership}
   *
   * <p>Control, read, inspect and name ports of the task all count; comparing names with {@link
   * #mach_task_self_} finds the first only. That name is answered without asking the kernel. Any
   * other name is asked itself, by a message to its port: do not give the port of some server.
   *
   * @param task the port; any flavour
   * @return 1 if the port stands for the calling task; 0 if it does not, if it is no task port of a
   *     living task, and after any failure, such as a name that is not in use
   *     <p>Versions: macOS 11.3 and later.
   *     <p>Source: {@code libsyscall/mach/task.c: mach_task_is_self}; {@code osfmk/kern/ipc_tt.c:
   *     mach_task_is_self}; {@code osfmk/mach/task.defs: mach_task_is_self}.
   */
  int mach_task_is_self(@Borrowed(TASK_NAME) int task);

  /**
   * The variable that holds the name of the task port.
   *
   * <p>{@code extern mach_port_t mach_task_self_}
   *
   * <p><b>Ownership.</b> Nobody gains anything by reading it: the reference belongs to the system
   * library for the life of the process, and must never be given back.
   *
   * <p>This is what {@code mach_task_self()} reads in C. The exported function of that name is
   * another thing: it adds a user reference with each call, and is not bound.
   *
   * @return the variable; its value is a name of 32 bits
   *     <p>Source: {@code libsyscall/mach/mach_init.c: mach_init_doit}.
   */
  Variable<Integer> mach_task_self_();

  /**
   * The variable that holds the size of the task's pages.
   *
   * <p>{@code extern vm_size_t vm_page_size}, of {@code <mach/vm_page_size.h>}
   *
   * <p><b>Ownership.</b> There is none: it is a number.
   *
   * <p>It is a power of 2. {@link MachVmRoutines} and all that hands out memory deal in such pages.
   * The system library reads it from the page that the kernel shares with every task, when the
   * program starts, and keeps it after {@code fork}. The kernel's own pages have the size that
   * {@link #host_page_size} tells.
   *
   * @return the variable; its value is a number of bytes, 64 bits
   *     <p>Source: {@code libsyscall/mach/mach_init.c: mach_init_doit}; {@code
   *     libsyscall/mach/mach/vm_page_size.h: vm_page_size}.
   */
  Variable<Long> vm_page_size();

  /**
   * The variable that tells how numbers are written in the messages of this machine.
   *
   * <p>{@code extern NDR_record_t NDR_record}, of {@code <mach/ndr.h>}
   *
   * <p><b>Ownership.</b> There is none: it is a number.
   *
   * <p>Every message that the interface generator makes has these 8 bytes after the header, or
   * after the descriptors, and whoever makes such messages by hand writes them there unchanged. In
   * C it is a struct of 8 bytes; here it is read as one number of 64 bits in the byte order of the
   * machine. The fifth byte is 1 for numbers whose lowest byte comes first, the others are 0: that
   * makes {@code 0x00000001_00000000L} on every Mac that there is.
   *
   * @return the variable; its value is the struct, 64 bits
   *     <p>Source: {@code osfmk/mach/ndr.h: NDR_record_t}; {@code osfmk/mach/i386/ndr_def.h:
   *     NDR_record}; {@code osfmk/mach/arm/ndr_def.h: NDR_record}.
   */
  Variable<Long> NDR_record();
}
