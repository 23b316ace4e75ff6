package org.machapi.tools;

import java.util.List;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;

/** Where a live table is shown. */
@InheritableMustCall("close")
interface WatchScreen extends AutoCloseable {
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
