package org.machapi.census;

import org.machapi.MachException;
import org.machapi.Right;
import org.machapi.raw.KernReturnConstants;

/** Decides, at the end of a census, which names are dead. */
final class Burial {
  private final SpaceReader space;
  private final boolean isControl;

  Burial(SpaceReader space, boolean isControl) {
    this.space = space;
    this.isControl = isControl;
  }

  /**
   * Shows a name as dead if it is, and counts its references as anybody would see them, with that
   * of a notification which is on its way: the table has that only once somebody has used the name.
   * A name that is not dead was another port's for a while, and is marked: between two questions it
   * can be freed and given out again.
   */
  void buryIfDead(EntryDraft draft) {
    boolean mayBeDead = draft.mayBeDead && !draft.isChanged;
    if (isControl && (mayBeDead || draft.isDead())) {
      count(draft);
    } else if (mayBeDead) {
      askAgain(draft);
    }
  }

  private void count(EntryDraft draft) {
    try {
      int references = space.references(draft.name, Right.DEAD_NAME);
      if (references == 0) {
        draft.isChanged = true;
      } else {
        bury(draft);
        draft.counted = references;
      }
    } catch (MachException e) {
      if (e.kernReturn().code() == KernReturnConstants.KERN_INVALID_NAME) {
        draft.isChanged = true;
      } else {
        bury(draft);
      }
      draft.unread.add(ObjectReader.answer(e));
    }
  }

  /** A read port does not count references. */
  private void askAgain(EntryDraft draft) {
    try {
      space.kernelObject(draft.name);
      draft.isChanged = true;
    } catch (MachException e) {
      if (EntryReader.meansNoPort(e)) {
        bury(draft);
      }
    }
  }

  private static void bury(EntryDraft draft) {
    if (!draft.isDead()) {
      draft.die();
      draft.unread.clear();
    }
  }
}
