package org.machapi.census;

/** What a name stands for, as far as a census can tell; {@link StandsFor} has the rest. */
public enum PortKind {
  /** The task whose port space it is, by a port of any flavour. */
  OWN_TASK("own task"),
  /** Another task, by a port of any flavour. */
  TASK("task"),
  /** A thread, by a port of any flavour. */
  THREAD("thread"),
  /** The host, by its ordinary or its privileged port. */
  HOST("host"),
  /** A clock. */
  CLOCK("clock"),
  /** A timer that sends a message when it fires. */
  TIMER("timer"),
  /** A semaphore. */
  SEMAPHORE("semaphore"),
  /** A voucher. */
  VOUCHER("voucher"),
  /** Another kernel object: {@link StandsFor#object()} says of which type. */
  KERNEL_OBJECT("kernel object"),
  /** A port to which somebody in a task listens, or nobody. */
  PLAIN_PORT("plain port"),
  /** A port set. */
  PORT_SET("port set"),
  /** A send-once right: the kernel does not tell what it leads to. */
  SEND_ONCE("right to answer"),
  /** A port that is gone. */
  DEAD("dead"),
  /** The kernel did not say; {@link CensusEntry#unread()} has its answer. */
  UNKNOWN("unknown");

  private final String words;

  PortKind(String words) {
    this.words = words;
  }

  /**
   * Returns the kind, for people.
   *
   * @return such as {@code plain port}
   */
  @Override
  public String toString() {
    return words;
  }
}
