package org.machapi.samples;

import java.util.Locale;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.HostPort;
import org.machapi.Mach;
import org.machapi.PortView;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.ThreadPort;
import org.machapi.census.Acquired;
import org.machapi.census.Census;
import org.machapi.census.CensusEntry;
import org.machapi.census.Ledger;

/**
 * Acquires a few rights of every kind, and prints the table of the port space: what each name is,
 * and who took it where.
 */
final class WhoHoldsWhatStory {
  private static final String ROW = "%-10s %-14s %-24s %-28s %-16s %s%n";

  private final Mach mach;
  private final Claims claims;

  WhoHoldsWhatStory(Mach mach, Claims claims) {
    this.mach = mach;
    this.claims = claims;
  }

  @SuppressWarnings("try") // some rights are held only to be shown
  void tell() {
    Ledger ledger = Ledger.on(mach);
    try (ThreadPort self = ThreadPort.self(mach);
        HostPort host = HostPort.self(mach);
        ReceiveRight server = ReceiveRight.allocate(mach);
        SendRight first = server.makeSend();
        SendRight second = first.copy();
        SendRight dead = deadRight()) {
      ledger.label(server.name(), "render server");
      Census census = Census.take(mach, ledger);
      print(census);
      claimEntry(census, mach.task(), "own task", Map.of(), 0);
      claimEntry(census, self, "thread", Map.of(), 1);
      claimEntry(census, host, "host", Map.of(), 1);
      claimEntry(census, server, "plain port", Map.of(Right.SEND, 2, Right.RECEIVE, 1), 3);
      claimEntry(census, dead, "dead", Map.of(Right.DEAD_NAME, 1), 1);
      claims.claim(
          "every right acquired through the library is on the account", 6, ledger.held().size());
    } finally {
      mach.observe(null);
    }
    claims.claim("and none is left when all are closed", 0, ledger.held().size());
  }

  /** A send right whose port is gone. */
  private SendRight deadRight() {
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      return port.makeSend();
    }
  }

  private void print(Census census) {
    System.out.printf(ROW, "name", "rights", "references", "what", "label", "acquired");
    for (CensusEntry entry : census.entries()) {
      String label = entry.label();
      System.out.printf(
          ROW,
          "0x" + Integer.toHexString(entry.name()),
          entry.type(),
          entry.referencesText(),
          entry.what(),
          label == null ? "" : label,
          entry.holdings().isEmpty() ? "not by the library" : "");
      for (Acquired holding : entry.holdings()) {
        System.out.printf(
            "%32s%s at %s by \"%s\"%n", "", holding.type(), holding.site(), holding.thread());
      }
    }
  }

  /**
   * Claims that the table has the right with what it is, its references, and this many
   * acquisitions.
   */
  private void claimEntry(
      Census census, PortView right, String what, Map<Right, Integer> references, int acquired) {
    @Nullable CensusEntry entry = census.find(right.name());
    if (entry == null) {
      claims.claim(right + " is in the table", 1, 0);
      return;
    }
    boolean known = entry.what().toLowerCase(Locale.ROOT).contains(what);
    claims.claim(right + " is shown as " + entry.what(), 1, known ? 1 : 0);
    references.forEach(
        (kind, count) ->
            claims.claim(
                right + " has " + count + " of " + kind,
                count,
                entry.references().getOrDefault(kind, 0)));
    claims.claim(
        right + " was acquired through the library " + acquired + " times",
        acquired,
        entry.holdings().size());
  }
}
