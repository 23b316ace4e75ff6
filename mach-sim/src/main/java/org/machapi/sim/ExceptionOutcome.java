package org.machapi.sim;

/**
 * What became of an exception.
 *
 * @param handled whether a handler accepted it, so that the thread goes on
 * @param signal the number of the BSD signal (Darwin's) that the kernel's own handler turned it
 *     into; 0 if it was handled, or if no signal stands for it
 * @param result the result of the last attempt to deliver it: a kernel return code
 */
public record ExceptionOutcome(boolean handled, int signal, int result) {}
