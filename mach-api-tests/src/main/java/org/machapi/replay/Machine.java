package org.machapi.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MessageConstants;
import org.machapi.sim.GuardException;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;
import org.machapi.sim.MachineArchitecture;
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
  private final GuardLog guards;
  private final Map<String, Long> contexts = new LinkedHashMap<>();
  private final Map<String, MachineTask> tasks;
  private final SimulatedTask watching;
  private final Observer observer;

  private Machine(GuardLog guards, Map<String, MachineTask> tasks, SimulatedTask watching) {
    this.guards = guards;
    this.tasks = tasks;
    this.watching = watching;
    this.observer = new Observer(watching.library());
  }

  /** Makes the kernel with the tasks that the sequence starts from. */
  static Machine start(TraceSequence sequence, LibraryDecorator decorator) {
    GuardLog guards = new GuardLog();
    SimulatedKernel kernel =
        SimulatedKernel.create(
            KernelConfiguration.builder()
                .generation(KernelGeneration.XNU_7195)
                .architecture(MachineArchitecture.X86_64)
                .guardListener(guards)
                .build());
    Map<String, MachineTask> tasks = new LinkedHashMap<>();
    for (String letter : sequence.initialState().keySet()) {
      tasks.put(letter, new MachineTask(kernel.createTask(letter), decorator));
    }
    if (tasks.size() == 2) {
      connect(List.copyOf(tasks.values()));
    }
    SimulatedTask watching = kernel.createTask("observer");
    for (MachineTask task : tasks.values()) {
      int copy = MessageConstants.MACH_MSG_TYPE_COPY_SEND;
      task.seenAs(task.simulated().grant(task.ownTaskPort(), copy, watching));
    }
    return new Machine(guards, tasks, watching);
  }

  /** Gives each of two tasks its inbox, and a send right to the other's. */
  private static void connect(List<MachineTask> both) {
    for (MachineTask task : both) {
      task.allocateInbox();
    }
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

  /**
   * The task whose task port a name of the holder stands for; the holder where it stands for none.
   */
  MachineTask taskBehind(MachineTask holder, int name) {
    int seen = observer.lookThrough(holder.seenAs(), name);
    for (MachineTask task : tasks.values()) {
      if (task.seenAs() == seen) {
        return task;
      }
    }
    return holder;
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

  /** The kernel as the watching task sees it. */
  MachLibrary watchingLibrary() {
    return watching.library();
  }

  /** The contexts that the kernel made, by the symbols of the recording. */
  Map<String, Long> contexts() {
    return contexts;
  }

  /** Returns the guard exceptions since the last time, oldest first. */
  List<GuardException> takeGuards() {
    return guards.take();
  }

  /** Waits until no started call of any task runs: each has returned, or waits in the kernel. */
  void settle() {
    for (MachineTask task : tasks.values()) {
      task.settle();
    }
  }

  /** Waits for every started call that has a time limit of no more than this. */
  void awaitTimeouts(int milliseconds) {
    for (MachineTask task : tasks.values()) {
      for (StartedCall started : task.startedCalls()) {
        int limit = started.recordedTimeout();
        if (limit > 0 && limit <= milliseconds) {
          started.awaitTimeout();
        }
      }
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
}
