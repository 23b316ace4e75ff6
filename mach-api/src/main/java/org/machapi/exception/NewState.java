package org.machapi.exception;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import org.machapi.KernelObject;
import org.machapi.MachException;
import org.machapi.MachThread;
import org.machapi.ReadableThread;
import org.machapi.ThreadState;
import org.machapi.ThreadStateFlavour;
import org.machapi.raw.KernReturnConstants;

/**
 * Carries a success of the next handler back to the kernel, with the state that the thread is to go
 * on with: in our own answer where that has a state of the flavour, else through the thread's port.
 *
 * <p>An answer of a form with state sets the whole of it. So where the handler has not given that
 * state, it is read again before the kernel is answered: the handler may have changed the thread by
 * its port, and what came with the message would undo that.
 *
 * <p>On Apple silicon the kernel signs the addresses in the state of an exception, for this one
 * delivery if the task is hardened, and a program without pointer authentication, as a JVM is,
 * reads them plain through the port. Of plain addresses in the answer the kernel does not complain:
 * the thread goes on with some that are good for nothing (XNU
 * osfmk/arm64/status.c:machine_thread_state_convert_from_user). So a signed state is not replaced
 * by a plain one.
 */
final class NewState {
  /** The register of arm64 that says how addresses are signed. */
  private static final String SIGNING = "flags";

  /** {@code __DARWIN_ARM_THREAD_STATE64_FLAGS_NO_PTRAUTH} (XNU osfmk/mach/arm/_structs.h). */
  private static final int NOT_SIGNED = 1;

  private final ExceptionMessage message;
  private final ExceptionRequest request;
  private final RaisingThread raising;
  private final int sentFlavour;
  private final ByteBuffer sent;
  private final EnumSet<ForwardLoss> losses;

  /**
   * @param sentFlavour the flavour of the state that the handler got
   * @param sent the state itself; empty if it got none
   */
  NewState(
      ExceptionMessage message,
      RaisingThread raising,
      int sentFlavour,
      ByteBuffer sent,
      EnumSet<ForwardLoss> losses) {
    this.message = message;
    this.request = message.request();
    this.raising = raising;
    this.sentFlavour = sentFlavour;
    this.sent = sent;
    this.losses = losses;
  }

  /**
   * Answers the kernel; on failure nothing was answered.
   *
   * @param given whether the answer is of a form that carries a state
   */
  void carryBack(ReplyReader answer, boolean given, ByteBuffer state) throws MachException {
    boolean changed = given && !(answer.flavour() == sentFlavour && state.equals(sent));
    boolean corpse = request.type().equals(ExceptionType.CORPSE_NOTIFY);
    if (changed && corpse) {
      losses.add(ForwardLoss.NEW_STATE_DROPPED);
    }
    if (given && mayCarry(answer, changed && !corpse)) {
      message.answerState(answer.flavour(), state);
      return;
    }
    if (changed && !corpse) {
      setAndAnswer(raising.toUse(), answer.flavour(), state);
    } else {
      answerWithStateAsItIs();
    }
  }

  /** Tells whether the kernel will set the state of the handler if our answer carries it. */
  private boolean mayCarry(ReplyReader answer, boolean changed) throws MachException {
    if (!request.form().hasState || answer.stateCount() > request.stateCount()) {
      return false;
    }
    if (!raising.isKnown()) {
      // Nobody but the kernel can set it, which takes any flavour.
      return true;
    }
    return answer.flavour() == request.flavour() && !(changed && isReadOnly());
  }

  /**
   * Tells whether the kernel ignores the state in our answer, as it does where it has delivered a
   * read port (XNU osfmk/kern/exception.c:exception_deliver).
   */
  private boolean isReadOnly() throws MachException {
    MachThread thread = message.thread();
    if (thread == null) {
      return false;
    }
    KernelObject object = thread.kernelObject();
    return object.isImmovable();
  }

  /** Claims the answer first: who answers failure meanwhile must not find the thread changed. */
  private void setAndAnswer(ReadableThread thread, int flavour, ByteBuffer state)
      throws MachException {
    message.answer().claim();
    boolean done = false;
    try {
      ThreadStateCalls.set(thread, flavour, state, message.buffers().state());
      message.answer().send(answerAfterSet(thread));
      done = true;
    } finally {
      message.answer().settle(done);
    }
  }

  private ExceptionReply answerAfterSet(ReadableThread thread) throws MachException {
    int id = request.form().id;
    return request.form().hasState
        ? ExceptionReply.withState(id, request.flavour(), fresh(thread))
        : ExceptionReply.of(id, KernReturnConstants.KERN_SUCCESS);
  }

  /** Reads the state as it is now; returns what came if it would have to be signed and is not. */
  private ByteBuffer fresh(ReadableThread thread) throws MachException {
    ByteBuffer now = ThreadStateCalls.get(thread, request.flavour(), message.buffers().state());
    ThreadState came = message.threadState();
    if (came != null && !isPlain(came) && isPlain(stateOf(came.flavour(), now))) {
      losses.add(ForwardLoss.STATE_NOT_REFRESHED);
      return message.stateBytes();
    }
    return now;
  }

  private static ThreadState stateOf(ThreadStateFlavour flavour, ByteBuffer bytes) {
    int[] words = new int[bytes.remaining() / Integer.BYTES];
    bytes.asIntBuffer().get(words);
    return ThreadState.of(flavour, words);
  }

  /** Tells whether a state says that its addresses are not signed; of other kinds none does. */
  private static boolean isPlain(ThreadState state) {
    return state.has(SIGNING) && (state.get(SIGNING) & NOT_SIGNED) != 0;
  }

  private void answerWithStateAsItIs() throws MachException {
    if (!request.form().hasState || !raising.isKnown()) {
      message.replySuccess();
      return;
    }
    ByteBuffer state;
    try {
      state = fresh(raising.toUse());
    } catch (MachException | IllegalArgumentException e) {
      losses.add(ForwardLoss.STATE_NOT_REFRESHED);
      state = message.stateBytes();
    }
    message.answerState(request.flavour(), state);
  }
}
