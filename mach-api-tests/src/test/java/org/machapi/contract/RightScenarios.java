package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_NAME_EXISTS;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
import static org.machapi.raw.MigErrorConstants.MIG_TYPE_ERROR;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_DEAD_NAME;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_NO_SENDERS;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_PORT_DESTROYED;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_SEND_POSSIBLE;

import java.util.Map;

/** The routines of {@code <mach/mach_port.h>} that move rights. */
final class RightScenarios {
  private RightScenarios() {}

  static Map<String, Scenario> all() {
    return Map.of(
        "mach_port_insert_right", RightScenarios::insert,
        "mach_port_extract_right", RightScenarios::extract,
        "mach_port_request_notification", RightScenarios::requestNotification);
  }

  private static void insert(ScenarioTask task) {
    int name = task.newReceiveRight();
    int free = task.unusedName();
    inserts(task, name, name, MACH_MSG_TYPE_MAKE_SEND);
    inserts(task, name, name, MACH_MSG_TYPE_COPY_SEND);
    inserts(task, name, name, MACH_MSG_TYPE_MOVE_SEND);
    inserts(task, free, task.newSendRight(), MACH_MSG_TYPE_MOVE_SEND);
    inserts(task, free + 0x100, name, MACH_MSG_TYPE_MAKE_SEND_ONCE);
    inserts(task, free + 0x200, task.newSendOnceRight(), MACH_MSG_TYPE_MOVE_SEND_ONCE);
    inserts(task, free + 0x300, task.newReceiveRight(), MACH_MSG_TYPE_MOVE_RECEIVE);
    inserts(task, name, name, MACH_MSG_TYPE_MOVE_RECEIVE); // Joins the send rights there.
    fails(
        KERN_NAME_EXISTS,
        task.calls()
            .mach_port_insert_right(
                task.self(), task.newDeadName(), name, MACH_MSG_TYPE_MAKE_SEND_ONCE));
    for (int dead : new int[] {MACH_MSG_TYPE_MOVE_SEND, MACH_MSG_TYPE_MOVE_SEND_ONCE}) {
      fails(
          KERN_INVALID_CAPABILITY,
          task.calls().mach_port_insert_right(task.self(), free + 0x400, task.newDeadName(), dead));
    }
  }

  private static void inserts(ScenarioTask task, int name, int right, int disposition) {
    succeeds(task.calls().mach_port_insert_right(task.self(), name, right, disposition));
  }

  private static void extract(ScenarioTask task) {
    extracts(task, task.newReceiveRight(), MACH_MSG_TYPE_MAKE_SEND);
    extracts(task, task.newReceiveRight(), MACH_MSG_TYPE_MAKE_SEND_ONCE);
    extracts(task, task.newSendRight(2), MACH_MSG_TYPE_COPY_SEND);
    extracts(task, task.newSendRight(2), MACH_MSG_TYPE_MOVE_SEND);
    extracts(task, task.newSendRight(), MACH_MSG_TYPE_MOVE_SEND);
    extracts(task, task.newSendOnceRight(), MACH_MSG_TYPE_MOVE_SEND_ONCE);
    extracts(task, task.newReceiveRight(), MACH_MSG_TYPE_MOVE_RECEIVE);
    extracts(task, task.newDeadName(), MACH_MSG_TYPE_MOVE_SEND);
    extracts(task, task.newDeadName(), MACH_MSG_TYPE_MOVE_SEND_ONCE);
    fails(
        KERN_INVALID_RIGHT,
        task.calls()
            .mach_port_extract_right(
                task.self(),
                task.newReceiveRight(),
                MACH_MSG_TYPE_MOVE_SEND,
                task.at(0),
                task.at(8)));
    fails(
        KERN_INVALID_NAME,
        task.calls()
            .mach_port_extract_right(
                task.self(), task.unusedName(), MACH_MSG_TYPE_COPY_SEND, task.at(0), task.at(8)));
  }

  private static void extracts(ScenarioTask task, int name, int disposition) {
    succeeds(
        task.calls()
            .mach_port_extract_right(task.self(), name, disposition, task.at(0), task.at(8)));
  }

  private static void requestNotification(ScenarioTask task) {
    int port = task.newReceiveAndSendRight();
    int receiver = task.newReceiveRight();
    int make = MACH_MSG_TYPE_MAKE_SEND_ONCE;
    requests(task, port, MACH_NOTIFY_NO_SENDERS, receiver, make);
    requests(task, port, MACH_NOTIFY_NO_SENDERS, receiver, make); // Gives the first one back.
    requests(task, port, MACH_NOTIFY_PORT_DESTROYED, receiver, make);
    for (int id : new int[] {MACH_NOTIFY_DEAD_NAME, MACH_NOTIFY_SEND_POSSIBLE}) {
      requests(task, task.newSendRight(), id, receiver, make);
      requests(task, task.newReceiveRight(), id, receiver, make);
      requests(task, task.newSendOnceRight(), id, receiver, make);
      boolean refused = id == MACH_NOTIFY_DEAD_NAME && task.isOnNewestKernel();
      fails(
          refused ? KERN_INVALID_ARGUMENT : KERN_SUCCESS,
          request(task, task.newDeadName(), id, receiver, make));
    }
    requests(
        task,
        task.newSendRight(),
        MACH_NOTIFY_DEAD_NAME,
        task.newSendOnceRightTo(receiver),
        MACH_MSG_TYPE_MOVE_SEND_ONCE);
    failingRequests(task, receiver);
  }

  private static void failingRequests(ScenarioTask task, int receiver) {
    int send = task.newSendRight();
    int once = MACH_MSG_TYPE_MOVE_SEND_ONCE;
    fails(
        KERN_INVALID_RIGHT,
        request(task, send, MACH_NOTIFY_NO_SENDERS, task.newSendOnceRightTo(receiver), once));
    fails(
        KERN_INVALID_CAPABILITY,
        request(task, send, MACH_NOTIFY_DEAD_NAME, task.newDeadName(), once));
    fails(KERN_INVALID_VALUE, request(task, send, 1, receiver, MACH_MSG_TYPE_MAKE_SEND_ONCE));
    fails(
        MIG_TYPE_ERROR,
        request(task, send, MACH_NOTIFY_DEAD_NAME, task.newSendRight(), MACH_MSG_TYPE_MOVE_SEND));
    fails(
        MIG_TYPE_ERROR,
        request(
            task, send, MACH_NOTIFY_DEAD_NAME, task.newReceiveRight(), MACH_MSG_TYPE_MOVE_RECEIVE));
  }

  private static void requests(ScenarioTask task, int name, int id, int notify, int disposition) {
    succeeds(request(task, name, id, notify, disposition));
  }

  private static int request(ScenarioTask task, int name, int id, int notify, int disposition) {
    int sync = id == MACH_NOTIFY_PORT_DESTROYED ? 0 : 1;
    return task.calls()
        .mach_port_request_notification(
            task.self(), name, id, sync, notify, disposition, task.out());
  }
}
