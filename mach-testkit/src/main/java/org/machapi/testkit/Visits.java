package org.machapi.testkit;

/** Counts who looks at a port space, to find out who was not alone there. */
final class Visits {
  private int present;
  private int begun;

  /**
   * Begins a visit.
   *
   * @return what {@link #end} wants
   */
  synchronized long begin() {
    boolean alone = present == 0;
    present++;
    begun++;
    return alone ? begun : -1;
  }

  /**
   * Ends a visit.
   *
   * @param visit what {@link #begin} gave
   * @return whether there was no other from beginning to end
   */
  synchronized boolean end(long visit) {
    present--;
    return visit == begun;
  }
}
