package org.machapi.gnumach;

import org.machapi.raw.MachLibrary;
import org.machapi.sim.SimulatedTask;

/** Puts something between the steps of a sequence and the simulated kernel, to watch the calls. */
@FunctionalInterface
interface LibraryWatch {
  /** Lets every call pass as it is. */
  LibraryWatch NONE = (task, library) -> library;

  /** Returns what a thread of the task is to call. */
  MachLibrary over(SimulatedTask task, MachLibrary library);
}
