package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;

import jnr.ffi.Pointer;
import jnr.ffi.Variable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.MachLibrary;

/** The C interface of one task: what is left of the headers after ports and threads. */
final class SimulatedLibrary extends ThreadLibrary implements MachLibrary {
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

  private @Nullable Task target(int port, Resolver.Access access) {
    return kernel.resolver.task(task.space, port, access, KERN_INVALID_ARGUMENT);
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
      return target == null ? unresolved() : kernel.taskCalls.processNumber(target, x);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_get_exception_ports(
      int task,
      int exception_mask,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers,
      Pointer old_behaviors,
      Pointer old_flavors) {
    MachThread thread = enter();
    try {
      Task target = target(task, Resolver.Access.CONTROL);
      return target == null
          ? unresolved()
          : kernel.exceptionPorts.get(
              target.exceptionActions,
              this.task,
              exception_mask,
              new ExceptionPortCalls.Arrays(
                  masks, masksCnt, old_handlers, old_behaviors, old_flavors));
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_set_exception_ports(
      int task, int exception_mask, int new_port, int behavior, int new_flavor) {
    MachThread thread = enter();
    try {
      Task target = target(task, Resolver.Access.CONTROL);
      return target == null
          ? unresolved()
          : kernel.exceptionPorts.set(
              target.exceptionActions, this.task, exception_mask, new_port, behavior, new_flavor);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_swap_exception_ports(
      int task,
      int exception_mask,
      int new_port,
      int behavior,
      int new_flavor,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers,
      Pointer old_behaviors,
      Pointer old_flavors) {
    MachThread thread = enter();
    try {
      Task target = target(task, Resolver.Access.CONTROL);
      return target == null
          ? unresolved()
          : kernel.exceptionPorts.swap(
              target.exceptionActions,
              this.task,
              exception_mask,
              new_port,
              behavior,
              new_flavor,
              new ExceptionPortCalls.Arrays(
                  masks, masksCnt, old_handlers, old_behaviors, old_flavors));
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_get_special_port(int task, int which_port, Pointer special_port) {
    MachThread thread = enter();
    try {
      Task target = target(task, Resolver.Access.INSPECT);
      return target == null
          ? unresolved()
          : kernel.taskCalls.getSpecialPort(
              target,
              kernel.resolver.objectType(this.task.space, task),
              which_port,
              this.task,
              special_port);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_set_special_port(int task, int which_port, int special_port) {
    MachThread thread = enter();
    try {
      Task target = target(task, Resolver.Access.CONTROL);
      return target == null
          ? unresolved()
          : kernel.taskCalls.setSpecialPort(target, which_port, this.task, special_port);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_threads(int target_task, Pointer act_list, Pointer act_listCnt) {
    MachThread thread = enter();
    try {
      Task target = target(target_task, Resolver.Access.INSPECT);
      return target == null
          ? unresolved()
          : kernel.taskCalls.threads(
              target,
              kernel.resolver.objectType(task.space, target_task),
              task,
              act_list,
              act_listCnt);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_suspend(int target_task) {
    MachThread thread = enter();
    try {
      Task target = target(target_task, Resolver.Access.READ);
      return target == null ? unresolved() : kernel.taskCalls.suspend(target);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int task_resume(int target_task) {
    MachThread thread = enter();
    try {
      Task target = target(target_task, Resolver.Access.READ);
      return target == null ? unresolved() : kernel.taskCalls.resume(target);
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

  @Override
  public int host_get_exception_ports(
      int host_priv,
      int exception_mask,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlers,
      Pointer old_behaviors,
      Pointer old_flavors) {
    MachThread thread = enter();
    try {
      if (!kernel.resolver.isHost(task.space, host_priv)) {
        return unresolved();
      }
      return kernel.exceptionPorts.get(
          kernel.hostActions,
          task,
          exception_mask,
          new ExceptionPortCalls.Arrays(masks, masksCnt, old_handlers, old_behaviors, old_flavors));
    } finally {
      leave(thread);
    }
  }

  @Override
  public int host_set_exception_ports(
      int host_priv, int exception_mask, int new_port, int behavior, int new_flavor) {
    MachThread thread = enter();
    try {
      if (!kernel.resolver.isHost(task.space, host_priv)) {
        return unresolved();
      }
      return kernel.exceptionPorts.set(
          kernel.hostActions, task, exception_mask, new_port, behavior, new_flavor);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int host_swap_exception_ports(
      int host_priv,
      int exception_mask,
      int new_port,
      int behavior,
      int new_flavor,
      Pointer masks,
      Pointer masksCnt,
      Pointer old_handlerss,
      Pointer old_behaviors,
      Pointer old_flavors) {
    MachThread thread = enter();
    try {
      if (!kernel.resolver.isHost(task.space, host_priv)) {
        return unresolved();
      }
      return kernel.exceptionPorts.swap(
          kernel.hostActions,
          task,
          exception_mask,
          new_port,
          behavior,
          new_flavor,
          new ExceptionPortCalls.Arrays(
              masks, masksCnt, old_handlerss, old_behaviors, old_flavors));
    } finally {
      leave(thread);
    }
  }
}
