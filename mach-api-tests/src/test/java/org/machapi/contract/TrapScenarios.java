package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.contract.ScenarioTask.text;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_DEAD_NAME;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_NO_SENDERS;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_PORT_DESTROYED;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_POSSIBLE;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * The traps of {@code <mach/mach_traps.h>} that do not what another routine does, and what programs
 * ask their own library only.
 */
final class TrapScenarios {
  private static final String REQUEST = "_kernelrpc_mach_port_request_notification_trap";

  private TrapScenarios() {}

  static Map<String, Scenario> all() {
    return Map.ofEntries(
        Map.entry("mach_reply_port", task -> task.calls().mach_reply_port()),
        Map.entry("mach_thread_self", task -> task.calls().mach_thread_self()),
        Map.entry("mach_host_self", task -> task.calls().mach_host_self()),
        Map.entry("task_self_trap", task -> task.calls().task_self_trap()),
        Map.entry(REQUEST, TrapScenarios::requestNotification),
        Map.entry("mach_voucher_deallocate", TrapScenarios::deallocateVoucher),
        Map.entry("mach_error", TrapScenarios::printError),
        Map.entry("mach_error_string", task -> task.calls().mach_error_string(1)),
        Map.entry("mach_error_type", task -> task.calls().mach_error_type(1)),
        Map.entry(
            "mach_msg_priority_encode",
            task -> task.calls().mach_msg_priority_encode((byte) 1, (byte) 2, 0)),
        Map.entry(
            "mach_msg_priority_is_pthread_priority",
            task -> task.calls().mach_msg_priority_is_pthread_priority(0xff)),
        Map.entry(
            "mach_msg_priority_overide_qos",
            task -> task.calls().mach_msg_priority_overide_qos(0x10_0000)),
        Map.entry("mach_msg_priority_qos", task -> task.calls().mach_msg_priority_qos(0x1_0000)),
        Map.entry(
            "mach_msg_priority_relpri", task -> task.calls().mach_msg_priority_relpri(0x1_0000)));
  }

  /** As the routine, but for the task's own names, rights to notify and dispositions only. */
  private static void requestNotification(ScenarioTask task) {
    int port = task.newReceiveAndSendRight();
    int receiver = task.newReceiveRight();
    int make = MACH_MSG_TYPE_MAKE_SEND_ONCE;
    succeeds(request(task, port, MACH_NOTIFY_NO_SENDERS, receiver, make));
    succeeds(request(task, port, MACH_NOTIFY_NO_SENDERS, receiver, make));
    succeeds(request(task, port, MACH_NOTIFY_PORT_DESTROYED, receiver, make));
    for (int id : new int[] {MACH_NOTIFY_DEAD_NAME, MACH_NOTIFY_SEND_POSSIBLE}) {
      succeeds(request(task, task.newSendRight(), id, receiver, make));
      succeeds(request(task, task.newReceiveRight(), id, receiver, make));
      succeeds(request(task, task.newSendOnceRight(), id, receiver, make));
      boolean refused = id == MACH_NOTIFY_DEAD_NAME && task.isOnNewestKernel();
      fails(
          refused ? KERN_INVALID_ARGUMENT : KERN_SUCCESS,
          request(task, task.newDeadName(), id, receiver, make));
    }
    int move = MACH_MSG_TYPE_MOVE_SEND_ONCE;
    int name = task.newSendRight();
    succeeds(request(task, name, MACH_NOTIFY_DEAD_NAME, task.newSendOnceRightTo(receiver), move));
    fails(
        KERN_INVALID_RIGHT,
        request(task, name, MACH_NOTIFY_NO_SENDERS, task.newSendOnceRight(), move));
    fails(
        KERN_INVALID_CAPABILITY,
        request(task, name, MACH_NOTIFY_DEAD_NAME, task.newDeadName(), move));
    fails(KERN_INVALID_NAME, request(task, name, MACH_NOTIFY_DEAD_NAME, 0x7f_0003, move));
    fails(MACH_SEND_INVALID_DEST, request(task, name, MACH_NOTIFY_DEAD_NAME, 0, make));
    fails(
        MACH_SEND_INVALID_DEST,
        request(task, name, MACH_NOTIFY_DEAD_NAME, task.newSendRight(), MACH_MSG_TYPE_MOVE_SEND));
  }

  private static int request(ScenarioTask task, int name, int id, int notify, int disposition) {
    int sync = id == MACH_NOTIFY_PORT_DESTROYED ? 0 : 1;
    return task.calls()
        ._kernelrpc_mach_port_request_notification_trap(
            task.self(), name, id, sync, notify, disposition, task.out());
  }

  private static void deallocateVoucher(ScenarioTask task) {
    int[] names = {
      task.newReceiveAndSendRight(),
      task.newSendRight(3),
      task.newSendOnceRight(),
      task.newPortSet(),
      task.newDeadName()
    };
    for (int name : names) {
      succeeds(task.calls().mach_voucher_deallocate(name));
    }
    fails(KERN_INVALID_RIGHT, task.calls().mach_voucher_deallocate(task.newReceiveRight()));
    fails(KERN_INVALID_NAME, task.calls().mach_voucher_deallocate(task.unusedName()));
  }

  /** Prints for people, who do not want to read it in the output of a test. */
  private static void printError(ScenarioTask task) {
    PrintStream errors = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    try {
      task.calls().mach_error(text("a test"), MACH_SEND_INVALID_DEST);
    } finally {
      System.setErr(errors);
    }
  }
}
