package org.machapi.testkit;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Mach;
import org.machapi.RightsObserver;
import org.machapi.census.Ledger;
import org.machapi.census.LedgerAccount;
import org.machapi.census.LostSite;

/**
 * How a ledger records, at one moment. Between two that are alike nothing that hides a leak was
 * changed, not even for a while.
 *
 * @param observer who is told of what is acquired
 * @param account how much of it the ledger writes down, and since when without a break
 * @param releasing whether the ledger gives back what it finds lost, which hides a leak
 * @param givenBack how many rights it has given back so
 */
record Recording(
    @Nullable RightsObserver observer, LedgerAccount account, boolean releasing, long givenBack) {

  static Recording of(Mach mach, Ledger ledger) {
    return new Recording(
        mach.observer(),
        ledger.account(),
        ledger.isReleasingLost(),
        ledger.lost().stream().mapToLong(LostSite::givenBack).sum());
  }

  /** Has the ledger record as at that moment. */
  void restore(Mach mach, Ledger ledger) {
    if (mach.observer() != observer) {
      mach.observe(observer);
    }
    ledger.setLevel(account.level());
    ledger.setSampling(account.sampling());
    ledger.setReleasingLost(releasing);
  }

  /** Says for people what was changed since another moment; a line for each change. */
  List<String> changesSince(Recording before) {
    List<String> changes = new ArrayList<>();
    if (observer != before.observer) {
      String which = "another observer; have a Ledger as a parameter in place of Ledger.on";
      changes.add("Mach.observe: " + (observer == null ? "no observer" : which));
    }
    if (account.level() != before.account.level()) {
      changes.add("level: " + account.level() + "; before: " + before.account.level());
    }
    if (account.sampling() != before.account.sampling()) {
      changes.add("sampling: " + account.sampling() + "; before: " + before.account.sampling());
    }
    if (changes.isEmpty() && !account.equals(before.account)) {
      changes.add("level or observer: as before, but not all the time");
    }
    changes.addAll(hidingSince(before));
    return changes;
  }

  /** Says for people which of the changes hide a leak where the kernel has the last word, too. */
  List<String> hidingSince(Recording before) {
    List<String> changes = new ArrayList<>();
    if (releasing != before.releasing) {
      changes.add("releasing lost rights: " + releasing + "; before: " + before.releasing);
    }
    if (givenBack != before.givenBack) {
      long count = givenBack - before.givenBack;
      changes.add("lost rights that it gave back: " + count + ", which Ledger.lost() names");
    }
    return changes;
  }
}
