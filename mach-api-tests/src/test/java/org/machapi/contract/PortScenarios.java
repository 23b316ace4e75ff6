package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_ALREADY_IN_SET;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_IN_SET;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.PortConstants.MACH_PORT_LIMITS_INFO;
import static org.machapi.raw.PortConstants.MACH_PORT_RECEIVE_STATUS;

import java.util.Map;

/** The routines of {@code <mach/mach_port.h>} that look at or change what is behind a name. */
final class PortScenarios {
  private PortScenarios() {}

  static Map<String, Scenario> all() {
    return Map.ofEntries(
        Map.entry("mach_port_peek", PortScenarios::peek),
        Map.entry("mach_port_set_mscount", PortScenarios::setMakeSendCount),
        Map.entry("mach_port_set_seqno", PortScenarios::setSequenceNumber),
        Map.entry("mach_port_get_srights", PortScenarios::getSendRights),
        Map.entry("mach_port_get_context", PortScenarios::getContext),
        Map.entry("mach_port_set_context", PortScenarios::setContext),
        Map.entry("mach_port_get_attributes", PortScenarios::getAttributes),
        Map.entry("mach_port_set_attributes", PortScenarios::setAttributes),
        Map.entry("mach_port_guard", PortScenarios::guard),
        Map.entry("mach_port_guard_with_flags", PortScenarios::guardWithFlags),
        Map.entry("mach_port_unguard", PortScenarios::unguard),
        Map.entry("mach_port_swap_guard", PortScenarios::swapGuard),
        Map.entry("mach_port_get_set_status", PortScenarios::getSetStatus),
        Map.entry("mach_port_insert_member", PortScenarios::insertMember),
        Map.entry("mach_port_extract_member", PortScenarios::extractMember),
        Map.entry("mach_port_move_member", PortScenarios::moveMember),
        Map.entry("mach_port_space_info", PortScenarios::spaceInfo),
        Map.entry("mach_port_space_basic_info", PortScenarios::spaceBasicInfo),
        Map.entry("mach_port_dnrequest_info", PortScenarios::requestInfo),
        Map.entry("mach_port_kernel_object", PortScenarios::kernelObject),
        Map.entry("mach_port_kobject", PortScenarios::kobject));
  }

  private static void peek(ScenarioTask task) {
    int port = task.newReceiveAndSendRight();
    ScenarioMessage.to(port).sendBy(task.plain());
    task.memory().putInt(64, 8);
    succeeds(peek(task, port));
    task.memory().putInt(0, 0);
    task.memory().putInt(64, 8);
    fails(KERN_FAILURE, peek(task, task.newReceiveRight()));
  }

  private static int peek(ScenarioTask task, int name) {
    return task.calls()
        .mach_port_peek(
            task.self(), name, 0, task.at(0), task.at(8), task.at(16), task.at(32), task.at(64));
  }

  private static void setMakeSendCount(ScenarioTask task) {
    succeeds(task.calls().mach_port_set_mscount(task.self(), task.newReceiveRight(), 7));
    fails(
        KERN_INVALID_RIGHT,
        task.calls().mach_port_set_mscount(task.self(), task.newSendRight(), 7));
  }

  private static void setSequenceNumber(ScenarioTask task) {
    succeeds(task.calls().mach_port_set_seqno(task.self(), task.newReceiveRight(), 7));
    fails(
        KERN_INVALID_RIGHT, task.calls().mach_port_set_seqno(task.self(), task.newSendRight(), 7));
  }

  private static void getSendRights(ScenarioTask task) {
    succeeds(task.calls().mach_port_get_srights(task.self(), task.newReceiveRight(), task.out()));
    fails(
        KERN_INVALID_RIGHT,
        task.calls().mach_port_get_srights(task.self(), task.newSendRight(), task.out()));
  }

  private static void getContext(ScenarioTask task) {
    succeeds(task.calls().mach_port_get_context(task.self(), task.newReceiveRight(), task.out()));
    fails(
        KERN_INVALID_RIGHT,
        task.calls().mach_port_get_context(task.self(), task.newPortSet(), task.out()));
  }

  private static void setContext(ScenarioTask task) {
    succeeds(task.calls().mach_port_set_context(task.self(), task.newReceiveRight(), 5));
    fails(
        KERN_INVALID_RIGHT, task.calls().mach_port_set_context(task.self(), task.newPortSet(), 5));
  }

  private static void getAttributes(ScenarioTask task) {
    int port = task.newReceiveRight();
    task.memory().putInt(0, 10);
    succeeds(
        task.calls()
            .mach_port_get_attributes(
                task.self(), port, MACH_PORT_RECEIVE_STATUS, task.at(64), task.at(0)));
    task.memory().putInt(0, 1);
    fails(
        KERN_FAILURE,
        task.calls()
            .mach_port_get_attributes(
                task.self(), port, MACH_PORT_RECEIVE_STATUS, task.at(64), task.at(0)));
  }

  private static void setAttributes(ScenarioTask task) {
    int port = task.newReceiveRight();
    task.memory().putInt(0, 2);
    succeeds(
        task.calls()
            .mach_port_set_attributes(task.self(), port, MACH_PORT_LIMITS_INFO, task.out(), 1));
    task.memory().putInt(0, 100_000);
    fails(
        KERN_INVALID_VALUE,
        task.calls()
            .mach_port_set_attributes(task.self(), port, MACH_PORT_LIMITS_INFO, task.out(), 1));
  }

  private static void guard(ScenarioTask task) {
    succeeds(task.calls().mach_port_guard(task.self(), task.newReceiveRight(), 99, 0));
    fails(KERN_INVALID_NAME, task.calls().mach_port_guard(task.self(), task.unusedName(), 99, 0));
  }

  private static void guardWithFlags(ScenarioTask task) {
    succeeds(task.calls().mach_port_guard_with_flags(task.self(), task.newReceiveRight(), 99, 0));
    fails(
        KERN_INVALID_RIGHT,
        task.calls().mach_port_guard_with_flags(task.self(), task.newSendRight(), 99, 0));
  }

  private static void unguard(ScenarioTask task) {
    int port = task.newReceiveRight();
    succeeds(task.plain().mach_port_guard(task.self(), port, 99, 0));
    succeeds(task.calls().mach_port_unguard(task.self(), port, 99));
    fails(KERN_INVALID_RIGHT, task.calls().mach_port_unguard(task.self(), task.newSendRight(), 99));
  }

  private static void swapGuard(ScenarioTask task) {
    int port = task.newReceiveRight();
    succeeds(task.plain().mach_port_guard(task.self(), port, 99, 0));
    succeeds(task.calls().mach_port_swap_guard(task.self(), port, 99, 100));
    fails(
        KERN_INVALID_RIGHT,
        task.calls().mach_port_swap_guard(task.self(), task.newSendRight(), 99, 100));
  }

  private static void getSetStatus(ScenarioTask task) {
    int set = task.newPortSet();
    succeeds(task.calls().mach_port_get_set_status(task.self(), set, task.at(0), task.at(8)));
    succeeds(task.plain().mach_port_insert_member(task.self(), task.newReceiveRight(), set));
    succeeds(task.plain().mach_port_insert_member(task.self(), task.newReceiveRight(), set));
    succeeds(task.calls().mach_port_get_set_status(task.self(), set, task.at(0), task.at(8)));
    fails(
        KERN_INVALID_RIGHT,
        task.calls()
            .mach_port_get_set_status(task.self(), task.newReceiveRight(), task.at(0), task.at(8)));
  }

  private static void insertMember(ScenarioTask task) {
    int set = task.newPortSet();
    int port = task.newReceiveRight();
    succeeds(task.calls().mach_port_insert_member(task.self(), port, set));
    fails(KERN_ALREADY_IN_SET, task.calls().mach_port_insert_member(task.self(), port, set));
  }

  private static void extractMember(ScenarioTask task) {
    int set = task.newPortSet();
    int port = task.newReceiveRight();
    succeeds(task.plain().mach_port_insert_member(task.self(), port, set));
    succeeds(task.calls().mach_port_extract_member(task.self(), port, set));
    fails(KERN_NOT_IN_SET, task.calls().mach_port_extract_member(task.self(), port, set));
  }

  private static void moveMember(ScenarioTask task) {
    int port = task.newReceiveRight();
    succeeds(task.calls().mach_port_move_member(task.self(), port, task.newPortSet()));
    succeeds(task.calls().mach_port_move_member(task.self(), port, task.newPortSet()));
    succeeds(task.calls().mach_port_move_member(task.self(), port, 0));
    fails(
        KERN_INVALID_RIGHT,
        task.calls().mach_port_move_member(task.self(), task.newSendRight(), task.newPortSet()));
  }

  private static void spaceInfo(ScenarioTask task) {
    succeeds(spaceInfo(task, task.self()));
    fails(MACH_SEND_INVALID_DEST, spaceInfo(task, task.unusedName()));
  }

  private static int spaceInfo(ScenarioTask task, int space) {
    return task.calls()
        .mach_port_space_info(
            space, task.at(0), task.at(16), task.at(24), task.at(32), task.at(40));
  }

  private static void spaceBasicInfo(ScenarioTask task) {
    succeeds(task.calls().mach_port_space_basic_info(task.self(), task.out()));
    fails(
        MACH_SEND_INVALID_DEST,
        task.calls().mach_port_space_basic_info(task.unusedName(), task.out()));
  }

  private static void requestInfo(ScenarioTask task) {
    succeeds(
        task.calls()
            .mach_port_dnrequest_info(task.self(), task.newReceiveRight(), task.at(0), task.at(8)));
    fails(
        KERN_INVALID_RIGHT,
        task.calls()
            .mach_port_dnrequest_info(task.self(), task.newSendRight(), task.at(0), task.at(8)));
  }

  private static void kernelObject(ScenarioTask task) {
    succeeds(
        task.calls().mach_port_kernel_object(task.self(), task.self(), task.at(0), task.at(8)));
    fails(
        KERN_INVALID_RIGHT,
        task.calls()
            .mach_port_kernel_object(task.self(), task.newPortSet(), task.at(0), task.at(8)));
  }

  private static void kobject(ScenarioTask task) {
    succeeds(task.calls().mach_port_kobject(task.self(), task.self(), task.at(0), task.at(8)));
    fails(
        KERN_INVALID_RIGHT,
        task.calls().mach_port_kobject(task.self(), task.newPortSet(), task.at(0), task.at(8)));
  }
}
