package org.machapi.sim;

import jnr.ffi.Pointer;
import jnr.ffi.Variable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.MachLibrary;

/** The C interface of one task: what is left of the headers after ports, threads and tasks. */
final class SimulatedLibrary extends TaskLibrary implements MachLibrary {
  private final Variable<Integer> selfVariable;

  SimulatedLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
    this.selfVariable = new SelfVariable(task.selfName);
  }

  /**
   * The variable {@code mach_task_self_}. A program can set it and fool itself, as it can on macOS.
   */
  private static final class SelfVariable implements Variable<Integer> {
    private volatile Integer value;

    SelfVariable(int name) {
      this.value = name;
    }

    @Override
    public Integer get() {
      return value;
    }

    @Override
    public void set(Integer newValue) {
      value = newValue;
    }
  }

  @Override
  public Variable<Integer> mach_task_self_() {
    return selfVariable;
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
      return kernel.messageCalls.call(task, msg, option, send_size, rcv_size, rcv_name, timeout);
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
