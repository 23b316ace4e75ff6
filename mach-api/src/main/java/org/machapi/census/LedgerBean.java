package org.machapi.census;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Passes on what management tools ask. */
final class LedgerBean implements LedgerMXBean {
  private final Ledger ledger;

  LedgerBean(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public LedgerLevel getLevel() {
    return ledger.level();
  }

  /** What a management tool sends, the compiler has not seen. */
  @Override
  public void setLevel(@Nullable LedgerLevel level) {
    if (level == null) {
      throw new IllegalArgumentException(
          "The level is one of " + Arrays.toString(LedgerLevel.values()) + ", not null.");
    }
    ledger.setLevel(level);
  }

  @Override
  public int getSampling() {
    return ledger.sampling();
  }

  @Override
  public void setSampling(int oneIn) {
    ledger.setSampling(oneIn);
  }

  @Override
  public boolean isReleasingLost() {
    return ledger.isReleasingLost();
  }

  @Override
  public void setReleasingLost(boolean releasing) {
    ledger.setReleasingLost(releasing);
  }

  @Override
  public Map<String, Long> getAcquired() {
    return byType(RightCount::acquired);
  }

  @Override
  public Map<String, Long> getHeld() {
    return byType(RightCount::held);
  }

  private Map<String, Long> byType(ToLongFunction<RightCount> number) {
    Map<String, Long> numbers = new TreeMap<>();
    ledger.counts().forEach((type, count) -> numbers.put(type, number.applyAsLong(count)));
    return numbers;
  }

  @Override
  public Map<String, Long> getHeldBySite() {
    return ledger.heldBySite();
  }

  @Override
  public Map<Integer, List<String>> getSitesByName() {
    Map<Integer, List<String>> sites = new TreeMap<>();
    for (Holding holding : ledger.held()) {
      sites.computeIfAbsent(holding.name(), name -> new ArrayList<>()).add(holding.site());
    }
    return sites;
  }

  @Override
  public Map<String, Long> getLostBySite() {
    Map<String, Long> sites = new TreeMap<>();
    for (LostSite site : ledger.lost()) {
      sites.merge(site.first().site(), site.count(), Long::sum);
    }
    return sites;
  }

  @Override
  public Map<Integer, String> getLabels() {
    return ledger.labels();
  }
}
