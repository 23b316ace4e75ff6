package org.machapi.exception;

import java.util.Map;
import java.util.function.Predicate;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.message.AuditToken;

/**
 * What an {@link ExceptionServer} was told when it was made.
 *
 * @param handlers who decides about which type
 * @param nanoseconds how long one decision may take, passing on included
 * @param mostStuck how many handlers may be stuck before no other is called
 * @param trust whose exceptions are handled
 */
record ServerOptions(
    Map<ExceptionType, RaisedExceptionHandler> handlers,
    long nanoseconds,
    int mostStuck,
    Predicate<AuditToken> trust) {

  @Nullable RaisedExceptionHandler handler(ExceptionType type) {
    return handlers.get(type);
  }
}
