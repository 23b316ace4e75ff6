package org.machapi.sim;

import static org.machapi.raw.SpecialPortConstants.TASK_DEBUG_CONTROL_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_KERNEL_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_NAME_PORT;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The routines of {@code <mach/mach_host.h>} and {@code <mach/host_priv.h>} other than those on
 * exception ports, and the traps that find the task of a process.
 */
abstract class HostLibrary extends ThreadLifeLibrary {
  HostLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  @Override
  public int host_get_special_port(int host_priv, int node, int which, Pointer port) {
    MachThread thread = enter();
    try {
      return kernel.resolver.isHost(task.space, host_priv)
          ? kernel.hostCalls.getSpecialPort(task, which, port)
          : unresolved();
    } finally {
      leave(thread);
    }
  }

  @Override
  public int host_set_special_port(int host_priv, int which, int port) {
    MachThread thread = enter();
    try {
      return kernel.resolver.port(task.space, host_priv) == null
          ? unresolved()
          : kernel.hostCalls.setSpecialPort(task, host_priv, which, port);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int host_info(int host, int flavor, Pointer host_info_out, Pointer host_info_outCnt) {
    MachThread thread = enter();
    try {
      return kernel.resolver.isHost(task.space, host)
          ? kernel.hostCalls.info(flavor, host_info_out, host_info_outCnt)
          : unresolved();
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_for_pid(int target_tport, int pid, Pointer t) {
    MachThread thread = enter();
    try {
      return kernel.taskLookup.byProcess(task, target_tport, pid, TASK_KERNEL_PORT, t);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_name_for_pid(int target_tport, int pid, Pointer tn) {
    MachThread thread = enter();
    try {
      return kernel.taskLookup.byProcess(task, target_tport, pid, TASK_NAME_PORT, tn);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int debug_control_port_for_pid(int target_tport, int pid, Pointer t) {
    MachThread thread = enter();
    try {
      return kernel.taskLookup.byProcess(task, target_tport, pid, TASK_DEBUG_CONTROL_PORT, t);
    } finally {
      leave(thread);
    }
  }
}
