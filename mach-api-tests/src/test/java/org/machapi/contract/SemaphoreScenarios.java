package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_WAITING;
import static org.machapi.raw.KernReturnConstants.KERN_OPERATION_TIMED_OUT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.KernReturnConstants.KERN_TERMINATED;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;

import java.util.Map;
import org.machapi.sim.SimulatedThread;

/** The routines of {@code <mach/semaphore.h>}, and the two of {@code <mach/task.h>}. */
final class SemaphoreScenarios {
  private SemaphoreScenarios() {}

  static Map<String, Scenario> all() {
    return Map.of(
        "semaphore_create", SemaphoreScenarios::create,
        "semaphore_destroy", SemaphoreScenarios::destroy,
        "semaphore_signal", SemaphoreScenarios::signal,
        "semaphore_signal_all", SemaphoreScenarios::signalAll,
        "semaphore_signal_thread", SemaphoreScenarios::signalThread,
        "semaphore_wait", SemaphoreScenarios::await,
        "semaphore_wait_signal", SemaphoreScenarios::awaitAndSignal,
        "semaphore_timedwait_trap", SemaphoreScenarios::awaitForSomeTime,
        "semaphore_timedwait_signal_trap", SemaphoreScenarios::awaitForSomeTimeAndSignal);
  }

  private static int newSemaphore(ScenarioTask task, int value) {
    succeeds(task.plain().semaphore_create(task.self(), task.out(), 0, value));
    return task.written();
  }

  private static int newEndedSemaphore(ScenarioTask task) {
    int semaphore = newSemaphore(task, 0);
    addReference(task, semaphore);
    succeeds(task.plain().semaphore_destroy(task.self(), semaphore));
    return semaphore;
  }

  private static void addReference(ScenarioTask task, int name) {
    succeeds(task.plain().mach_port_mod_refs(task.self(), name, 0, 1));
  }

  private static void create(ScenarioTask task) {
    succeeds(task.calls().semaphore_create(task.self(), task.out(), 0, 0));
    succeeds(task.calls().semaphore_create(task.newTaskPort(), task.out(), 0, 3));
    fails(KERN_INVALID_ARGUMENT, task.calls().semaphore_create(task.self(), task.out(), 0, -1));
  }

  private static void destroy(ScenarioTask task) {
    int semaphore = newSemaphore(task, 0);
    addReference(task, semaphore);
    addReference(task, semaphore);
    succeeds(task.calls().semaphore_destroy(task.self(), semaphore));
    // The reference is used up by these failures too, but not if the call does not get away.
    fails(
        task.isOnNewestKernel() ? KERN_SUCCESS : KERN_INVALID_ARGUMENT,
        task.calls().semaphore_destroy(task.self(), semaphore));
    fails(KERN_INVALID_ARGUMENT, task.calls().semaphore_destroy(task.self(), task.newSendRight()));
    fails(KERN_INVALID_ARGUMENT, task.calls().semaphore_destroy(task.self(), task.newDeadName()));
    fails(
        KERN_INVALID_ARGUMENT,
        task.calls().semaphore_destroy(task.plain().mach_host_self(), newSemaphore(task, 0)));
    fails(
        MACH_SEND_INVALID_DEST,
        task.calls().semaphore_destroy(task.unusedName(), newSemaphore(task, 0)));
  }

  private static void signal(ScenarioTask task) {
    succeeds(task.calls().semaphore_signal(newSemaphore(task, 0)));
    fails(KERN_TERMINATED, task.calls().semaphore_signal(newEndedSemaphore(task)));
    fails(KERN_INVALID_NAME, task.calls().semaphore_signal(task.unusedName()));
  }

  private static void signalAll(ScenarioTask task) {
    succeeds(task.calls().semaphore_signal_all(newSemaphore(task, 0)));
    fails(KERN_TERMINATED, task.calls().semaphore_signal_all(newEndedSemaphore(task)));
    fails(KERN_INVALID_CAPABILITY, task.calls().semaphore_signal_all(task.newSendRight()));
  }

  private static void signalThread(ScenarioTask task) {
    int semaphore = newSemaphore(task, 0);
    SimulatedThread waiting = task.task().createThread();
    int name = waiting.library().mach_thread_self();
    Thread javaThread = new Thread(() -> waiting.library().semaphore_wait(semaphore));
    javaThread.start();
    while (!waiting.isWaiting()) {
      Thread.onSpinWait();
    }
    succeeds(task.calls().semaphore_signal_thread(semaphore, name));
    ScenarioTask.join(javaThread);
    fails(KERN_NOT_WAITING, task.calls().semaphore_signal_thread(semaphore, name));
    fails(KERN_INVALID_ARGUMENT, task.calls().semaphore_signal_thread(semaphore, task.self()));
  }

  private static void await(ScenarioTask task) {
    succeeds(task.calls().semaphore_wait(newSemaphore(task, 1)));
    fails(KERN_TERMINATED, task.calls().semaphore_wait(newEndedSemaphore(task)));
  }

  private static void awaitAndSignal(ScenarioTask task) {
    int signalled = newSemaphore(task, 0);
    succeeds(task.calls().semaphore_wait_signal(newSemaphore(task, 1), signalled));
    fails(KERN_TERMINATED, task.calls().semaphore_wait_signal(newEndedSemaphore(task), signalled));
  }

  private static void awaitForSomeTime(ScenarioTask task) {
    int semaphore = newSemaphore(task, 1);
    succeeds(task.calls().semaphore_timedwait_trap(semaphore, 1, 0));
    fails(KERN_OPERATION_TIMED_OUT, task.calls().semaphore_timedwait_trap(semaphore, 0, 1000));
  }

  private static void awaitForSomeTimeAndSignal(ScenarioTask task) {
    int semaphore = newSemaphore(task, 1);
    int signalled = newSemaphore(task, 0);
    succeeds(task.calls().semaphore_timedwait_signal_trap(semaphore, signalled, 1, 0));
    fails(
        KERN_OPERATION_TIMED_OUT,
        task.calls().semaphore_timedwait_signal_trap(semaphore, signalled, 0, 1000));
  }
}
