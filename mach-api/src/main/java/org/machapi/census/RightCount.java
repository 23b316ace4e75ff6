package org.machapi.census;

/**
 * How many rights of one type the library acquired while a {@link Ledger} counted, and what became
 * of them.
 *
 * @param acquired how many there were
 * @param released how many of them went back to the kernel
 * @param givenAway how many of them belong to somebody else now, or to another object: what is
 *     taken out of an exception message or a reply counts as given away by it, and as acquired anew
 */
public record RightCount(long acquired, long released, long givenAway) {

  /**
   * Returns how many are held: by objects, or by nobody if the object has been lost.
   *
   * @return the number
   */
  public long held() {
    return acquired - released - givenAway;
  }

  RightCount plus(RightCount other) {
    return new RightCount(
        acquired + other.acquired, released + other.released, givenAway + other.givenAway);
  }
}
