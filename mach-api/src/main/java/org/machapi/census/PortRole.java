package org.machapi.census;

/**
 * What a port is used for by the kernel on behalf of somebody.
 *
 * @param kind what for
 * @param holder for whom: {@code task}, {@code host}, or a thread with its number, such as {@code
 *     thread 434}
 * @param which which one it is there: the name of the special port, the place among the registered
 *     ports, or the exception types with behaviour and flavour
 */
public record PortRole(Kind kind, String holder, String which) {

  /** The three ways in which the kernel keeps a right for somebody. */
  public enum Kind {
    /** The kernel sends exceptions there. */
    EXCEPTION_PORT,
    /** One of the special ports of the task or host. */
    SPECIAL_PORT,
    /** One of the three registered ports, which children inherit. */
    REGISTERED_PORT
  }

  /**
   * Returns the role, for people.
   *
   * @return such as {@code special port BOOTSTRAP of task}
   */
  @Override
  public String toString() {
    return switch (kind) {
      case EXCEPTION_PORT -> "exception port of " + holder + " for " + which;
      case SPECIAL_PORT -> "special port " + which + " of " + holder;
      case REGISTERED_PORT -> "registered port " + which + " of " + holder;
    };
  }
}
