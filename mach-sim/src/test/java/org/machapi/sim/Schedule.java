package org.machapi.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.function.ToIntFunction;

/**
 * Calls of several threads, begun in an order that a test has chosen. The kernel serves one call at
 * a time and gives its lock up only where a call waits; so once every call has either returned or
 * waits, nothing moves until the next one begins, and the order of beginnings decides everything.
 */
final class Schedule {
  final Kernel kernel = new Kernel(KernelConfiguration.builder().build());
  final Task task = new Task(kernel, "test");
  final SimulatedTask simulated = new SimulatedTask(task);
  final Program program = Program.of(simulated);
  private final List<SimulatedThread> threads = new ArrayList<>();
  private final List<FutureTask<Integer>> calls = new ArrayList<>();

  /** Begins a call in a thread of its own, and returns when all calls have returned or wait. */
  FutureTask<Integer> begin(ToIntFunction<Program> call) {
    SimulatedThread thread = simulated.createThread();
    Program caller = new Program(thread.library());
    FutureTask<Integer> result = Eventually.call(() -> call.applyAsInt(caller));
    threads.add(thread);
    calls.add(result);
    settle();
    return result;
  }

  /** Waits until no call is on its way any more. */
  void settle() {
    Eventually.until(this::isAtRest);
  }

  /** Looks at all calls at one moment: who is not done and does not wait will enter the lock. */
  private boolean isAtRest() {
    kernel.lock.lock();
    try {
      for (int i = 0; i < calls.size(); i++) {
        if (!calls.get(i).isDone() && !threads.get(i).isWaiting()) {
          return false;
        }
      }
      return true;
    } finally {
      kernel.lock.unlock();
    }
  }

  SimulatedThread thread(int call) {
    return threads.get(call);
  }

  /** Returns how many calls wait in the kernel. */
  long waiting() {
    return threads.stream().filter(SimulatedThread::isWaiting).count();
  }

  /** Returns all orders of some things, each once, those that are equal not told apart. */
  static <T> List<List<T>> orders(List<T> things) {
    if (things.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> orders = new ArrayList<>();
    Set<T> begun = new HashSet<>();
    for (T first : things) {
      if (begun.add(first)) {
        List<T> others = new ArrayList<>(things);
        others.remove(first);
        for (List<T> rest : orders(others)) {
          List<T> order = new ArrayList<>(List.of(first));
          order.addAll(rest);
          orders.add(order);
        }
      }
    }
    return orders;
  }
}
