package org.machapi.sim;

/**
 * Which rights may be taken out of a space for a purpose.
 *
 * @param dead dead names too
 * @param immovable immovable rights too
 * @param deadSendOnce send-once rights to a dead port as if it were alive
 * @param quiet immovable rights are refused without a guard exception
 */
record AllowedRights(boolean dead, boolean immovable, boolean deadSendOnce, boolean quiet) {
  /** Any but immovable ones. */
  static final AllowedRights MOVABLE = new AllowedRights(true, false, false, false);

  /** Any but immovable ones, which are refused without a guard exception. */
  static final AllowedRights MOVABLE_QUIETLY = new AllowedRights(true, false, false, true);

  /** Any. */
  static final AllowedRights ANY = new AllowedRights(true, true, false, false);

  /** What a message can go through; one that goes through a dead send-once right just gets lost. */
  static final AllowedRights DESTINATION = new AllowedRights(false, true, true, false);

  /** As a destination that is looked at together with another right in the header. */
  static final AllowedRights ALIVE = new AllowedRights(false, true, false, false);
}
