package org.machapi.exception;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.KernReturn;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.MachThread;
import org.machapi.ReceiveRight;
import org.machapi.SendView;
import org.machapi.Task;
import org.machapi.message.Deadline;
import org.machapi.message.MalformedMessageException;
import org.machapi.message.MessageBuffer;
import org.machapi.message.Mig;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceivedMessage;
import org.machapi.raw.MigErrorConstants;
import org.machapi.raw.NdrRecordLayout;
import org.machapi.raw.NotifyConstants;

/**
 * Sends exception messages as the kernel would, to any handler: for tests of handlers, and to try
 * one out without a fault. Sends {@link ExceptionBehaviour#DEFAULT} with codes of 64 bits. For use
 * by one thread.
 */
@InheritableMustCall("close")
public final class ExceptionClient implements AutoCloseable {
  private static final ExceptionForm FORM = ExceptionForm.MACH_RAISE;

  private final @Owning ReceiveRight replyPort;
  private final OutgoingMessage request = OutgoingMessage.withRoomFor(128);
  private final MessageBuffer reply = MessageBuffer.forMessagesOf(ExceptionReply.SIZE);

  /** Notifications in the queue that belong to messages that could not be sent. */
  private int unsent;

  /**
   * Creates a client, with a port of its own for answers.
   *
   * @param mach the kernel
   * @throws MachException as {@link ReceiveRight#allocate(Mach)} does
   */
  public ExceptionClient(Mach mach) throws MachException {
    this.replyPort = ReceiveRight.allocate(mach);
  }

  /**
   * Sends an exception message, with a right to answer it. Does not wait for the answer.
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
    request.begin(FORM.id).copy(thread).copy(task).data(values(type, code, subcode));
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
  }

  /** Writes what stands behind the ports. */
  static ByteBuffer values(ExceptionType type, long code, long subcode) {
    int start = FORM.ndrOffset();
    int codes = FORM.codesOffset() - start;
    return ByteBuffer.allocate(FORM.stateOffset(2) - start)
        .order(ByteOrder.nativeOrder())
        .put(0, Mig.ndr(), 0, NdrRecordLayout.SIZE)
        .putInt(FORM.exceptionOffset() - start, type.number())
        .putInt(FORM.codeCountOffset() - start, 2)
        .putLong(codes, code)
        .putLong(codes + FORM.codeWidth, subcode);
  }

  /**
   * Waits for the answer to the oldest message that has not been answered.
   *
   * @param deadline how long to wait
   * @return what the handler answered; {@code MIG_SERVER_DIED} if it gave up the right to answer;
   *     null if nothing came until the deadline
   * @throws MalformedMessageException if what came is no answer to an exception message; what it
   *     carried has been released
   * @throws MachException as {@link ReceivedMessage#receive} does
   */
  public @Nullable KernReturn receiveReply(Deadline deadline) throws MachException {
    try (@Nullable ReceivedMessage message = ReceivedMessage.receive(replyPort, reply, deadline)) {
      if (message == null) {
        return null;
      }
      if (message.id() != NotifyConstants.MACH_NOTIFY_SEND_ONCE) {
        return read(message);
      }
      if (unsent == 0) {
        return new KernReturn(MigErrorConstants.MIG_SERVER_DIED);
      }
      unsent--;
    }
    return receiveReply(deadline);
  }

  private static KernReturn read(ReceivedMessage message) throws MalformedMessageException {
    int expected = FORM.id + ExceptionForm.REPLY_ID_OFFSET;
    if (message.id() != expected || message.size() != ExceptionReply.SIZE) {
      throw new MalformedMessageException(
          MigErrorConstants.MIG_REPLY_MISMATCH,
          "Message " + message.id() + " of " + message.size() + " bytes is no answer.");
    }
    return new KernReturn(message.bytes().getInt(ExceptionReply.RETURN_CODE));
  }

  /** Destroys the port for answers. A second close does nothing. Never throws. */
  @Override
  @EnsuresCalledMethods(value = "this.replyPort", methods = "close")
  @EnsuresCalledMethodsOnException(value = "this.replyPort", methods = "close")
  public void close() {
    replyPort.close();
  }
}
