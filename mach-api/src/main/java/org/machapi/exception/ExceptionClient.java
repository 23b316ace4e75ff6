package org.machapi.exception;

import java.util.Arrays;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.MachThread;
import org.machapi.ReceiveRight;
import org.machapi.SendView;
import org.machapi.Task;
import org.machapi.message.Deadline;
import org.machapi.message.MalformedMessageException;
import org.machapi.message.MessageBuffer;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceivedMessage;
import org.machapi.raw.MigErrorConstants;
import org.machapi.raw.NotifyConstants;

/**
 * Sends exception messages as the kernel would, in every form and to any handler: for tests of
 * handlers, and to try one out without a fault. For use by one thread.
 */
@InheritableMustCall("close")
public final class ExceptionClient implements AutoCloseable {
  private static final int NOT_SENT = -1;

  private final @Owning ReceiveRight replyPort;
  private final OutgoingMessage request =
      OutgoingMessage.withRoomFor(ExceptionForm.largestSizeOfAll());
  private final MessageBuffer reply = MessageBuffer.forMessagesOf(ExceptionReply.LARGEST);

  /** How much state may come back, for each form; less than none if the form was never sent. */
  private final int[] room = new int[ExceptionForm.values().length];

  /** Notifications in the queue that belong to messages that could not be sent. */
  private int unsent;

  /**
   * Creates a client, with a port of its own for answers.
   *
   * @param mach the kernel
   * @throws MachException as {@link ReceiveRight#allocate(Mach)} does
   */
  public ExceptionClient(Mach mach) throws MachException {
    Arrays.fill(room, NOT_SENT);
    this.replyPort = ReceiveRight.allocate(mach);
  }

  /**
   * Sends an exception message of the form {@link ExceptionBehaviour#DEFAULT} with codes of 64
   * bits, with a right to answer it. Does not wait for the answer.
   *
   * <p>Ownership: thread and task stay with their owners; the handler gets a user reference of its
   * own to each.
   *
   * @param handler where to
   * @param thread the thread that the message names
   * @param task the task that the message names
   * @param type what happened
   * @param code the first code
   * @param subcode the second code
   * @param deadline how long to wait while the handler's queue is full
   * @throws MachException as {@link OutgoingMessage#request} does
   * @throws IllegalArgumentException as {@link OutgoingMessage#request} does
   */
  public void send(
      SendView handler,
      MachThread thread,
      Task task,
      ExceptionType type,
      long code,
      long subcode,
      Deadline deadline)
      throws MachException {
    send(handler, ExceptionToRaise.of(type, code, subcode).withPorts(thread, task), deadline);
  }

  /**
   * Sends an exception message, with a right to answer it. Does not wait for the answer.
   *
   * <p>Ownership: what the message carries stays with its owners; the handler gets a user reference
   * of its own to each right. On failure nothing was sent.
   *
   * @param handler where to
   * @param exception what happened, and what the message carries
   * @param deadline how long to wait while the handler's queue is full
   * @throws MachException as {@link OutgoingMessage#request} does
   * @throws IllegalArgumentException as {@link OutgoingMessage#request} does, so if a right is a
   *     read port, which must not travel; or if no exception message carries what this one is to
   *     carry
   * @throws IllegalStateException if the client or a right is closed
   */
  public void send(SendView handler, ExceptionToRaise exception, Deadline deadline)
      throws MachException {
    exception.write(request);
    int rightsBefore = replyPort.status().sendOnceRights();
    try {
      request.request(handler, replyPort, deadline);
    } catch (MachException e) {
      // If the right to answer had been made already, its end waits in the queue as a notification
      // that looks like that of a right which a handler gave up.
      if (replyPort.status().sendOnceRights() > rightsBefore) {
        unsent++;
      }
      throw e;
    }
    int form = exception.form().ordinal();
    room[form] = Math.max(room[form], exception.stateWords());
  }

  /**
   * Waits for the answer to the oldest message that has not been answered.
   *
   * @param deadline how long to wait
   * @return what the handler answered; {@code MIG_SERVER_DIED} if it gave up the right to answer;
   *     null if nothing came until the deadline
   * @throws MalformedMessageException if what came is nothing that the kernel would take for an
   *     answer to a message that was sent: {@code MIG_REPLY_MISMATCH} for a wrong number, {@code
   *     MIG_ARRAY_TOO_LARGE} for more state than the messages of this form had, {@code
   *     MIG_TYPE_ERROR} for rights in it or another wrong size; what it carried has been released
   * @throws MachException as {@link ReceivedMessage#receive} does; {@code MACH_RCV_TOO_LARGE} if
   *     the answer is larger than any can be: it is gone
   * @throws IllegalStateException if the client is closed
   */
  public @Nullable ExceptionAnswer receiveReply(Deadline deadline) throws MachException {
    try (@Nullable ReceivedMessage message = ReceivedMessage.receive(replyPort, reply, deadline)) {
      if (message == null) {
        return null;
      }
      if (message.id() != NotifyConstants.MACH_NOTIFY_SEND_ONCE) {
        return read(message);
      }
      if (unsent == 0) {
        return ExceptionAnswer.of(MigErrorConstants.MIG_SERVER_DIED);
      }
      unsent--;
    }
    return receiveReply(deadline);
  }

  private ExceptionAnswer read(ReceivedMessage message) throws MalformedMessageException {
    ExceptionForm form = ExceptionForm.ofId(message.id() - ExceptionForm.REPLY_ID_OFFSET);
    if (form == null || room[form.ordinal()] == NOT_SENT) {
      throw new MalformedMessageException(
          MigErrorConstants.MIG_REPLY_MISMATCH,
          "Message " + message.id() + " answers nothing that was sent.");
    }
    ReplyReader values = ReplyReader.decode(message.bytes(), form, room[form.ordinal()]);
    return ExceptionAnswer.of(values, message.bytes());
  }

  /** Destroys the port for answers. A second close does nothing. Never throws. */
  @Override
  @EnsuresCalledMethods(value = "this.replyPort", methods = "close")
  @EnsuresCalledMethodsOnException(value = "this.replyPort", methods = "close")
  public void close() {
    replyPort.close();
  }
}
