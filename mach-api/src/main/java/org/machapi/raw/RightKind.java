package org.machapi.raw;

/**
 * What the name in a parameter stands for, as far as a contract has to tell.
 *
 * <p>Ports of kernel objects are send rights. Where the kernel looks at the flavour of a task or
 * thread port, the weakest that suffices is named: a stronger one always does.
 */
public enum RightKind {
  /** A name that the routine looks up, whatever it stands for; it need not be in use. */
  NAME("a name"),
  /** Any right, or a dead name. */
  ANY("a right"),
  /** A receive right. */
  RECEIVE("a receive right"),
  /** A user reference of a send right; {@code MACH_PORT_NULL} and dead names own nothing. */
  SEND("a send right"),
  /** A send-once right. */
  SEND_ONCE("a send-once right"),
  /** A port set. */
  PORT_SET("a port set"),
  /** A user reference of a dead name. */
  DEAD_NAME("a dead name"),
  /** A receive right or a port set. */
  RECEIVE_OR_SET("a receive right or port set"),
  /** The control port of a task. */
  TASK("a task port: control"),
  /** The read or control port of a task. */
  TASK_READ("a task port: read or better"),
  /** The inspect, read or control port of a task. */
  TASK_INSPECT("a task port: inspect or better"),
  /** Any port of a task. */
  TASK_NAME("a task port: any flavour"),
  /** The control port of a thread. */
  THREAD("a thread port: control"),
  /** The read or control port of a thread. */
  THREAD_READ("a thread port: read or better"),
  /** Any port of a thread. */
  THREAD_INSPECT("a thread port: any flavour"),
  /** The host port, which everybody has. */
  HOST("the host port"),
  /** The privileged host port, which tasks of the superuser have. */
  HOST_PRIV("the privileged host port"),
  /** The port of a processor set. */
  PROCESSOR_SET("a processor set port"),
  /** The port of a processor. */
  PROCESSOR("a processor port"),
  /** The port of a clock. */
  CLOCK("a clock port"),
  /** The port of a semaphore. */
  SEMAPHORE("a semaphore port"),
  /** A timer: a receive right with a timer of the kernel behind it. */
  TIMER("a timer: a receive right"),
  /** The port of a voucher. */
  VOUCHER("a voucher port"),
  /** The port of a memory entry or memory object. */
  MEMORY_ENTRY("a memory entry port"),
  /** A token that tells which task is meant, and gives no access to it. */
  IDENTITY_TOKEN("a task identity token"),
  /** The task port of a corpse, which is what is kept of a process that died; read or control. */
  CORPSE("a corpse port: a task port of a dead process"),
  /** The bootstrap port: a send right to launchd. */
  BOOTSTRAP("a bootstrap port"),
  /** The driver master port, called main port today. */
  IO_MAIN("the I/O main port");

  private final String text;

  RightKind(String text) {
    this.text = text;
  }

  /**
   * Returns what people read.
   *
   * @return a few words, article included
   */
  @Override
  public String toString() {
    return text;
  }
}
