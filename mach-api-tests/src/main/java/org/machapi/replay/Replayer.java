package org.machapi.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.KobjectConstants;
import org.machapi.raw.Symbols;
import org.machapi.sim.GuardException;

/**
 * Replays recorded sequences, each against a fresh simulated kernel, through the C interface.
 *
 * <p>A sequence ends with the first call that differs, because what follows then starts from
 * another state. Not safe for use by several threads at once.
 */
public final class Replayer {
  private final Buffers buffers = new Buffers();
  private final LibraryDecorator decorator;
  private final FinalLook finalLook;
  private @Nullable Operation currentOperation;

  /** Makes a replayer. */
  public Replayer() {
    this(LibraryDecorator.NONE);
  }

  /** Makes a replayer whose programs call through what the decorator puts in between. */
  Replayer(LibraryDecorator decorator) {
    this(decorator, machine -> {});
  }

  /** Makes a replayer that shows the machine to somebody when a sequence has ended as recorded. */
  Replayer(LibraryDecorator decorator, FinalLook finalLook) {
    this.decorator = decorator;
    this.finalLook = finalLook;
  }

  /** Sees a machine in the state in which a sequence leaves it. */
  @FunctionalInterface
  interface FinalLook {
    void at(Machine machine);
  }

  /**
   * Replays one sequence.
   *
   * @param sequence the recorded sequence
   * @return what differs at the first call that differs; empty where nothing does
   * @throws DamagedTraceException if the sequence does not make sense
   */
  List<Difference> replay(TraceSequence sequence) {
    try (Machine machine = Machine.start(sequence, decorator)) {
      List<Difference> differences = new ArrayList<>();
      compareStates(machine, -1, "", sequence.initialState(), differences);
      for (Operation operation : sequence.operations()) {
        if (!differences.isEmpty()) {
          break;
        }
        replay(machine, operation, differences);
      }
      if (differences.isEmpty()) {
        finalLook.at(machine);
        compareLabels(machine, sequence, differences);
      }
      return differences;
    }
  }

  /** The operation that is being replayed; null before the first. */
  @Nullable Operation currentOperation() {
    return currentOperation;
  }

  private void replay(Machine machine, Operation operation, List<Difference> differences) {
    Operations.@Nullable Handler handler = Operations.find(operation.name());
    if (handler == null) {
      throw operation.args().damaged("op", "unknown operation " + operation.name());
    }
    Call call = new Call(machine, machine.task(operation.task()), operation, buffers);
    currentOperation = operation;
    try {
      Names outputNames = call.outputNames();
      Names targetNames = call.targetNames();
      Result result = handler.run(call);
      machine.settle();
      compareResult(call, outputNames, result, differences);
      compareGuards(machine, targetNames, operation, differences);
    } catch (DamagedTraceException e) {
      throw e;
    } catch (RuntimeException e) {
      // The kernel under test is what may have thrown; the other sequences are still worth a run.
      differences.add(difference(operation, "outcome", "one to compare", String.valueOf(e)));
      return;
    }
    compareStates(machine, operation.index(), operation.name(), operation.state(), differences);
  }

  private static void compareResult(
      Call call, Names names, Result result, List<Difference> differences) {
    Operation operation = call.operation();
    if (result.code() != operation.code()) {
      differences.add(
          difference(
              operation,
              "kr",
              TraceSymbols.kernReturn(operation.code()),
              TraceSymbols.kernReturn(result.code())));
    }
    OutComparison comparison = new OutComparison(names, call.machine().contexts());
    for (String[] found : comparison.compare(operation.out(), result.out())) {
      differences.add(difference(operation, found[0], found[1], found[2]));
    }
    for (int name : comparison.uxHandlers()) {
      Observer observer = call.machine().observer();
      int type = observer.kernelObjectType(call.task().seenAs(), name);
      if (type != KobjectConstants.IKOT_UX_HANDLER) {
        differences.add(difference(operation, "handler", "IKOT_UX_HANDLER", Symbols.kobject(type)));
      }
      // The recorded call gave no name for it, so ours must not stay.
      observer.destroy(call.task().seenAs(), name);
    }
  }

  private static void compareGuards(
      Machine machine, Names names, Operation operation, List<Difference> differences) {
    List<GuardException> raised = machine.takeGuards();
    GuardComparison comparison = new GuardComparison(names, machine.contexts());
    if (!comparison.matches(operation.guards(), raised)) {
      differences.add(
          difference(
              operation,
              "guard",
              GuardComparison.expectedText(operation.guards()),
              comparison.actualText(raised)));
    }
  }

  private static void compareStates(
      Machine machine,
      int call,
      String operation,
      Map<String, Map<String, PortEntry>> expected,
      List<Difference> differences) {
    for (Map.Entry<String, MachineTask> entry : machine.tasks().entrySet()) {
      MachineTask task = entry.getValue();
      String letter = entry.getKey();
      @Nullable Map<String, PortEntry> wanted = expected.get(letter);
      if (wanted == null || task.hasExited()) {
        if (wanted != null || !task.hasExited()) {
          differences.add(
              new Difference(
                  call,
                  operation,
                  "state of " + letter,
                  wanted == null ? "none (it has exited)" : "a state",
                  task.hasExited() ? "none (it has exited)" : "a state"));
        }
        continue;
      }
      try {
        Map<Integer, ObservedEntry> actual = machine.observer().read(task);
        for (String[] found : new StateComparison(task.names()).compare(wanted, actual)) {
          differences.add(
              new Difference(
                  call, operation, "state of " + letter + " " + found[0], found[1], found[2]));
        }
      } catch (ReplayFailure e) {
        differences.add(
            new Difference(
                call, operation, "state of " + letter, "readable", String.valueOf(e.getMessage())));
      }
    }
  }

  private static void compareLabels(
      Machine machine, TraceSequence sequence, List<Difference> differences) {
    List<Operation> operations = sequence.operations();
    int last = operations.size() - 1;
    Map<String, Map<String, PortEntry>> state =
        last < 0 ? sequence.initialState() : operations.get(last).state();
    String operation = last < 0 ? "" : operations.get(last).name();
    try {
      for (String[] found : new LabelComparison(machine.observer()).compare(machine, state)) {
        differences.add(
            new Difference(last, operation, "state of " + found[0], found[1], found[2]));
      }
    } catch (ReplayFailure e) {
      differences.add(
          new Difference(last, operation, "ports", "to be told apart", String.valueOf(e)));
    }
  }

  private static Difference difference(
      Operation operation, String what, String expected, String got) {
    return new Difference(operation.index(), operation.name(), what, expected, got);
  }
}
