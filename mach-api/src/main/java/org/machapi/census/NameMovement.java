package org.machapi.census;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.PortType;

/**
 * A name that was not the same from the beginning of a census to its end.
 *
 * @param kind what happened
 * @param name the name
 * @param before what it denoted at the beginning; null if it had appeared only then
 * @param referencesBefore the user references at the beginning; 0 if it had appeared only then
 * @param after what it denoted at the end; null if it had vanished
 * @param referencesAfter the user references at the end; 0 if it had vanished
 */
public record NameMovement(
    Kind kind,
    int name,
    @Nullable PortType before,
    int referencesBefore,
    @Nullable PortType after,
    int referencesAfter) {

  /** What can happen to a name while somebody looks. */
  public enum Kind {
    /** It was freed. The census has no entry for it. */
    VANISHED,
    /** It was given out. The census has no entry for it. */
    APPEARED,
    /**
     * Its rights, its user references or its port changed, or what the library held of it; or it
     * was freed meanwhile, and given out again. The entry is marked.
     */
    CHANGED
  }

  /**
   * Returns what happened, for people.
   *
   * @return such as {@code 0x1203 CHANGED: SEND 1, then SEND 2}
   */
  @Override
  public String toString() {
    String first = before == null ? "nothing" : before + " " + referencesBefore;
    String last = after == null ? "nothing" : after + " " + referencesAfter;
    String again = first.equals(last) ? " again" : "";
    return "0x" + Integer.toHexString(name) + " " + kind + ": " + first + ", then " + last + again;
  }
}
