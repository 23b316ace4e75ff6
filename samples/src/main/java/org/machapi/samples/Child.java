package org.machapi.samples;

import org.machapi.MachException;
import org.machapi.Task;
import org.machapi.exception.ExceptionType;
import org.machapi.message.AuditToken;

/** The other program of a {@link Stage}, which gets into trouble when it is told to. */
interface Child {

  /**
   * Starts it. With {@link HandshakeChild} it reports to whoever has left a right for it, as {@link
   * HandshakeOffer} does.
   */
  void start() throws MachException;

  /**
   * Raises an exception in a thread of the child, and waits until somebody has answered it.
   *
   * @param task the child's task, as the stage has it
   */
  Outcome raise(Task task, ExceptionType type, long code, long subcode) throws MachException;

  /** Has the child end as after {@code abort()}, and waits until it has ended. */
  void crash() throws MachException;

  /** Tells whether what this sender sends is an exception of the child. */
  boolean mayRaise(AuditToken sender);

  /** Ends it, if it has not ended. */
  void end();

  /** Says for the reader of the output what it is. */
  String describe();
}
