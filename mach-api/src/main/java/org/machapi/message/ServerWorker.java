package org.machapi.message;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.ReceiveSource;
import org.machapi.message.ServerFailure.Stage;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.MigErrorConstants;

/**
 * One thread's part of a server: memory for a request and its reply, and what is done with them.
 *
 * <p>As {@code mach_msg_server} of the C library does it (XNU
 * libsyscall/mach/mach_msg.c:mach_msg_server), but for what that one leaves to its caller or to
 * luck: partial messages, right to answer and all, and errors after which it gives up.
 */
final class ServerWorker {
  private final HandlerTable handlers;
  private final FailureReports failures;
  private final MessageBuffer incoming;
  private final OutgoingMessage outgoing;

  ServerWorker(HandlerTable handlers, FailureReports failures, int maxRequest, int replyRoom) {
    this.handlers = handlers;
    this.failures = failures;
    this.incoming = MessageBuffer.forMessagesOf(maxRequest);
    this.outgoing = OutgoingMessage.withRoomFor(replyRoom);
  }

  /** Serves the next message; returns false if none came in time, or the server was stopped. */
  boolean serveOne(ReceiveSource source, Waiters waiters, Deadline deadline) throws MachException {
    ReceivedMessage received;
    try {
      received = waiters.receive(source, incoming, deadline);
    } catch (MachException e) {
      if (!hasCostOneMessage(e.kernReturn().code())) {
        throw e;
      }
      failures.tell(new ServerFailure(Stage.RECEIVE, 0, null, e));
      return true;
    }
    try (@Nullable ReceivedMessage request = received) {
      if (request != null) {
        serve(request);
      }
      return request != null;
    }
  }

  /** Tells whether an error was about one message, which is gone, and not about the source. */
  private static boolean hasCostOneMessage(int code) {
    int base = code & ~MessageConstants.MACH_MSG_MASK;
    return base == MessageConstants.MACH_RCV_TOO_LARGE
        || base == MessageConstants.MACH_RCV_HEADER_ERROR;
  }

  private void serve(ReceivedMessage request) {
    int id = request.id();
    AuditToken sender = request.sender();
    // Out of the request before anybody sees it: a handler, or whoever finds a request malformed,
    // may close that, and its sender is to be told all the same.
    try (@Nullable PortRight right = request.takeReplyRight()) {
      Reply reply = new Reply(outgoing, id + Mig.REPLY_ID_OFFSET, right);
      try {
        int code = carryOut(request, id, sender, reply);
        // Who has the answer can rely on it that what was not taken has been given back.
        request.close();
        answer(reply, code, id, sender);
      } finally {
        reply.end();
      }
    }
  }

  /** Finds out what to answer. */
  private int carryOut(ReceivedMessage request, int id, AuditToken sender, Reply reply) {
    if (!request.outcome().isSuccess()) {
      MachException partial =
          new MachException(
              "mach_msg",
              request.outcome().code(),
              "A part of message " + id + " is lost; the rest was given back.");
      failures.tell(new ServerFailure(Stage.REQUEST, id, sender, partial));
      return KernReturnConstants.KERN_RESOURCE_SHORTAGE;
    }
    MessageHandler handler = handlers.find(id);
    if (handler != null) {
      return call(handler, request, id, sender, reply);
    }
    if (IgnoredNotification.is(id, sender)) {
      IgnoredNotification.drop(request);
      return MigErrorConstants.MIG_NO_REPLY;
    }
    MalformedMessageException unknown =
        new MalformedMessageException(
            MigErrorConstants.MIG_BAD_ID, "Nobody handles message " + id + ".");
    failures.tell(new ServerFailure(Stage.REQUEST, id, sender, unknown));
    return MigErrorConstants.MIG_BAD_ID;
  }

  private int call(
      MessageHandler handler, ReceivedMessage request, int id, AuditToken sender, Reply reply) {
    try {
      return handler.handle(request, reply);
    } catch (MalformedMessageException e) {
      failures.tell(new ServerFailure(Stage.REQUEST, id, sender, e));
      return e.kernReturn().code();
    } catch (RuntimeException e) {
      failures.tell(new ServerFailure(Stage.HANDLER, id, sender, e));
      return MigErrorConstants.MIG_EXCEPTION;
    }
  }

  private void answer(Reply reply, int code, int id, AuditToken sender) {
    if (code == MigErrorConstants.MIG_NO_REPLY) {
      return;
    }
    try {
      if (code == KernReturnConstants.KERN_SUCCESS) {
        reply.send();
      } else {
        reply.sendError(code);
      }
    } catch (MachException | IllegalArgumentException | IllegalStateException e) {
      failures.tell(new ServerFailure(Stage.REPLY, id, sender, e));
    }
  }
}
