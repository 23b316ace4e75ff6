package org.machapi.census;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What changed between two censuses of the same port space: which names, by how much, and where in
 * the program that came from.
 *
 * <p>A name that was freed and given out again is gone and new, wherever anything tells the two
 * ports apart: what they stand for, the number of the port, of the thread or of the process; and
 * where the port has no number, a make-send count or sequence number that went down, or a context
 * that was set and is another now. Where nothing does, they are taken for one.
 *
 * @param changes what changed, that which grew most first
 * @param sites places where rights were acquired of which more or fewer are held, that which grew
 *     most first; empty if the censuses were taken without a ledger
 * @param basis what the numbers of the places are: only {@link SiteBasis#COUNTS} can be compared
 * @param unaccounted how many user references there are more of which no place is known: rights
 *     acquired without the library, or that its ledger did not write down; negative for fewer.
 *     Names that are pegged or moved are left out. Where the places are {@linkplain
 *     SiteBasis#SAMPLES samples} it means nothing
 * @param pegged how many names were {@linkplain CensusEntry#isPegged() pegged} at one of the
 *     censuses: their counts stay what they are whatever is acquired or given back, so that nobody
 *     knows by how much they grew
 * @param moved how many other names {@linkplain CensusEntry#isChanged() changed} while one of the
 *     censuses was taken, so that their references and what is known of their places are of two
 *     moments. They are among the changes and places all the same
 */
public record CensusDifference(
    List<CensusChange> changes,
    List<SiteGrowth> sites,
    SiteBasis basis,
    long unaccounted,
    int pegged,
    int moved) {

  /**
   * Copies what is mutable.
   *
   * @param changes what changed
   * @param sites where it came from
   * @param basis what the numbers of the places are
   * @param unaccounted of how many more no place is known
   * @param pegged how many names are at the end of counting
   * @param moved how many names are of two moments
   */
  public CensusDifference {
    changes = List.copyOf(changes);
    sites = List.copyOf(sites);
  }

  /**
   * Compares two censuses.
   *
   * @param before the earlier one
   * @param after the later one, of the same port space
   * @return the difference
   */
  public static CensusDifference between(Census before, Census after) {
    Map<Integer, CensusEntry> left = new HashMap<>();
    for (CensusEntry entry : before.entries()) {
      left.put(entry.name(), entry);
    }
    List<CensusChange> changes = new ArrayList<>();
    Unaccounted unaccounted = new Unaccounted();
    for (CensusEntry entry : after.entries()) {
      CensusEntry earlier = left.remove(entry.name());
      unaccounted.add(earlier, entry);
      compare(earlier, entry, changes);
    }
    for (CensusEntry entry : left.values()) {
      unaccounted.add(entry, null);
      changes.add(gone(entry, null));
    }
    changes.sort(
        Comparator.comparingInt(CensusChange::growth)
            .reversed()
            .thenComparing(CensusChange::kind)
            .thenComparing(CensusChange::name, Integer::compareUnsigned));
    return new CensusDifference(
        changes,
        SiteCounts.difference(before, after),
        SiteBasis.of(before, after),
        unaccounted.growth(),
        unaccounted.pegged(),
        unaccounted.moved());
  }

  private static void compare(
      @Nullable CensusEntry before, CensusEntry after, List<CensusChange> changes) {
    if (before == null) {
      changes.add(appeared(after, null));
      return;
    }
    String reuse = SamePort.evidenceAgainst(before, after);
    if (reuse != null) {
      changes.add(gone(before, reuse));
      changes.add(appeared(after, reuse));
      return;
    }
    int growth = after.totalReferences() - before.totalReferences();
    boolean died = after.isDead() && !before.isDead();
    if (died || growth != 0) {
      CensusChange.Kind kind =
          died
              ? CensusChange.Kind.DIED
              : growth > 0 ? CensusChange.Kind.GROWN : CensusChange.Kind.SHRUNK;
      changes.add(new CensusChange(kind, after.name(), before, after, growth, null));
    }
  }

  private static CensusChange appeared(CensusEntry after, @Nullable String reuse) {
    int growth = after.totalReferences();
    return new CensusChange(CensusChange.Kind.NEW, after.name(), null, after, growth, reuse);
  }

  private static CensusChange gone(CensusEntry before, @Nullable String reuse) {
    int growth = -before.totalReferences();
    return new CensusChange(CensusChange.Kind.GONE, before.name(), before, null, growth, reuse);
  }

  /**
   * Returns the changes of one kind.
   *
   * @param kind the kind
   * @return the changes, that which grew most first
   */
  public List<CensusChange> changes(CensusChange.Kind kind) {
    return changes.stream().filter(change -> change.kind() == kind).toList();
  }

  /**
   * Returns how many user references there are more, of all names and rights together. Of pegged
   * names it has what their counts say, which may be less than what was acquired.
   *
   * @return the sum; negative for fewer
   */
  public long growth() {
    return changes.stream().mapToLong(CensusChange::growth).sum();
  }

  /**
   * Tells whether nothing changed that is compared.
   *
   * @return whether there are no changes
   */
  public boolean isEmpty() {
    return changes.isEmpty() && sites.isEmpty();
  }

  /**
   * Returns the difference as a text: the sum, the places, the names.
   *
   * @return lines, each with its end
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(CensusChange.signed(growth())).append(" references");
    for (CensusChange.Kind kind : CensusChange.Kind.values()) {
      text.append(", ").append(changes(kind).size()).append(' ').append(kind);
    }
    text.append('\n');
    if (basis != SiteBasis.COUNTS && !sites.isEmpty()) {
      text.append("  the places are ").append(basis.text()).append(":\n");
    }
    sites.forEach(site -> text.append("  ").append(site).append('\n'));
    if (unaccounted != 0 && basis != SiteBasis.SAMPLES) {
      text.append("  ").append(CensusChange.signed(unaccounted)).append(" from places unknown\n");
    }
    if (pegged > 0) {
      text.append("  pegged names, whose growth nobody knows: ").append(pegged).append('\n');
    }
    if (moved > 0) {
      text.append("  names that moved during a census: ").append(moved).append('\n');
    }
    changes.forEach(change -> text.append("  ").append(change).append('\n'));
    return text.toString();
  }
}
