package org.machapi.raw;

import static org.machapi.raw.RightKind.THREAD;

import jnr.ffi.Pointer;

/** The routines of {@code <pthread.h>} that deal in Mach ports. */
public interface PthreadRoutines {

  /**
   * Tells the thread port of a POSIX thread.
   *
   * <p>{@code mach_port_t pthread_mach_thread_np(pthread_t thread)}
   *
   * <p>{@ownership}
   *
   * <p>The name is that of the library, which owns one user reference for it and gives it back when
   * the thread exits. Never deallocate it: in most processes the name would be gone while the
   * thread lives, and in hardened tasks, where the port is pinned, the process is killed. To own a
   * reference use {@link MachInitRoutines#mach_thread_self} in the thread itself, or add one with
   * {@link MachPortRoutines#mach_port_mod_refs}.
   *
   * <p>Ask only for a thread that is sure to be alive. For one that has exited and was not joined
   * the old name is still delivered, though its reference is gone: it may stand for nothing, for a
   * dead name, or for something new.
   *
   * @param thread the {@code pthread_t}; a thread of this process
   * @return the name of the thread port: control; {@code MACH_PORT_NULL} if no thread of this
   *     process has this address
   *     <p>Source: {@code libpthread, src/pthread.c: pthread_mach_thread_np, _pthread_terminate};
   *     {@code src/inline_internal.h: _pthread_is_valid}; {@code kern/kern_support.c:
   *     _bsdthread_terminate}.
   */
  @Borrowed(THREAD)
  int pthread_mach_thread_np(Pointer thread);
}
