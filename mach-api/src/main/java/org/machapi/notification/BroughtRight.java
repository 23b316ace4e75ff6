package org.machapi.notification;

import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.PortRight;

/**
 * The right that a notification brings, until somebody takes it. The leak checker cannot follow an
 * object that moves from a field to a caller, so this is the one place of the package where it is
 * told to trust: what is not taken is closed by {@link #close()}.
 */
@InheritableMustCall("close")
@SuppressWarnings({"mustcall", "required.method.not.called"})
final class BroughtRight<R extends PortRight> implements AutoCloseable {
  private @Nullable R right;
  private boolean ended;

  /** Takes a right over; null where the notification has none. */
  BroughtRight(@Owning @Nullable R right) {
    this.right = right;
  }

  boolean isHere() {
    return right != null;
  }

  @Owning
  @Nullable R take() {
    if (ended) {
      throw new IllegalStateException(
          "what the notification brought has been taken, or the notification is closed");
    }
    ended = true;
    R taken = right;
    right = null;
    return taken;
  }

  @Override
  public void close() {
    ended = true;
    R rest = right;
    right = null;
    if (rest != null) {
      rest.close();
    }
  }
}
