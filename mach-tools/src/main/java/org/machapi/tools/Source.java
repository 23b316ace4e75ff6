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

  /** May be called while a look is under way in another thread, of which nobody wants to know. */
  @Override
  default void close() {}
}
