package org.machapi.exception;

import java.util.concurrent.atomic.LongAdder;

/** Counts for an {@link ExceptionServer}; several threads count. */
final class ServerCounters {
  final LongAdder handled = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder passedOn = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder timedOut = new LongAdder();
  final LongAdder malformed = new LongAdder();

  ExceptionServerCounts counts() {
    return new ExceptionServerCounts(
        handled.sum(),
        failed.sum(),
        passedOn.sum(),
        refused.sum(),
        timedOut.sum(),
        malformed.sum());
  }
}
