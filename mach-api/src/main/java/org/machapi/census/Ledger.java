package org.machapi.census;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Acquisition;
import org.machapi.Mach;
import org.machapi.PortRight;
import org.machapi.RightsObserver;

/**
 * Keeps account of the rights that the library acquires for a program: which are held, since when,
 * by which thread, and where in the program they were acquired.
 *
 * <p>Records every right with its place, which costs about a microsecond each: for finding leaks,
 * not for always.
 */
public final class Ledger implements RightsObserver {
  private final Set<Holding> held = ConcurrentHashMap.newKeySet();
  private final AtomicLong acquisitions = new AtomicLong();
  private final Map<Integer, String> labels = new ConcurrentHashMap<>();

  private Ledger() {}

  /**
   * Begins to keep account. Rights acquired before are not in it. Replaces the observer before, if
   * there was one; {@code mach.observe(null)} ends it.
   *
   * @param mach the kernel whose rights are to be recorded
   * @return the ledger
   */
  public static Ledger on(Mach mach) {
    Ledger ledger = new Ledger();
    mach.observe(ledger);
    return ledger;
  }

  @Override
  public @Nullable Acquisition acquired(Class<? extends PortRight> type, int name) {
    Holding holding =
        new Holding(
            this,
            acquisitions.getAndIncrement(),
            type.getSimpleName(),
            name,
            CallSites.caller(),
            Thread.currentThread().getName(),
            Instant.now());
    held.add(holding);
    return holding;
  }

  /** Takes a right off the account. */
  void ended(Holding holding) {
    held.remove(holding);
  }

  /**
   * Returns the rights that are held now.
   *
   * @return the rights, the oldest first
   */
  public List<Holding> held() {
    return held.stream().sorted(Comparator.comparingLong(Holding::number)).toList();
  }

  /**
   * Returns the rights that are held now under a name.
   *
   * @param name the name
   * @return the rights, the oldest first; empty if the library acquired none of that name
   */
  public List<Holding> held(int name) {
    return held().stream().filter(holding -> holding.name() == name).toList();
  }

  /**
   * Says what a port is for, so that people can tell it from others. The label belongs to the name,
   * and is forgotten when the name no longer denotes a right at the time of a census.
   *
   * @param name the name; one that the library did not acquire will do, too
   * @param label what the port is for
   */
  public void label(int name, String label) {
    labels.put(name, label);
  }

  /**
   * Returns what a port is for.
   *
   * @param name the name
   * @return the label; null if it has none
   */
  public @Nullable String label(int name) {
    return labels.get(name);
  }

  /** Forgets the labels of all other names, which may be given to other ports. */
  void keepLabels(Set<Integer> names) {
    labels.keySet().retainAll(names);
  }
}
