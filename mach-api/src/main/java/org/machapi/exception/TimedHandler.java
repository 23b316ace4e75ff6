package org.machapi.exception;

import java.time.Duration;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A handler of an {@link ExceptionServer}.
 *
 * @param handler who decides
 * @param deadline how long that may take; null for as long as those without a deadline of their own
 */
record TimedHandler(RaisedExceptionHandler handler, @Nullable Duration deadline) {}
