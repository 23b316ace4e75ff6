package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;

import java.util.Map;

/** The routines of {@code <mach/mach_vm.h>}. */
final class VmScenarios {
  /** More than any task can have. */
  private static final long TOO_MUCH = 1L << 45;

  private VmScenarios() {}

  static Map<String, Scenario> all() {
    return Map.of(
        "mach_vm_allocate", VmScenarios::allocate,
        "mach_vm_deallocate", VmScenarios::deallocate);
  }

  private static void allocate(ScenarioTask task) {
    succeeds(task.calls().mach_vm_allocate(task.self(), task.out(), 1, /* anywhere */ 1));
    succeeds(task.calls().mach_vm_allocate(task.self(), task.out(), 50_000, 1));
    fails(KERN_NO_SPACE, task.calls().mach_vm_allocate(task.self(), task.out(), TOO_MUCH, 1));
  }

  private static void deallocate(ScenarioTask task) {
    succeeds(task.calls().mach_vm_deallocate(task.self(), task.newMemory(1), 1));
    succeeds(task.calls().mach_vm_deallocate(task.self(), task.newMemory(50_000), 50_000));
    fails(
        KERN_INVALID_ARGUMENT, task.calls().mach_vm_deallocate(task.self(), task.newMemory(1), -1));
  }
}
