package org.machapi.exception;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What the installations of a server stood for that were closed before it. An exception that was
 * under way then arrives all the same and, where its message does not tell the target, may be
 * theirs.
 *
 * <p>Nobody can tell how long one is under way (its thread may wait for room in the queue), so that
 * nothing is forgotten; but of no more than so many targets, beyond which the types of the oldest
 * count for any target. Owns nothing: the targets stay with their owners, who may close them. For
 * use by one thread at a time.
 */
final class EndedInstallations {
  static final int MOST_TARGETS = 64;

  private record Ended(ExceptionTarget target, ExceptionMask mask) {}

  private final List<Ended> latestLast = new ArrayList<>();
  private ExceptionMask ofAnyTarget = new ExceptionMask(0);

  /** Notes what an installation stood for, once with what others for the same target did. */
  void add(ExceptionTarget target, ExceptionMask mask) {
    ExceptionMask all = mask;
    for (Ended known : latestLast) {
      if (target.is(known.target().port())) {
        all = all.or(known.mask());
        latestLast.remove(known);
        break;
      }
    }
    latestLast.add(new Ended(target, all));
    if (latestLast.size() > MOST_TARGETS) {
      ofAnyTarget = ofAnyTarget.or(latestLast.remove(0).mask());
    }
  }

  /** Tells whether an exception of this type may belong to another target than this one. */
  boolean mayBeMeant(ExceptionType type, @NotOwning @Nullable InstalledHandler but) {
    if (ofAnyTarget.has(type)) {
      return true;
    }
    for (Ended each : latestLast) {
      if (each.mask().has(type) && (but == null || !but.isFor(each.target().port()))) {
        return true;
      }
    }
    return false;
  }
}
