package org.machapi.raw;

import static org.machapi.raw.RightKind.SEMAPHORE;
import static org.machapi.raw.RightKind.THREAD;

/**
 * Counting semaphores of the kernel: the routines of {@code <mach/semaphore.h>}.
 *
 * <p>A semaphore is made and destroyed with {@link TaskRoutines#semaphore_create} and {@link
 * TaskRoutines#semaphore_destroy}. Its name is a send right: whoever gets one, in a message for
 * instance, can signal and wait. A semaphore belongs to one task and is destroyed with it; its name
 * remains a send right then, and all calls say {@code KERN_TERMINATED}.
 *
 * <p>{@code semaphore_timedwait} and {@code semaphore_timedwait_signal}, which take a structure by
 * value, are not bound: {@link MachTrapsRoutines#semaphore_timedwait_trap} and {@link
 * MachTrapsRoutines#semaphore_timedwait_signal_trap} do the same.
 *
 * <p>A name that is a dead name already is {@code KERN_INVALID_RIGHT} up to macOS 11, where later
 * releases say {@code KERN_INVALID_NAME} ({@code osfmk/ipc/ipc_object.c: ipc_object_translate}).
 */
public interface SemaphoreRoutines {

  /**
   * Wakes one thread that waits for a semaphore, or counts the signal if none does.
   *
   * <p>{@code kern_return_t semaphore_signal(semaphore_t semaphore)}
   *
   * <p>{@ownership}
   *
   * <p>A signal is never lost: with nobody waiting it raises the count, and a later wait takes it
   * at once. Which of several threads is woken depends on the policy that {@link
   * TaskRoutines#semaphore_create} was given. The call never blocks. It does not tell whether a
   * thread was woken.
   *
   * <p>The old manual gives {@code KERN_INVALID_ARGUMENT} for a bad name; the kernel tells three
   * cases apart, as below.
   *
   * @param semaphore the semaphore
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_NAME}: {@code semaphore} is {@code MACH_PORT_NULL}, {@code
   *           MACH_PORT_DEAD}, a dead name, or no name of the caller.
   *       <li>{@code KERN_INVALID_RIGHT}: it is not a send right.
   *       <li>{@code KERN_INVALID_CAPABILITY}: it is a send right, but not to a semaphore.
   *       <li>{@code KERN_TERMINATED}: the semaphore was destroyed, or its task has ended.
   *     </ul>
   *     <p>Source: {@code libsyscall/mach/semaphore.c: semaphore_signal}; {@code
   *     osfmk/kern/sync_sema.c: semaphore_signal_trap, semaphore_signal_internal}.
   */
  int semaphore_signal(@Borrowed(SEMAPHORE) int semaphore);

  /**
   * Wakes all threads that wait for a semaphore.
   *
   * <p>{@code kern_return_t semaphore_signal_all(semaphore_t semaphore)}
   *
   * <p>{@ownership}
   *
   * <p>If nobody waits, nothing happens: the signal is not counted. The old manual says that the
   * count becomes zero; a positive count, which only exists while nobody waits, stays as it is.
   *
   * @param semaphore the semaphore
   * @return {@code KERN_SUCCESS}, also if nobody waited, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_NAME}: {@code semaphore} is {@code MACH_PORT_NULL}, {@code
   *           MACH_PORT_DEAD}, a dead name, or no name of the caller.
   *       <li>{@code KERN_INVALID_RIGHT}: it is not a send right.
   *       <li>{@code KERN_INVALID_CAPABILITY}: it is a send right, but not to a semaphore.
   *       <li>{@code KERN_TERMINATED}: the semaphore was destroyed, or its task has ended.
   *     </ul>
   *     <p>Source: {@code libsyscall/mach/semaphore.c: semaphore_signal_all}; {@code
   *     osfmk/kern/sync_sema.c: semaphore_signal_all_trap, semaphore_signal_internal}.
   */
  int semaphore_signal_all(@Borrowed(SEMAPHORE) int semaphore);

  /**
   * Wakes one particular thread if it waits for a semaphore.
   *
   * <p>{@code kern_return_t semaphore_signal_thread(semaphore_t semaphore, thread_t thread)}
   *
   * <p>{@ownership}
   *
   * <p>Unlike {@link #semaphore_signal} it never counts a signal: if it wakes nobody, it says so
   * and the signal is gone. The thread is looked up before the semaphore.
   *
   * @param semaphore the semaphore
   * @param thread the thread port: control; or {@code MACH_PORT_NULL} for any one thread that waits
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_ARGUMENT}: {@code thread} is neither {@code MACH_PORT_NULL} nor
   *           the control port of a living thread that the caller may control.
   *       <li>{@code KERN_INVALID_NAME}: {@code semaphore} is {@code MACH_PORT_NULL}, {@code
   *           MACH_PORT_DEAD}, a dead name, or no name of the caller.
   *       <li>{@code KERN_INVALID_RIGHT}: it is not a send right.
   *       <li>{@code KERN_INVALID_CAPABILITY}: it is a send right, but not to a semaphore.
   *       <li>{@code KERN_NOT_WAITING}: the thread does not wait for this semaphore; or nobody
   *           does.
   *       <li>{@code KERN_TERMINATED}: the semaphore was destroyed, or its task has ended.
   *     </ul>
   *     <p>Source: {@code libsyscall/mach/semaphore.c: semaphore_signal_thread}; {@code
   *     osfmk/kern/sync_sema.c: semaphore_signal_thread_trap, semaphore_signal_internal}.
   */
  int semaphore_signal_thread(@Borrowed(SEMAPHORE) int semaphore, @Borrowed(THREAD) int thread);

  /**
   * Takes one signal of a semaphore, or waits for one.
   *
   * <p>{@code kern_return_t semaphore_wait(semaphore_t semaphore)}
   *
   * <p>{@ownership}
   *
   * <p>Blocks the calling thread without limit. Be prepared for {@code KERN_ABORTED}, which a
   * signal (of Unix) to the thread causes: no signal of the semaphore was taken, and the usual
   * answer is to wait again. A wait that blocks holds the semaphore in the kernel: the send right
   * may be given back meanwhile.
   *
   * <p>The old manual gives {@code KERN_INVALID_ARGUMENT} for a bad name; the kernel tells three
   * cases apart, as below.
   *
   * @param semaphore the semaphore
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_NAME}: {@code semaphore} is {@code MACH_PORT_NULL}, {@code
   *           MACH_PORT_DEAD}, a dead name, or no name of the caller.
   *       <li>{@code KERN_INVALID_RIGHT}: it is not a send right.
   *       <li>{@code KERN_INVALID_CAPABILITY}: it is a send right, but not to a semaphore.
   *       <li>{@code KERN_ABORTED}: the wait was ended by {@link ThreadActRoutines#thread_abort},
   *           {@link ThreadActRoutines#thread_abort_safely} or a signal (of Unix).
   *       <li>{@code KERN_TERMINATED}: the semaphore was destroyed, or its task has ended, before
   *           or during the wait.
   *     </ul>
   *     <p>Source: {@code libsyscall/mach/semaphore.c: semaphore_wait}; {@code
   *     osfmk/kern/sync_sema.c: semaphore_wait_trap, semaphore_wait_internal}; {@code
   *     bsd/kern/kern_sig.c: psignal_internal}.
   */
  int semaphore_wait(@Borrowed(SEMAPHORE) int semaphore);

  /**
   * Begins to wait for one semaphore, signals another, and then blocks.
   *
   * <p>{@code kern_return_t semaphore_wait_signal(semaphore_t wait_semaphore, semaphore_t
   * signal_semaphore)}
   *
   * <p>{@ownership}
   *
   * <p>Nothing can slip in between: the thread is already registered as waiting when the signal
   * goes out. Use it to leave a lock and wait for a condition. The processor is handed over to the
   * thread that is woken where that is possible.
   *
   * <p>Both names are looked up first; if either is bad, nothing has happened. After that the
   * signal is given in every case, even if the wait then fails because {@code wait_semaphore} was
   * destroyed. If the wait need not block and {@code signal_semaphore} was destroyed, the signal
   * that was waited for is taken all the same, and the result is made from the thread's previous
   * wait: it tells nothing.
   *
   * @param wait_semaphore the semaphore to wait for
   * @param signal_semaphore the semaphore to signal, as {@link #semaphore_signal} does
   * @return {@code KERN_SUCCESS}, or an error:
   *     <ul>
   *       <li>{@code KERN_INVALID_NAME}: one of them is {@code MACH_PORT_NULL}, {@code
   *           MACH_PORT_DEAD}, a dead name, or no name of the caller.
   *       <li>{@code KERN_INVALID_RIGHT}: one of them is not a send right.
   *       <li>{@code KERN_INVALID_CAPABILITY}: one of them is a send right, but not to a semaphore.
   *       <li>{@code KERN_ABORTED}: the wait was ended by {@link ThreadActRoutines#thread_abort},
   *           {@link ThreadActRoutines#thread_abort_safely} or a signal (of Unix); the other
   *           semaphore has been signalled.
   *       <li>{@code KERN_TERMINATED}: {@code wait_semaphore} was destroyed before or during the
   *           wait; or {@code signal_semaphore} was destroyed, and the wait was given up.
   *     </ul>
   *     <p>Source: {@code libsyscall/mach/semaphore.c: semaphore_wait_signal}; {@code
   *     osfmk/kern/sync_sema.c: semaphore_wait_signal_trap, semaphore_wait_internal}.
   */
  int semaphore_wait_signal(
      @Borrowed(SEMAPHORE) int wait_semaphore, @Borrowed(SEMAPHORE) int signal_semaphore);
}
