package org.machapi.exception;

import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Who is asked when an {@link ExceptionServer} passes on: the handlers that its own installations
 * displaced, or else those that it was given.
 *
 * <p>A message does not say on which level it was raised, so the installation on its thread is
 * preferred, then the one on its task, then the latest for its type.
 */
final class EarlierHandlers {
  private final OwnedInstallations installations;
  private final @NotOwning @Nullable ExceptionHandlers others;

  EarlierHandlers(
      @NotOwning OwnedInstallations installations, @NotOwning @Nullable ExceptionHandlers others) {
    this.installations = installations;
    this.others = others;
  }

  /** Finds who handled this type before; null if nobody did, or nobody knows. */
  // The installations stay with their owner; that of an element of a list cannot be said.
  @SuppressWarnings("required.method.not.called")
  @Nullable ExceptionHandler find(ExceptionMessage message) {
    ExceptionType type = message.type();
    InstalledHandler best = null;
    for (InstalledHandler each : installations.latestFirst()) {
      if (!each.covers(type)) {
        continue;
      }
      if (each.isFor(message.thread())) {
        return each.before().of(type);
      }
      if (best == null || each.isFor(message.task()) && !best.isFor(message.task())) {
        best = each;
      }
    }
    if (best != null) {
      return best.before().of(type);
    }
    return others == null ? null : others.of(type);
  }
}
