package org.machapi.sim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;
import jnr.ffi.Variable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.MachLibrary;

/** The C interface of one task: what is left of the headers after ports, threads and tasks. */
final class SimulatedLibrary extends TaskLibrary implements MachLibrary {
  /** As {@code <mach/ndr.h>} has it: little-endian numbers, ASCII, IEEE. */
  private static final byte[] NDR = {0, 0, 0, 0, 1, 0, 0, 0};

  private final Variable<Integer> selfVariable;
  private final Variable<Integer> bootstrapVariable;
  private final Variable<Long> pageSizeVariable =
      new SimulatedVariable<>((long) MemoryMap.PAGE_SIZE);
  private final Variable<Long> ndrVariable =
      new SimulatedVariable<>(ByteBuffer.wrap(NDR).order(ByteOrder.nativeOrder()).getLong());

  SimulatedLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
    this.selfVariable = new SimulatedVariable<>(task.selfName);
    this.bootstrapVariable = new SimulatedVariable<>(task.bootstrapName);
  }

  @Override
  public Variable<Integer> mach_task_self_() {
    return selfVariable;
  }

  /** The null port where no bootstrap server was asked for; whoever plays one may set it. */
  @Override
  public Variable<Integer> bootstrap_port() {
    return bootstrapVariable;
  }

  @Override
  public Variable<Long> vm_page_size() {
    return pageSizeVariable;
  }

  @Override
  public Variable<Long> NDR_record() {
    return ndrVariable;
  }

  @Override
  public int mach_reply_port() {
    MachThread thread = enter();
    try {
      return kernel.taskCalls.replyPort(task);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_self_trap() {
    MachThread thread = enter();
    try {
      return kernel.copyout.name(task.space, task.ports.makeSelf(), Dispositions.SEND);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_thread_self() {
    MachThread thread = enter();
    try {
      return kernel.copyout.name(task.space, thread.makeSelf(), Dispositions.SEND);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_host_self() {
    MachThread thread = enter();
    try {
      return kernel.copyout.name(
          task.space, kernel.ports.copySend(kernel.hostPort), Dispositions.SEND);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_msg(
      Pointer msg, int option, int send_size, int rcv_size, int rcv_name, int timeout, int notify) {
    MachThread thread = enter();
    try {
      return kernel.messageCalls.call(
          task, msg, msg, option, send_size, rcv_size, rcv_name, timeout);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int pid_for_task(int t, Pointer x) {
    MachThread thread = enter();
    try {
      Task target = target(t, Resolver.Access.NAME);
      return kernel.taskCalls.processNumber(target, x);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_vm_allocate(int target, Pointer address, long size, int flags) {
    MachThread thread = enter();
    try {
      Task owner = target(target, Resolver.Access.CONTROL);
      return owner == null ? unresolved() : kernel.taskCalls.allocate(owner, address, size, flags);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_vm_deallocate(int target, long address, long size) {
    MachThread thread = enter();
    try {
      Task owner = target(target, Resolver.Access.CONTROL);
      return owner == null ? unresolved() : kernel.taskCalls.deallocate(owner, address, size);
    } finally {
      leave(thread);
    }
  }
}
