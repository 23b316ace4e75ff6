package org.machapi.exception;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Who is asked when an {@link ExceptionServer} passes on: the handlers that its own installations
 * displaced, or else those that it was given.
 *
 * <p>A message does not say on which level it was raised, so the handler that the installation on
 * its thread displaced is preferred, then that of the task, then that of the host. What names
 * neither a thread nor a task that there is an installation for is passed on only if that is no
 * choice: if the installations for its type have one target, or displaced the same handler; those
 * that were closed before the server count with their targets, since a message may have been under
 * way. Where one installation of the server displaced another, what that displaced counts: a server
 * that passed on to itself would wait for itself.
 */
final class EarlierHandlers {
  private static final int THREAD_RANK = 0;
  private static final int TASK_RANK = 1;
  private static final int HOST_RANK = 2;
  private static final int LAST_RANK = 3;
  private static final Logger LOG = System.getLogger(ExceptionServer.class.getName());

  private final OwnedInstallations installations;
  private final @NotOwning @Nullable ExceptionHandlers others;
  private final int ownName;
  private volatile boolean hasWarnedOfChoice;
  private volatile boolean hasWarnedOfKernel;

  EarlierHandlers(
      @NotOwning OwnedInstallations installations,
      @NotOwning @Nullable ExceptionHandlers others,
      int ownName) {
    this.installations = installations;
    this.others = others;
    this.ownName = ownName;
  }

  /**
   * Finds who handled this type before; null if nobody did, nobody knows, or it was the kernel
   * itself, which takes no message of ours.
   */
  @Nullable ExceptionHandler find(ExceptionMessage message) {
    ExceptionHandler before = choose(message);
    if (before == null || !before.isKernelObject()) {
      return before;
    }
    warnOfKernel(message.type());
    return null;
  }

  // The installations stay with their owner; that of an element of a list cannot be said.
  @SuppressWarnings("required.method.not.called")
  private @Nullable ExceptionHandler choose(ExceptionMessage message) {
    ExceptionType type = message.type();
    @Nullable ExceptionHandler[] byRank = new ExceptionHandler[LAST_RANK + 1];
    int present = 0;
    InstalledHandler latest = null;
    boolean isChoice = false;
    for (InstalledHandler each : installations.latestFirst()) {
      if (!each.covers(type)) {
        continue;
      }
      int rank = rank(each, message);
      present |= 1 << rank;
      ExceptionHandler before = each.before().of(type);
      if (before != null && before.portName() == ownName) {
        continue;
      }
      byRank[rank] = byRank[rank] == null ? before : byRank[rank];
      latest = latest == null ? each : latest;
      isChoice |= !each.hasTargetOf(latest) && !isSame(before, latest.before().of(type));
    }
    if (present == 0) {
      return others == null ? null : ofOthers(others, type);
    }
    boolean isKnown = (present & (1 << THREAD_RANK | 1 << TASK_RANK)) != 0;
    if (isKnown) {
      return firstWithPort(byRank, present);
    }
    if (isChoice || installations.mayBeOfOneThatEnded(type, latest)) {
      warnOfChoice(type);
      return null;
    }
    return latest == null ? null : latest.before().of(type);
  }

  /** Whoever is asked where no installation accounts for it, unless one may that was closed. */
  private @Nullable ExceptionHandler ofOthers(
      @NotOwning ExceptionHandlers earlier, ExceptionType type) {
    if (installations.mayBeOfOneThatEnded(type, null)) {
      warnOfChoice(type);
      return null;
    }
    return earlier.of(type);
  }

  private void warnOfChoice(ExceptionType type) {
    if (!hasWarnedOfChoice) {
      hasWarnedOfChoice = true;
      LOG.log(
          Level.WARNING,
          "{0} is not passed on: the message does not say which of the handlers before is meant,"
              + " those of installations that were closed early included."
              + " Use one server for each target. Others like it are not logged.",
          type);
    }
  }

  private void warnOfKernel(ExceptionType type) {
    if (!hasWarnedOfKernel) {
      hasWarnedOfKernel = true;
      LOG.log(
          Level.WARNING,
          "{0} is not passed on: on the host the handler before is the kernel''s own, which makes"
              + " the signals and takes no message. Failure is answered, and no signal comes: the"
              + " thread most likely raises the same again. Handle such types on a task instead."
              + " Others like it are not logged.",
          type);
    }
  }

  private static boolean isSame(@Nullable ExceptionHandler one, @Nullable ExceptionHandler other) {
    if (one == null || other == null || one.port() == null || other.port() == null) {
      return isNobody(one) && isNobody(other);
    }
    return one.portName() == other.portName()
        && one.behaviour().equals(other.behaviour())
        && one.flavour() == other.flavour();
  }

  private static boolean isNobody(@Nullable ExceptionHandler handler) {
    return handler == null || handler.port() == null;
  }

  private static int rank(InstalledHandler installation, ExceptionMessage message) {
    if (installation.isFor(message.thread())) {
      return THREAD_RANK;
    }
    if (installation.isFor(message.task())) {
      return TASK_RANK;
    }
    return installation.isForHost() ? HOST_RANK : LAST_RANK;
  }

  /**
   * Goes up as far as the server is installed; on the next level the kernel asks whoever is there.
   */
  private static @Nullable ExceptionHandler firstWithPort(
      @Nullable ExceptionHandler[] byRank, int present) {
    int rank = Integer.numberOfTrailingZeros(present);
    while (rank <= HOST_RANK && (present & 1 << rank) != 0) {
      ExceptionHandler handler = byRank[rank];
      if (handler != null && handler.port() != null) {
        return handler;
      }
      rank++;
    }
    return null;
  }
}
