package org.machapi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.machapi.raw.MachLibrary;
import org.machapi.sim.KernelConfiguration;

/** A task whose calls can be made to break their contracts, to see whether that is found out. */
final class FaultFinder {
  private final ScenarioTask task =
      new ScenarioTask(KernelConfiguration.builder().build(), new ExecutionRecord());

  /** The task; the calls of its own library keep to their contracts. */
  ScenarioTask task() {
    return task;
  }

  /** Makes calls of a faulty routine; returns what was not as the contract says. */
  List<String> violations(String routine, FaultyLibrary.Fault fault, Consumer<MachLibrary> calls) {
    ExecutionRecord executions = new ExecutionRecord(routine::equals);
    MachLibrary faulty = FaultyLibrary.of(task.plain(), routine, fault);
    calls.accept(CheckedLibrary.of(faulty, task.task(), executions));
    assertThat(executions.counts()).containsOnlyKeys(routine);
    return executions.violations();
  }

  /** A name as the violations write it. */
  static String hex(int name) {
    return "0x" + Integer.toHexString(name);
  }
}
