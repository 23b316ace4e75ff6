package org.machapi.exception;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.LongStream;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Architecture;
import org.machapi.MachException;
import org.machapi.MachThread;
import org.machapi.PortRight;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.Task;
import org.machapi.TaskPort;
import org.machapi.ThreadPort;
import org.machapi.ThreadState;
import org.machapi.ThreadStateFlavour;
import org.machapi.message.AuditToken;
import org.machapi.message.Deadline;
import org.machapi.message.MalformedMessageException;
import org.machapi.message.OutgoingMessage;
import org.machapi.message.ReceivedMessage;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.ThreadStatusConstants;

/**
 * An exception that a thread has raised, with everything its message carried: the ports of thread
 * and task, or a token, and the right to answer. The message owns all of it.
 *
 * <pre>{@code
 * try (ExceptionMessage message = receiver.receive(Deadline.none())) {
 *   log(message.type(), message.codes());
 *   message.replySuccess();
 * }
 * }</pre>
 *
 * <p>The thread stands still until the message is answered. That happens in one of three ways: a
 * reply, {@link #forwardTo}, or {@link #close}, which answers failure if nothing was answered
 * before, so that the kernel asks the next handler. The message that nobody closes is the dangerous
 * one: its thread hangs for ever. So does the thread of a message whose right to answer was taken
 * ({@link #takeReplyRight()}), until that right is used or closed.
 *
 * <p>{@link #thread()} and {@link #task()} borrow; {@link #takeThread()} and {@link #takeTask()}
 * move out. Whatever was not taken is given back by {@link #close()}, after a reply too. (A handler
 * in C that answers and forgets them leaks two user references with each exception: nobody else
 * gives them back.) For use by one thread.
 */
@InheritableMustCall("close")
public final class ExceptionMessage implements AutoCloseable {
  private final @Owning ReceivedMessage message;
  private final ExceptionRequest request;
  private final OutgoingMessage outgoing;
  private final AuditToken sender;
  private final @Owning @Nullable ThreadPort thread;
  private final @Owning @Nullable TaskPort task;
  private final @Owning @Nullable SendRight token;
  private final @Owning @Nullable PortRight reply;
  private boolean answered;

  private ExceptionMessage(
      @Owning ReceivedMessage message,
      ExceptionRequest request,
      OutgoingMessage outgoing,
      @Owning @Nullable ThreadPort thread,
      @Owning @Nullable TaskPort task) {
    this.message = message;
    this.request = request;
    this.outgoing = outgoing;
    this.sender = message.sender();
    this.thread = thread;
    this.task = task;
    this.token = request.form().ports == 1 ? ReceivedPorts.takeToken(message, 0) : null;
    this.reply = message.takeReplyRight();
  }

  /**
   * Takes over a message, and all it carries, if it is a good one; on failure the message is the
   * caller's.
   */
  static ExceptionMessage open(@Owning ReceivedMessage message, OutgoingMessage outgoing)
      throws MalformedMessageException {
    ExceptionRequest request = ExceptionRequest.decode(message.bytes());
    if (request.form().ports != 2) {
      return new ExceptionMessage(message, request, outgoing, null, null);
    }
    ThreadPort thread = ReceivedPorts.takeThread(message, 0);
    TaskPort task;
    try {
      task = ReceivedPorts.takeTask(message, 1);
    } catch (MalformedMessageException e) {
      if (thread != null) {
        thread.close();
      }
      throw e;
    }
    return new ExceptionMessage(message, request, outgoing, thread, task);
  }

  /**
   * Returns what happened.
   *
   * @return the exception type
   */
  public ExceptionType type() {
    return request.type();
  }

  /**
   * Returns the codes that say more about it; what they mean depends on the type. Codes that came
   * with 32 bits are extended by their sign.
   *
   * @return at most two codes
   */
  public List<Long> codes() {
    return LongStream.of(request.codes()).boxed().toList();
  }

  /**
   * Returns the behaviour with which the handler was set.
   *
   * @return the behaviour; null for the backtrace form (message 2409), which has none of its own
   */
  public @Nullable ExceptionBehaviour behaviour() {
    return request.form().behaviour();
  }

  /**
   * Returns who sent the message. An exception that the kernel delivers comes from the kernel;
   * anybody with a send right to the port can send one that looks like it.
   *
   * @return the sender, as the kernel says
   */
  public AuditToken sender() {
    return sender;
  }

  /**
   * Borrows the thread that raised the exception.
   *
   * <p>Ownership: the message owns the right, until it is taken or closed.
   *
   * @return the thread, good while the message is open; null if the form carries none, or its right
   *     died on its way
   */
  public @NotOwning @Nullable MachThread thread() {
    return thread;
  }

  /**
   * Borrows the task of that thread.
   *
   * <p>Ownership: the message owns the right, until it is taken or closed.
   *
   * @return the task, good while the message is open; null if the form carries none, or its right
   *     died on its way
   */
  public @NotOwning @Nullable Task task() {
    return task;
  }

  /**
   * Borrows the right that protected forms carry in place of thread and task: the identity token of
   * the task, or the corpse data of the backtrace form.
   *
   * <p>Ownership: the message owns the right, until it is closed.
   *
   * @return the right, good while the message is open; null if the form carries none, or it died on
   *     its way
   */
  public @NotOwning @Nullable SendView token() {
    return token;
  }

  /**
   * Returns the number of the thread, which protected forms carry in place of its port.
   *
   * @return the {@code thread_id}; 0 if the form carries none
   */
  public long threadId() {
    return request.threadId();
  }

  /**
   * Moves the thread right out of the message.
   *
   * <p>Ownership: the caller owns the right and must close it; {@link #thread()} is no longer good.
   *
   * @return the thread right; null if the form carries none, or it died on its way
   * @throws IllegalStateException if it was taken before, or the message is closed
   */
  public @Owning @Nullable ThreadPort takeThread() {
    return thread == null ? null : ThreadPort.adoptUnchecked(thread.mach(), thread.relinquish());
  }

  /**
   * Moves the task right out of the message.
   *
   * <p>Ownership: the caller owns the right and must close it; {@link #task()} is no longer good.
   *
   * @return the task right; null if the form carries none, or it died on its way
   * @throws IllegalStateException if it was taken before, or the message is closed
   */
  public @Owning @Nullable TaskPort takeTask() {
    return task == null ? null : TaskPort.adoptUnchecked(task.mach(), task.relinquish());
  }

  /**
   * Moves the right to answer out of the message, for somebody who answers later or elsewhere, as a
   * handler of MIG does that returns {@code MIG_NO_REPLY}. {@link #close()} then gives back the
   * rest and answers nothing.
   *
   * <p>Ownership: the caller owns the right and must use or close it; the thread stands still until
   * then. Using it means to send what MIG would: the number of the request's routine and 100 more,
   * an NDR record, the return code, and a state where the request had one. Closing it unused is an
   * answer, too, if it is a send-once right, as the kernel's is: the kernel hears that nobody will
   * answer, and asks the next handler. Source: XNU libsyscall/mach/mach_msg.c:mach_msg_server,
   * osfmk/ipc/ipc_right.c:ipc_right_dealloc.
   *
   * @return a {@link SendOnceRight} or, at the sender's choice, a {@link SendRight}; null if the
   *     message carried none, or it died on its way
   * @throws IllegalStateException if it was taken before, or the message has been answered,
   *     forwarded or closed
   */
  public @Owning @Nullable PortRight takeReplyRight() {
    requireUnanswered();
    answered = true;
    if (reply instanceof SendOnceRight once) {
      return SendOnceRight.adoptUnchecked(once.mach(), once.relinquish());
    }
    if (reply instanceof SendRight send) {
      return SendRight.adoptUnchecked(send.mach(), send.relinquish());
    }
    return null;
  }

  /**
   * Returns the flavour of the state that came along.
   *
   * @return the {@code thread_state_flavor_t}; 0 if the form carries no state
   */
  public int flavour() {
    return request.flavour();
  }

  /**
   * Returns the state of the thread that came along.
   *
   * @return a copy, in 32-bit words; empty if the form carries no state
   * @throws IllegalStateException if the message is closed
   */
  public int[] state() {
    int[] words = new int[request.stateCount()];
    stateBytes().asIntBuffer().get(words);
    return words;
  }

  private ByteBuffer stateBytes() {
    return message
        .bytes()
        .slice(request.stateOffset(), request.stateCount() * Integer.BYTES)
        .order(ByteOrder.nativeOrder());
  }

  /**
   * Returns what the codes mean. Codes of 32 bits are too short for what {@code EXC_RESOURCE} and
   * {@code EXC_GUARD} pack into theirs, so those are {@link OtherCodes} then.
   *
   * @return the meaning, whatever the numbers
   * @throws MachException as {@link org.machapi.Mach#architecture()} does
   */
  public ExceptionDetail detail() throws MachException {
    ExceptionType type = type();
    boolean cut =
        request.form().codeWidth < Long.BYTES
            && (type.equals(ExceptionType.RESOURCE) || type.equals(ExceptionType.GUARD));
    return cut
        ? new OtherCodes(type, codes())
        : ExceptionDetail.of(message.mach().architecture(), type, codes());
  }

  /**
   * Returns the state of the thread that came along, with its registers. On Apple silicon its
   * addresses may be signed; see {@link ThreadState}.
   *
   * @return a copy, in which a hostile sender may have left registers out; null if the form carries
   *     no state
   * @throws MachException as {@link org.machapi.Mach#architecture()} does
   * @throws IllegalStateException if the message is closed
   */
  public @Nullable ThreadState threadState() throws MachException {
    if (!request.form().hasState) {
      return null;
    }
    Architecture architecture = message.mach().architecture();
    return ThreadState.of(ThreadStateFlavour.of(architecture, flavour()), state());
  }

  /**
   * Answers that the exception has been handled: the thread goes on, with its state as it was.
   *
   * <p>Ownership: on success the right to answer is used up; thread and task rights stay with the
   * message. On failure the message owns all as before.
   *
   * @throws MachException as {@code mach_msg} fails; {@link org.machapi.DeadNameException} if the
   *     thread has ended meanwhile and the kernel has noticed (else the answer is dropped silently)
   * @throws IllegalArgumentException if the right to answer, of a hostile sender, leads to a kernel
   *     object; nothing was sent
   * @throws IllegalStateException if the message has been answered, forwarded or closed
   */
  public void replySuccess() throws MachException {
    answer(
        request.form().hasState
            ? ExceptionReply.withState(request.form().id, request.flavour(), stateBytes())
            : ExceptionReply.of(request.form().id, KernReturnConstants.KERN_SUCCESS));
  }

  /**
   * Answers that the exception has been handled: the thread goes on with a new state.
   *
   * <p>Ownership: as {@link #replySuccess()}.
   *
   * @param flavour the flavour of the new state
   * @param state the new state, in 32-bit words
   * @throws MachException as {@code mach_msg} fails
   * @throws IllegalArgumentException if the form carries no state, the state has more than {@code
   *     THREAD_STATE_MAX} words, or the right to answer leads to a kernel object; nothing was sent
   * @throws IllegalStateException if the message has been answered, forwarded or closed
   */
  public void replySuccess(int flavour, int[] state) throws MachException {
    if (!request.form().hasState) {
      throw new IllegalArgumentException(
          "an answer to " + behaviour() + " carries no state; set it through the thread's port");
    }
    if (state.length > ThreadStatusConstants.THREAD_STATE_MAX) {
      throw new IllegalArgumentException(
          "a state of "
              + state.length
              + " words; no message has room for more than "
              + ThreadStatusConstants.THREAD_STATE_MAX);
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(state.length * Integer.BYTES).order(ByteOrder.nativeOrder());
    bytes.asIntBuffer().put(state);
    answer(ExceptionReply.withState(request.form().id, flavour, bytes));
  }

  /**
   * Answers that the exception has been handled: the thread goes on with a new state, such as
   * {@link #threadState()} with another program counter. To let it go on as it was, {@link
   * #replySuccess()} hands back the state that came.
   *
   * <p>Ownership: as {@link #replySuccess()}.
   *
   * @param state the new state
   * @throws MachException as {@code mach_msg} fails; as {@link org.machapi.Mach#architecture()}
   *     does
   * @throws IllegalArgumentException if the form carries no state, the state is one of another
   *     architecture, or the right to answer leads to a kernel object; nothing was sent
   * @throws IllegalStateException if the message has been answered, forwarded or closed
   */
  public void replySuccess(ThreadState state) throws MachException {
    Architecture own = message.mach().architecture();
    if (state.flavour().architecture() != own) {
      throw new IllegalArgumentException(
          state.flavour() + " is no state of " + own + ", on which this kernel runs");
    }
    replySuccess(state.flavour().number(), state.words());
  }

  /**
   * Answers that the exception has not been handled: the kernel asks the next handler, of the task
   * and then of the host, and turns the exception into a signal in the end.
   *
   * <p>Ownership: as {@link #replySuccess()}.
   *
   * @throws MachException as {@link #replySuccess()} does
   * @throws IllegalArgumentException as {@link #replySuccess()} does
   * @throws IllegalStateException if the message has been answered, forwarded or closed
   */
  public void replyFailure() throws MachException {
    answer(ExceptionReply.of(request.form().id, KernReturnConstants.KERN_FAILURE));
  }

  private void answer(ExceptionReply answer) throws MachException {
    requireUnanswered();
    if (reply != null) {
      answer.send(outgoing, reply);
    }
    answered = true;
  }

  private void requireUnanswered() {
    if (answered) {
      throw new IllegalStateException(
          "the exception message has been answered or closed, or its right to answer taken");
    }
  }

  /**
   * Hands the message on to another handler, such as the one that was there before; it answers the
   * kernel directly.
   *
   * <p>Ownership: on success the handler owns a reference of its own to thread and task, and the
   * right to answer; what the message held of thread and task is given back when it is closed. On
   * failure the message owns all as before, and the handler nothing; only if the kernel finds one
   * of the rights gone ({@code MACH_SEND_INVALID_RIGHT}: somebody else has released it) it destroys
   * the right to answer, and the kernel asks the next handler.
   *
   * @param handler who is to handle it, with the same behaviour (and flavour, where there is a
   *     state) as this message has
   * @param deadline how long to wait while its queue is full
   * @throws MachException as {@code mach_msg} fails: {@code MACH_SEND_TIMED_OUT} if the queue
   *     stayed full; {@link org.machapi.DeadNameException} if the handler is dead
   * @throws IllegalArgumentException if the handler wants another form, there is no handler, it is
   *     the kernel's own, or a right died on its way or must not travel (a read port, as macOS
   *     delivers them with Developer Mode off); nothing was sent
   * @throws IllegalStateException if the message has been answered, forwarded or closed, or thread,
   *     task or right to answer was taken
   */
  public void forwardTo(ExceptionHandler handler, Deadline deadline) throws MachException {
    requireUnanswered();
    SendView port = handler.port();
    if (port == null) {
      throw new IllegalArgumentException("there is no handler to forward to; answer failure");
    }
    handler.requireForm(request.form(), request.flavour());
    outgoing.begin(request.form().id);
    for (@Nullable SendView carried : new @Nullable SendView[] {thread, task, token}) {
      if (carried != null) {
        outgoing.copy(carried);
      }
    }
    if (outgoing.rights() != request.form().ports || reply == null) {
      throw new IllegalArgumentException(
          "a right of the message died on its way, so that it cannot be handed on; answer failure");
    }
    int body = request.form().ndrOffset();
    ByteBuffer bytes = message.bytes();
    outgoing.data(bytes.position(body));
    outgoing.forward(port, reply, deadline);
    answered = true;
  }

  /**
   * Gives back all rights that have not been taken. If nothing was answered, and the right to
   * answer was not taken, answers failure first, so that the kernel asks the next handler at once;
   * without waiting, since the right to answer of a hostile sender may lead to a full queue. A
   * second close does nothing. Never throws.
   */
  @Override
  @EnsuresCalledMethods(
      value = {"this.message", "this.thread", "this.task", "this.token", "this.reply"},
      methods = "close")
  @EnsuresCalledMethodsOnException(
      value = {"this.message", "this.thread", "this.task", "this.token", "this.reply"},
      methods = "close")
  public void close() {
    try (message;
        token;
        task;
        thread;
        reply) {
      if (!answered && reply != null) {
        ExceptionReply.of(request.form().id, KernReturnConstants.KERN_FAILURE)
            .trySend(outgoing, reply);
      }
      answered = true;
    }
  }
}
