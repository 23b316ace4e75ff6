package org.machapi.exception;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.message.AuditToken;

/**
 * What an {@link ExceptionServer} was told when it was made.
 *
 * @param handlers who decides about which type
 * @param nanoseconds how long one decision may take, passing on included, where its handler has no
 *     deadline of its own, and how long a callback may take
 * @param mostStuck how many handlers may be stuck before no other is called
 * @param trust whose exceptions are handled
 */
record ServerOptions(
    Map<ExceptionType, TimedHandler> handlers,
    long nanoseconds,
    int mostStuck,
    Predicate<AuditToken> trust) {

  @Nullable RaisedExceptionHandler handler(ExceptionType type) {
    TimedHandler timed = handlers.get(type);
    return timed == null ? null : timed.handler();
  }

  /** Returns how long a decision about a type may take. */
  long nanoseconds(ExceptionType type) {
    TimedHandler timed = handlers.get(type);
    Duration deadline = timed == null ? null : timed.deadline();
    return deadline == null ? nanoseconds : deadline.toNanos();
  }

  /** Returns what every decision and callback may take at least. */
  long shortest() {
    return handlers.keySet().stream().mapToLong(this::nanoseconds).reduce(nanoseconds, Math::min);
  }

  /** Returns what no decision and no callback may exceed. */
  long longest() {
    return handlers.keySet().stream().mapToLong(this::nanoseconds).reduce(nanoseconds, Math::max);
  }
}
