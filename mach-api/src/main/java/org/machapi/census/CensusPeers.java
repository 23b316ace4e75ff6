package org.machapi.census;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.machapi.Right;

/**
 * Which names in several port spaces stand for the same port: who, of the tasks looked at, can send
 * to it, and who receives. Joins by {@link CensusEntry#portNumber()}, which kernels before macOS 13
 * give to the most privileged only; where there are none, nobody has peers.
 */
public final class CensusPeers {
  private final Map<Integer, List<PortPeer>> byPort = new HashMap<>();

  private CensusPeers(List<Census> censuses) {
    for (Census census : censuses) {
      for (CensusEntry entry : census.entries()) {
        if (entry.portNumber() != 0) {
          CensusTaker.add(byPort, entry.portNumber(), new PortPeer(census.pid(), entry));
        }
      }
    }
  }

  /**
   * Joins censuses.
   *
   * @param censuses one for each task, taken while the system ran without a restart
   * @return the peers in them
   */
  public static CensusPeers of(List<Census> censuses) {
    return new CensusPeers(censuses);
  }

  /**
   * Finds all names that stand for the port of an entry, its own among them if its census is.
   *
   * @param entry the entry
   * @return the names, in the order of the censuses; empty if the kernel does not tell ports apart,
   *     or the number stands for several ports by chance: they are of different kinds, or have two
   *     receivers
   */
  public List<PortPeer> of(CensusEntry entry) {
    List<PortPeer> found = byPort.getOrDefault(entry.portNumber(), List.of());
    List<PortPeer> peers = new ArrayList<>();
    int receivers = 0;
    for (PortPeer peer : found) {
      if (isOfAnotherKind(entry, peer.entry())) {
        return List.of();
      }
      receivers += peer.entry().type().has(Right.RECEIVE) ? 1 : 0;
      peers.add(peer);
    }
    return receivers > 1 ? List.of() : List.copyOf(peers);
  }

  private static boolean isOfAnotherKind(CensusEntry one, CensusEntry other) {
    boolean isKnown = one.standsFor().object() != null && other.standsFor().object() != null;
    boolean isOneSet = one.standsFor().kind() == PortKind.PORT_SET;
    boolean isOtherSet = other.standsFor().kind() == PortKind.PORT_SET;
    return isOneSet != isOtherSet
        || isKnown && !Objects.equals(one.standsFor().object(), other.standsFor().object());
  }
}
