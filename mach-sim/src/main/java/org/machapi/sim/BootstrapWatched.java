package org.machapi.sim;

/** What the bootstrap server forgets when a port dies, and its request to be told of that. */
abstract sealed class BootstrapWatched permits BootstrapService, BootstrapDomain {
  /** By what the notification tells this from others; 0 if none is asked for. */
  int watch;

  /** Where the request stands in the table of the port. */
  int place;
}
