package org.machapi.exception;

/** Decides, for an {@link ExceptionServer}, what is answered to an exception. */
@FunctionalInterface
public interface RaisedExceptionHandler {

  /**
   * Looks at an exception and decides. The thread that raised it stands still meanwhile, and so do
   * all others whose exceptions go to the same server: one handler runs at a time.
   *
   * <p>Ownership: what the exception carries belongs to the server, and is given back after the
   * handler has returned. Whoever wants to keep the thread copies its right.
   *
   * <p>What it throws, errors included, is logged and counts as {@link ExceptionDecision#passOn()}.
   * At the deadline the server answers failure in its place and interrupts the thread; what it
   * returns then is ignored.
   *
   * @param raised the exception, good during the call
   * @return the decision
   * @throws Exception if it cannot decide
   */
  ExceptionDecision handle(RaisedException raised) throws Exception;
}
