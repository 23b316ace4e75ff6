package org.machapi.census;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.KernReturn;
import org.machapi.WatchedAcquisition;
import org.machapi.raw.PortConstants;

/** One right in a {@link Ledger}, from its acquisition to its end. */
public final class Holding extends WatchedAcquisition {
  private static final int MOST_USES = 4;

  private final Ledger ledger;
  private final Tally tally;
  private final long number;
  private final String type;
  private final int name;
  private final boolean keepsAll;
  private final String site = CallSites.caller();
  private final String thread = nameOf(Thread.currentThread());
  private final Instant since = Instant.now();

  // Replaced, never changed. Of two uses at the same moment one may be forgotten.
  private volatile List<String> lastUses = List.of();
  private volatile @Nullable String end;
  private volatile boolean lost;

  Holding(Ledger ledger, Tally tally, long number, String type, int name, boolean keepsAll) {
    this.ledger = ledger;
    this.tally = tally;
    this.number = number;
    this.type = type;
    this.name = name;
    this.keepsAll = keepsAll;
  }

  /** A virtual thread that nobody named has an empty name. */
  private static String nameOf(Thread thread) {
    String name = thread.getName();
    return name.isEmpty() ? "#" + thread.getId() : name;
  }

  /** Returns how many acquisitions came before; a clock may not tell them apart. */
  long number() {
    return number;
  }

  /**
   * Returns the class of the object that owns the right.
   *
   * @return its simple name, such as {@code ThreadPort}
   */
  public String type() {
    return type;
  }

  /**
   * Returns the name of the right: the one it was acquired under, or another one if the kernel gave
   * it back so after a send that failed.
   *
   * @return the {@code mach_port_name_t}
   */
  public int name() {
    int now = currentName();
    return now == PortConstants.MACH_PORT_NULL ? name : now;
  }

  /**
   * Returns where in the program the right was acquired: the innermost call that is not part of
   * this library.
   *
   * @return such as {@code org.example.Handler.run(Handler.java:42)}
   */
  public String site() {
    return site;
  }

  /**
   * Returns who acquired it.
   *
   * @return the name of the Java thread at that time; if it had none, its number, such as {@code
   *     #31}
   */
  public String thread() {
    return thread;
  }

  /**
   * Returns when it was acquired.
   *
   * @return the time
   */
  public Instant since() {
    return since;
  }

  /**
   * Returns where in the program the right was used last, if the ledger was at level {@link
   * LedgerLevel#ALL} when it was acquired.
   *
   * @return at most four places, the last first, none twice; empty if it was not used, or that was
   *     not written down
   */
  public List<String> lastUses() {
    return lastUses;
  }

  /**
   * Tells whether the object that owns the right was collected, and nobody had closed it. The right
   * is still held then, by nobody; unless it was being given away at that moment, when nobody knows
   * whose it is.
   *
   * @return whether it was found lost
   */
  public boolean isLost() {
    return lost;
  }

  @Override
  protected void used() {
    if (keepsAll) {
      addUse(CallSites.caller());
    }
  }

  private void addUse(String use) {
    List<String> before = lastUses;
    if (!before.isEmpty() && before.get(0).equals(use)) {
      return;
    }
    List<String> uses = new ArrayList<>(MOST_USES + 1);
    uses.add(use);
    for (String earlier : before) {
      if (uses.size() < MOST_USES && !earlier.equals(use)) {
        uses.add(earlier);
      }
    }
    lastUses = List.copyOf(uses);
  }

  @Override
  public void released(KernReturn kernReturn) {
    tally.released(kernReturn);
    end(kernReturn.isSuccess() ? "closed" : "closed, which the kernel refused with " + kernReturn);
  }

  @Override
  public void givenAway() {
    tally.givenAway();
    end("given away");
  }

  private void end(String how) {
    // First of all: to find the place takes many calls, for which the stack may have no room.
    ledger.ended(this);
    if (lost) {
      end = "lost; then " + how + " by the ledger";
    } else {
      end = keepsAll ? how + " at " + CallSites.caller() : how;
    }
  }

  @Override
  protected void lost(boolean duringTransfer) {
    lost = true;
    end = duringTransfer ? "lost while it was being given away" : "lost";
    ledger.lost(this, duringTransfer);
  }

  /** Gives the right back that a lost object owned; null if there is nothing to give back. */
  @Nullable KernReturn release() {
    return giveBackLost();
  }

  @Override
  public String describe() {
    String ending = end;
    String acquired = "acquired at " + site + " by thread \"" + thread + "\"";
    return ending == null ? acquired : acquired + ", " + ending;
  }

  @Override
  public String toString() {
    return type + " 0x" + Integer.toHexString(name()) + ", " + describe();
  }
}
