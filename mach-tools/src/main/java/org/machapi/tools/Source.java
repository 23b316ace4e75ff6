package org.machapi.tools;

import org.checkerframework.checker.mustcall.qual.InheritableMustCall;

/** Something of which snapshots can be had. */
@InheritableMustCall("close")
interface Source extends AutoCloseable {
  /**
   * Takes a snapshot.
   *
   * @return the snapshot
   * @throws RefusedException if there is none to be had, with what is missing
   */
  Snapshot take() throws RefusedException;

  /**
   * Ends a look that is under way in another thread, and may take long; {@link #take} refuses then.
   * Does nothing where looks are short.
   */
  default void giveUp() {}

  @Override
  default void close() {}
}
