package org.machapi.message;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Tells what went wrong in a server: the log, and whoever wants to know. */
final class FailureReports {
  private static final Logger LOG = System.getLogger(MessageServer.class.getName());

  private final ServerFailureListener listener;

  FailureReports(ServerFailureListener listener) {
    this.listener = listener;
  }

  void tell(ServerFailure failure) {
    // Whoever can send to the port can cause most failures, so they must not fill the log.
    LOG.log(Level.DEBUG, "A message was not served as it should be: {0}", failure);
    try {
      listener.onFailure(failure);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The listener of a message server failed.", e);
    }
  }
}
