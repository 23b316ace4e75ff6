package org.machapi.gnumach;

/** What a thread under test is about. */
enum ThreadStage {
  /** It has not been made. */
  ABSENT,

  /** It can make a call. */
  IDLE,

  /** It waits for a handler of its exception. */
  WAITING,

  /** A handler took its exception; it makes calls again after a join. */
  HANDLED,

  /** It has ended, or its task has. */
  ENDED
}
