package org.machapi.sim;

/**
 * One step of a random sequence. The numbers choose among what there is when the step is made, so
 * that a sequence that has been shortened still means something.
 *
 * @param actor which task makes the call
 * @param action what it does
 * @param abroad whether it does so to the other task, through that one's task port
 * @param first chooses the name that the call is about
 * @param second chooses the other name, if there are two
 * @param variant chooses among rights, dispositions, changes and the like
 */
record Step(int actor, Action action, boolean abroad, int first, int second, int variant) {
  /** What chooses a name is below this. */
  static final int CHOICES = 64;

  /** From here on, a choice among names does not look at what they stand for. */
  static final int ANY = 54;
}
