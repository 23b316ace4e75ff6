package org.machapi;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MachVariables;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/**
 * A Mach kernel, as one task sees it: where everything begins.
 *
 * <p>Programs use {@link #system()}, mostly without naming it: {@code ThreadPort.self()} and the
 * like do. Tests make their own with {@link #of}.
 */
public final class Mach {
  private static final Logger LOG = System.getLogger(Mach.class.getName());

  private static final int UNKNOWN_PID = -1;

  private final MachLibrary library;
  private final String kernel;
  private final int taskSelf;
  private volatile @Nullable RightsObserver observer;
  private volatile int ownPid = UNKNOWN_PID;
  private volatile @Nullable Architecture architecture;

  private Mach(MachLibrary library, String kernel) {
    this.library = library;
    this.kernel = kernel;
    this.taskSelf = MachVariables.taskSelf(library);
  }

  /**
   * Returns the kernel of this system. Which one that is, is decided at the first call:
   *
   * <ol>
   *   <li>the system property {@code org.machapi.library} names a shared library by its absolute
   *       path: that one;
   *   <li>else on macOS: the system's;
   *   <li>else a {@link org.machapi.raw.MachLibraryProvider} that is on the path, such as mach-sim;
   *       one line in the log says so.
   * </ol>
   *
   * @return the one default instance
   * @throws KernelUnavailableException if none of these is there; the message names the three ways
   * @throws org.machapi.raw.LibraryLoadException if the library cannot be loaded or lacks a routine
   */
  public static Mach system() {
    return SystemKernel.get();
  }

  /**
   * Uses a given library, in tests above all.
   *
   * @param library the kernel, as one task sees it
   * @param kernel what it is, for people
   * @return a new instance; rights of different instances have nothing to do with each other
   */
  public static Mach of(MachLibrary library, String kernel) {
    return new Mach(Objects.requireNonNull(library), Objects.requireNonNull(kernel));
  }

  /**
   * Tells which kernel this is.
   *
   * @return for people, such as {@code macOS 15.1 (libSystem)}
   */
  public String kernel() {
    return kernel;
  }

  /**
   * Returns the C interface, for what has no typed form. Nothing that it gives is released by
   * anybody but the caller.
   *
   * @return the raw routines
   */
  public MachLibrary library() {
    return library;
  }

  /**
   * Returns the name of the own task's port, as {@code mach_task_self()} does in C. Nothing is
   * acquired.
   *
   * @return the name
   */
  public int taskSelf() {
    return taskSelf;
  }

  /**
   * Returns the own task. Nothing is acquired, and there is nothing to close.
   *
   * @return a view of it
   */
  public Task task() {
    return new SelfTask(this);
  }

  /**
   * Returns the own port space.
   *
   * @return the space
   */
  public IpcSpace space() {
    return new IpcSpace(this);
  }

  /**
   * Tells which processors the kernel runs on. Asks it once ({@code host_info}, {@code
   * HOST_BASIC_INFO}); later calls make no call.
   *
   * <p>Ownership: the reference to the host port that this takes is given back before it returns,
   * on success and on failure.
   *
   * <p>What a process that Rosetta translates is told was not looked at.
   *
   * @return the architecture, which never changes
   * @throws MachException as {@code mach_host_self} and {@code host_info} fail (XNU
   *     osfmk/kern/host.c:host_info); nothing is remembered then
   * @throws UnsupportedOperationException if the processors are neither of those known here
   */
  public Architecture architecture() throws MachException {
    Architecture known = architecture;
    if (known == null) {
      known = HostCalls.architecture(this);
      architecture = known;
    }
    return known;
  }

  /**
   * Has every acquisition from now on told to an observer; what was acquired before stays with the
   * observer of that time.
   *
   * @param observer who is to be told, or null for nobody; replaces the one before, and is told so
   *     ({@link RightsObserver#appointed}), though maybe after what another thread acquires at this
   *     moment
   */
  public void observe(@Nullable RightsObserver observer) {
    this.observer = observer;
    if (observer != null) {
      observer.appointed();
    }
  }

  /** Returns the process number of the own task, which never changes; asks the kernel once. */
  int ownPid() throws MachException {
    int pid = ownPid;
    if (pid == UNKNOWN_PID) {
      pid = task().pid();
      ownPid = pid;
    }
    return pid;
  }

  /**
   * Returns who is told of acquisitions.
   *
   * @return the observer; null if nobody is
   */
  public @Nullable RightsObserver observer() {
    return observer;
  }

  /**
   * Makes the exception for a routine that failed on a name, and finds out whether the name is
   * dead.
   */
  MachException failure(String routine, int code, int name) {
    if (PortNames.isValid(name) && mayMeanDead(code)) {
      // A failing look changes nothing: the exception says what the routine said.
      NativeBuffer scratch = Scratch.get();
      int look = library.mach_port_type(taskSelf, name, scratch.pointer());
      if (look == KernReturnConstants.KERN_SUCCESS
          && new PortType(scratch.getInt(0)).has(Right.DEAD_NAME)) {
        return new DeadNameException(routine, code, name);
      }
    }
    return new MachException(routine, code, "Name " + PortNames.format(name) + ".");
  }

  /**
   * Makes the exception for a routine of a task or thread that failed, and finds out whether its
   * port is dead or too weak. Makes calls, but no change.
   *
   * @param routine the name of the Mach routine, as in C
   * @param code what it returned
   * @param port the port of the task or thread
   * @param needed the flavour that the routine needs
   * @return the exception; of a dead port a {@link DeadNameException}; of one that is too weak, one
   *     that says which it is and which is needed
   */
  public MachException failure(String routine, int code, SendView port, Flavour needed) {
    try (Loan loan = port.lend()) {
      return failure(routine, code, loan.name(), needed);
    } catch (IllegalStateException e) {
      return new MachException(routine, code, port + ".");
    }
  }

  MachException failure(String routine, int code, int name, Flavour needed) {
    MachException failure = failure(routine, code, name);
    if (failure instanceof DeadNameException || !mayMeanTooWeak(code)) {
      return failure;
    }
    NativeBuffer scratch = Scratch.get();
    int look = library.mach_port_kobject(taskSelf, name, scratch.pointer(8), scratch.pointer(0));
    if (look != KernReturnConstants.KERN_SUCCESS) {
      return failure;
    }
    KernelObject object = new KernelObject(scratch.getInt(8));
    Flavour flavour = object.flavour();
    if (flavour == null || flavour.allows(needed)) {
      return failure;
    }
    return new MachException(
        routine,
        code,
        "%s is %s port (%s), and this needs %s port."
            .formatted(
                PortNames.format(name), flavour.withArticle(), object, needed.withArticle()));
  }

  private static boolean mayMeanTooWeak(int code) {
    return code == KernReturnConstants.KERN_INVALID_ARGUMENT
        || code == KernReturnConstants.KERN_INVALID_CAPABILITY
        || code == KernReturnConstants.KERN_INVALID_TASK;
  }

  private static boolean mayMeanDead(int code) {
    return code != KernReturnConstants.KERN_NO_SPACE
        && code != KernReturnConstants.KERN_RESOURCE_SHORTAGE
        && code != KernReturnConstants.KERN_UREFS_OVERFLOW;
  }

  /**
   * Tells whether a name is that of the own task with no reference left but that of the variable
   * {@code mach_task_self_}. Asks the kernel for the own task only.
   */
  boolean isLastOfOwnTask(int name) {
    if (name != taskSelf) {
      return false;
    }
    NativeBuffer scratch = Scratch.get();
    int code =
        library.mach_port_get_refs(
            taskSelf, name, PortConstants.MACH_PORT_RIGHT_SEND, scratch.pointer());
    return code == KernReturnConstants.KERN_SUCCESS && scratch.getInt(0) == 1;
  }

  /** Logs that the kernel refused to take back what an object owned. */
  void releaseRefused(PortRight right, String routine, int code) {
    LOG.log(
        Level.WARNING,
        "{0} refused to release {1}: {2}. Somebody else has released what this object owned.",
        routine,
        right,
        new KernReturn(code));
  }

  /** Logs that a receive right could not be guarded again, if that was refused. */
  void guardRefused(PortRight right, String routine, int code) {
    if (code != KernReturnConstants.KERN_SUCCESS) {
      LOG.log(
          Level.WARNING,
          "{0} refused to guard {1} again, which a failed send gave back: {2}.",
          routine,
          right,
          new KernReturn(code));
    }
  }

  /** Logs that the kernel refused to resume what a suspension had stopped. */
  void resumeRefused(SendRight right, String routine, int code) {
    LOG.log(
        Level.DEBUG,
        "{0} refused for {1}: {2}. It has ended.",
        routine,
        right,
        new KernReturn(code));
  }

  @Override
  public String toString() {
    return "Mach on " + kernel;
  }
}
