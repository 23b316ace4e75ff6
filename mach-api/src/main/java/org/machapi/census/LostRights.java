package org.machapi.census;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.KernReturn;
import org.machapi.flight.Flight;
import org.machapi.flight.RightLostEvent;

/** What a ledger found lost, by type and place; reports each of these once. */
final class LostRights {
  private static final Logger LOG = System.getLogger(Ledger.class.getName());

  private record Place(String type, String site) {}

  private final Map<Place, LostSite> sites = new LinkedHashMap<>();
  private volatile @Nullable LostRightListener listener;
  private volatile boolean releasing;

  void onLost(@Nullable LostRightListener listener) {
    this.listener = listener;
  }

  boolean isReleasing() {
    return releasing;
  }

  void setReleasing(boolean releasing) {
    this.releasing = releasing;
  }

  /** Enters a holding whose object was lost. */
  void add(Holding holding, boolean duringTransfer) {
    KernReturn kernReturn = releasing ? release(holding) : null;
    LostRight right =
        new LostRight(
            holding.type(),
            holding.name(),
            holding.site(),
            holding.thread(),
            holding.since(),
            holding.lastUses(),
            duringTransfer);
    if (enter(right, kernReturn != null && kernReturn.isSuccess())) {
      report(right, kernReturn);
    }
  }

  /** What goes wrong here must not keep the loss from being told. */
  private static @Nullable KernReturn release(Holding holding) {
    try {
      return holding.release();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "A lost right could not be given back.", e);
      return null;
    }
  }

  private static String fate(LostRight right, @Nullable KernReturn kernReturn) {
    if (right.duringTransfer()) {
      return "It was being given away: nobody knows whose it is.";
    }
    if (kernReturn == null) {
      return "It stays in the port space.";
    }
    return kernReturn.isSuccess()
        ? "The ledger has given it back."
        : "The ledger could not give it back: " + kernReturn + ".";
  }

  private synchronized boolean enter(LostRight right, boolean givenBack) {
    Place place = new Place(right.type(), right.site());
    LostSite before = sites.get(place);
    LostSite now = (before == null ? new LostSite(right, 0, 0) : before).plus(givenBack);
    sites.put(place, now);
    return before == null;
  }

  private void report(LostRight right, @Nullable KernReturn kernReturn) {
    LOG.log(
        Level.WARNING,
        "{0}. {1} Others from there are counted, and not logged.",
        right,
        fate(right, kernReturn));
    if (Flight.isOn()) {
      List<String> uses = right.lastUses();
      RightLostEvent.write(
          right.type(),
          right.name(),
          right.site(),
          right.thread(),
          uses.isEmpty() ? null : uses.get(0));
    }
    LostRightListener told = listener;
    if (told != null) {
      try {
        told.lost(right);
      } catch (RuntimeException | Error e) {
        LOG.log(Level.WARNING, "The listener for lost rights failed.", e);
      }
    }
  }

  synchronized List<LostSite> sites() {
    return new ArrayList<>(sites.values());
  }
}
