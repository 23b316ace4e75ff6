package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.contract.ScenarioTask.text;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_NOT_PRIVILEGED;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_SERVICE_ACTIVE;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_UNKNOWN_SERVICE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;

import java.util.Map;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;

/** The routines of {@code <servers/bootstrap.h>}. */
final class BootstrapScenarios {
  private BootstrapScenarios() {}

  static Map<String, Scenario> all() {
    return Map.of(
        "bootstrap_check_in", BootstrapScenarios::checkIn,
        "bootstrap_look_up", BootstrapScenarios::lookUp,
        "bootstrap_register", BootstrapScenarios::register,
        "bootstrap_create_service", BootstrapScenarios::createService,
        "bootstrap_status", BootstrapScenarios::status,
        "bootstrap_parent", BootstrapScenarios::parent,
        "bootstrap_subset", BootstrapScenarios::subset,
        "bootstrap_unprivileged", BootstrapScenarios::unprivileged,
        "bootstrap_strerror", task -> task.calls().bootstrap_strerror(BOOTSTRAP_NOT_PRIVILEGED));
  }

  private static int port(ScenarioTask task) {
    return task.plain().bootstrap_port().get();
  }

  /** Has another task offer a service. */
  private static void offer(ScenarioTask task, String service) {
    MachLibrary other = task.kernel().createTask("server").library();
    NativeBuffer out = NativeBuffer.allocate(4);
    succeeds(other.bootstrap_check_in(other.bootstrap_port().get(), text(service), out.pointer()));
  }

  private static void checkIn(ScenarioTask task) {
    task.kernel().declareService("declared", "caller");
    task.kernel().declareService("looked up", "caller");
    succeeds(task.plain().bootstrap_look_up(port(task), text("looked up"), task.out()));
    for (String service : new String[] {"undeclared", "declared", "looked up"}) {
      succeeds(task.calls().bootstrap_check_in(port(task), text(service), task.out()));
    }
    fails(
        BOOTSTRAP_SERVICE_ACTIVE,
        task.calls().bootstrap_check_in(port(task), text("declared"), task.out()));
    offer(task, "another's");
    fails(
        BOOTSTRAP_NOT_PRIVILEGED,
        task.calls().bootstrap_check_in(port(task), text("another's"), task.out()));
  }

  private static void lookUp(ScenarioTask task) {
    offer(task, "service");
    succeeds(task.calls().bootstrap_look_up(port(task), text("service"), task.out()));
    succeeds(task.calls().bootstrap_look_up(port(task), text("service"), task.out()));
    fails(
        BOOTSTRAP_UNKNOWN_SERVICE,
        task.calls().bootstrap_look_up(port(task), text("none"), task.out()));
  }

  private static void register(ScenarioTask task) {
    int right = task.newReceiveAndSendRight();
    succeeds(task.calls().bootstrap_register(port(task), text("service"), right));
    fails(
        BOOTSTRAP_SERVICE_ACTIVE,
        task.calls().bootstrap_register(port(task), text("service"), right));
  }

  private static void createService(ScenarioTask task) {
    task.kernel().declareService("declared", "caller");
    succeeds(task.calls().bootstrap_create_service(port(task), text("declared"), task.out()));
    offer(task, "another's");
    fails(
        BOOTSTRAP_NOT_PRIVILEGED,
        task.calls().bootstrap_create_service(port(task), text("another's"), task.out()));
  }

  private static void status(ScenarioTask task) {
    offer(task, "service");
    task.kernel().declareService("declared", "caller");
    succeeds(task.calls().bootstrap_status(port(task), text("service"), task.out()));
    succeeds(task.calls().bootstrap_status(port(task), text("declared"), task.out()));
    fails(
        BOOTSTRAP_UNKNOWN_SERVICE,
        task.calls().bootstrap_status(port(task), text("none"), task.out()));
  }

  private static void parent(ScenarioTask task) {
    succeeds(task.calls().bootstrap_parent(port(task), task.out()));
    fails(MACH_SEND_INVALID_DEST, task.calls().bootstrap_parent(task.unusedName(), task.out()));
  }

  private static void subset(ScenarioTask task) {
    int requestor = task.newReceiveAndSendRight();
    succeeds(task.calls().bootstrap_subset(port(task), requestor, task.out()));
    fails(BOOTSTRAP_NOT_PRIVILEGED, task.calls().bootstrap_subset(port(task), 0, task.out()));
  }

  private static void unprivileged(ScenarioTask task) {
    succeeds(task.calls().bootstrap_unprivileged(port(task), task.out()));
    fails(KERN_INVALID_NAME, task.calls().bootstrap_unprivileged(task.unusedName(), task.out()));
    fails(KERN_INVALID_RIGHT, task.calls().bootstrap_unprivileged(task.newPortSet(), task.out()));
  }
}
