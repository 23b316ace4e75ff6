package org.machapi.exception;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Any number of installations with one owner. The leak checker cannot follow what is in a
 * collection, so this is the one place where it is told to trust: whatever is added is closed by
 * {@link #close()}. For use by several threads.
 */
@InheritableMustCall("close")
@SuppressWarnings({"mustcall", "required.method.not.called"})
final class OwnedInstallations implements AutoCloseable {
  /** The latest first. */
  private final List<InstalledHandler> latestFirst = new CopyOnWriteArrayList<>();

  private final EndedInstallations ended = new EndedInstallations();
  private boolean isOver;
  private boolean isClosed;

  /** Takes an installation over and lends it back; undone at once if it comes too late. */
  @NotOwning
  synchronized InstalledHandler add(@Owning InstalledHandler installation) {
    if (isOver) {
      installation.close();
      throw new IllegalStateException("the exception server is closed");
    }
    dropClosed();
    latestFirst.add(0, installation);
    return installation;
  }

  /** Whoever has ended raises nothing more, and what is under way is no longer waited for. */
  private void dropClosed() {
    for (InstalledHandler each : latestFirst) {
      if (each.isClosed()) {
        if (!each.isTargetKnownToHaveEnded()) {
          ended.add(each.target(), each.mask());
        }
        latestFirst.remove(each);
      }
    }
  }

  /**
   * Tells whether an exception of this type, whose message does not tell the target, may have been
   * raised for an installation that has been closed early, on another target than this one.
   */
  synchronized boolean mayBeOfOneThatEnded(
      ExceptionType type, @NotOwning @Nullable InstalledHandler but) {
    dropClosed();
    return isClosed || ended.mayBeMeant(type, but);
  }

  @NotOwning
  List<InstalledHandler> latestFirst() {
    return latestFirst;
  }

  /** Undoes all, and takes no other. Their rights stay, to be passed on to. */
  void undo() {
    all().forEach(InstalledHandler::undo);
  }

  /** From here on nobody can be passed on to. */
  private synchronized List<InstalledHandler> allForTheLastTime() {
    isClosed = true;
    return all();
  }

  private synchronized List<InstalledHandler> all() {
    isOver = true;
    return new ArrayList<>(latestFirst);
  }

  @Override
  public void close() {
    allForTheLastTime().forEach(InstalledHandler::close);
  }
}
