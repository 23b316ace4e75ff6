package org.machapi.exception;

/** What the next handler, or the kernel, did not get because an exception message was converted. */
public enum ForwardLoss {
  /** A code did not fit in 32 bits; the handler got its low half. */
  CODES_CUT,

  /** The handler wants neither thread nor task, and the message had them, or a token for them. */
  IDENTITY_DROPPED,

  /** The handler wants no state, or one of another flavour, and the message had one. */
  STATE_DROPPED,

  /**
   * The handler gave a new state, which was not set: nobody sets a state after {@code
   * EXC_CORPSE_NOTIFY}, the kernel neither.
   */
  NEW_STATE_DROPPED,

  /**
   * What the handler may have done to the state through a thread port of its own could not be read,
   * or only with addresses that are not signed, as those that came are; the answer to the kernel
   * carried the state as it was before.
   */
  STATE_NOT_REFRESHED
}
