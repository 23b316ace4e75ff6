package org.machapi.sim;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.BootstrapRoutines;

/** The routines of {@code <servers/bootstrap.h>}. */
abstract class BootstrapLibrary extends MachErrorLibrary implements BootstrapRoutines {
  BootstrapLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  private @Nullable BootstrapDomain domain(int bootstrap) {
    return kernel.resolver.bootstrap(task.space, bootstrap);
  }

  @Override
  public int bootstrap_check_in(int bp, Pointer service_name, Pointer sp) {
    MachThread thread = enter();
    try {
      BootstrapDomain domain = domain(bp);
      return domain == null
          ? unresolved()
          : kernel.bootstrapCalls.checkIn(domain, service_name, task, sp);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int bootstrap_look_up(int bp, Pointer service_name, Pointer sp) {
    MachThread thread = enter();
    try {
      BootstrapDomain domain = domain(bp);
      return domain == null
          ? unresolved()
          : kernel.bootstrapCalls.lookUp(domain, service_name, task, sp);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int bootstrap_create_service(int bp, Pointer service_name, Pointer sp) {
    MachThread thread = enter();
    try {
      BootstrapDomain domain = domain(bp);
      return domain == null
          ? unresolved()
          : kernel.bootstrapCalls.createService(domain, service_name, task, sp);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int bootstrap_register(int bp, Pointer service_name, int sp) {
    MachThread thread = enter();
    try {
      BootstrapDomain domain = domain(bp);
      return domain == null
          ? unresolved()
          : kernel.bootstrapCalls.register(domain, service_name, task, sp);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int bootstrap_status(int bp, Pointer service_name, Pointer service_active) {
    MachThread thread = enter();
    try {
      BootstrapDomain domain = domain(bp);
      return domain == null
          ? unresolved()
          : kernel.bootstrapCalls.status(domain, service_name, task, service_active);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int bootstrap_parent(int bp, Pointer parent_port) {
    MachThread thread = enter();
    try {
      BootstrapDomain domain = domain(bp);
      return domain == null
          ? unresolved()
          : kernel.bootstrapCalls.parent(domain, task, parent_port);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int bootstrap_subset(int bp, int requestor_port, Pointer subset_port) {
    MachThread thread = enter();
    try {
      BootstrapDomain domain = domain(bp);
      return domain == null
          ? unresolved()
          : kernel.bootstrapCalls.subset(domain, requestor_port, task, subset_port);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int bootstrap_unprivileged(int bp, Pointer unpriv_port) {
    MachThread thread = enter();
    try {
      return kernel.bootstrapCalls.unprivileged(task, bp, unpriv_port);
    } finally {
      leave(thread);
    }
  }

  @Override
  public Pointer bootstrap_strerror(int r) {
    String text = ErrorTexts.bootstrap(r);
    return text == null ? mach_error_string(r) : NativeTexts.of(text);
  }
}
