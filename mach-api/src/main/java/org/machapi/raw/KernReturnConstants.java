package org.machapi.raw;

/**
 * The return codes of {@code <mach/kern_return.h>}. Each comment says what the code means in
 * general; what it means for one routine stands with the routine.
 */
public final class KernReturnConstants {

  // Ports, tasks, threads and everything else that a port stands for

  /** Success. */
  public static final int KERN_SUCCESS = 0;

  /** No free name is left in the port space, or no free address range of this size. */
  public static final int KERN_NO_SPACE = 3;

  /** An argument is out of range, or a port does not stand for what the call works on. */
  public static final int KERN_INVALID_ARGUMENT = 4;

  /** The call could not be done, for no closer reason; for access to a task: refused. */
  public static final int KERN_FAILURE = 5;

  /** The kernel has too little memory, or a limit is reached; it may work later. */
  public static final int KERN_RESOURCE_SHORTAGE = 6;

  /** The task does not hold the receive right of the port. */
  public static final int KERN_NOT_RECEIVER = 7;

  /** Access is refused. */
  public static final int KERN_NO_ACCESS = 8;

  /** The receive right is a member of the port set already. */
  public static final int KERN_ALREADY_IN_SET = 11;

  /** The receive right is not a member of the port set. */
  public static final int KERN_NOT_IN_SET = 12;

  /** The wanted name is already in use in the port space. */
  public static final int KERN_NAME_EXISTS = 13;

  /** The call was broken off before it was done. */
  public static final int KERN_ABORTED = 14;

  /** No right has this name in the port space. */
  public static final int KERN_INVALID_NAME = 15;

  /** The port does not stand for a living task, or gives too little access to it. */
  public static final int KERN_INVALID_TASK = 16;

  /** The name is in use, but for another kind of right than the call needs. */
  public static final int KERN_INVALID_RIGHT = 17;

  /** A number is out of range, such as more references than there are. */
  public static final int KERN_INVALID_VALUE = 18;

  /** The user references of the right would exceed their maximum. */
  public static final int KERN_UREFS_OVERFLOW = 19;

  /** The right that was given is dead, or not of a kind that the call takes. */
  public static final int KERN_INVALID_CAPABILITY = 20;

  /** The task holds a right to this port already, under another name. */
  public static final int KERN_RIGHT_EXISTS = 21;

  /** The port does not stand for the host. */
  public static final int KERN_INVALID_HOST = 22;

  /** The exception port is protected, or the thread is in a protected exception. */
  public static final int KERN_EXCEPTION_PROTECTED = 32;

  /** The thread, task or other object has ended. */
  public static final int KERN_TERMINATED = 37;

  /** This kernel, machine or object does not offer the call. */
  public static final int KERN_NOT_SUPPORTED = 46;

  /** The time limit passed. */
  public static final int KERN_OPERATION_TIMED_OUT = 49;

  /** The buffer is too small for the data. */
  public static final int KERN_INSUFFICIENT_BUFFER_SIZE = 52;

  /** A security policy forbids the call. */
  public static final int KERN_DENIED = 53;

  /** The search found nothing. */
  public static final int KERN_NOT_FOUND = 56;

  // Memory

  /** The address is not mapped, or the range cannot be used. */
  public static final int KERN_INVALID_ADDRESS = 1;

  /** The memory is mapped, but its protection forbids this access. */
  public static final int KERN_PROTECTION_FAILURE = 2;

  /** The memory object behind the address was destroyed; its pages are lost. */
  public static final int KERN_MEMORY_FAILURE = 9;

  /** The memory object could not supply the page; it may work later. */
  public static final int KERN_MEMORY_ERROR = 10;

  /** The memory object holds this page already. */
  public static final int KERN_MEMORY_PRESENT = 23;

  /** The page moved to a copy of the memory object; the kernel starts over. */
  public static final int KERN_MEMORY_DATA_MOVED = 24;

  /** The memory object is to be copied in a quicker way; the kernel starts over. */
  public static final int KERN_MEMORY_RESTART_COPY = 25;

  /** The memory object was not set up by its pager. */
  public static final int KERN_INVALID_OBJECT = 29;

  /** The port does not stand for the control of a memory object. */
  public static final int KERN_INVALID_MEMORY_CONTROL = 34;

  /** The page was rejected by the check of the code signature. */
  public static final int KERN_CODESIGN_ERROR = 50;

  // Scheduling and synchronisation

  /** The port does not stand for the control of a processor set. */
  public static final int KERN_INVALID_PROCESSOR_SET = 26;

  /** The default processor set cannot be destroyed. */
  public static final int KERN_DEFAULT_SET = 31;

  /** The scheduling values exceed the limits of the thread. */
  public static final int KERN_POLICY_LIMIT = 27;

  /** The scheduling policy is not in use on this system. */
  public static final int KERN_INVALID_POLICY = 28;

  /** The property cannot be changed now. */
  public static final int KERN_POLICY_STATIC = 51;

  /** The priority of the thread is not depressed. */
  public static final int KERN_NOT_DEPRESSED = 36;

  /** Another thread waits for this event already. */
  public static final int KERN_ALREADY_WAITING = 30;

  /** The thread was not waiting. */
  public static final int KERN_NOT_WAITING = 48;

  /** The semaphore was destroyed. */
  public static final int KERN_SEMAPHORE_DESTROYED = 42;

  /** The lock set was destroyed. */
  public static final int KERN_LOCK_SET_DESTROYED = 38;

  /** The thread that held the lock ended without releasing it. */
  public static final int KERN_LOCK_UNSTABLE = 39;

  /** Another thread holds the lock. */
  public static final int KERN_LOCK_OWNED = 40;

  /** The calling thread holds the lock already. */
  public static final int KERN_LOCK_OWNED_SELF = 41;

  // Rare, or from earlier times

  /** The call needs a ledger and got none. */
  public static final int KERN_INVALID_LEDGER = 33;

  /** The port is not the security port of the host. */
  public static final int KERN_INVALID_SECURITY = 35;

  /** The server ended before it replied. */
  public static final int KERN_RPC_SERVER_TERMINATED = 43;

  /** An orphaned activation is to end. */
  public static final int KERN_RPC_TERMINATE_ORPHAN = 44;

  /** An orphaned activation is to go on. */
  public static final int KERN_RPC_CONTINUE_ORPHAN = 45;

  /** The other node cannot be reached. */
  public static final int KERN_NODE_DOWN = 47;

  /** The kernel collection that the call works on is missing. */
  public static final int KERN_MISSING_KC = 54;

  /** The kernel collection that the call works on is invalid. */
  public static final int KERN_INVALID_KC = 55;

  /** The highest number that a code of this header may have; itself no code. */
  public static final int KERN_RETURN_MAX = 256;

  private KernReturnConstants() {}
}
