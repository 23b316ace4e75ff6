package org.machapi.census;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.PortType;
import org.machapi.Right;
import org.machapi.raw.PortConstants;

/** An entry of a census while it is made. */
final class EntryDraft {
  final int name;
  final int port;
  PortType type;

  /** User references of the right that is counted, if there is one. */
  int counted;

  StandsFor standsFor = StandsFor.of(PortKind.UNKNOWN, null);

  /** The kernel did not find a port behind the name: it is gone, if the name is still there. */
  boolean mayBeDead;

  @Nullable ReceiveState receive;
  List<Integer> sets = List.of();
  List<Integer> members = List.of();
  boolean isChanged;
  final List<String> unread = new ArrayList<>(0);

  EntryDraft(int name, PortType type, int counted, int port) {
    this.name = name;
    this.type = type;
    this.counted = counted;
    this.port = port;
  }

  boolean isDead() {
    return type.has(Right.DEAD_NAME);
  }

  /**
   * Shows the name as dead. The table of names may still have it as a send right: the kernel
   * changes that when somebody uses the name (XNU osfmk/ipc/ipc_right.c:ipc_right_check).
   */
  void die() {
    type = new PortType(PortConstants.MACH_PORT_TYPE_DEAD_NAME);
    standsFor = StandsFor.of(PortKind.DEAD, null);
  }

  CensusEntry finish(List<PortRole> roles, @Nullable String label, List<Acquired> holdings) {
    return new CensusEntry(
        name,
        type,
        references(),
        standsFor,
        port,
        receive,
        sets,
        members,
        roles,
        isChanged,
        unread,
        label,
        holdings);
  }

  /**
   * Returns what {@code mach_port_get_refs} would: of receive rights, sets and send-once rights
   * there is one, the others are counted (XNU osfmk/ipc/mach_port.c:mach_port_get_refs).
   */
  private Map<Right, Integer> references() {
    Map<Right, Integer> references = new EnumMap<>(Right.class);
    for (Right right : Right.values()) {
      if (type.has(right)) {
        boolean isCounted = right == Right.SEND || right == Right.DEAD_NAME;
        references.put(right, isCounted ? counted : 1);
      }
    }
    return references;
  }
}
