package org.machapi.sim;

/** What a task does in one step of a random sequence. */
enum Action {
  ALLOCATE,
  CONSTRUCT,
  INSERT,
  EXTRACT,
  MOD_REFS,
  DEALLOCATE,
  DESTROY,
  DESTRUCT,
  REQUEST_NOTIFICATION,
  CHANGE_SET,
  GUARD,
  SET_QUEUE_LIMIT,
  SEND,
  RECEIVE,
  MEMORY,
  THREAD,
  END_TASK
}
