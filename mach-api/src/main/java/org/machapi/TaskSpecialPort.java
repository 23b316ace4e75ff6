package org.machapi;

import org.machapi.raw.SpecialPortConstants;

/**
 * Which of the special ports of a task is meant ({@code <mach/task_special_ports.h>}).
 *
 * <p>What a child gets of its parent's when it is made: the host, bootstrap and access port (XNU
 * osfmk/kern/ipc_tt.c:ipc_task_init).
 *
 * @see TaskSpecialPorts
 */
public enum TaskSpecialPort {
  /** The control port of the task, which may be sent to others also where the task is hardened. */
  KERNEL(SpecialPortConstants.TASK_KERNEL_PORT),

  /** The host port that the task gets from {@code mach_host_self}. */
  HOST(SpecialPortConstants.TASK_HOST_PORT),

  /** The name port of the task, which tells who it is and allows nothing. */
  NAME(SpecialPortConstants.TASK_NAME_PORT),

  /** The port of the bootstrap server, where services are looked up. */
  BOOTSTRAP(SpecialPortConstants.TASK_BOOTSTRAP_PORT),

  /** The inspect port of the task. It cannot be sent to anybody. */
  INSPECT(SpecialPortConstants.TASK_INSPECT_PORT),

  /** The read port of the task. It cannot be sent to anybody. */
  READ(SpecialPortConstants.TASK_READ_PORT),

  /** The port of the process that decides who may get the task port. Can be set once. */
  ACCESS(SpecialPortConstants.TASK_ACCESS_PORT),

  /** The port of the process that controls debugging. */
  DEBUG_CONTROL(SpecialPortConstants.TASK_DEBUG_CONTROL_PORT),

  /** The port that is told about exceeded resource limits, on kernels that have such limits. */
  RESOURCE_NOTIFY(SpecialPortConstants.TASK_RESOURCE_NOTIFY_PORT);

  private final int number;

  TaskSpecialPort(int number) {
    this.number = number;
  }

  /**
   * Returns the number of the headers.
   *
   * @return {@code TASK_..._PORT}
   */
  public int number() {
    return number;
  }
}
