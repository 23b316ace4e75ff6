package org.machapi.census;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Flavour;
import org.machapi.IpcSpace;
import org.machapi.Loan;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReadableTask;
import org.machapi.raw.NativeBuffer;

/** Takes one census. */
final class CensusTaker {
  private final Instant taken = Instant.now();
  private final Set<String> unread;
  private final @Nullable Integer pid;
  private final SpaceReader space;
  private final boolean isControl;

  /** What the names were at the beginning, and which of them were dead. */
  private final SpaceTable first;

  private Set<Integer> dead = Set.of();

  /**
   * @param quiet the kernel, with no observer: what a census acquires for a moment is nobody's leak
   * @param task the name of the task's port
   * @param isControl whether that is a control port
   * @param pid the process, if it is known
   * @param unread gets what the kernel refuses to tell
   */
  private CensusTaker(
      Mach quiet, int task, boolean isControl, @Nullable Integer pid, Set<String> unread)
      throws MachException {
    this.space = new SpaceReader(quiet, task);
    this.isControl = isControl;
    this.pid = pid;
    this.unread = unread;
    this.first = space.table();
    if (isControl) {
      try {
        dead = space.deadNames();
      } catch (MachException e) {
        unread.add(ObjectReader.answer(e));
      }
    }
  }

  private static @Nullable Integer pid(Mach quiet, int task, Set<String> unread) {
    try {
      return ObjectReader.pid(quiet, task, NativeBuffer.allocate(Integer.BYTES));
    } catch (MachException e) {
      unread.add(ObjectReader.answer(e));
      return null;
    }
  }

  static Census ofOwnTask(Mach mach, @Nullable Ledger ledger) throws MachException {
    try (LedgerReading reading = new LedgerReading(ledger, mach.observer() == ledger)) {
      reading.read();
      Census census = takeOwn(mach, reading);
      reading.keepLabels(census.entries());
      return census;
    }
  }

  private static Census takeOwn(Mach mach, LedgerReading reading) throws MachException {
    Mach quiet = Mach.of(mach.library(), mach.kernel());
    Set<String> unread = new LinkedHashSet<>();
    Integer pid = pid(quiet, quiet.taskSelf(), unread);
    CensusTaker taker = new CensusTaker(quiet, quiet.taskSelf(), true, pid, unread);
    Map<Integer, List<PortRole>> roles = new HashMap<>();
    Set<Long> threads = new HashSet<>();
    if (taker.hasRoom(taker.first)) {
      RoleReader reader =
          new RoleReader(
              found -> {
                for (RoleReader.Found one : found) {
                  add(roles, one.name(), one.role());
                }
              },
              taker.unread);
      reader.read(quiet.task());
      reader.readThreads(quiet.task());
      reader.readRegistered(quiet);
      reader.readHost(quiet);
      threads.addAll(reader.threads());
    }
    ObjectReader objects = new ObjectReader(quiet, taker.pid, threads);
    List<EntryDraft> drafts = taker.drafts(objects, (name, port, object) -> name);
    return taker.finish(drafts, draft -> roles.get(draft.name), reading);
  }

  static Census of(ReadableTask task) throws MachException {
    Mach mach = task.mach();
    try (Loan loan = task.lend()) {
      Mach quiet = Mach.of(mach.library(), mach.kernel());
      Set<String> unread = new LinkedHashSet<>();
      Integer pid = pid(quiet, loan.name(), unread);
      if (loan.name() == quiet.taskSelf()
          || pid != null && pid.equals(pid(quiet, quiet.taskSelf(), unread))) {
        return ofOwnTask(mach, null);
      }
      boolean isControl = quiet.space().kernelObject(loan.name()).flavour() == Flavour.CONTROL;
      CensusTaker taker = new CensusTaker(quiet, loan.name(), isControl, pid, unread);
      return new OtherTask(quiet, loan.name(), taker).take();
    }
  }

  /** Tells whether references can be added to the own names and given back. Notes it if not. */
  boolean hasRoom(SpaceTable own) {
    if (own.hasCountWithin(IpcSpace.MAX_USER_REFERENCES, RoleReader.MOST_REFERENCES)) {
      unread.add("roles of ports: not asked, since a count of user references is near its end");
      return false;
    }
    return true;
  }

  static <T> void add(Map<Integer, List<T>> lists, int key, T value) {
    lists.computeIfAbsent(key, name -> new ArrayList<>(1)).add(value);
  }

  List<EntryDraft> drafts(ObjectReader objects, EntryReader.OwnNames ownNames) {
    EntryReader reader = new EntryReader(space, objects, ownNames, isControl, first, dead);
    reader.readSets();
    List<EntryDraft> drafts = new ArrayList<>(first.size());
    for (int row = 0; row < first.size(); row++) {
      drafts.add(reader.read(row));
    }
    return drafts;
  }

  /** Says what a port is used for. */
  interface Roles {
    @Nullable List<PortRole> of(EntryDraft draft);
  }

  /** Looks a second time, and compares. */
  Census finish(List<EntryDraft> drafts, Roles roles, LedgerReading reading) {
    SpaceTable last = first;
    try {
      last = space.table();
    } catch (MachException e) {
      unread.add(ObjectReader.answer(e) + " (the second time)");
    }
    Movements movements = new Movements(first, last);
    Burial burial = new Burial(space, isControl);
    List<CensusEntry> entries = new ArrayList<>(drafts.size());
    for (int row = 0; row < drafts.size(); row++) {
      EntryDraft draft = drafts.get(row);
      if (movements.isStillThere(row)) {
        draft.isChanged |= movements.isChanged(row);
        burial.buryIfDead(draft);
        draft.isChanged |= reading.hasMoved(draft.name);
        List<PortRole> known = roles.of(draft);
        entries.add(
            draft.finish(
                known == null ? List.of() : known,
                reading.label(draft.name),
                reading.held(draft.name)));
      }
    }
    return new Census(
        taken, pid, entries, movements.list(drafts), List.copyOf(unread), reading.account());
  }

  SpaceTable first() {
    return first;
  }

  Set<String> unread() {
    return unread;
  }

  @Nullable Integer pid() {
    return pid;
  }

  boolean isControl() {
    return isControl;
  }
}
