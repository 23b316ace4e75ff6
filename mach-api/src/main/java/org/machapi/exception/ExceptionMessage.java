package org.machapi.exception;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
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
import org.machapi.message.ReceivedMessage;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MessageConstants;

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
public final class ExceptionMessage implements RaisedException, AutoCloseable {
  private final @Owning ReceivedMessage message;
  private final ExceptionRequest request;
  private final ExceptionBuffers buffers;
  private final AuditToken sender;
  private final @Owning @Nullable ThreadPort thread;
  private final @Owning @Nullable TaskPort task;
  private final @Owning @Nullable SendRight token;
  private final @Owning PendingAnswer answer;

  private ExceptionMessage(
      @Owning ReceivedMessage message,
      ExceptionRequest request,
      ExceptionBuffers buffers,
      AuditToken sender,
      @Owning @Nullable ThreadPort thread,
      @Owning @Nullable TaskPort task) {
    this.message = message;
    this.request = request;
    this.buffers = buffers;
    this.sender = sender;
    this.thread = thread;
    this.task = task;
    this.token = request.form().ports == 1 ? ReceivedPorts.takeToken(message, 0) : null;
    this.answer =
        new PendingAnswer(request.form().id, buffers.outgoing(), message.takeReplyRight());
  }

  /**
   * Takes over a message, and all it carries, if it is a good one; on failure the message is the
   * caller's.
   */
  static ExceptionMessage open(@Owning ReceivedMessage message, ExceptionBuffers buffers)
      throws MalformedMessageException {
    ExceptionRequest request = ExceptionRequest.decode(message.bytes());
    AuditToken sender = message.sender();
    if (request.form().ports != 2) {
      return new ExceptionMessage(message, request, buffers, sender, null, null);
    }
    ThreadPort thread = ReceivedPorts.takeThread(message, 0, sender.isKernel());
    TaskPort task;
    try {
      task = ReceivedPorts.takeTask(message, 1, sender.isKernel());
    } catch (MalformedMessageException e) {
      if (thread != null) {
        thread.close();
      }
      throw e;
    }
    return new ExceptionMessage(message, request, buffers, sender, thread, task);
  }

  @Override
  public ExceptionType type() {
    return request.type();
  }

  @Override
  public List<Long> codes() {
    return request.codes();
  }

  @Override
  public @Nullable ExceptionBehaviour behaviour() {
    return request.form().behaviour();
  }

  @Override
  public AuditToken sender() {
    return sender;
  }

  @Override
  public @NotOwning @Nullable MachThread thread() {
    return thread;
  }

  @Override
  public @NotOwning @Nullable Task task() {
    return task;
  }

  @Override
  public @NotOwning @Nullable SendView token() {
    return token;
  }

  @Override
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
    return answer.take();
  }

  @Override
  public int flavour() {
    return request.flavour();
  }

  @Override
  public int[] state() {
    int[] words = new int[request.stateCount()];
    stateBytes().asIntBuffer().get(words);
    return words;
  }

  /** Returns the state that came along, where it is. */
  ByteBuffer stateBytes() {
    return message
        .bytes()
        .slice(request.stateOffset(), request.stateCount() * Integer.BYTES)
        .order(ByteOrder.nativeOrder());
  }

  @Override
  public ExceptionDetail detail() throws MachException {
    ExceptionType type = type();
    boolean cut =
        request.form().codeWidth < Long.BYTES
            && (type.equals(ExceptionType.RESOURCE) || type.equals(ExceptionType.GUARD));
    return cut
        ? new OtherCodes(type, codes())
        : ExceptionDetail.of(message.mach().architecture(), type, codes());
  }

  @Override
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
    answer.give(
        request.form().hasState
            ? ExceptionReply.withState(request.form().id, request.flavour(), stateBytes())
            : ExceptionReply.of(request.form().id, KernReturnConstants.KERN_SUCCESS));
  }

  /**
   * Answers that the exception has been handled: the thread goes on with a new state.
   *
   * <p>What the kernel thinks of the state it does not tell. If it cannot set it, because words or
   * flavour are wrong, the exception counts as not handled (XNU
   * osfmk/kern/exception.c:exception_deliver).
   *
   * <p>Ownership: as {@link #replySuccess()}.
   *
   * @param flavour the flavour of the new state
   * @param state the new state, in 32-bit words
   * @throws MachException as {@code mach_msg} fails
   * @throws IllegalArgumentException if the form carries no state, the state has more words than
   *     the one that came, or the right to answer leads to a kernel object; nothing was sent
   * @throws IllegalStateException if the message has been answered, forwarded or closed
   */
  public void replySuccess(int flavour, int[] state) throws MachException {
    if (!request.form().hasState) {
      throw new IllegalArgumentException(
          "an answer to " + behaviour() + " carries no state; set it through the thread's port");
    }
    if (state.length > request.stateCount()) {
      throw new IllegalArgumentException(
          "a state of "
              + state.length
              + " words; the kernel takes no more than the "
              + request.stateCount()
              + " that came");
    }
    answer.give(ExceptionReply.withState(request.form().id, flavour, state));
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
   *     architecture or has more words than the one that came, or the right to answer leads to a
   *     kernel object; nothing was sent
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
   * and then of the host, where for most types its own makes a signal of it. After the failure of a
   * handler of the host nobody is asked, and no signal comes: the thread goes on where it was.
   *
   * <p>Ownership: as {@link #replySuccess()}.
   *
   * @throws MachException as {@link #replySuccess()} does
   * @throws IllegalArgumentException as {@link #replySuccess()} does
   * @throws IllegalStateException if the message has been answered, forwarded or closed
   */
  public void replyFailure() throws MachException {
    answer.give(ExceptionReply.of(request.form().id, KernReturnConstants.KERN_FAILURE));
  }

  /** Returns the answer that is owed. */
  @NotOwning
  PendingAnswer answer() {
    return answer;
  }

  /** Answers with a code of another handler, as far as the kernel understands it. */
  void answerCode(int code) throws MachException {
    // Success of a form with state needs that state; the kernel takes this other code for success,
    // too (XNU osfmk/kern/exception.c:exception_triage_thread). All the rest are failures to it.
    boolean counts = code == MessageConstants.MACH_RCV_PORT_DIED;
    answer.give(
        ExceptionReply.of(request.form().id, counts ? code : KernReturnConstants.KERN_FAILURE));
  }

  /** Answers success with a state that is read when the answer is written. */
  void answerState(int flavour, ByteBuffer state) throws MachException {
    answer.give(ExceptionReply.withState(request.form().id, flavour, state));
  }

  /**
   * Hands the message on to another handler, such as the one that was there before. If that wants
   * the form that came (behaviour, width of the codes, and flavour where there is a state), it gets
   * the right to answer and answers the kernel directly. Else it gets what it wants, as {@link
   * #relayTo} says, and this waits for its answer.
   *
   * <p>Where the forms differ, the deadline has to leave the handler time to answer: with {@link
   * Deadline#immediate()} it gets the message, and this fails with {@code MACH_RCV_TIMED_OUT}.
   *
   * <p>Ownership: if it answers directly, the handler owns a reference of its own to thread and
   * task, and the right to answer; what the message held of thread and task is given back when it
   * is closed. On failure the message owns all as before, and the handler nothing; only if the
   * kernel finds one of the rights gone ({@code MACH_SEND_INVALID_RIGHT}: somebody else has
   * released it) it destroys the right to answer, and the kernel asks the next handler. Otherwise
   * as {@link #relayTo}.
   *
   * @param handler who is to handle it
   * @param deadline how long to wait while its queue is full, and for its answer if that comes here
   * @return whether the handler answers itself; else what it answered, and what was lost
   * @throws MachException as {@code mach_msg} fails: {@code MACH_SEND_TIMED_OUT} if the queue
   *     stayed full; {@link org.machapi.DeadNameException} if the handler is dead; or as {@link
   *     #relayTo} does
   * @throws IllegalArgumentException if there is no handler, it is the kernel's own, a right died
   *     on its way or must not travel (a read port, as macOS delivers them with Developer Mode
   *     off), or as {@link #relayTo} does; nothing was sent
   * @throws IllegalStateException if the message has been answered, forwarded or closed, or the
   *     right to answer was taken, or thread or task was and the handler wants it
   */
  public ForwardResult forwardTo(ExceptionHandler handler, Deadline deadline) throws MachException {
    return forward(handler, deadline, true);
  }

  /**
   * Has another handler handle the exception and carries its answer back to the kernel, new state
   * included, so that the answer is seen here. The handler gets the form it wants:
   *
   * <ul>
   *   <li>Codes are cut to 32 bits, or extended by their sign.
   *   <li>A token for the task and the number of the thread are got for thread and task, and these
   *       for a token and a number, as far as the kernel allows it.
   *   <li>A state that the message does not carry is read from the thread. A new state that our own
   *       answer cannot carry is set in the thread before the kernel is answered.
   *   <li>What the handler does not want it does not get.
   * </ul>
   *
   * <p>A failure of the handler is failure to the kernel, whatever its number, but for {@code
   * MACH_RCV_PORT_DIED}, which is handed on and which the kernel takes for success (XNU
   * osfmk/kern/exception.c:exception_triage_thread). An answer that is none, and the loss of the
   * right to answer, are failure.
   *
   * <p>Ownership: the handler owns a reference of its own to each right that it gets; all others
   * that the conversion took have been given back, on failure too. On success the kernel is
   * answered, and thread, task and token stay with the message. On failure the message owns all as
   * before and is not answered: it can be answered, handed on again, or closed, which answers
   * failure. What a handler answers after the deadline is dropped; it may have done its work
   * though.
   *
   * @param handler who is to handle it
   * @param deadline how long to wait altogether: while its queue is full, and for its answer
   * @return what it answered, and what was lost on the way
   * @throws MachException as {@code mach_msg} fails: {@code MACH_SEND_TIMED_OUT} if the queue
   *     stayed full, {@code MACH_RCV_TIMED_OUT} if no answer came; {@link
   *     org.machapi.DeadNameException} if the handler is dead; {@link
   *     org.machapi.message.ReceiveInterruptedException} if the thread was interrupted; as {@code
   *     thread_get_state}, {@code task_create_identity_token} or {@code
   *     task_identity_token_get_task_port} fail, before anything was sent; as {@code
   *     thread_set_state} fails if the handler has changed the state, as with a read port
   * @throws IllegalArgumentException if there is no handler, it is the kernel's own, it wants what
   *     cannot be had from this message (thread or task from {@link ExceptionBehaviour#STATE}; a
   *     thread that has ended; anything from corpse data), a right died on its way, or it wants
   *     ports and they are read ports, which must not travel; nothing was sent
   * @throws IllegalStateException as {@link #forwardTo} does
   */
  public ForwardResult relayTo(ExceptionHandler handler, Deadline deadline) throws MachException {
    return forward(handler, deadline, false);
  }

  private ForwardResult forward(ExceptionHandler handler, Deadline deadline, boolean mayBeDirect)
      throws MachException {
    answer.requireOpen();
    Forwarding forwarding = new Forwarding(this, handler);
    PortRight reply = answer.right();
    if (reply == null) {
      throw new IllegalArgumentException(
          "the right to answer died on its way, so that there is nobody to answer");
    }
    try (RaisingThread raising = new RaisingThread(request, thread, task, token)) {
      if (!mayBeDirect || !forwarding.isEqual()) {
        return forwarding.relay(raising, deadline);
      }
      return direct(forwarding, raising, reply, deadline);
    }
  }

  /** Meanwhile nobody else answers: the right to answer is on its way. */
  private ForwardResult direct(
      Forwarding forwarding, RaisingThread raising, PortRight right, Deadline deadline)
      throws MachException {
    answer.claim();
    boolean done = false;
    try {
      ForwardResult result = forwarding.direct(raising, right, deadline);
      done = true;
      return result;
    } finally {
      answer.settle(done);
    }
  }

  /** Returns the message from the header to the end, to be read while it is open. */
  ByteBuffer bytes() {
    return message.bytes();
  }

  ExceptionRequest request() {
    return request;
  }

  ExceptionBuffers buffers() {
    return buffers;
  }

  /**
   * Gives back all rights that have not been taken. If nothing was answered, and the right to
   * answer was not taken, answers failure first, so that the kernel asks the next handler at once;
   * without waiting, since the right to answer of a hostile sender may lead to a full queue. A
   * second close does nothing. Never throws.
   */
  @Override
  @EnsuresCalledMethods(
      value = {"this.message", "this.thread", "this.task", "this.token", "this.answer"},
      methods = "close")
  @EnsuresCalledMethodsOnException(
      value = {"this.message", "this.thread", "this.task", "this.token", "this.answer"},
      methods = "close")
  public void close() {
    try (message;
        token;
        task;
        thread;
        answer) {
      answer.fail();
    }
  }
}
