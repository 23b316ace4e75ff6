package org.machapi.gnumach;

import java.util.ArrayList;
import java.util.List;
import org.machapi.raw.MachLibrary;
import org.machapi.sim.RaisedException;
import org.machapi.sim.SimulatedTask;
import org.machapi.sim.SimulatedThread;

/** One task under test in the simulated kernel, with its threads and the symbols of its names. */
final class SimulatedSubject {
  private static final int THREADS = 4;

  final SimulatedTask task;
  private final LibraryWatch watch;
  final NameSymbols symbols = new NameSymbols();
  final int self;

  /** The name of the task's port in the task that watches. */
  int seenAs;

  boolean ended;
  private final List<SimulatedThread> threads = new ArrayList<>();
  private final List<RaisedException> raised = new ArrayList<>();

  SimulatedSubject(SimulatedTask task, LibraryWatch watch) {
    this.task = task;
    this.watch = watch;
    for (int i = 0; i < THREADS; i++) {
      threads.add(null);
      raised.add(null);
    }
    this.self = newThread(0).library().mach_task_self_().get();
    symbols.of(self);
  }

  SimulatedThread newThread(int index) {
    SimulatedThread thread = task.createThread();
    threads.set(index, thread);
    return thread;
  }

  SimulatedThread thread(int index) {
    return threads.get(index);
  }

  MachLibrary library(int thread) {
    return watch.over(task, threads.get(thread).library());
  }

  void raise(int thread, int exception) {
    raised.set(thread, threads.get(thread).raise(exception, 1, 0x10));
  }

  boolean isHandled(int thread) {
    RaisedException exception = raised.get(thread);
    return !exception.isWaiting() && exception.outcome().handled();
  }
}
