package org.machapi.exception;

/**
 * What an {@link ExceptionServer} has done so far. Each exception is counted once.
 *
 * @param handled answered with success; of a new state the kernel does not tell whether it took it
 * @param failed answered with failure: a handler said so or failed, there was nobody to pass on to,
 *     too many handlers were stuck, or the server was being closed
 * @param passedOn handed to the handler that was there before
 * @param refused answered with failure because the sender is not trusted
 * @param timedOut answered with failure at the deadline, while the handler was still running
 * @param malformed refused because it was no exception message, or was lost when it arrived
 */
public record ExceptionServerCounts(
    long handled, long failed, long passedOn, long refused, long timedOut, long malformed) {}
