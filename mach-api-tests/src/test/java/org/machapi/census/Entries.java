package org.machapi.census;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.machapi.KernelObject;
import org.machapi.PortType;
import org.machapi.Right;

/** Makes entries by hand, for cases that no kernel gives on request. */
final class Entries {
  private final int name;
  private final Map<Right, Integer> references = new EnumMap<>(Right.class);
  private final List<Acquired> holdings = new ArrayList<>();
  private StandsFor standsFor;
  private int number;
  private ReceiveState receive;
  private boolean isChanged;

  private Entries(int name, StandsFor standsFor) {
    this.name = name;
    this.standsFor = standsFor;
  }

  static Entries receive(int name) {
    Entries entry = new Entries(name, StandsFor.of(PortKind.PLAIN_PORT, KernelObject.NONE));
    entry.references.put(Right.RECEIVE, 1);
    return entry.queue(0, 0, 0L);
  }

  static Entries send(int name, int references) {
    Entries entry = new Entries(name, StandsFor.of(PortKind.PLAIN_PORT, KernelObject.NONE));
    entry.references.put(Right.SEND, references);
    return entry;
  }

  static Entries sendOnce(int name) {
    Entries entry = new Entries(name, StandsFor.of(PortKind.SEND_ONCE, null));
    entry.references.put(Right.SEND_ONCE, 1);
    return entry;
  }

  static Entries set(int name) {
    Entries entry = new Entries(name, StandsFor.of(PortKind.PORT_SET, null));
    entry.references.put(Right.PORT_SET, 1);
    return entry;
  }

  static Entries dead(int name, int references) {
    Entries entry = new Entries(name, StandsFor.of(PortKind.DEAD, null));
    entry.references.put(Right.DEAD_NAME, references);
    return entry;
  }

  Entries number(int value) {
    number = value;
    return this;
  }

  Entries kind(PortKind kind, int object, Integer pid, Long thread) {
    standsFor =
        new StandsFor(
            kind, new KernelObject(object), pid, thread, thread == null ? null : "", false, null);
    return this;
  }

  Entries queue(long sequenceNumber, long makeSendCount, Long context) {
    return queue(sequenceNumber, makeSendCount, context, 0);
  }

  Entries guarded(long guard) {
    return queue(0, 0, guard, PortFlag.GUARDED.bit());
  }

  private Entries queue(long sequenceNumber, long makeSendCount, Long context, int flags) {
    receive =
        new ReceiveState(
            sequenceNumber, makeSendCount, 5, 0, 0, false, false, false, flags, context, 0);
    return this;
  }

  Entries held(long number, String site) {
    holdings.add(new Acquired(number, "SendRight", site, "main", Instant.EPOCH));
    return this;
  }

  Entries changed() {
    isChanged = true;
    return this;
  }

  CensusEntry make() {
    int bits = 0;
    for (Right right : references.keySet()) {
      bits |= 1 << 16 + right.number();
    }
    return new CensusEntry(
        name,
        new PortType(bits),
        references,
        standsFor,
        number,
        receive,
        List.of(),
        List.of(),
        List.of(),
        isChanged,
        List.of(),
        null,
        holdings);
  }

  static Census census(CensusEntry... entries) {
    return census(null, entries);
  }

  static Census census(LedgerAccount account, CensusEntry... entries) {
    return new Census(Instant.EPOCH, 12, List.of(entries), List.of(), List.of(), account);
  }
}
