package org.machapi.census;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What became of a name between two censuses.
 *
 * @param kind what happened
 * @param name the name
 * @param before what it was; null if it is new
 * @param after what it is; null if it is gone
 * @param growth how many user references there are more, of all rights together; negative for fewer
 * @param reuse what shows that the name was freed and given to another port, which makes it gone
 *     and new; null if nothing does
 */
public record CensusChange(
    Kind kind,
    int name,
    @Nullable CensusEntry before,
    @Nullable CensusEntry after,
    int growth,
    @Nullable String reuse) {

  /** What can become of a name. */
  public enum Kind {
    /** It denotes a right, and did not, or not to this port. */
    NEW,
    /** It has more user references. */
    GROWN,
    /** The port is gone, and references to the dead name are left. */
    DIED,
    /** It has fewer user references. */
    SHRUNK,
    /** It denotes no right any more, or not to this port. */
    GONE
  }

  /**
   * Returns what happened, for people.
   *
   * @return such as {@code GROWN 0x1203 +2: SEND 1, then SEND 3, plain port}
   */
  @Override
  public String toString() {
    CensusEntry known = after == null ? before : after;
    String first = before == null ? "nothing" : before.referencesText();
    String last = after == null ? "nothing" : after.referencesText();
    return kind
        + " 0x"
        + Integer.toHexString(name)
        + " "
        + signed(growth)
        + ": "
        + first
        + ", then "
        + last
        + (known == null ? "" : ", " + known.what())
        + (known == null || known.label() == null ? "" : " \"" + known.label() + "\"")
        + (reuse == null ? "" : " (reused: " + reuse + ")");
  }

  static String signed(long growth) {
    return growth > 0 ? "+" + growth : String.valueOf(growth);
  }
}
