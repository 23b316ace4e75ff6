package org.machapi.exception;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The installations that are open, so that an orderly end of the JVM undoes them: a handler that
 * stays behind on another task would make its exceptions wait for a port that is dead.
 *
 * <p>The first installation registers one shutdown hook. What is closed is forgotten. As hooks run
 * side by side, an installation may be closed by its owner at the same moment: closing happens
 * once, whoever comes first. A JVM that is killed undoes nothing; the kernel finds the dead port
 * then, and asks the next handler.
 *
 * <p>Owns nothing: each installation stays with its owner, which the leak checker cannot be told of
 * what is in a collection.
 */
@SuppressWarnings({"mustcall", "required.method.not.called"})
final class OpenInstallations {
  private static final OpenInstallations ALL =
      new OpenInstallations(hook -> Runtime.getRuntime().addShutdownHook(hook));

  private final Consumer<Thread> registrar;
  private final Set<InstalledHandler> open = new LinkedHashSet<>();
  private @Nullable Thread hook;
  private boolean isOver;

  OpenInstallations(Consumer<Thread> registrar) {
    this.registrar = registrar;
  }

  static OpenInstallations all() {
    return ALL;
  }

  /**
   * Makes sure that the hook is there, before anything is installed.
   *
   * @throws IllegalStateException if the JVM is shutting down
   */
  synchronized void prepare() {
    if (isOver) {
      throw new IllegalStateException("the JVM is shutting down");
    }
    if (hook == null) {
      Thread made = new Thread(this::undoAll, "mach-api exception handlers");
      registrar.accept(made);
      hook = made;
    }
  }

  /**
   * Remembers an installation.
   *
   * @return false if the JVM has begun to shut down meanwhile: then whoever installed it undoes it
   */
  synchronized boolean add(@NotOwning InstalledHandler installation) {
    return !isOver && open.add(installation);
  }

  /** Forgets an installation that is being undone. */
  synchronized void remove(@NotOwning InstalledHandler installation) {
    open.remove(installation);
  }

  /** Returns how many are open. */
  synchronized int size() {
    return open.size();
  }

  /** Returns the hook, which undoes all that are open; null if there is none yet. */
  synchronized @Nullable Thread hook() {
    return hook;
  }

  /** The latest first, so that each finds what it has left. */
  private void undoAll() {
    List<InstalledHandler> latestLast = end();
    for (int i = latestLast.size() - 1; i >= 0; i--) {
      latestLast.get(i).undo();
    }
  }

  private synchronized List<InstalledHandler> end() {
    isOver = true;
    return new ArrayList<>(open);
  }
}
