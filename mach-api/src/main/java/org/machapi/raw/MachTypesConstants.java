package org.machapi.raw;

/** The constants of {@code <mach/mach_types.h>} that this library has a use for. */
public final class MachTypesConstants {

  // Flavours of a task port, strongest first: each can do what those behind it can

  /** Everything. */
  public static final int TASK_FLAVOR_CONTROL = 0;

  /** Reading memory, thread states and the port space. */
  public static final int TASK_FLAVOR_READ = 1;

  /** Looking at facts about the task. */
  public static final int TASK_FLAVOR_INSPECT = 2;

  /** Telling the task from others. */
  public static final int TASK_FLAVOR_NAME = 3;

  /** The weakest flavour. */
  public static final int TASK_FLAVOR_MAX = 3;

  // Flavours of a thread port, strongest first

  /** Everything. */
  public static final int THREAD_FLAVOR_CONTROL = 0;

  /** Reading the thread state. */
  public static final int THREAD_FLAVOR_READ = 1;

  /** Looking at facts about the thread. */
  public static final int THREAD_FLAVOR_INSPECT = 2;

  /** The weakest flavour. */
  public static final int THREAD_FLAVOR_MAX = 2;

  // Names for no port

  /** No task. */
  public static final int TASK_NULL = 0;

  /** No thread. */
  public static final int THREAD_NULL = 0;

  /** No host. */
  public static final int HOST_NULL = 0;

  /** No privileged host port. */
  public static final int HOST_PRIV_NULL = 0;

  /** No port space. */
  public static final int IPC_SPACE_NULL = 0;

  private MachTypesConstants() {}
}
