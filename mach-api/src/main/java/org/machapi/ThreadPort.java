package org.machapi;

import org.machapi.raw.KernReturnConstants;

/**
 * One user reference to the control port of a thread, owned by the program.
 *
 * <pre>{@code
 * try (ThreadPort self = ThreadPort.self()) {
 *   ... // self.name() is good here
 * } // and the reference is given back here
 * }</pre>
 *
 * <p>The reference outlives the thread: when the thread ends its port dies, the name becomes a dead
 * name, and stays one until the last reference is closed. That is the leak of {@code
 * mach_thread_self()}: one dead name for each thread that ever asked and did not give back.
 */
public final class ThreadPort extends SendRight implements MachThread {

  private ThreadPort(Mach mach, int name) {
    super(mach, name, ThreadPort.class);
  }

  /**
   * Acquires a reference to the port of the calling thread, on the kernel of this system.
   *
   * @see #self(Mach)
   * @return the port of the calling thread
   * @throws MachException as {@link #self(Mach)} does
   */
  public static ThreadPort self() throws MachException {
    return self(Mach.system());
  }

  /**
   * Acquires a reference to the port of the calling thread.
   *
   * <p>Ownership: each call adds one user reference (XNU osfmk/kern/ipc_tt.c:thread_self_trap),
   * which the caller owns and must close. On failure nothing was acquired.
   *
   * @param mach the kernel
   * @return the port of the calling thread
   * @throws MachException naming {@code mach_thread_self}, with {@code KERN_RESOURCE_SHORTAGE}, if
   *     the kernel gave no port
   * @throws UnsupportedOperationException in a virtual thread, which has no Mach thread of its own:
   *     what the kernel would give is the port of whatever platform thread carries it at this
   *     moment
   */
  public static ThreadPort self(Mach mach) throws MachException {
    if (VirtualThreads.isCurrent()) {
      throw new UnsupportedOperationException(
          "a virtual thread has no Mach thread of its own: the port would be that of the platform thread that carries it"
              + " now, and another one may carry it next. Ask in a platform thread.");
    }
    int name = mach.library().mach_thread_self();
    if (!PortNames.isValid(name)) {
      throw new MachException(
          "mach_thread_self", KernReturnConstants.KERN_RESOURCE_SHORTAGE, "It gave no port.");
    }
    return new ThreadPort(mach, name);
  }

  /**
   * Takes over one user reference to a thread's control port that the caller owns by its raw name,
   * on the kernel of this system.
   *
   * @see #adopt(Mach, int)
   * @param name the name
   * @return the owner of the reference
   * @throws MachException as {@link #adopt(Mach, int)} does
   */
  public static ThreadPort adopt(int name) throws MachException {
    return adopt(Mach.system(), name);
  }

  /**
   * Takes over one user reference to a thread's control port that the caller owns by its raw name.
   *
   * <p>Ownership: on success the object owns the reference; the caller must not release it any
   * more. On failure nothing was released and the caller owns what it owned.
   *
   * @param mach the kernel to which the name belongs
   * @param name the name
   * @return the owner of the reference
   * @throws DeadNameException if the thread's port is gone; {@link DeadName#adopt(Mach, int)} takes
   *     the reference over
   * @throws MachException naming {@code mach_port_type} or {@code mach_port_kobject}: {@code
   *     KERN_INVALID_NAME} if the name denotes nothing, {@code KERN_INVALID_RIGHT} if it denotes no
   *     send right, {@code KERN_INVALID_ARGUMENT} if what it denotes is no thread, or a weaker port
   *     of one, for which the message names the class
   */
  public static ThreadPort adopt(Mach mach, int name) throws MachException {
    FlavouredPorts.requireThread(mach, name, Flavour.CONTROL);
    return new ThreadPort(mach, name);
  }

  /**
   * Takes over one user reference to a thread port that the caller is sure to own by its raw name,
   * such as one from a message that the kernel delivered. Makes no call: a wrong name does its harm
   * later. If the port is a weaker one, calls that need more fail and say so.
   *
   * <p>Ownership: the object owns the reference; the caller must not release it any more.
   *
   * @param mach the kernel to which the name belongs
   * @param name the name
   * @return the owner of the reference
   */
  public static ThreadPort adoptUnchecked(Mach mach, int name) {
    return new ThreadPort(mach, name);
  }

  @Override
  public ThreadPort copy() throws MachException {
    return new ThreadPort(mach(), addReference());
  }
}
