package org.machapi.contract;

import static org.machapi.contract.ScenarioTask.fails;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.SpecialPortConstants.HOST_DYNAMIC_PAGER_PORT;
import static org.machapi.raw.SpecialPortConstants.HOST_IO_MAIN_PORT;
import static org.machapi.raw.SpecialPortConstants.HOST_PORT;
import static org.machapi.raw.SpecialPortConstants.HOST_PRIV_PORT;

import java.util.Map;

/** The routines of {@code <mach/mach_host.h>} and {@code <mach/host_priv.h>}. */
final class HostScenarios {
  private static final int HOST_BASIC_INFO = 1;

  private HostScenarios() {}

  static Map<String, Scenario> all() {
    return Map.of(
        "host_info", HostScenarios::info,
        "host_page_size", HostScenarios::pageSize,
        "host_get_special_port", HostScenarios::getSpecialPort,
        "host_set_special_port", HostScenarios::setSpecialPort,
        "host_get_clock_service", HostScenarios::getClockService,
        "host_get_io_main", HostScenarios::getIoMain,
        "processor_set_default", HostScenarios::defaultProcessorSet);
  }

  private static void info(ScenarioTask task) {
    int host = task.plain().mach_host_self();
    task.memory().putInt(0, 12);
    succeeds(task.calls().host_info(host, HOST_BASIC_INFO, task.at(64), task.at(0)));
    fails(KERN_INVALID_ARGUMENT, task.calls().host_info(host, 99, task.at(64), task.at(0)));
  }

  private static void pageSize(ScenarioTask task) {
    succeeds(task.calls().host_page_size(task.plain().mach_host_self(), task.out()));
    succeeds(task.calls().host_page_size(task.unusedName(), task.out()));
  }

  private static void getSpecialPort(ScenarioTask task) {
    int host = task.plain().mach_host_self();
    int kept = HOST_DYNAMIC_PAGER_PORT;
    succeeds(task.plain().host_set_special_port(host, kept, task.newReceiveAndSendRight()));
    for (int which : new int[] {HOST_PORT, HOST_PRIV_PORT, HOST_IO_MAIN_PORT, kept}) {
      succeeds(task.calls().host_get_special_port(host, -1, which, task.out()));
      succeeds(task.calls().host_get_special_port(host, -1, which, task.out()));
    }
    fails(KERN_INVALID_ARGUMENT, task.calls().host_get_special_port(host, -1, 99, task.out()));
  }

  private static void setSpecialPort(ScenarioTask task) {
    int host = task.plain().mach_host_self();
    int port = task.newSendRight();
    succeeds(task.calls().host_set_special_port(host, HOST_DYNAMIC_PAGER_PORT, port));
    succeeds(task.calls().host_set_special_port(host, HOST_DYNAMIC_PAGER_PORT, 0));
    fails(KERN_INVALID_ARGUMENT, task.calls().host_set_special_port(host, HOST_PORT, port));
  }

  private static void getClockService(ScenarioTask task) {
    int host = task.plain().mach_host_self();
    succeeds(task.calls().host_get_clock_service(host, 0, task.out()));
    succeeds(task.calls().host_get_clock_service(host, 1, task.out()));
    fails(KERN_INVALID_ARGUMENT, task.calls().host_get_clock_service(host, 9, task.out()));
  }

  private static void getIoMain(ScenarioTask task) {
    succeeds(task.calls().host_get_io_main(task.plain().mach_host_self(), task.out()));
    fails(KERN_INVALID_ARGUMENT, task.calls().host_get_io_main(task.self(), task.out()));
  }

  private static void defaultProcessorSet(ScenarioTask task) {
    succeeds(task.calls().processor_set_default(task.plain().mach_host_self(), task.out()));
    fails(KERN_INVALID_ARGUMENT, task.calls().processor_set_default(task.self(), task.out()));
  }
}
