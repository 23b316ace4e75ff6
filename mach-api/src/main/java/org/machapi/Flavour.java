package org.machapi;

/**
 * How much a port of a task or thread allows. Each allows what those before it allow, and more (XNU
 * osfmk/kern/ipc_tt.c: task_port_kotype_valid_for_flavor).
 *
 * <p>Up to macOS 10.15 there are name and control ports only.
 */
public enum Flavour {
  /** Tells which task it is, and what everybody may know of it. Tasks only. */
  NAME("name"),
  /** Lists threads and tells about them. */
  INSPECT("inspect"),
  /** Reads memory and registers, stops and resumes. */
  READ("read"),
  /** Changes everything. */
  CONTROL("control");

  private final String word;

  Flavour(String word) {
    this.word = word;
  }

  /**
   * Tells whether a port of this flavour allows what needs another.
   *
   * @param needed the flavour that a call needs
   * @return true if this is the same or a stronger one
   */
  public boolean allows(Flavour needed) {
    return compareTo(needed) >= 0;
  }

  String withArticle() {
    return (this == INSPECT ? "an " : "a ") + word;
  }

  /**
   * Returns the word of the manual.
   *
   * @return such as {@code control}
   */
  @Override
  public String toString() {
    return word;
  }
}
