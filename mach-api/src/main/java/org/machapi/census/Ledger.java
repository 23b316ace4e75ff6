package org.machapi.census;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Acquisition;
import org.machapi.Mach;
import org.machapi.PortRight;
import org.machapi.PortView;
import org.machapi.RightsObserver;

/**
 * Keeps account of the rights that the library acquires for a program: how many of each type are
 * held; and, as far as its {@linkplain LedgerLevel level} says, since when, by which thread, where
 * in the program they were acquired, and which were lost, that is collected without close.
 *
 * <p>What is lost is reported once for each type and place in the program: in the log, as a
 * warning; to a {@linkplain #onLost listener}; and as an event of Java Flight Recorder. When that
 * is the garbage collector decides.
 *
 * <p>The account begins with the ledger, and with the level: what was acquired at {@link
 * LedgerLevel#OFF} is in no count, and what was acquired without its place gets none later. It
 * holds what is owned by objects of its own, one by one; not what a message or list that has not
 * been taken apart owns, nor a {@link org.machapi.ThreadSampler}. Safe for use by several threads.
 */
public final class Ledger implements RightsObserver {
  /**
   * At level {@link LedgerLevel#SAMPLED} one right in so many is recorded, unless said otherwise.
   */
  public static final int DEFAULT_SAMPLING = 1024;

  /** The largest number for {@link #setSampling}. */
  public static final int LARGEST_SAMPLING = 1 << 30;

  private final HeldRights held = new HeldRights();
  private final AtomicLong recorded = new AtomicLong();
  private final Map<Integer, String> labels = new ConcurrentHashMap<>();
  private final LostRights lost = new LostRights();
  private final LedgerBeans beans = new LedgerBeans();
  private final Tallies tallies;
  private volatile LedgerLevel level;
  private Instant levelSince = Instant.now();
  private final Sampling sampling;

  private Ledger(LedgerLevel level, Sampling sampling, IntSupplier gaps) {
    this.level = Objects.requireNonNull(level, "level");
    this.sampling = sampling;
    this.tallies = new Tallies(gaps);
  }

  /**
   * Begins to keep account of everything, at level {@link LedgerLevel#ALL}.
   *
   * @see #on(Mach, LedgerLevel)
   * @param mach the kernel whose rights are to be recorded
   * @return the ledger
   */
  public static Ledger on(Mach mach) {
    return on(mach, LedgerLevel.ALL);
  }

  /**
   * Begins to keep account. Rights acquired before are not in it. Replaces the observer before, if
   * there was one; {@code mach.observe(null)} ends it.
   *
   * @param mach the kernel whose rights are to be recorded
   * @param level how much is to be written down
   * @return the ledger
   */
  public static Ledger on(Mach mach, LedgerLevel level) {
    Sampling sampling = new Sampling(DEFAULT_SAMPLING);
    return begin(mach, new Ledger(level, sampling, sampling));
  }

  /** As {@link #on(Mach, LedgerLevel)}, with samples where a test wants them. */
  static Ledger on(Mach mach, LedgerLevel level, IntSupplier gaps) {
    return begin(mach, new Ledger(level, new Sampling(DEFAULT_SAMPLING), gaps));
  }

  private static Ledger begin(Mach mach, Ledger ledger) {
    mach.observe(ledger);
    return ledger;
  }

  /**
   * Finds the ledger of a kernel, such as the one that the system property {@code
   * org.machapi.ledger} began.
   *
   * @param mach the kernel
   * @return its ledger; null if it has none
   */
  public static @Nullable Ledger of(Mach mach) {
    return mach.observer() instanceof Ledger ledger ? ledger : null;
  }

  @Override
  public @Nullable Acquisition acquired(Class<? extends PortRight> type, int name) {
    LedgerLevel now = level;
    if (now == LedgerLevel.OFF) {
      return null;
    }
    Tallies.OfThread thread = tallies.ofThread();
    Tally tally = thread.of(tallies, type);
    tally.acquired();
    if (now == LedgerLevel.COUNT || (now == LedgerLevel.SAMPLED && !thread.isSample(tallies))) {
      return tally;
    }
    Holding holding =
        new Holding(
            this,
            tally,
            recorded.getAndIncrement(),
            type.getSimpleName(),
            name,
            now == LedgerLevel.ALL);
    held.add(holding);
    return holding;
  }

  /** Takes a right off the account. */
  void ended(Holding holding) {
    held.remove(holding);
  }

  /** Begins to note of which names the account changes. */
  HeldRights.Watch watch() {
    return held.watch();
  }

  /** Returns how many are watching. */
  int watches() {
    return held.watches();
  }

  /** Enters a right whose object was lost; it stays on the account, unless it is given back. */
  void lost(Holding holding, boolean duringTransfer) {
    lost.add(holding, duringTransfer);
  }

  /**
   * Returns how much is written down.
   *
   * @return the level
   */
  public LedgerLevel level() {
    return level;
  }

  /**
   * Changes how much is written down, of what is acquired from now on. What has been recorded
   * stays, and is followed to its end.
   *
   * @param level the level
   * @throws NullPointerException if it is null; nothing changes then
   */
  public synchronized void setLevel(LedgerLevel level) {
    Objects.requireNonNull(level, "level");
    if (level != this.level) {
      this.level = level;
      levelSince = Instant.now();
    }
  }

  /**
   * There may have been another observer, or none: what was acquired meanwhile is not on the
   * account.
   */
  @Override
  public synchronized void appointed() {
    levelSince = Instant.now();
  }

  /**
   * Returns how much is written down, and since when. Between two that say the same time the level
   * was the same, and nobody was appointed in the ledger's place and the ledger again.
   *
   * @return what a census says of the ledger while that is the observer
   */
  public synchronized LedgerAccount account() {
    return new LedgerAccount(level, sampling(), levelSince);
  }

  /**
   * Returns which part of the rights is recorded at level {@link LedgerLevel#SAMPLED}.
   *
   * @return one right in so many
   */
  public int sampling() {
    return sampling.oneIn();
  }

  /**
   * Changes which part of the rights is recorded at level {@link LedgerLevel#SAMPLED}. All threads
   * heed it from their next right on. Which rights are taken is left to chance, around this rate.
   *
   * @param oneIn one right in so many, from 1 to 2<sup>30</sup>
   * @throws IllegalArgumentException if it is out of range
   */
  public synchronized void setSampling(int oneIn) {
    sampling.setOneIn(oneIn);
    tallies.drawAgain();
    // Written once more so that threads see what was written before: they read it for each right.
    LedgerLevel same = level;
    level = same;
  }

  /**
   * Returns how many rights were acquired since the ledger began, and what became of them.
   *
   * @return the counts by type, such as {@code ThreadPort}; not of one moment while other threads
   *     acquire and close
   */
  public Map<String, RightCount> counts() {
    return tallies.counts();
  }

  /** Returns how many counts of threads are kept, which hangs on how many live. */
  int threadCounts() {
    return tallies.size();
  }

  /**
   * Returns the rights that are held now, of those that were recorded with their place. Lost ones
   * are among them, until they are given back.
   *
   * @return the rights, the oldest first
   */
  public List<Holding> held() {
    return held.list();
  }

  /**
   * Returns the rights that are held now under a name, of those that were recorded with their
   * place.
   *
   * @param name the name
   * @return the rights, the oldest first; empty if the library acquired none of that name
   */
  public List<Holding> held(int name) {
    return held().stream().filter(holding -> holding.name() == name).toList();
  }

  /**
   * Returns how many of the rights that are held now, and were recorded, come from each place.
   *
   * @return numbers by {@linkplain Holding#site() place}
   */
  public Map<String, Long> heldBySite() {
    return held.bySite();
  }

  /**
   * Returns the places whose rights were found lost since the ledger began.
   *
   * @return the places, in the order in which they were found
   */
  public List<LostSite> lost() {
    return lost.sites();
  }

  /**
   * Has a listener told of what is found lost from now on, once for each type and place that was
   * not found before.
   *
   * @param listener who is to be told, or null for nobody; replaces the one before
   */
  public void onLost(@Nullable LostRightListener listener) {
    lost.onLost(listener);
  }

  /**
   * Tells whether the ledger gives back what is found lost.
   *
   * @return whether it does; false unless {@link #setReleasingLost} was called
   */
  public boolean isReleasingLost() {
    return lost.isReleasing();
  }

  /**
   * Has the ledger give back what it finds lost from now on, once. It does so with those rights
   * only that it watches.
   *
   * <p>This makes a leak smaller and hides it, and it is dangerous where a program still uses the
   * bare name of an object that it has forgotten: the name may be somebody else's then, and what
   * the program does with it hits that. Off unless it is asked for.
   *
   * @param releasing whether to give back
   */
  public void setReleasingLost(boolean releasing) {
    lost.setReleasing(releasing);
  }

  /**
   * Says what a port is for, so that people can tell it from others. The label belongs to the name,
   * and is forgotten when the name no longer denotes a right at the time of a census.
   *
   * @see PortView#label
   * @param name the name; one that the library did not acquire will do, too
   * @param label what the port is for
   */
  public void label(int name, String label) {
    labels.put(name, label);
  }

  @Override
  public void labelled(int name, String label) {
    label(name, label);
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

  Map<Integer, String> labels() {
    return new TreeMap<>(labels);
  }

  /**
   * Forgets labels that were there before, of all other names, which may be given to other ports.
   *
   * @param before the labels as they were before the names were read: later ones are of ports that
   *     may have come since
   */
  void keepLabels(Set<Integer> names, Map<Integer, String> before) {
    before.forEach(
        (name, label) -> {
          if (!names.contains(name)) {
            labels.remove(name, label);
          }
        });
  }

  /**
   * Offers the ledger to management tools: as a {@link LedgerMXBean} in the MBean server of the
   * platform, under {@code org.machapi:type=Ledger,name=}…, until {@link #unregisterBean()}.
   *
   * @param name what tells it from the ledgers of other kernels
   * @return the whole object name
   * @throws IllegalStateException if it is offered already, another ledger has the name, or the
   *     module {@code java.management} is missing
   */
  public String registerBean(String name) {
    return beans.register(this, name);
  }

  /** Withdraws the ledger from management tools. Does nothing if it is not offered. */
  public void unregisterBean() {
    beans.unregister();
  }
}
