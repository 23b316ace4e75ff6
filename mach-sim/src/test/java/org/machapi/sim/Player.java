package org.machapi.sim;

import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A task that random steps are made in, and what a program in it would remember. */
final class Player {
  final Task task;
  final SimulatedTask simulated;
  final Program program;
  final List<SimulatedThread> threads = new ArrayList<>();

  /** The memory that the task has or had, its sizes by its addresses. */
  final Map<Long, Long> memory = new LinkedHashMap<>();

  /** The name that the observer has for the task's port. */
  final int observed;

  /** The name that this task was given for the port of the other. */
  int peer;

  Player(Kernel kernel, String name, SimulatedTask observer) {
    task = new Task(kernel, name);
    kernel.tasks.put(task.processNumber, task);
    simulated = new SimulatedTask(task);
    program = Program.of(simulated);
    observed = simulated.grant(program.self, MACH_MSG_TYPE_COPY_SEND, observer);
  }

  /** Returns the name under which a step knows the task that it is about. */
  int target(boolean abroad) {
    return abroad ? peer : program.self;
  }
}
