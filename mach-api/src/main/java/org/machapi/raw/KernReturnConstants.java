package org.machapi.raw;

/** The constants of {@code <mach/kern_return.h>}. */
public final class KernReturnConstants {
  public static final int KERN_ABORTED = 14;
  public static final int KERN_ALREADY_IN_SET = 11;
  public static final int KERN_ALREADY_WAITING = 30;
  public static final int KERN_CODESIGN_ERROR = 50;
  public static final int KERN_DEFAULT_SET = 31;
  public static final int KERN_DENIED = 53;
  public static final int KERN_EXCEPTION_PROTECTED = 32;
  public static final int KERN_FAILURE = 5;
  public static final int KERN_INSUFFICIENT_BUFFER_SIZE = 52;
  public static final int KERN_INVALID_ADDRESS = 1;
  public static final int KERN_INVALID_ARGUMENT = 4;
  public static final int KERN_INVALID_CAPABILITY = 20;
  public static final int KERN_INVALID_HOST = 22;
  public static final int KERN_INVALID_KC = 55;
  public static final int KERN_INVALID_LEDGER = 33;
  public static final int KERN_INVALID_MEMORY_CONTROL = 34;
  public static final int KERN_INVALID_NAME = 15;
  public static final int KERN_INVALID_OBJECT = 29;
  public static final int KERN_INVALID_POLICY = 28;
  public static final int KERN_INVALID_PROCESSOR_SET = 26;
  public static final int KERN_INVALID_RIGHT = 17;
  public static final int KERN_INVALID_SECURITY = 35;
  public static final int KERN_INVALID_TASK = 16;
  public static final int KERN_INVALID_VALUE = 18;
  public static final int KERN_LOCK_OWNED = 40;
  public static final int KERN_LOCK_OWNED_SELF = 41;
  public static final int KERN_LOCK_SET_DESTROYED = 38;
  public static final int KERN_LOCK_UNSTABLE = 39;
  public static final int KERN_MEMORY_DATA_MOVED = 24;
  public static final int KERN_MEMORY_ERROR = 10;
  public static final int KERN_MEMORY_FAILURE = 9;
  public static final int KERN_MEMORY_PRESENT = 23;
  public static final int KERN_MEMORY_RESTART_COPY = 25;
  public static final int KERN_MISSING_KC = 54;
  public static final int KERN_NAME_EXISTS = 13;
  public static final int KERN_NODE_DOWN = 47;
  public static final int KERN_NOT_DEPRESSED = 36;
  public static final int KERN_NOT_FOUND = 56;
  public static final int KERN_NOT_IN_SET = 12;
  public static final int KERN_NOT_RECEIVER = 7;
  public static final int KERN_NOT_SUPPORTED = 46;
  public static final int KERN_NOT_WAITING = 48;
  public static final int KERN_NO_ACCESS = 8;
  public static final int KERN_NO_SPACE = 3;
  public static final int KERN_OPERATION_TIMED_OUT = 49;
  public static final int KERN_POLICY_LIMIT = 27;
  public static final int KERN_POLICY_STATIC = 51;
  public static final int KERN_PROTECTION_FAILURE = 2;
  public static final int KERN_RESOURCE_SHORTAGE = 6;
  public static final int KERN_RETURN_MAX = 256;
  public static final int KERN_RIGHT_EXISTS = 21;
  public static final int KERN_RPC_CONTINUE_ORPHAN = 45;
  public static final int KERN_RPC_SERVER_TERMINATED = 43;
  public static final int KERN_RPC_TERMINATE_ORPHAN = 44;
  public static final int KERN_SEMAPHORE_DESTROYED = 42;
  public static final int KERN_SUCCESS = 0;
  public static final int KERN_TERMINATED = 37;
  public static final int KERN_UREFS_OVERFLOW = 19;

  private KernReturnConstants() {}
}
