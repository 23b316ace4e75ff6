package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_TASK;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_NAME_EXISTS;
import static org.machapi.raw.PortConstants.MACH_PORT_GUARD_INFO;
import static org.machapi.raw.PortConstants.MACH_PORT_GUARD_INFO_COUNT;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import java.util.Map;

/** The routines of {@code <mach/mach_port.h>} that few programs call. */
final class RarePortScenarios {
  private static final int[] RIGHTS = {
    MACH_PORT_RIGHT_RECEIVE, MACH_PORT_RIGHT_PORT_SET, MACH_PORT_RIGHT_DEAD_NAME
  };

  /** The flag of {@code mach_port_qos_t} for a name of the caller's choice. */
  private static final int QOS_NAME = 1;

  private RarePortScenarios() {}

  static Map<String, Scenario> all() {
    return Map.of(
        "mach_port_allocate_qos", RarePortScenarios::allocateQos,
        "mach_port_allocate_full", RarePortScenarios::allocateFull,
        "mach_port_assert_attributes", RarePortScenarios::assertAttributes,
        "mach_port_kobject_description", RarePortScenarios::describe,
        "mach_port_get_service_port_info", RarePortScenarios::getServiceInfo,
        "mach_port_is_connection_for_service", RarePortScenarios::isConnection,
        "task_set_port_space", RarePortScenarios::setPortSpace);
  }

  private static void allocateQos(ScenarioTask task) {
    for (int right : RIGHTS) {
      succeeds(task.calls().mach_port_allocate_qos(task.self(), right, task.at(64), task.out()));
    }
    fails(
        KERN_INVALID_VALUE,
        task.calls()
            .mach_port_allocate_qos(task.self(), MACH_PORT_RIGHT_SEND, task.at(64), task.out()));
  }

  private static void allocateFull(ScenarioTask task) {
    for (int right : RIGHTS) {
      succeeds(
          task.calls().mach_port_allocate_full(task.self(), right, 0, task.at(64), task.out()));
      task.memory().putInt(0, task.unusedName() + right * 0x100);
      task.memory().putInt(64, QOS_NAME);
      succeeds(
          task.calls().mach_port_allocate_full(task.self(), right, 0, task.at(64), task.out()));
      task.memory().putInt(64, 0);
    }
    task.memory().putInt(0, task.newReceiveRight());
    task.memory().putInt(64, QOS_NAME);
    fails(
        KERN_NAME_EXISTS,
        task.calls()
            .mach_port_allocate_full(
                task.self(), MACH_PORT_RIGHT_RECEIVE, 0, task.at(64), task.out()));
    fails(
        KERN_INVALID_VALUE,
        task.calls()
            .mach_port_allocate_full(
                task.self(),
                MACH_PORT_RIGHT_RECEIVE,
                task.newSendRight(),
                task.at(64),
                task.out()));
  }

  private static void assertAttributes(ScenarioTask task) {
    int port = task.newReceiveRight();
    succeeds(task.plain().mach_port_guard(task.self(), port, 99, 1));
    task.memory().putLong(0, 99);
    succeeds(
        task.calls()
            .mach_port_assert_attributes(
                task.self(), port, MACH_PORT_GUARD_INFO, task.out(), MACH_PORT_GUARD_INFO_COUNT));
    fails(
        KERN_INVALID_ARGUMENT,
        task.calls().mach_port_assert_attributes(task.self(), port, 1, task.out(), 2));
  }

  private static void describe(ScenarioTask task) {
    succeeds(
        task.calls()
            .mach_port_kobject_description(
                task.self(), task.self(), task.at(0), task.at(8), task.at(64)));
    fails(
        KERN_INVALID_RIGHT,
        task.calls()
            .mach_port_kobject_description(
                task.self(), task.newPortSet(), task.at(0), task.at(8), task.at(64)));
  }

  private static void getServiceInfo(ScenarioTask task) {
    fails(
        KERN_INVALID_CAPABILITY,
        task.calls()
            .mach_port_get_service_port_info(task.self(), task.newReceiveRight(), task.out()));
  }

  private static void isConnection(ScenarioTask task) {
    fails(
        KERN_INVALID_CAPABILITY,
        task.calls()
            .mach_port_is_connection_for_service(
                task.self(), task.newReceiveRight(), task.newReceiveRight(), task.out()));
  }

  private static void setPortSpace(ScenarioTask task) {
    succeeds(task.calls().task_set_port_space(task.self(), 1000));
    fails(KERN_INVALID_TASK, task.calls().task_set_port_space(task.plain().mach_host_self(), 1000));
  }
}
