package org.machapi.message;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Something that went wrong while a {@link MessageServer} served, and did not end it.
 *
 * @param stage when it went wrong
 * @param requestId the {@code msgh_id} of the request; 0 if nobody knows
 * @param sender who sent the request, as the kernel says; null if nobody knows
 * @param cause what went wrong
 */
public record ServerFailure(
    Stage stage, int requestId, @Nullable AuditToken sender, RuntimeException cause) {

  /** When something went wrong. */
  public enum Stage {
    /**
     * A message could not be received, and is gone: it was too large, or the port space or the
     * kernel had no room for the right to answer.
     */
    RECEIVE,

    /**
     * A request was refused: nobody handles its number, it is not what its number promises, or a
     * part of it found no room in our port space or memory. Its sender was told.
     */
    REQUEST,

    /** A handler threw an exception. Whoever sent the request was told {@code MIG_EXCEPTION}. */
    HANDLER,

    /**
     * A reply could not be sent, and was dropped: nobody can receive it, the queue is full, or what
     * the handler put into it must not, or can no longer, be sent.
     */
    REPLY
  }
}
