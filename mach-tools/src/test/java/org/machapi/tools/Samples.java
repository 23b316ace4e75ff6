package org.machapi.tools;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.machapi.IpcSpace;
import org.machapi.KernelObject;
import org.machapi.PortType;
import org.machapi.Right;
import org.machapi.census.Acquired;
import org.machapi.census.Census;
import org.machapi.census.CensusEntry;
import org.machapi.census.LedgerAccount;
import org.machapi.census.LedgerLevel;
import org.machapi.census.NameMovement;
import org.machapi.census.PortKind;
import org.machapi.census.PortRole;
import org.machapi.census.ReceiveState;
import org.machapi.census.StandsFor;
import org.machapi.raw.PortConstants;

/** Names made up, such as no demo has. */
final class Samples {
  /** That of a ledger which wrote down everything from the first right on. */
  static final LedgerAccount COUNTING = new LedgerAccount(LedgerLevel.ALL, 1024, Instant.EPOCH);

  /** That of one which wrote down samples. */
  static final LedgerAccount SAMPLING = new LedgerAccount(LedgerLevel.SAMPLED, 16, Instant.EPOCH);

  private Samples() {}

  static Snapshot snapshot(CensusEntry... entries) {
    return snapshot(List.of(entries));
  }

  static Snapshot snapshot(List<CensusEntry> entries) {
    return snapshot(COUNTING, entries);
  }

  static Snapshot snapshot(LedgerAccount account, List<CensusEntry> entries) {
    return new Snapshot(
        "a kernel", new Census(Tool.NOON, 12, entries, List.of(), List.of(), account));
  }

  /** A receive right with these flags. */
  static CensusEntry port(int name, int flags) {
    return port(
        name,
        PortConstants.MACH_PORT_TYPE_RECEIVE,
        new ReceiveState(1, 2, 5, 3, 4, true, false, false, flags, 0x1234L, 6),
        null);
  }

  static CensusEntry port(int name, int bits, ReceiveState state, String label) {
    return new CensusEntry(
        name,
        new PortType(bits),
        Map.of(Right.RECEIVE, 1),
        new StandsFor(PortKind.PLAIN_PORT, KernelObject.NONE, null, null, null, false, null),
        0,
        state,
        List.of(),
        List.of(),
        List.of(),
        false,
        List.of(),
        label,
        List.of());
  }

  /** A send right with this many references, all acquired at one place. */
  static CensusEntry thread(int name, int references, String site) {
    return thread(name, references, references, site);
  }

  /** A send right of which more was acquired than the kernel counts. */
  static CensusEntry leak(int name, int acquired) {
    String site = "org.machapi.samples.Handler.handleOneRequest(Handler.java:123)";
    return thread(name, 65_535, acquired, site);
  }

  /** A send right with one reference, that moved while it was looked at. */
  static CensusEntry moved(int name, int acquired, String site) {
    CensusEntry still = thread(name, 1, acquired, site);
    return new CensusEntry(
        name,
        still.type(),
        still.references(),
        still.standsFor(),
        still.portNumber(),
        still.receive(),
        still.sets(),
        still.members(),
        still.roles(),
        true,
        still.unread(),
        still.label(),
        still.holdings());
  }

  private static CensusEntry thread(int name, int references, int acquired, String site) {
    List<Acquired> holdings =
        java.util.stream.LongStream.range(0, acquired)
            .mapToObj(i -> new Acquired(name * 100_000L + i, "ThreadPort", site, "main", Tool.NOON))
            .toList();
    return send(name, references, holdings);
  }

  /** A send right with this many references, none of them acquired through the library. */
  static CensusEntry send(int name, int references) {
    return send(name, references, List.of());
  }

  /** A send right with references and acquisitions that may be of another number. */
  static CensusEntry send(int name, int references, List<Acquired> holdings) {
    return thread(name, Map.of(Right.SEND, references), holdings);
  }

  /** As many references as a name can have in a snapshot, if not in a kernel. */
  static CensusEntry most(int name) {
    Map<Right, Integer> references = new EnumMap<>(Right.class);
    for (Right right : Right.values()) {
      references.put(right, IpcSpace.MAX_USER_REFERENCES);
    }
    return thread(name, references, List.of());
  }

  private static CensusEntry thread(
      int name, Map<Right, Integer> references, List<Acquired> holdings) {
    return new CensusEntry(
        name,
        new PortType(PortConstants.MACH_PORT_TYPE_SEND),
        references,
        new StandsFor(PortKind.THREAD, new KernelObject(2), null, 434L, "Java: main", true, null),
        0,
        null,
        List.of(),
        List.of(),
        List.of(),
        false,
        List.of(),
        null,
        holdings);
  }

  /** Every property has a value of its own, and texts are hostile. */
  static Snapshot everything() {
    CensusEntry full =
        new CensusEntry(
            0xffff_fffe,
            new PortType(0x8009_0000 | PortConstants.MACH_PORT_TYPE_SEND_RECEIVE),
            Map.of(Right.SEND, 65_535, Right.RECEIVE, 1),
            new StandsFor(
                PortKind.KERNEL_OBJECT,
                new KernelObject(29),
                77,
                434L,
                "a\u001b[2J\"<b>",
                true,
                "d"),
            0xdead_beef,
            new ReceiveState(0xffff_ffffL, 2, 1024, 7, 9, true, true, true, 0x8000_00ff, -1L, 3),
            List.of(0x103, 0xffff_fff1),
            List.of(0x203),
            List.of(new PortRole(PortRole.Kind.EXCEPTION_PORT, "thread 434", "EXC_MASK_CRASH")),
            true,
            List.of("mach_port_kobject: KERN_DENIED"),
            "</script><script>alert(1)</script>,\r\n\"&'\u202e",
            List.of(
                new Acquired(
                    Long.MAX_VALUE, "SendRight", "a.B.c(B.java:1)", "t\"", Instant.EPOCH)));
    CensusEntry bare =
        new CensusEntry(
            1,
            new PortType(PortConstants.MACH_PORT_TYPE_DEAD_NAME),
            Map.of(Right.DEAD_NAME, 2),
            new StandsFor(PortKind.DEAD, null, null, null, null, false, null),
            0,
            null,
            List.of(),
            List.of(),
            List.of(),
            false,
            List.of(),
            null,
            List.of());
    List<NameMovement> movements =
        List.of(
            new NameMovement(NameMovement.Kind.VANISHED, 0x303, new PortType(0x10000), 4, null, 0),
            new NameMovement(NameMovement.Kind.APPEARED, 0x403, null, 0, new PortType(0x20000), 1));
    return new Snapshot(
        "macOS \u00e9",
        new Census(
            Instant.parse("2026-01-31T12:00:00.123456789Z"),
            null,
            List.of(full, bare),
            movements,
            List.of("host_get_special_port: KERN_NO_ACCESS"),
            new LedgerAccount(
                LedgerLevel.SAMPLED, 1 << 30, Instant.parse("2026-01-31T11:59:59.000000001Z"))));
  }
}
