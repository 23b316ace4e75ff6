package org.machapi.exception;

import java.util.concurrent.atomic.AtomicBoolean;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethodsOnException;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.SendOnceRight;
import org.machapi.SendRight;
import org.machapi.message.OutgoingMessage;
import org.machapi.raw.KernReturnConstants;

/**
 * The answer that is owed to an exception message. It is decided once, by whoever claims it first:
 * an {@link ExceptionServer} answers at the deadline in the place of a handler that still runs.
 * Owns the right to send it. Closing gives the right back, which is an answer, too, if none was
 * sent.
 */
@InheritableMustCall("close")
final class PendingAnswer implements AutoCloseable {
  private final int requestId;
  private final OutgoingMessage memory;
  private final @Owning @Nullable PortRight right;
  private final AtomicBoolean claimed = new AtomicBoolean();

  /**
   * @param requestId the number of the message that is to be answered
   * @param memory for the answer of whoever has the message
   * @param right where to answer; null if it died on its way, so that nobody hears an answer
   */
  PendingAnswer(int requestId, OutgoingMessage memory, @Owning @Nullable PortRight right) {
    this.requestId = requestId;
    this.memory = memory;
    this.right = right;
  }

  /** Returns where to answer; null if that died on its way. */
  @NotOwning
  @Nullable PortRight right() {
    return right;
  }

  /** Refuses if the answer has been decided, or somebody is about to. */
  void requireOpen() {
    if (claimed.get()) {
      throw new IllegalStateException(
          "the exception message has been answered or closed, or its right to answer taken");
    }
  }

  /** From now on nobody else answers, unless this is settled without an answer. */
  void claim() {
    requireOpen();
    if (!claimed.compareAndSet(false, true)) {
      throw new IllegalStateException("the exception message is being answered by another thread");
    }
  }

  /** Ends what {@link #claim()} began. */
  void settle(boolean isAnswered) {
    if (!isAnswered) {
      claimed.set(false);
    }
  }

  /** Claims the answer and sends it; on failure nothing was answered. */
  void give(ExceptionReply answer) throws MachException {
    claim();
    boolean done = false;
    try {
      send(answer);
      done = true;
    } finally {
      settle(done);
    }
  }

  /** Sends an answer that has been claimed. */
  void send(ExceptionReply answer) throws MachException {
    if (right != null) {
      answer.send(memory, right);
    }
  }

  /**
   * Answers failure, unless the answer has been decided.
   *
   * @param ownMemory the caller's
   * @return whether this is the answer
   */
  boolean failFrom(OutgoingMessage ownMemory) {
    // Nearly always it has been decided, and to look costs less than to try.
    if (claimed.get() || !claimed.compareAndSet(false, true)) {
      return false;
    }
    if (right != null) {
      ExceptionReply.of(requestId, KernReturnConstants.KERN_FAILURE).trySend(ownMemory, right);
    }
    return true;
  }

  /** As {@link #failFrom}, by whoever has the message. */
  boolean fail() {
    return failFrom(memory);
  }

  /** Moves the right out; nobody answers here any more. */
  @Owning
  @Nullable PortRight take() {
    claim();
    if (right instanceof SendOnceRight once) {
      return SendOnceRight.adoptUnchecked(once.mach(), once.relinquish());
    }
    if (right instanceof SendRight send) {
      return SendRight.adoptUnchecked(send.mach(), send.relinquish());
    }
    return null;
  }

  @Override
  @EnsuresCalledMethods(value = "this.right", methods = "close")
  @EnsuresCalledMethodsOnException(value = "this.right", methods = "close")
  public void close() {
    if (right != null) {
      right.close();
    }
  }
}
