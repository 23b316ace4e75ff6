package org.machapi.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What should have changed in a task's holdings, to be compared with what has. */
final class HoldingsComparison {
  private final Holdings before;
  private final Holdings after;
  private final Map<Integer, Holding> expected = new TreeMap<>();

  /** What may be gone as well, where the contract leaves it to the error. */
  private final Map<Integer, Holding> perhaps = new TreeMap<>();

  /** What should have been gained under some name that nobody told. */
  private final List<Holding> unnamed = new ArrayList<>();

  /** How many references one name that nobody told may have lost. */
  private long mostLostUnnamed;

  HoldingsComparison(Holdings before, Holdings after) {
    this.before = before;
    this.after = after;
  }

  /** Notes that the name should have gained so much, or lost where it is negative. */
  void expect(int name, Holding change) {
    if (name != 0 && name != -1) { // Null and dead names own nothing.
      expected.merge(name, change, Holding::plus);
    }
  }

  /** Notes that so much should have been gained under a name that the call does not tell. */
  void expectUnnamed(Holding change) {
    unnamed.add(change);
  }

  /**
   * Notes that so many references may have been lost under one name that the call does not tell.
   */
  void maybeLostUnnamed(long most) {
    mostLostUnnamed = most;
  }

  /** Notes that the name may have lost so much. */
  void maybeLost(int name, Holding loss) {
    if (name != 0 && name != -1) {
      perhaps.merge(name, Holding.NOTHING.minus(loss), Holding::plus);
    }
  }

  /** Returns what is not as expected, in words. */
  List<String> differences() {
    List<String> differences = new ArrayList<>();
    Map<Integer, Holding> actual = before.changesTo(after);
    TreeSet<Integer> names = new TreeSet<>(actual.keySet());
    names.addAll(expected.keySet());
    for (int name : names) {
      Holding wanted = expected.getOrDefault(name, Holding.NOTHING);
      Holding got = actual.getOrDefault(name, Holding.NOTHING);
      Holding withLoss = wanted.plus(perhaps.getOrDefault(name, Holding.NOTHING));
      if (!agree(name, wanted, got)
          && !agree(name, withLoss, got)
          && !isPegged(name)
          && !(wanted.isNothing() && (isGivenUnnamed(got) || isTakenUnnamed(got)))) {
        differences.add(
            "0x" + Integer.toHexString(name) + ": the contract says " + wanted + "; got " + got);
      }
    }
    for (Holding missing : unnamed) {
      differences.add("under a name of its own the contract says " + missing + "; got nothing");
    }
    return differences;
  }

  private boolean isGivenUnnamed(Holding got) {
    return unnamed.removeIf(got::sameAmounts);
  }

  /** One name only: the next has nothing left to lose. */
  private boolean isTakenUnnamed(Holding got) {
    boolean isLoss = got.receives() == 0 && got.sets() == 0 && got.references() < 0;
    if (!isLoss || -got.references() > mostLostUnnamed) {
      return false;
    }
    mostLostUnnamed = 0;
    return true;
  }

  private boolean agree(int name, Holding wanted, Holding got) {
    return got.sameAmounts(wanted) || isDeathNotice(name, wanted, got);
  }

  /**
   * A dead-name or send-possible request that is fulfilled adds a reference to the dead name. Where
   * the receive right of that very name goes, the kernel adds it even for a request that was
   * fulfilled before, of which nobody can see anything any more.
   */
  private boolean isDeathNotice(int name, Holding wanted, Holding got) {
    boolean ownReceiveRightGoes = wanted.receives() < 0 && after.of(name).isDead();
    return (before.of(name).hasRequest() || ownReceiveRightGoes)
        && got.sameAmounts(wanted.plus(Holding.change(1, 0, 0)));
  }

  private boolean isPegged(int name) {
    return before.of(name).isPegged() || after.of(name).isPegged();
  }
}
