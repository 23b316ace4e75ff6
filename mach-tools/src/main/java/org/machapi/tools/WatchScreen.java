package org.machapi.tools;

import java.util.List;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Where a live table is shown. */
@InheritableMustCall("close")
interface WatchScreen extends AutoCloseable {
  /**
   * Takes a snapshot.
   *
   * @return the snapshot; null if the person has seen enough meanwhile
   */
  @Nullable Snapshot look(Source source) throws RefusedException;

  /** Shows lines in place of those before, or below them. */
  void show(List<String> lines);

  /**
   * Waits for the next look.
   *
   * @param milliseconds how long
   * @return false if the person has seen enough
   */
  boolean pause(long milliseconds);

  @Override
  void close();
}
