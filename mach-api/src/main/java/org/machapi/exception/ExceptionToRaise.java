package org.machapi.exception;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.LongStream;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachThread;
import org.machapi.SendView;
import org.machapi.Task;
import org.machapi.message.OutgoingMessage;
import org.machapi.raw.ThreadStatusConstants;

/**
 * An exception as an {@link ExceptionClient} is to raise it. What it is given to carry decides the
 * form of its message, and so for which {@linkplain #behaviour() behaviour} it is made.
 *
 * <pre>{@code
 * ExceptionToRaise.of(ExceptionType.BREAKPOINT, 1, 2).withPorts(thread, task)
 * }</pre>
 *
 * <pre>{@code
 * carries                  behaviour
 * ports                    EXCEPTION_DEFAULT
 * state                    EXCEPTION_STATE
 * ports and state          EXCEPTION_STATE_IDENTITY
 * token                    EXCEPTION_IDENTITY_PROTECTED
 * token and state          EXCEPTION_STATE_IDENTITY_PROTECTED
 * corpse data              none of its own (message 2409)
 * }</pre>
 *
 * <p>Immutable; owns nothing. Views in it must be good when it is raised.
 */
public final class ExceptionToRaise {
  private final ExceptionType type;
  private final List<Long> codes;
  private final boolean wide;
  private final @NotOwning SendView[] ports;
  private final ExceptionBehaviour identity;
  private final long threadId;
  private final int flavour;
  private final int @Nullable [] state;

  private ExceptionToRaise(
      ExceptionType type,
      List<Long> codes,
      boolean wide,
      SendView[] ports,
      ExceptionBehaviour identity,
      long threadId,
      int flavour,
      int @Nullable [] state) {
    this.type = type;
    this.codes = codes;
    this.wide = wide;
    this.ports = ports;
    this.identity = identity;
    this.threadId = threadId;
    this.flavour = flavour;
    this.state = state;
  }

  /**
   * Begins a description: codes of 64 bits, and nothing else yet.
   *
   * @param type what happened
   * @param codes at most two
   * @return the description
   * @throws IllegalArgumentException if there are more codes than a message carries
   */
  public static ExceptionToRaise of(ExceptionType type, long... codes) {
    if (codes.length > ExceptionForm.MAX_CODES) {
      throw new IllegalArgumentException(
          codes.length + " codes; no exception message carries more than two");
    }
    return new ExceptionToRaise(
        type,
        LongStream.of(codes).boxed().toList(),
        true,
        new SendView[0],
        ExceptionBehaviour.NONE,
        0,
        0,
        null);
  }

  /**
   * Carries thread and task, in place of any token.
   *
   * @param thread the thread; borrowed, until it is raised for the last time
   * @param task its task; borrowed likewise
   * @return a new description
   */
  public ExceptionToRaise withPorts(MachThread thread, Task task) {
    return with(new SendView[] {thread, task}, ExceptionBehaviour.DEFAULT, 0);
  }

  /**
   * Carries the thread's number and a token for the task, in place of any ports.
   *
   * @param token the identity token; borrowed, until it is raised for the last time
   * @param number the {@code thread_id}
   * @return a new description
   */
  public ExceptionToRaise withToken(SendView token, long number) {
    return with(new SendView[] {token}, ExceptionBehaviour.IDENTITY_PROTECTED, number);
  }

  /**
   * Carries corpse data, as the message does that a handler with {@code
   * MACH_EXCEPTION_BACKTRACE_PREFERRED} gets, in place of any ports.
   *
   * @param data the right to the data; borrowed, until it is raised for the last time
   * @return a new description
   */
  public ExceptionToRaise withCorpseData(SendView data) {
    return with(new SendView[] {data}, ExceptionBehaviour.NONE, 0);
  }

  private ExceptionToRaise with(SendView[] newPorts, ExceptionBehaviour newIdentity, long number) {
    return new ExceptionToRaise(type, codes, wide, newPorts, newIdentity, number, flavour, state);
  }

  /**
   * Carries the state of the thread.
   *
   * @param newFlavour the {@code thread_state_flavor_t}
   * @param words the state, in 32-bit words; copied
   * @return a new description
   * @throws IllegalArgumentException if there are more than {@code THREAD_STATE_MAX} words
   */
  public ExceptionToRaise withState(int newFlavour, int... words) {
    if (words.length > ThreadStatusConstants.THREAD_STATE_MAX) {
      throw new IllegalArgumentException(
          "a state of "
              + words.length
              + " words; no message has room for more than "
              + ThreadStatusConstants.THREAD_STATE_MAX);
    }
    return new ExceptionToRaise(
        type, codes, wide, ports, identity, threadId, newFlavour, words.clone());
  }

  /**
   * Cuts the codes to 32 bits, as the kernel does for handlers that did not ask for more.
   *
   * @return a new description
   */
  public ExceptionToRaise with32BitCodes() {
    return new ExceptionToRaise(type, codes, false, ports, identity, threadId, flavour, state);
  }

  /**
   * Returns the behaviour that makes the kernel send such a message.
   *
   * @return the behaviour; {@link ExceptionBehaviour#NONE} if the message has none of its own, or
   *     there is none such
   */
  public ExceptionBehaviour behaviour() {
    ExceptionBehaviour base = base();
    return base.equals(ExceptionBehaviour.NONE) || !wide ? base : base.with64BitCodes();
  }

  private ExceptionBehaviour base() {
    if (state == null) {
      return identity;
    }
    if (identity.equals(ExceptionBehaviour.DEFAULT)) {
      return ExceptionBehaviour.STATE_IDENTITY;
    }
    if (identity.equals(ExceptionBehaviour.IDENTITY_PROTECTED)) {
      return ExceptionBehaviour.STATE_IDENTITY_PROTECTED;
    }
    return ports.length == 0 ? ExceptionBehaviour.STATE : ExceptionBehaviour.NONE;
  }

  /** Returns the form of its message. */
  ExceptionForm form() {
    boolean isCorpse = ports.length == 1 && identity.equals(ExceptionBehaviour.NONE);
    ExceptionForm form =
        isCorpse && wide && state == null
            ? ExceptionForm.MACH_RAISE_BACKTRACE
            : ExceptionForm.ofBehaviour(behaviour());
    if (form == null) {
      throw new IllegalArgumentException("no exception message carries this: " + this);
    }
    return form;
  }

  int stateWords() {
    return state == null ? 0 : state.length;
  }

  /** Writes the message, beginning with its number. */
  void write(OutgoingMessage message) {
    ExceptionForm form = form();
    message.begin(form.id);
    for (SendView port : ports) {
      message.copy(port);
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(stateWords() * Integer.BYTES).order(ByteOrder.nativeOrder());
    if (state != null) {
      bytes.asIntBuffer().put(state);
    }
    RequestWriter.write(message, form, type, codes, threadId, flavour, bytes);
  }

  /**
   * Returns what is raised.
   *
   * @return for people
   */
  @Override
  public String toString() {
    return type
        + " with "
        + codes.size()
        + (wide ? " codes of 64 bits, " : " codes of 32 bits, ")
        + ports.length
        + " rights"
        + (state == null ? "" : ", " + state.length + " words of flavour " + flavour);
  }
}
