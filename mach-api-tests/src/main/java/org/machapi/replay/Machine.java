package org.machapi.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MessageConstants;
import org.machapi.sim.GuardException;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;
import org.machapi.sim.SimulatedKernel;
import org.machapi.sim.SimulatedTask;

/**
 * A fresh simulated kernel with the tasks of one sequence, and one task more that watches them.
 *
 * <p>The watching task holds the task ports of the others and reads their port spaces from outside,
 * as a debugger does. So reading changes nothing in the tasks, and works also after a task has
 * given away its own task port.
 */
final class Machine implements AutoCloseable {
  private final List<GuardException> guards = new ArrayList<>();
  private final Map<String, Long> contexts = new LinkedHashMap<>();
  private final Map<String, MachineTask> tasks = new LinkedHashMap<>();
  private final SimulatedTask watching;
  private final Observer observer;

  Machine(TraceSequence sequence) {
    SimulatedKernel kernel =
        SimulatedKernel.create(
            KernelConfiguration.builder()
                .generation(KernelGeneration.XNU_7195)
                .guardListener(this::note)
                .build());
    for (String letter : sequence.initialState().keySet()) {
      tasks.put(letter, new MachineTask(kernel.createTask(letter)));
    }
    if (tasks.size() == 2) {
      connect();
    }
    watching = kernel.createTask("observer");
    observer = new Observer(watching.library());
    for (MachineTask task : tasks.values()) {
      int name =
          task.simulated()
              .grant(task.ownTaskPort(), MessageConstants.MACH_MSG_TYPE_COPY_SEND, watching);
      task.seenAs(name);
    }
  }

  /** Gives each of the two tasks its inbox, and a send right to the other's. */
  private void connect() {
    for (MachineTask task : tasks.values()) {
      task.allocateInbox();
    }
    List<MachineTask> both = new ArrayList<>(tasks.values());
    both.get(0).giveInboxTo(both.get(1));
    both.get(1).giveInboxTo(both.get(0));
  }

  MachineTask task(String letter) {
    @Nullable MachineTask task = tasks.get(letter);
    if (task == null) {
      throw new IllegalArgumentException("no task " + letter);
    }
    return task;
  }

  @Nullable MachineTask taskOrNull(String letter) {
    return tasks.get(letter);
  }

  Map<String, MachineTask> tasks() {
    return tasks;
  }

  Observer observer() {
    return observer;
  }

  /** The contexts that the kernel made, by the symbols of the recording. */
  Map<String, Long> contexts() {
    return contexts;
  }

  /** Returns the guard exceptions since the last time, oldest first. */
  List<GuardException> takeGuards() {
    synchronized (guards) {
      List<GuardException> taken = new ArrayList<>(guards);
      guards.clear();
      return taken;
    }
  }

  /** Waits until no started call of any task runs: each has returned, or waits in the kernel. */
  void settle() {
    for (MachineTask task : tasks.values()) {
      task.settle();
    }
  }

  private void note(GuardException guard) {
    synchronized (guards) {
      guards.add(guard);
    }
  }

  /** Ends all tasks, and with them every call that still waits. */
  @Override
  public void close() {
    for (MachineTask task : tasks.values()) {
      task.terminate();
    }
    watching.terminate();
    settle();
  }

  /** The library of a task's thread. */
  static MachLibrary library(MachineTask task, int thread) {
    return task.library(thread);
  }
}
