package org.machapi.exception;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.mustcall.qual.Owning;

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

  private boolean isOver;

  /** Takes an installation over and lends it back; undone at once if it comes too late. */
  @NotOwning
  synchronized InstalledHandler add(@Owning InstalledHandler installation) {
    if (isOver) {
      installation.close();
      throw new IllegalStateException("the exception server is closed");
    }
    latestFirst.removeIf(InstalledHandler::isClosed);
    latestFirst.add(0, installation);
    return installation;
  }

  @NotOwning
  List<InstalledHandler> latestFirst() {
    return latestFirst;
  }

  /** Undoes all, and takes no other. Their rights stay, to be passed on to. */
  void undo() {
    all().forEach(InstalledHandler::undo);
  }

  private synchronized List<InstalledHandler> all() {
    isOver = true;
    return new ArrayList<>(latestFirst);
  }

  @Override
  public void close() {
    all().forEach(InstalledHandler::close);
  }
}
