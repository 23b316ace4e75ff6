package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_NAME_EXISTS;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_SUPPORTED;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND_ONCE;
import static org.machapi.raw.PortConstants.MPO_INSERT_SEND_RIGHT;
import static org.machapi.raw.PortConstants.MPO_QLIMIT;

import java.util.Map;

/** The routines of {@code <mach/mach_port.h>} that make, list, count and end names. */
final class NameScenarios {
  private NameScenarios() {}

  static Map<String, Scenario> all() {
    return Map.ofEntries(
        Map.entry("mach_port_names", NameScenarios::names),
        Map.entry("mach_port_type", NameScenarios::type),
        Map.entry("mach_port_rename", NameScenarios::rename),
        Map.entry("mach_port_allocate", NameScenarios::allocate),
        Map.entry("mach_port_allocate_name", NameScenarios::allocateName),
        Map.entry("mach_port_construct", NameScenarios::construct),
        Map.entry("mach_port_destroy", NameScenarios::destroy),
        Map.entry("mach_port_deallocate", NameScenarios::deallocate),
        Map.entry("mach_port_destruct", NameScenarios::destruct),
        Map.entry("mach_port_get_refs", NameScenarios::getReferences),
        Map.entry("mach_port_mod_refs", NameScenarios::changeReferences));
  }

  private static void names(ScenarioTask task) {
    task.newReceiveAndSendRight();
    succeeds(
        task.calls()
            .mach_port_names(task.self(), task.at(0), task.at(8), task.at(16), task.at(24)));
    fails(
        MACH_SEND_INVALID_DEST,
        task.calls()
            .mach_port_names(task.unusedName(), task.at(0), task.at(8), task.at(16), task.at(24)));
  }

  private static void type(ScenarioTask task) {
    succeeds(task.calls().mach_port_type(task.self(), task.newSendOnceRight(), task.out()));
    succeeds(task.calls().mach_port_type(task.self(), task.newPortSet(), task.out()));
    fails(
        KERN_INVALID_NAME, task.calls().mach_port_type(task.self(), task.unusedName(), task.out()));
  }

  private static void rename(ScenarioTask task) {
    fails(
        KERN_NOT_SUPPORTED,
        task.calls().mach_port_rename(task.self(), task.newReceiveRight(), task.unusedName()));
  }

  private static void allocate(ScenarioTask task) {
    for (int right :
        new int[] {MACH_PORT_RIGHT_RECEIVE, MACH_PORT_RIGHT_PORT_SET, MACH_PORT_RIGHT_DEAD_NAME}) {
      succeeds(task.calls().mach_port_allocate(task.self(), right, task.out()));
    }
    fails(
        KERN_INVALID_VALUE,
        task.calls().mach_port_allocate(task.self(), MACH_PORT_RIGHT_SEND, task.out()));
  }

  private static void allocateName(ScenarioTask task) {
    int set = task.unusedName() + 0x100;
    int dead = task.unusedName() + 0x200;
    succeeds(
        task.calls()
            .mach_port_allocate_name(task.self(), MACH_PORT_RIGHT_RECEIVE, task.unusedName()));
    succeeds(task.calls().mach_port_allocate_name(task.self(), MACH_PORT_RIGHT_PORT_SET, set));
    succeeds(task.calls().mach_port_allocate_name(task.self(), MACH_PORT_RIGHT_DEAD_NAME, dead));
    fails(
        KERN_NAME_EXISTS,
        task.calls().mach_port_allocate_name(task.self(), MACH_PORT_RIGHT_PORT_SET, set));
    fails(
        KERN_INVALID_VALUE,
        task.calls().mach_port_allocate_name(task.self(), MACH_PORT_RIGHT_RECEIVE, 0));
  }

  private static void construct(ScenarioTask task) {
    succeeds(task.calls().mach_port_construct(task.self(), task.at(64), 0, task.out()));
    task.memory().putInt(64, MPO_INSERT_SEND_RIGHT);
    succeeds(task.calls().mach_port_construct(task.self(), task.at(64), 0, task.out()));
    task.memory().putInt(64, MPO_INSERT_SEND_RIGHT | MPO_QLIMIT);
    task.memory().putInt(68, 100_000);
    fails(
        KERN_INVALID_VALUE,
        task.calls().mach_port_construct(task.self(), task.at(64), 0, task.out()));
  }

  private static void destroy(ScenarioTask task) {
    int[] names = {
      task.newReceiveAndSendRight(),
      task.newSendRight(3),
      task.newSendOnceRight(),
      task.newPortSet(),
      task.newDeadName()
    };
    for (int name : names) {
      succeeds(task.calls().mach_port_destroy(task.self(), name));
    }
    fails(KERN_INVALID_NAME, task.calls().mach_port_destroy(task.self(), task.unusedName()));
  }

  private static void deallocate(ScenarioTask task) {
    int[] names = {
      task.newReceiveAndSendRight(),
      task.newSendRight(3),
      task.newSendRight(),
      task.newSendOnceRight(),
      task.newPortSet(),
      task.newDeadName()
    };
    for (int name : names) {
      succeeds(task.calls().mach_port_deallocate(task.self(), name));
    }
    fails(
        KERN_INVALID_RIGHT, task.calls().mach_port_deallocate(task.self(), task.newReceiveRight()));
    fails(KERN_INVALID_NAME, task.calls().mach_port_deallocate(task.self(), task.unusedName()));
  }

  private static void destruct(ScenarioTask task) {
    succeeds(task.calls().mach_port_destruct(task.self(), task.newReceiveRight(), 0, 0));
    succeeds(task.calls().mach_port_destruct(task.self(), task.newReceiveAndSendRight(), -1, 0));
    int keptAsDeadName = task.newReceiveAndSendRight();
    succeeds(task.calls().mach_port_destruct(task.self(), keptAsDeadName, 0, 0));
    fails(KERN_INVALID_RIGHT, task.calls().mach_port_destruct(task.self(), keptAsDeadName, -1, 0));
    fails(
        KERN_INVALID_VALUE,
        task.calls().mach_port_destruct(task.self(), task.newReceiveAndSendRight(), -2, 0));
  }

  private static void getReferences(ScenarioTask task) {
    int name = task.newSendRight(3);
    succeeds(task.calls().mach_port_get_refs(task.self(), name, MACH_PORT_RIGHT_SEND, task.out()));
    fails(
        KERN_INVALID_NAME,
        task.calls()
            .mach_port_get_refs(task.self(), task.unusedName(), MACH_PORT_RIGHT_SEND, task.out()));
  }

  private static void changeReferences(ScenarioTask task) {
    int send = task.newSendRight();
    int dead = task.newDeadName();
    changes(task, send, MACH_PORT_RIGHT_SEND, 2);
    changes(task, send, MACH_PORT_RIGHT_SEND, 0);
    changes(task, send, MACH_PORT_RIGHT_SEND, -2);
    changes(task, send, MACH_PORT_RIGHT_SEND, -1);
    changes(task, dead, MACH_PORT_RIGHT_DEAD_NAME, 3);
    changes(task, dead, MACH_PORT_RIGHT_DEAD_NAME, -4);
    changes(task, task.newSendOnceRight(), MACH_PORT_RIGHT_SEND_ONCE, -1);
    changes(task, task.newReceiveRight(), MACH_PORT_RIGHT_RECEIVE, -1);
    changes(task, task.newReceiveAndSendRight(), MACH_PORT_RIGHT_RECEIVE, -1);
    changes(task, task.newPortSet(), MACH_PORT_RIGHT_PORT_SET, -1);
    int two = task.newSendRight(2);
    fails(
        KERN_INVALID_VALUE,
        task.calls().mach_port_mod_refs(task.self(), two, MACH_PORT_RIGHT_SEND, -3));
    fails(
        KERN_INVALID_RIGHT,
        task.calls().mach_port_mod_refs(task.self(), two, MACH_PORT_RIGHT_RECEIVE, -1));
    fails(
        KERN_INVALID_VALUE,
        task.calls()
            .mach_port_mod_refs(task.self(), task.newReceiveRight(), MACH_PORT_RIGHT_RECEIVE, 1));
  }

  private static void changes(ScenarioTask task, int name, int right, int delta) {
    succeeds(task.calls().mach_port_mod_refs(task.self(), name, right, delta));
  }
}
