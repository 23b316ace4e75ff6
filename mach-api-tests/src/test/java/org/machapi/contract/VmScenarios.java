package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
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
        "mach_vm_deallocate", VmScenarios::deallocate,
        "mach_vm_read_overwrite", VmScenarios::readOverwrite,
        "mach_vm_write", VmScenarios::write);
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

  private static void readOverwrite(ScenarioTask task) {
    long from = task.newMemory(100);
    long to = task.newMemory(100);
    succeeds(task.calls().mach_vm_read_overwrite(task.self(), from, 100, to, task.out()));
    fails(
        KERN_INVALID_ADDRESS,
        task.calls().mach_vm_read_overwrite(task.self(), from, TOO_MUCH, to, task.out()));
  }

  private static void write(ScenarioTask task) {
    long from = task.newMemory(100);
    long to = task.newMemory(100);
    succeeds(task.calls().mach_vm_write(task.self(), to, from, 100));
    fails(KERN_INVALID_ADDRESS, task.calls().mach_vm_write(task.self(), 16_384, from, 100));
  }
}
