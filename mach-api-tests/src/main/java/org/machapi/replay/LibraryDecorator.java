package org.machapi.replay;

import org.machapi.raw.MachLibrary;
import org.machapi.sim.SimulatedTask;

/** Puts something between a replayed program and its kernel, to watch the calls. */
@FunctionalInterface
interface LibraryDecorator {
  /** Lets every call pass as it is. */
  LibraryDecorator NONE = (task, library) -> library;

  /**
   * Returns the library that a thread of the task is to use.
   *
   * @param task the task
   * @param library what it would use otherwise
   */
  MachLibrary decorate(SimulatedTask task, MachLibrary library);
}
