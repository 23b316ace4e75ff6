package org.machapi.census;

import java.util.ArrayList;
import java.util.List;

/** Compares the names at the end of a census with those at its beginning. */
final class Movements {
  private final SpaceTable first;
  private final SpaceTable last;

  Movements(SpaceTable first, SpaceTable last) {
    this.first = first;
    this.last = last;
  }

  boolean isStillThere(int row) {
    return last.has(first.name(row));
  }

  boolean isChanged(int row) {
    int other = last.row(first.name(row));
    return other >= 0 && !first.isAsIn(last, row, other);
  }

  /**
   * Lists what moved.
   *
   * @param drafts the entries, in the order of the first table; those that are marked moved, too
   */
  List<NameMovement> list(List<EntryDraft> drafts) {
    List<NameMovement> movements = new ArrayList<>();
    for (int row = 0; row < first.size(); row++) {
      int name = first.name(row);
      int other = last.row(name);
      if (other < 0) {
        movements.add(
            new NameMovement(
                NameMovement.Kind.VANISHED, name, first.type(row), first.counted(row), null, 0));
      } else if (drafts.get(row).isChanged) {
        movements.add(
            new NameMovement(
                NameMovement.Kind.CHANGED,
                name,
                first.type(row),
                first.counted(row),
                last.type(other),
                last.counted(other)));
      }
    }
    for (int row = 0; row < last.size(); row++) {
      if (!first.has(last.name(row))) {
        movements.add(
            new NameMovement(
                NameMovement.Kind.APPEARED,
                last.name(row),
                null,
                0,
                last.type(row),
                last.counted(row)));
      }
    }
    return movements;
  }
}
