package org.machapi.census;

/** Is told of rights whose objects were lost, see {@link Ledger#onLost}. */
@FunctionalInterface
public interface LostRightListener {

  /**
   * An object that owned a right was collected without close. Told once for each type and place in
   * the program.
   *
   * <p>Called by a thread of the library's own, which looks after all rights: must be quick. What
   * it throws is logged, and does no harm.
   *
   * @param right what is known of it
   */
  void lost(LostRight right);
}
