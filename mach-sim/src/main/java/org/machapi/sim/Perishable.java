package org.machapi.sim;

/** What stands behind a port of the kernel's and ends when nobody can name it any more. */
interface Perishable {
  /** Ends the object if nobody can reach it; called when the last send right to its port goes. */
  void endIfUnused();
}
