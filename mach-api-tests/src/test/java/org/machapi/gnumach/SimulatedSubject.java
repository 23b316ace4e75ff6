package org.machapi.gnumach;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.machapi.raw.MachLibrary;
import org.machapi.sim.RaisedException;
import org.machapi.sim.SimulatedTask;
import org.machapi.sim.SimulatedThread;

/** One task under test in the simulated kernel, with its threads and the symbols of its names. */
final class SimulatedSubject {
  static final int THREADS = 4;

  final SimulatedTask task;
  private final LibraryWatch watch;
  final NameSymbols symbols = new NameSymbols();
  final int self;

  /** The name of the task's port in the task that watches. */
  int seenAs;

  boolean ended;
  private final List<SimulatedThread> threads = new ArrayList<>();
  private final List<RaisedException> raised = new ArrayList<>();
  private final List<ThreadStage> stages = new ArrayList<>();

  SimulatedSubject(SimulatedTask task, LibraryWatch watch) {
    this.task = task;
    this.watch = watch;
    for (int i = 0; i < THREADS; i++) {
      threads.add(null);
      raised.add(null);
      stages.add(ThreadStage.ABSENT);
    }
    this.self = newThread(0).library().mach_task_self_().get();
    symbols.of(self);
  }

  SimulatedThread newThread(int index) {
    SimulatedThread thread = task.createThread();
    threads.set(index, thread);
    stages.set(index, ThreadStage.IDLE);
    return thread;
  }

  MachLibrary library(int thread) {
    return watch.over(task, threads.get(thread).library());
  }

  void raise(int thread, int exception) {
    raised.set(thread, threads.get(thread).raise(exception, 1, 0x10));
    stages.set(thread, ThreadStage.WAITING);
  }

  /** Takes back a thread whose exception was handled; false if it was not. */
  boolean join(int thread) {
    boolean handled = stage(thread) == ThreadStage.HANDLED;
    if (handled) {
      stages.set(thread, ThreadStage.IDLE);
    }
    return handled;
  }

  void end(int thread) {
    threads.get(thread).exit();
    stages.set(thread, ThreadStage.ENDED);
  }

  void end() {
    task.terminate();
    ended = true;
  }

  /** Ends the task if nobody handled an exception in it: the thread goes first, then the rest. */
  boolean endIfUnhandled() {
    for (int i = 0; i < THREADS; i++) {
      if (stage(i) == ThreadStage.WAITING && !raised.get(i).isWaiting()) {
        end(i);
        end();
        return true;
      }
    }
    return false;
  }

  ThreadStage stage(int thread) {
    if (ended) {
      return ThreadStage.ENDED;
    }
    ThreadStage stage = stages.get(thread);
    if (stage != ThreadStage.WAITING || raised.get(thread).isWaiting()) {
      return stage;
    }
    boolean handled = Objects.requireNonNull(raised.get(thread).outcome()).handled();
    return handled ? ThreadStage.HANDLED : ThreadStage.WAITING;
  }
}
