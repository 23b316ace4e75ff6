package org.machapi.exception;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who has sent what was not believed, so that each is logged once and not with each message. */
final class UntrustedSenders {
  /** Of so many each is logged; after that none is. */
  private static final int MOST = 1000;

  private final Set<Integer> pids = ConcurrentHashMap.newKeySet();

  /** Remembers a process; tells whether it is to be logged. */
  boolean isNew(int pid) {
    return pids.size() < MOST && pids.add(pid);
  }
}
