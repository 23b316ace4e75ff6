package org.machapi.sim;

import java.util.List;

/**
 * One step of a random correspondence.
 *
 * @param act what is done
 * @param task who does it
 * @param port to which port
 * @param disposition with which right a message is sent, as an index of {@link Mail#DISPOSITIONS}
 * @param carried the rights that a message takes along
 */
record Posting(Act act, int task, int port, int disposition, List<Carried> carried) {
  /** What is done. */
  enum Act {
    SEND,
    RECEIVE,
    MAKE,
    DROP,
    END
  }

  /** A right that a message takes along. */
  record Carried(int port, int disposition) {}
}
