package org.machapi.sim;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;

/** A port set: its members, those of them with messages, and the threads that wait for one. */
final class PortSet {
  boolean active = true;

  /** What the table of a port space shows for the set; 0 until one has shown it. */
  int shownNumber;

  final Set<Port> members = new LinkedHashSet<>();

  /** The members with messages, the one that has had some for longest first. */
  final Set<Port> ready = new LinkedHashSet<>();

  final ArrayDeque<Waiter> waitingReceivers = new ArrayDeque<>();
}
