package org.machapi.exception;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.PortSetView;
import org.machapi.ReceiveSource;
import org.machapi.ReceiveView;
import org.machapi.flight.ExceptionReceivedEvent;
import org.machapi.flight.Flight;
import org.machapi.message.Deadline;
import org.machapi.message.MalformedMessageException;
import org.machapi.message.MessageBuffer;
import org.machapi.message.ReceivedMessage;

/**
 * Receives exception messages from a port, one at a time, in memory that is used again and again.
 * For use by one thread.
 */
public final class ExceptionReceiver {
  private static final Logger LOG = System.getLogger(ExceptionReceiver.class.getName());

  private final ReceiveSource source;
  private final MessageBuffer incoming =
      MessageBuffer.forMessagesOf(ExceptionForm.largestSizeOfAll());
  private final ExceptionBuffers buffers = new ExceptionBuffers();

  /**
   * Prepares to receive. Owns nothing; the port stays with its owner.
   *
   * @param port where exception messages arrive
   */
  public ExceptionReceiver(ReceiveView port) {
    this((ReceiveSource) port);
  }

  private ExceptionReceiver(ReceiveSource source) {
    this.source = source;
  }

  /** Receives from a set, at which other messages arrive, too. */
  static ExceptionReceiver fromSet(PortSetView set) {
    return new ExceptionReceiver((ReceiveSource) set);
  }

  /**
   * Waits for the next exception message.
   *
   * <p>Ownership: the caller owns the message, with all rights in it, and must close it; while
   * nobody does, the thread that raised the exception stands still. If none comes in time, or a
   * message is malformed, nothing is owned.
   *
   * <p>Whoever holds a send right to the port can send something that looks like an exception:
   * {@link ExceptionMessage#sender()} tells. Ports in messages that the kernel did not send are
   * checked for what they are.
   *
   * @param deadline how long to wait
   * @return the message, or null if none came until the deadline
   * @throws MalformedMessageException if a message came that is no exception message; all it
   *     carried has been released, and its sender was told, unless that would have meant waiting.
   *     The next call receives the next message.
   * @throws MachException as {@link ReceivedMessage#receive} does
   * @throws IllegalStateException if the port is closed, or the message before is not
   */
  public @Nullable ExceptionMessage receive(Deadline deadline) throws MachException {
    ReceivedMessage message = receiveAny(deadline);
    if (message == null) {
      return null;
    }
    ExceptionMessage exception;
    try {
      exception = ExceptionMessage.open(message, buffers);
    } catch (MalformedMessageException e) {
      refuse(message, e);
      throw e;
    }
    record(exception);
    return exception;
  }

  private static void record(ExceptionMessage exception) {
    if (Flight.isOn()) {
      ExceptionReceivedEvent.write(exception.type(), exception.codes(), exception.sender().pid());
    }
  }

  /** Waits for the next message, whatever it is. */
  @Nullable ReceivedMessage receiveAny(Deadline deadline) throws MachException {
    return ReceivedMessage.receive(source, incoming, deadline);
  }

  /**
   * Takes over a message as an exception message. One that is none is answered and released as
   * {@link #receive} does.
   *
   * @return null if it is none
   */
  @Nullable ExceptionMessage open(@Owning ReceivedMessage message) {
    ExceptionMessage exception;
    try {
      exception = ExceptionMessage.open(message, buffers);
    } catch (MalformedMessageException e) {
      LOG.log(Level.DEBUG, "What came is no exception message: {0}", e.toString());
      refuse(message, e);
      return null;
    }
    record(exception);
    return exception;
  }

  /** Answers with the error of MIG, and releases everything. */
  private void refuse(@Owning ReceivedMessage message, MalformedMessageException problem) {
    try (message;
        @Nullable PortRight reply = message.takeReplyRight()) {
      if (reply != null) {
        ExceptionReply.of(message.id(), problem.kernReturn().code())
            .trySend(buffers.outgoing(), reply);
      }
    }
  }
}
