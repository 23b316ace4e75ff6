package org.machapi.exception;

import java.util.List;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachException;
import org.machapi.MachThread;
import org.machapi.SendView;
import org.machapi.Task;
import org.machapi.ThreadState;
import org.machapi.message.AuditToken;

/**
 * An exception that a thread has raised, to be looked at: the view of {@link ExceptionMessage}. It
 * owns nothing, has no close, and cannot be answered: a {@link RaisedExceptionHandler} says what is
 * to be answered by what it returns.
 *
 * <p>Good while the handler runs; then the message is closed. A handler that runs past its deadline
 * may still look; what it finds out is for itself.
 */
public sealed interface RaisedException permits ExceptionMessage {

  /**
   * Returns what happened.
   *
   * @return the exception type
   */
  ExceptionType type();

  /**
   * Returns the codes that say more about it; what they mean depends on the type. Codes that came
   * with 32 bits are extended by their sign.
   *
   * @return at most two codes
   */
  List<Long> codes();

  /**
   * Returns the behaviour with which the handler was set.
   *
   * @return the behaviour; null for the backtrace form (message 2409), which has none of its own
   */
  @Nullable ExceptionBehaviour behaviour();

  /**
   * Returns who sent the message. An exception that the kernel delivers comes from the kernel;
   * anybody with a send right to the port can send one that looks like it.
   *
   * @return the sender, as the kernel says
   */
  AuditToken sender();

  /**
   * Borrows the thread that raised the exception.
   *
   * <p>Ownership: the message owns the right, until it is taken or closed.
   *
   * @return the thread, good while the message is open; null if the form carries none, or its right
   *     died on its way
   */
  @NotOwning
  @Nullable MachThread thread();

  /**
   * Borrows the task of that thread.
   *
   * <p>Ownership: the message owns the right, until it is taken or closed.
   *
   * @return the task, good while the message is open; null if the form carries none, or its right
   *     died on its way
   */
  @NotOwning
  @Nullable Task task();

  /**
   * Borrows the right that protected forms carry in place of thread and task: the identity token of
   * the task, or the corpse data of the backtrace form.
   *
   * <p>Ownership: the message owns the right, until it is closed.
   *
   * @return the right, good while the message is open; null if the form carries none, or it died on
   *     its way
   */
  @NotOwning
  @Nullable SendView token();

  /**
   * Returns the number of the thread, which protected forms carry in place of its port.
   *
   * @return the {@code thread_id}; 0 if the form carries none
   */
  long threadId();

  /**
   * Returns the flavour of the state that came along.
   *
   * @return the {@code thread_state_flavor_t}; 0 if the form carries no state
   */
  int flavour();

  /**
   * Returns the state of the thread that came along.
   *
   * @return a copy, in 32-bit words; empty if the form carries no state
   * @throws IllegalStateException if the message is closed
   */
  int[] state();

  /**
   * Returns the state of the thread that came along, with its registers. On Apple silicon its
   * addresses may be signed; see {@link ThreadState}.
   *
   * @return a copy, in which a hostile sender may have left registers out; null if the form carries
   *     no state
   * @throws MachException as {@link org.machapi.Mach#architecture()} does
   * @throws IllegalStateException if the message is closed
   */
  @Nullable ThreadState threadState() throws MachException;

  /**
   * Returns what the codes mean. Codes of 32 bits are too short for what {@code EXC_RESOURCE} and
   * {@code EXC_GUARD} pack into theirs, so those are {@link OtherCodes} then.
   *
   * @return the meaning, whatever the numbers
   * @throws MachException as {@link org.machapi.Mach#architecture()} does
   */
  ExceptionDetail detail() throws MachException;
}
