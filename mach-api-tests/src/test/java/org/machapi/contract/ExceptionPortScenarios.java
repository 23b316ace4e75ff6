package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.ExceptionConstants.EXCEPTION_DEFAULT;
import static org.machapi.raw.ExceptionConstants.EXC_MASK_ARITHMETIC;
import static org.machapi.raw.ExceptionConstants.EXC_MASK_BAD_ACCESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;
import static org.machapi.raw.SpecialPortConstants.TASK_NAME_PORT;

import java.util.Map;
import jnr.ffi.Pointer;
import org.machapi.raw.MachLibrary;

/** The routines that get, set and swap the exception ports of threads, tasks and the host. */
final class ExceptionPortScenarios {
  private static final int MASK = EXC_MASK_BAD_ACCESS | EXC_MASK_ARITHMETIC;

  /** A bit that stands for no exception. */
  private static final int NO_MASK = 1 << 30;

  private ExceptionPortScenarios() {}

  static Map<String, Scenario> all() {
    return Map.ofEntries(
        Map.entry(
            "thread_get_exception_ports",
            task -> get(task, MachLibrary::thread_get_exception_ports, threadHolder(task))),
        Map.entry(
            "thread_set_exception_ports",
            task -> set(task, MachLibrary::thread_set_exception_ports, threadHolder(task))),
        Map.entry(
            "thread_swap_exception_ports",
            task -> swap(task, MachLibrary::thread_swap_exception_ports, threadHolder(task))),
        Map.entry(
            "task_get_exception_ports",
            task -> get(task, MachLibrary::task_get_exception_ports, taskHolder(task))),
        Map.entry(
            "task_set_exception_ports",
            task -> set(task, MachLibrary::task_set_exception_ports, taskHolder(task))),
        Map.entry(
            "task_swap_exception_ports",
            task -> swap(task, MachLibrary::task_swap_exception_ports, taskHolder(task))),
        Map.entry(
            "host_get_exception_ports",
            task -> get(task, MachLibrary::host_get_exception_ports, hostHolder(task))),
        Map.entry(
            "host_set_exception_ports",
            task -> set(task, MachLibrary::host_set_exception_ports, hostHolder(task))),
        Map.entry(
            "host_swap_exception_ports",
            task -> swap(task, MachLibrary::host_swap_exception_ports, hostHolder(task))),
        Map.entry(
            "thread_get_exception_ports_info",
            task ->
                getInfo(task, MachLibrary::thread_get_exception_ports_info, threadHolder(task))),
        Map.entry(
            "task_get_exception_ports_info",
            task -> getInfo(task, MachLibrary::task_get_exception_ports_info, taskHolder(task))));
  }

  /** The port that stands for whose exceptions it is, and how to set it up. */
  private record Holder(int port, Set set) {}

  private static Holder threadHolder(ScenarioTask task) {
    return new Holder(task.plain().mach_thread_self(), MachLibrary::thread_set_exception_ports);
  }

  private static Holder taskHolder(ScenarioTask task) {
    return new Holder(task.self(), MachLibrary::task_set_exception_ports);
  }

  private static Holder hostHolder(ScenarioTask task) {
    return new Holder(task.plain().mach_host_self(), MachLibrary::host_set_exception_ports);
  }

  @FunctionalInterface
  private interface Get {
    int call(
        MachLibrary library,
        int holder,
        int mask,
        Pointer masks,
        Pointer count,
        Pointer handlers,
        Pointer behaviors,
        Pointer flavors);
  }

  @FunctionalInterface
  private interface Set {
    int call(MachLibrary library, int holder, int mask, int port, int behavior, int flavor);
  }

  @FunctionalInterface
  private interface Swap {
    int call(
        MachLibrary library,
        int holder,
        int mask,
        int port,
        int behavior,
        int flavor,
        Pointer masks,
        Pointer count,
        Pointer handlers,
        Pointer behaviors,
        Pointer flavors);
  }

  /** Gets two different handlers, the same one for two types, and then a handler known already. */
  private static void get(ScenarioTask task, Get get, Holder holder) {
    int handler = task.newReceiveAndSendRight();
    int other = task.newSendRight();
    setUp(task, holder, EXC_MASK_BAD_ACCESS, handler);
    setUp(task, holder, EXC_MASK_ARITHMETIC, other);
    succeeds(get(task, get, holder.port, MASK));
    setUp(task, holder, MASK, handler);
    succeeds(get(task, get, holder.port, MASK));
    fails(KERN_INVALID_ARGUMENT, get(task, get, holder.port, NO_MASK));
    fails(KERN_INVALID_ARGUMENT, get(task, get, notAHolder(task), MASK));
  }

  /** As {@link #get}, where no rights are given, but only numbers that tell them apart. */
  private static void getInfo(ScenarioTask task, Get get, Holder holder) {
    setUp(task, holder, EXC_MASK_BAD_ACCESS, task.newSendRight());
    succeeds(get(task, get, holder.port, MASK));
    fails(KERN_INVALID_ARGUMENT, get(task, get, holder.port, NO_MASK));
    fails(KERN_INVALID_ARGUMENT, get(task, get, notAHolder(task), MASK));
  }

  private static int get(ScenarioTask task, Get get, int holder, int mask) {
    task.memory().putInt(0, 32);
    return get.call(
        task.calls(),
        holder,
        mask,
        task.at(200),
        task.at(0),
        task.at(400),
        task.at(600),
        task.at(800));
  }

  private static void setUp(ScenarioTask task, Holder holder, int mask, int handler) {
    succeeds(holder.set.call(task.plain(), holder.port, mask, handler, EXCEPTION_DEFAULT, 0));
  }

  private static void set(ScenarioTask task, Set set, Holder holder) {
    int handler = task.newReceiveAndSendRight();
    succeeds(set.call(task.calls(), holder.port, MASK, handler, EXCEPTION_DEFAULT, 0));
    succeeds(set.call(task.calls(), holder.port, MASK, 0, EXCEPTION_DEFAULT, 0));
    fails(
        KERN_INVALID_ARGUMENT,
        set.call(task.calls(), holder.port, NO_MASK, handler, EXCEPTION_DEFAULT, 0));
    fails(
        MACH_SEND_INVALID_RIGHT,
        set.call(task.calls(), holder.port, MASK, task.newPortSet(), EXCEPTION_DEFAULT, 0));
  }

  private static void swap(ScenarioTask task, Swap swap, Holder holder) {
    int handler = task.newReceiveAndSendRight();
    setUp(task, holder, EXC_MASK_BAD_ACCESS, task.newSendRight());
    succeeds(swap(task, swap, holder.port, handler, MASK));
    succeeds(swap(task, swap, holder.port, handler, MASK));
    fails(KERN_INVALID_ARGUMENT, swap(task, swap, holder.port, handler, NO_MASK));
    fails(MACH_SEND_INVALID_RIGHT, swap(task, swap, holder.port, task.newPortSet(), MASK));
  }

  private static int swap(ScenarioTask task, Swap swap, int holder, int handler, int mask) {
    task.memory().putInt(0, 32);
    return swap.call(
        task.calls(),
        holder,
        mask,
        handler,
        EXCEPTION_DEFAULT,
        0,
        task.at(200),
        task.at(0),
        task.at(400),
        task.at(600),
        task.at(800));
  }

  /** A kernel object that has no exception ports. */
  private static int notAHolder(ScenarioTask task) {
    succeeds(task.plain().task_get_special_port(task.self(), TASK_NAME_PORT, task.out()));
    return task.written();
  }
}
