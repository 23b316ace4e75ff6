package org.machapi.tools;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Right;
import org.machapi.census.CensusEntry;
import org.machapi.census.LedgerAccount;
import org.machapi.census.LedgerLevel;
import org.machapi.census.PortFlag;
import org.machapi.census.PortKind;
import org.machapi.census.ReceiveState;

/** Says what a name in a snapshot is, who made it, and what is odd about it. */
final class NameExplanation {
  /** From here on a count of references is more than a program holds on purpose. */
  private static final int MANY = 50;

  private final CensusEntry entry;
  private final @Nullable LedgerAccount account;

  NameExplanation(Snapshot snapshot, int name) throws RefusedException {
    CensusEntry found = snapshot.census().find(name);
    if (found == null) {
      throw new RefusedException(
          Hex.of(name)
              + " is no name of "
              + snapshot.owner()
              + ": it was never given out, or had been given back at "
              + snapshot.census().taken()
              + ".");
    }
    entry = found;
    account = snapshot.census().account();
  }

  void print(PrintWriter out) {
    int width = 0;
    for (Column column : Column.values()) {
      width = Math.max(width, column.key().length());
    }
    for (Column column : Column.values()) {
      String text = column.of(entry);
      if (!text.isEmpty() && column != Column.ACQUIRED) {
        String key = column.key().replace('_', ' ');
        out.println(key + " ".repeat(width + 2 - key.length()) + Printable.of(text));
      }
    }
    if (!entry.holdings().isEmpty()) {
      out.println("held by the program, and acquired:");
      Sites.count(entry.holdings())
          .forEach(site -> out.println("  " + Printable.of(site.toString())));
    }
    remarks().forEach(remark -> out.println("* " + remark));
  }

  /** What one should know of it. */
  private List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (entry.isPegged()) {
      remarks.add(
          "A count is at its end, 65,535: the kernel counts no further and never frees the name.");
    } else if (entry.totalReferences() >= MANY) {
      remarks.add("So many references are a leak, as a rule: nobody needs more than a few.");
    }
    if (entry.isDead()) {
      remarks.add(
          "The port is gone. Each reference to the dead name has to be given back"
              + " (mach_port_deallocate), or the name is never free again.");
    }
    int unheld = entry.totalReferences() - entry.holdings().size();
    if (!entry.holdings().isEmpty() && unheld > 0) {
      boolean isWhole = account != null && account.level() == LedgerLevel.ALL;
      remarks.add(
          isWhole
              ? unheld
                  + " of the references were not acquired through the library, or before its ledger"
                  + " wrote down all."
              : unheld + " of the references have no place: the ledger did not write down all.");
    }
    ReceiveState port = entry.receive();
    if (port != null) {
      addRemarks(port, remarks);
    }
    if (entry.standsFor().kind() == PortKind.OWN_TASK) {
      remarks.add("The program's own task: the last reference has to stay.");
    }
    return remarks;
  }

  private static void addRemarks(ReceiveState port, List<String> remarks) {
    if (port.queuedMessages() > 0 && port.queuedMessages() >= port.queueLimit()) {
      remarks.add("The queue is full: senders wait. Nobody receives, or too slowly.");
    }
    if (port.flagSet().contains(PortFlag.STRICT_GUARD)) {
      remarks.add("Strictly guarded: even its context is a secret, and changing it is fatal.");
    } else if (port.isGuarded()) {
      remarks.add(
          "Guarded: "
              + Right.RECEIVE
              + " can be destroyed with its guard only; anything else is"
              + " fatal.");
    }
    if (!port.hasSendRights() && port.sendOnceRights() == 0 && port.makeSendCount() > 0) {
      remarks.add("Nobody can send to it any more: all send rights are gone.");
    }
  }
}
