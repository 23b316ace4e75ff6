package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_SUPPORTED;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_RIGHT;

import java.util.Map;
import jnr.ffi.Pointer;

/** The routines that make vouchers, and those that give them to tasks and threads. */
final class VoucherScenarios {
  private static final int RECIPE = 16;
  private static final int RECIPES = 64;
  private static final int KEY_USER_DATA = 7;
  private static final int STORE = 211;
  private static final int COPY = 1;

  private VoucherScenarios() {}

  static Map<String, Scenario> all() {
    return Map.of(
        "host_create_mach_voucher",
        task -> create(task, task.calls()::host_create_mach_voucher),
        "host_create_mach_voucher_trap",
        task -> create(task, task.calls()::host_create_mach_voucher_trap),
        "task_get_mach_voucher",
        VoucherScenarios::getOfTask,
        "task_set_mach_voucher",
        VoucherScenarios::setOfTask,
        "task_swap_mach_voucher",
        VoucherScenarios::swapOfTask,
        "thread_get_mach_voucher",
        VoucherScenarios::getOfThread,
        "thread_set_mach_voucher",
        VoucherScenarios::setOfThread,
        "thread_swap_mach_voucher",
        VoucherScenarios::swapOfThread);
  }

  /** The routine that makes a voucher, or its trap. */
  @FunctionalInterface
  private interface Create {
    int voucher(int host, Pointer recipes, int size, Pointer voucher);
  }

  /** Writes a recipe with four bytes of content; returns its size. */
  private static int recipe(ScenarioTask task, int command, int previous) {
    task.memory().putInt(RECIPES, KEY_USER_DATA);
    task.memory().putInt(RECIPES + 4, command);
    task.memory().putInt(RECIPES + 8, previous);
    task.memory().putInt(RECIPES + 12, command == STORE ? 4 : 0);
    task.memory().putInt(RECIPES + RECIPE, 12345);
    return command == STORE ? RECIPE + 4 : RECIPE;
  }

  static int newVoucher(ScenarioTask task) {
    int size = recipe(task, STORE, 0);
    succeeds(
        task.plain()
            .host_create_mach_voucher(
                task.plain().mach_host_self(), task.at(RECIPES), size, task.out()));
    return task.written();
  }

  private static void create(ScenarioTask task, Create create) {
    int host = task.plain().mach_host_self();
    succeeds(create.voucher(host, task.at(RECIPES), 0, task.out()));
    succeeds(create.voucher(host, task.at(RECIPES), recipe(task, STORE, 0), task.out()));
    int voucher = task.written();
    // Once more the same one, and its values copied, which makes the same one again.
    succeeds(create.voucher(host, task.at(RECIPES), recipe(task, STORE, 0), task.out()));
    succeeds(create.voucher(host, task.at(RECIPES), recipe(task, COPY, voucher), task.out()));
    fails(
        KERN_INVALID_CAPABILITY,
        create.voucher(
            host, task.at(RECIPES), recipe(task, COPY, task.newSendRight()), task.out()));
    fails(KERN_INVALID_ARGUMENT, create.voucher(host, task.at(RECIPES), RECIPE - 1, task.out()));
    fails(
        MACH_SEND_INVALID_DEST,
        create.voucher(task.unusedName(), task.at(RECIPES), recipe(task, STORE, 0), task.out()));
  }

  private static void getOfTask(ScenarioTask task) {
    succeeds(task.calls().task_get_mach_voucher(task.self(), 0, task.out()));
    fails(
        KERN_INVALID_TASK,
        task.calls().task_get_mach_voucher(task.plain().mach_host_self(), 0, task.out()));
  }

  private static void setOfTask(ScenarioTask task) {
    succeeds(task.calls().task_set_mach_voucher(task.self(), newVoucher(task)));
    succeeds(task.calls().task_set_mach_voucher(task.self(), task.newSendRight()));
    fails(
        MACH_SEND_INVALID_RIGHT,
        task.calls().task_set_mach_voucher(task.self(), task.newReceiveRight()));
  }

  private static void swapOfTask(ScenarioTask task) {
    task.memory().putInt(0, newVoucher(task));
    fails(
        KERN_NOT_SUPPORTED,
        task.calls().task_swap_mach_voucher(task.self(), task.newSendRight(), task.out()));
  }

  private static void getOfThread(ScenarioTask task) {
    int own = task.plain().mach_thread_self();
    succeeds(task.calls().thread_get_mach_voucher(own, 0, task.out()));
    succeeds(task.plain().thread_set_mach_voucher(own, newVoucher(task)));
    succeeds(task.calls().thread_get_mach_voucher(own, 1, task.out()));
    fails(KERN_INVALID_ARGUMENT, task.calls().thread_get_mach_voucher(task.self(), 0, task.out()));
  }

  private static void setOfThread(ScenarioTask task) {
    int own = task.plain().mach_thread_self();
    succeeds(task.calls().thread_set_mach_voucher(own, newVoucher(task)));
    succeeds(task.calls().thread_set_mach_voucher(own, task.newSendRight()));
    fails(
        MACH_SEND_INVALID_RIGHT, task.calls().thread_set_mach_voucher(own, task.newReceiveRight()));
  }

  private static void swapOfThread(ScenarioTask task) {
    task.memory().putInt(0, newVoucher(task));
    fails(
        KERN_NOT_SUPPORTED,
        task.calls()
            .thread_swap_mach_voucher(task.newThreadPort(), task.newSendRight(), task.out()));
  }
}
